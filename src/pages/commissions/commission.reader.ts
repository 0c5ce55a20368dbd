import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { CommissionsService } from '../../commissions/commission/commissions.service.js'
import type { NewCommission } from '../../commissions/views.js'
import { ReferenceService } from '../../register/reference.service.js'
import { SavedViews } from '../actions/saved-views.service.js'
import type { AgencyAsked } from './commission-check.page.js'
import type { CommissionChoices } from './commission-form.page.js'
import { ContactReader } from './contact.reader.js'

/** Reads what the pages of a commission offer and tell besides the commission itself. */
@Injectable()
export class CommissionReader {
  constructor(
    private readonly commissions: CommissionsService,
    private readonly reference: ReferenceService,
    private readonly contacts: ContactReader,
    private readonly views: SavedViews,
  ) {}

  /** The plans and agencies that a commission can be about. */
  async choices(person: Person): Promise<CommissionChoices> {
    const [plans, agencies, views] = await Promise.all([
      this.reference.plans(null),
      this.reference.agencies(null),
      this.views.of(person),
    ])
    return { plans, agencies, views }
  }

  /** Who would be asked how much, and who of them cannot be written to. */
  async asked(person: Person, given: NewCommission): Promise<AgencyAsked[]> {
    const asked = await this.commissions.preview(person, given)
    const unreachable = await this.contacts.unreachable(asked.map(({ agency }) => agency.slug))
    return asked.map((each) => ({ ...each, unreachable: unreachable.has(each.agency.slug) }))
  }
}
