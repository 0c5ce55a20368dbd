import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../../accounts/person.js'
import { AgencyChanges, type NewMerge } from '../../../agencies/agency-changes.service.js'
import { AgencyNotFound, AgencyRefused } from '../../../agencies/agency-errors.js'
import { AgencyRegister, type RegisteredAgency } from '../../../agencies/agency-register.service.js'
import { ReferenceService } from '../../../register/reference.service.js'
import { Access } from '../../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../../web/pages/page.js'
import { paths } from '../../paths.js'
import { lineOf, textOf, type Typed } from '../../typed-text.js'
import { showAgencies } from './agency-list.page.js'
import { showAgency } from './agency.page.js'
import { showMerge, showMergeCheck } from './merge.pages.js'

/** The agencies of the register, for those who look after their names. */
@ApiExcludeController()
@Access('manage agencies')
@Controller('administration/agencies')
export class RegisteredAgenciesController {
  constructor(
    private readonly register: AgencyRegister,
    private readonly changes: AgencyChanges,
    private readonly reference: ReferenceService,
  ) {}

  @Get()
  async list(@Query() typed: Typed): Promise<PageAnswer> {
    const [agencies, counted] = await Promise.all([this.register.all(), this.reference.agencies(null)])
    return showAgencies(agencies, counted, lineOf(typed, 'q').slice(0, 200), textOf(typed, 'page'))
  }

  @Get(':slug')
  async one(@Param('slug') slug: string): Promise<PageAnswer> {
    const { agency, counted } = await this.read(slug)
    return showAgency(
      agency,
      counted.find((view) => view.slug === slug),
    )
  }

  @Post(':slug/other-names')
  async addName(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const typed = lineOf(form, 'alias')
    return this.attempt(
      () => this.changes.addAlias(person, slug, typed),
      () => redirectTo(paths.registeredAgency(slug), `“${typed}” was added as another name`),
      async ({ errors }) => {
        const { agency, counted } = await this.read(slug)
        const view = counted.find((each) => each.slug === slug)
        return showAgency(agency, view, { typed, errors: errors.map(atAlias) })
      },
    )
  }

  @Post(':slug/other-names/remove')
  async removeName(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() form: Typed,
  ): Promise<RedirectAnswer> {
    const alias = textOf(form, 'alias')
    await this.changes.removeAlias(person, slug, alias)
    return redirectTo(paths.registeredAgency(slug), `“${alias}” was taken away`)
  }

  @Get(':slug/merge')
  async mergeForm(@Param('slug') slug: string): Promise<PageAnswer | RedirectAnswer> {
    const { agency, all } = await this.read(slug)
    return agency.mergedInto ? redirectTo(paths.registeredAgency(slug)) : showMerge(agency, all)
  }

  /** The form again, with what was typed. */
  @Post(':slug/merge')
  async changeMerge(@Param('slug') slug: string, @Body() form: Typed): Promise<PageAnswer> {
    const { agency, all } = await this.read(slug)
    return showMerge(agency, all, mergeTyped(form))
  }

  @Post(':slug/merge/check')
  async checkMerge(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const typed = mergeTyped(form)
    const { agency, all, counted } = await this.read(slug)
    return this.attempt(
      () => this.changes.tryMerge(person, slug, typed),
      () => showMergeCheck(agency, found(all, typed.into), counted, typed),
      async ({ errors }) => showMerge(agency, all, typed, errors),
    )
  }

  @Post(':slug/merge/confirm')
  async merge(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const typed = mergeTyped(form)
    const { agency, all } = await this.read(slug)
    return this.attempt(
      () => this.changes.merge(person, slug, typed),
      () => {
        const into = found(all, typed.into)
        return redirectTo(paths.registeredAgency(into.slug), `${agency.name} was merged into ${into.name}`)
      },
      async ({ errors }) => showMerge(agency, all, typed, errors),
    )
  }

  private async attempt<Done, Wrong>(
    change: () => Promise<void>,
    done: () => Done,
    wrong: (refusal: AgencyRefused) => Promise<Wrong>,
  ): Promise<Done | Wrong> {
    try {
      await change()
    } catch (error) {
      if (error instanceof AgencyRefused) return wrong(error)
      throw error
    }
    return done()
  }

  private async read(slug: string) {
    const [all, counted] = await Promise.all([this.register.all(), this.reference.agencies(null)])
    return { all, counted, agency: found(all, slug) }
  }
}

/** @throws AgencyNotFound */
function found(all: readonly RegisteredAgency[], slug: string): RegisteredAgency {
  const agency = all.find((each) => each.slug === slug)
  if (!agency) throw new AgencyNotFound(slug)
  return agency
}

/** The page has the one field that a name is typed into. */
const atAlias = ({ message }: { message: string }) => ({ field: 'alias', message })

function mergeTyped(form: Typed): NewMerge {
  return { into: textOf(form, 'into'), reason: textOf(form, 'reason').replaceAll('\r\n', '\n') }
}
