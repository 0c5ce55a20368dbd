import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { readFormText } from '../../plans/committee-form.check.js'
import { CommitteeForms } from '../../reports/scrutiny/committee-forms.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { formToShow, showCommitteeForm, showCommitteeFormCheck, yamlOf } from './committee-form.page.js'

/** The form that the reports of a council follow: what it is, what it was, and how to give another. */
@ApiExcludeController()
@Controller('plans/:slug/committee-form')
export class CommitteeFormPagesController {
  constructor(private readonly forms: CommitteeForms) {}

  @Get()
  @Access('read reports')
  async one(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    return showCommitteeForm(await this.forms.of(person, slug), numberOf(typed))
  }

  @Get('file')
  @Access('read reports')
  @Header('Content-Type', 'application/yaml; charset=utf-8')
  async file(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Query() typed: Typed,
  ): Promise<string> {
    return yamlOf(formToShow(await this.forms.of(person, slug), numberOf(typed)))
  }

  /** Checks a form, and with a second press takes it into use. */
  @Post()
  @Access('make reports')
  async give(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() typed: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const text = textOf(typed, 'text')
    const read = readFormText(text)
    const wrong = await this.forms.wrongWith(person, slug, read)
    const found = await this.forms.of(person, slug)
    if (wrong.length > 0 || read.given === null) return showCommitteeForm(found, null, { text, wrong })
    const after = Number(textOf(typed, 'after') || found.forms.length)
    if (textOf(typed, 'do') !== 'save') {
      return showCommitteeFormCheck(found, read.given, { text, after: found.forms.length })
    }
    await this.forms.adopt(person, slug, read, after)
    return redirectTo(paths.committeeForm(slug), 'The form is in use. Reports made from now on follow it.')
  }
}

/** The number of an earlier form that is asked for; null for the one in use. */
function numberOf(typed: Typed): number | null {
  const number = textOf(typed, 'number')
  return /^\d{1,6}$/u.test(number) ? Number(number) : null
}
