import { type Rung, rungs } from './message.entity.js'
import type { Addressee } from './due-messages.js'

/** What is known of whom to write to. Agencies are given by the ids of the ones that they are read as. */
export interface ContactRows {
  /** The id of the agency that an agency is read as: of one that was merged, the other. */
  readAs: (id: number) => number
  /** The agency above each agency; null where there is none. */
  agencies: readonly { id: number; name: string; parentId: number | null }[]
  contacts: readonly { agencyId: number; rung: Rung; name: string; email: string }[]
  /** Accounts in use of agency owners, and of council officers by the agency that publishes their plan. */
  accounts: readonly { agencyId: number; name: string; email: string }[]
}

/** Whoever is written to for an agency. */
export interface Reached {
  people: Addressee[]
  /** Name of the agency above, where its contacts stand in for an agency that has nobody of its own. */
  insteadOf: string | null
}

/**
 * Whom to write to for an agency. Where no contact is its owner, its own accounts are; where it has nobody at all, those of
 * the nearest agency above it that has contacts.
 */
export class ContactBook {
  private readonly agencies: ReadonlyMap<number, ContactRows['agencies'][number]>

  constructor(private readonly rows: ContactRows) {
    this.agencies = new Map(rows.agencies.map((agency) => [agency.id, agency]))
  }

  of(id: number): Reached {
    const agencyId = this.rows.readAs(id)
    const people = this.ownOf(agencyId)
    return people.length > 0 ? { people, insteadOf: null } : this.above(agencyId)
  }

  private ownOf(agencyId: number): Addressee[] {
    const contacts = this.contactsOf(agencyId)
    if (contacts.some(({ rung }) => rung === 'owner')) return contacts
    return distinct([...this.accountsOf(agencyId), ...contacts])
  }

  private above(agencyId: number): Reached {
    const seen = new Set([agencyId])
    let parent = this.parentOf(agencyId)
    while (parent && !seen.has(parent.id)) {
      if (this.contactsOf(parent.id).length > 0) {
        return { people: this.ownOf(parent.id), insteadOf: parent.name }
      }
      seen.add(parent.id)
      parent = this.parentOf(parent.id)
    }
    return { people: [], insteadOf: null }
  }

  private parentOf(agencyId: number) {
    const parentId = this.agencies.get(agencyId)?.parentId ?? null
    return parentId === null ? undefined : this.agencies.get(parentId)
  }

  private contactsOf(agencyId: number): Addressee[] {
    const own = this.rows.contacts.filter((contact) => contact.agencyId === agencyId)
    const sorted = rungs.flatMap((rung) => own.filter((contact) => contact.rung === rung))
    return distinct(sorted.map(({ email, name, rung }) => ({ email, name, rung })))
  }

  private accountsOf(agencyId: number): Addressee[] {
    return this.rows.accounts
      .filter((account) => account.agencyId === agencyId)
      .map(({ email, name }) => ({ email, name, rung: 'owner' }))
  }
}

/** Each address once, on the first of its rungs. */
function distinct(people: readonly Addressee[]): Addressee[] {
  return people.filter(({ email }, place) => people.findIndex((someone) => someone.email === email) === place)
}
