import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../../accounts/person.js'
import { AgencyNotFound } from '../../../agencies/agency-errors.js'
import { AgencyRegister, type RegisteredAgency } from '../../../agencies/agency-register.service.js'
import { AgencyContacts, type TypedContact } from '../../../commissions/messages/agency-contacts.js'
import { Access } from '../../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../../web/pages/page.js'
import { type FieldError, Refused } from '../../../web/problems.js'
import { paths } from '../../paths.js'
import { lineOf, textOf, type Typed } from '../../typed-text.js'
import { showContacts, untypedContact } from './contacts.page.js'

/** Who is written to for an agency: for those who look after agencies, and for the programme office that chases them. */
@ApiExcludeController()
@Access('manage agencies', 'commission returns')
@Controller('administration/agencies/:slug/contacts')
export class AgencyContactsController {
  constructor(
    private readonly register: AgencyRegister,
    private readonly contacts: AgencyContacts,
  ) {}

  @Get()
  async show(@CurrentPerson() person: Person, @Param('slug') slug: string): Promise<PageAnswer> {
    return this.page(person, slug)
  }

  @Post()
  async add(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() body: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const { name: agency } = await this.agency(slug)
    const typed = { rung: textOf(body, 'rung'), name: lineOf(body, 'name'), email: lineOf(body, 'email') }
    try {
      await this.contacts.add(person, slug, typed)
    } catch (error) {
      if (error instanceof Refused) return this.page(person, slug, typed, error.errors)
      throw error
    }
    return redirectTo(
      paths.registeredAgencyStep(slug, 'contacts'),
      `${typed.name} is written to for ${agency} from now on`,
    )
  }

  @Post('remove')
  async remove(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() body: Typed,
  ): Promise<RedirectAnswer> {
    await this.agency(slug)
    const { name } = await this.contacts.remove(person, slug, Number(textOf(body, 'contact')))
    return redirectTo(paths.registeredAgencyStep(slug, 'contacts'), `${name} is not written to any more`)
  }

  @Post('sign-off')
  async signOff(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() body: Typed,
  ): Promise<RedirectAnswer> {
    await this.agency(slug)
    const secondPerson = textOf(body, 'secondPerson') === 'yes'
    await this.contacts.arrange(person, slug, secondPerson)
    return redirectTo(
      paths.registeredAgencyStep(slug, 'contacts'),
      secondPerson ? 'A second person signs off from now on' : 'One person answers from now on',
    )
  }

  private async page(
    person: Person,
    slug: string,
    typed: TypedContact = untypedContact,
    errors: readonly FieldError[] = [],
  ): Promise<PageAnswer> {
    const [agency, contacts, reached, secondPerson] = await Promise.all([
      this.agency(slug),
      this.contacts.of(slug),
      this.contacts.reached(slug),
      this.contacts.hasSecondPerson(slug),
    ])
    return showContacts(person, agency, { contacts, reached, secondPerson }, typed, errors)
  }

  /** @throws AgencyNotFound also where it was merged into another: that one is written to */
  private async agency(slug: string): Promise<RegisteredAgency> {
    const agency = await this.register.find(slug)
    if (agency?.mergedInto !== null) throw new AgencyNotFound(slug)
    return agency
  }
}
