import { Controller, Get } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { Settings } from '../../config/settings.js'
import { Public } from '../../web/access.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { showCookies } from './cookies.page.js'
import { showHelp } from './help.page.js'

const accessibilityPage = pageOf<Record<string, never>>('help/accessibility')

/** What anyone may read, signed in or not. */
@ApiExcludeController()
@Public()
@Controller()
export class HelpController {
  constructor(private readonly settings: Settings) {}

  @Get('help')
  help(): PageAnswer {
    return showHelp()
  }

  @Get('help/cookies')
  cookies(): PageAnswer {
    return showCookies(this.settings.publicUrl.startsWith('https:'))
  }

  @Get('accessibility')
  accessibility(): PageAnswer {
    return accessibilityPage({ title: 'Accessibility statement', section: 'help' }, {})
  }
}
