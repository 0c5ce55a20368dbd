import { Injectable } from '@nestjs/common'
import { Ledger } from '../audit/ledger.service.js'
import type { AuditEvent } from '../audit/event-kinds.js'
import type { Person } from './person.js'

/** Notes in the audit trail what is not a change of the register: refusals, sign-ins, exports, reads of marked actions. */
@Injectable()
export class SecurityTrail {
  constructor(private readonly ledger: Ledger) {}

  /** Somebody asked for what their rights do not open. */
  async refused(person: Person, what: string): Promise<void> {
    await this.note(person.name, {
      kind: 'access.refused',
      subject: person.email,
      details: { what: what.slice(0, 300), roles: person.rolesInWords },
    })
  }

  /** What was downloaded, with the filters, and how many actions it held. */
  async exported(person: Person, what: string, details: { filters: string; actions: number }): Promise<void> {
    await this.note(person.name, { kind: 'register.exported', subject: what, details })
  }

  /** Somebody was shown actions of a plan with a protective marking. */
  async readMarked(person: Person, refs: string[]): Promise<void> {
    await this.note(person.name, {
      kind: 'marked.read',
      subject: refs.length === 1 ? (refs[0] ?? '') : `${refs.length} actions`,
      details: { actions: refs },
    })
  }

  /** Somebody who is signed in was asked for the password again and gave a wrong one. */
  async wrongPassword(person: Person, address: string): Promise<void> {
    const details = { why: 'password asked again', address }
    await this.note(person.name, { kind: 'account.sign-in-failed', subject: person.email, details })
  }

  /** @param name who did it, as the trail shall name them */
  async note(name: string, event: AuditEvent): Promise<void> {
    await this.ledger.write({ name }, async (write) => write.tell(event))
  }
}
