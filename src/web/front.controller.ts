import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { Controller, Get, Header, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import Handlebars from 'handlebars'
import { Settings } from '../config/settings.js'
import { Public } from './access.js'
import { TokenKeeper } from './token-keeper.js'

/** What the front page is told: where things are, nothing of the register. */
interface FrontPage {
  reportsFolder: string
  /** Where the token stands on disk, or null when it is a setting. */
  tokenFile: string | null
  origin: string
}

const template = new URL('../../templates/pages/front.hbs', import.meta.url)

/** The page that a person who opens the address in a browser sees. */
@ApiExcludeController()
@Controller()
export class FrontController {
  private readonly render = Handlebars.compile<FrontPage>(readFileSync(template, 'utf8'), { strict: true })

  constructor(
    private readonly settings: Settings,
    private readonly tokens: TokenKeeper,
  ) {}

  @Get()
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  front(@Req() request: Request): string {
    const { file } = this.tokens
    return this.render({
      reportsFolder: relative(process.cwd(), this.settings.REPORTS_DIR) || this.settings.REPORTS_DIR,
      tokenFile: file === null ? null : relative(process.cwd(), file),
      origin: `${request.protocol}://${request.headers.host ?? ''}`,
    })
  }
}
