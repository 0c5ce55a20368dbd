import { Controller, Get } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access, type Permission } from '../../web/access.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'

interface AdministrationPage {
  cards: { title: string; href: string; text: string }[]
}

const administrationPage = pageOf<AdministrationPage>('administration/index')

const parts: (AdministrationPage['cards'][number] & { permission: Permission })[] = [
  {
    permission: 'manage accounts',
    title: 'Accounts',
    href: paths.accounts(),
    text: 'Who may sign in, in which roles: invite people, change what they may do, disable accounts.',
  },
  {
    permission: 'manage agencies',
    title: 'Agencies',
    href: paths.registeredAgencies(),
    text: 'The organisations that answer for actions: the names they go by, and two that turn out to be one.',
  },
  {
    permission: 'read the audit trail',
    title: 'Audit trail',
    href: paths.auditTrail(),
    text: 'Every sign-in, refusal, change, download and read of a marked action, and proof that no line was altered.',
  },
]

/** Where administration begins: the parts that the person's rights open. */
@ApiExcludeController()
@Controller('administration')
export class AdministrationController {
  @Get()
  @Access('manage accounts', 'manage agencies', 'read the audit trail')
  start(@CurrentPerson() person: Person): PageAnswer {
    const cards = parts
      .filter(({ permission }) => person.permissions.has(permission))
      .map(({ title, href, text }) => ({ title, href, text }))
    return administrationPage({ title: 'Administration', section: 'administration' }, { cards })
  }
}
