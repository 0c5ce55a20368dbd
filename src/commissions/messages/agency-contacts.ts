import { Injectable } from '@nestjs/common'
import { emailProblem } from '../../accounts/accounts.service.js'
import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { AgencyNotFound } from '../../agencies/agency-errors.js'
import { Agency } from '../../agencies/agency.entity.js'
import { Ledger, type Write } from '../../audit/ledger.service.js'
import type { Instant } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { changeRows, findRow, insertRows } from '../../database/rows.js'
import { type FieldError, NotAllowed, Refused } from '../../web/problems.js'
import { AgencyArrangement, AgencyContact, type Rung, rungs } from './message.entity.js'
import type { Reached } from './contact-book.js'
import { readContactBook } from './contact-book.reading.js'
import { rungFacts } from './message-view.js'

/** Whoever is written to for an agency. */
export interface NewContact {
  rung: Rung
  name: string
  email: string
}

/** The same as somebody typed it: of the rung it is not known yet whether there is such a one. */
export interface TypedContact {
  rung: string
  name: string
  email: string
}

export interface ContactView extends NewContact {
  id: number
  since: Instant
}

export const longestContactName = 200

/** Who is written to for an agency, and whether a second person signs off what it sends. */
@Injectable()
export class AgencyContacts {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** The contacts of an agency, the rung that is written to first before the others. */
  async of(slug: string): Promise<ContactView[]> {
    const rows = await this.database.select<NewContact & { id: number; recorded_at: Instant }>(
      `SELECT x.id, x.rung, x.name, x.email, x.recorded_at FROM agency_contact x
      JOIN agency g ON g.id = x.agency_id WHERE g.slug = ? AND x.removed_at IS NULL ORDER BY x.id`,
      [slug],
    )
    const contacts = rows.map(({ recorded_at: since, ...contact }) => ({ ...contact, since }))
    return rungs.flatMap((rung) => contacts.filter((contact) => contact.rung === rung))
  }

  /** Who is in fact written to for an agency: its contacts, its accounts where none is its owner, or those above it. */
  async reached(slug: string): Promise<Reached> {
    const [book, agency] = await Promise.all([
      readContactBook(this.database),
      this.database.reads.manager.findOneBy(Agency, { slug }),
    ])
    return agency ? book.of(agency.id) : { people: [], insteadOf: null }
  }

  /** Whether a second person of the agency signs its returns off. */
  async hasSecondPerson(slug: string): Promise<boolean> {
    const manager = this.database.reads.manager
    const agency = await manager.findOneBy(Agency, { slug })
    const arranged = agency && (await manager.findOneBy(AgencyArrangement, { agencyId: agency.id }))
    return arranged?.secondPerson ?? false
  }

  /**
   * Adds somebody who is written to.
   *
   * @throws NotAllowed, AgencyNotFound, Refused
   */
  async add(person: Person, slug: string, typed: TypedContact): Promise<void> {
    const { contact, wrong } = checked(typed)
    await this.change(person, slug, async (write, agency) => {
      const now = await contactsIn(write, agency.id)
      const known = now.find(({ email }) => email === contact.email)
      if (known) wrong.push({ field: 'email', message: alreadyThere(known) })
      if (wrong.length > 0) throw new Refused(wrong)
      await keep(write, agency, [contact])
      tellContacts(write, slug, { added: [contact.email], removed: [] })
    })
  }

  /**
   * Takes somebody off: no message goes there any more. Links that they have go on until the freeze, or are ended.
   *
   * @throws NotAllowed, AgencyNotFound, Refused
   */
  async remove(person: Person, slug: string, id: number): Promise<ContactView> {
    return this.change(person, slug, async (write, agency) => {
      const found = (await contactsIn(write, agency.id)).find((contact) => contact.id === id)
      if (!found) throw new Refused([{ field: 'contact', message: 'This contact was taken off already' }])
      await changeRows(write.manager, AgencyContact, { id }, { removedAt: write.now })
      tellContacts(write, slug, { added: [], removed: [found.email] })
      const { rung, name, email, recordedAt: since } = found
      return { id, rung, name, email, since }
    })
  }

  /**
   * Sets whether a second person of the agency signs its returns off; returns that are out already stay as they were asked.
   *
   * @throws NotAllowed, AgencyNotFound
   */
  async arrange(person: Person, slug: string, secondPerson: boolean): Promise<void> {
    demandRight(person)
    if ((await this.hasSecondPerson(slug)) === secondPerson) return
    await this.change(person, slug, (write, agency) => arrangeIn(write, agency, secondPerson))
  }

  /**
   * Sets all contacts of an agency and its arrangement at once.
   *
   * @throws NotAllowed, AgencyNotFound, Refused
   */
  async set(person: Person, slug: string, typed: NewContact[], secondPerson: boolean): Promise<void> {
    demandRight(person)
    const all = typed.map(checked)
    const wanted = all.map(({ contact }) => contact)
    const wrong = all.flatMap((one) => one.wrong)
    const twice = wanted.find(({ email }, place) => wanted.findIndex((one) => one.email === email) !== place)
    if (twice) wrong.push({ field: 'email', message: `${twice.email} is given twice` })
    if (wrong.length > 0) throw new Refused(wrong)
    const isSame = (one: NewContact, other: NewContact) =>
      one.email === other.email && one.name === other.name && one.rung === other.rung
    const now = await this.of(slug)
    const added = wanted.filter((contact) => !now.some((one) => isSame(one, contact)))
    const removed = now.filter((contact) => !wanted.some((one) => isSame(one, contact)))
    const arranges = (await this.hasSecondPerson(slug)) !== secondPerson
    if (added.length + removed.length === 0 && !arranges) return
    await this.change(person, slug, async (write, agency) => {
      const emails = (contacts: NewContact[]) => contacts.map(({ email }) => email)
      for (const { id } of removed) {
        await changeRows(write.manager, AgencyContact, { id }, { removedAt: write.now })
      }
      await keep(write, agency, added)
      if (added.length + removed.length > 0) {
        tellContacts(write, slug, { added: emails(added), removed: emails(removed) })
      }
      if (arranges) await arrangeIn(write, agency, secondPerson)
    })
  }

  private async change<T>(
    person: Person,
    slug: string,
    work: (write: Write, agency: Agency) => Promise<T>,
  ): Promise<T> {
    demandRight(person)
    return this.ledger.write(person, async (write) => {
      const agency = await findRow(write.manager, Agency, { slug })
      if (!agency) throw new AgencyNotFound(slug)
      return work(write, agency)
    })
  }
}

/** Whether the person may say who is written to for an agency: those who look after agencies, and the programme office. */
export function mayChangeContacts(person: Person): boolean {
  return person.permissions.has('manage agencies') || canCommission(person)
}

function demandRight(person: Person): void {
  if (mayChangeContacts(person)) return
  throw new NotAllowed('Who is written to is for administrators and the programme office to say.')
}

const alreadyThere = ({ email, rung }: NewContact) =>
  `${email} is a contact of this agency already (${rungFacts[rung].label.toLowerCase()})`

/** What was typed, tidied up, with what is wrong with it. */
function checked(typed: TypedContact): { contact: NewContact; wrong: FieldError[] } {
  const name = typed.name.trim().replaceAll(/\s+/gu, ' ')
  const email = typed.email.trim().toLowerCase()
  const rung = rungs.find((one) => one === typed.rung)
  const wrong: FieldError[] = []
  if (rung === undefined) wrong.push({ field: 'rung', message: 'Choose when this person is written to' })
  if (name === '') wrong.push({ field: 'name', message: 'Enter the name' })
  if (name.length > longestContactName) {
    const message = `The name must be ${longestContactName} characters or fewer`
    wrong.push({ field: 'name', message })
  }
  const wrongEmail = emailProblem(email)
  if (wrongEmail !== null) wrong.push({ field: 'email', message: wrongEmail })
  return { contact: { rung: rung ?? 'owner', name, email }, wrong }
}

async function contactsIn({ manager }: Write, agencyId: number): Promise<AgencyContact[]> {
  const all = await manager.find(AgencyContact, { where: { agencyId }, order: { id: 'ASC' } })
  return all.filter(({ removedAt }) => removedAt === null)
}

async function keep(
  { manager, now }: Write,
  { id: agencyId }: Agency,
  contacts: NewContact[],
): Promise<void> {
  const rows = contacts.map((contact) => ({ ...contact, agencyId, recordedAt: now, removedAt: null }))
  await insertRows(manager, AgencyContact, rows)
}

async function arrangeIn(write: Write, agency: Agency, secondPerson: boolean): Promise<void> {
  const { manager, author, now } = write
  const agencyId = agency.id
  const change = { secondPerson, author: author.name, recordedAt: now }
  const changed = await changeRows(manager, AgencyArrangement, { agencyId }, change)
  if (changed === 0) await insertRows(manager, AgencyArrangement, [{ agencyId, ...change }])
  write.tell({ kind: 'agency.arrangement-changed', subject: agency.slug, details: { secondPerson } })
}

function tellContacts(write: Write, subject: string, details: { added: string[]; removed: string[] }): void {
  write.tell({ kind: 'agency.contacts-changed', subject, details })
}
