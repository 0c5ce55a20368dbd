import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { PeopleService } from '../../accounts/people.service.js'
import { isOfAgency } from '../../accounts/rights.js'
import { hashOfSecret, newSecret } from '../../accounts/secrets.js'
import { Ledger } from '../../audit/ledger.service.js'
import type { Day, Instant } from '../../clock/dates.js'
import { Settings } from '../../config/settings.js'
import { Database } from '../../database/database.js'
import { changeRows, insertRow } from '../../database/rows.js'
import { everything } from '../../register/moment.js'
import { AgencyTree } from '../agency-tree.js'
import type { CommissionState } from '../commission/commission-state.js'
import { CalendarFeed } from './message.entity.js'
import { ownedReturns } from '../returns/return-door.js'
import { calendarOf, type Deadline } from './calendar.js'

interface CommissionRow {
  id: number
  title: string
  state: CommissionState
  opens_on: Day
  due_on: Day
  sign_off_by: Day
  freeze_on: Day
  reporting_date: Day
  changed_at: Instant
}

type Name = Deadline['name']

/** Which days of a round each of them needs. */
const shown: Record<'office' | 'reader' | 'agency', readonly Name[]> = {
  office: ['opens', 'due', 'sign-off', 'freeze', 'report'],
  reader: ['due', 'freeze', 'report'],
  agency: ['opens', 'due', 'freeze'],
}

const words: Record<Name, { dayOf: keyof CommissionRow; summary: string; description: string }> = {
  opens: {
    ...{ dayOf: 'opens_on', summary: 'Returns open' },
    description: 'From today on the agencies can answer.',
  },
  due: {
    ...{ dayOf: 'due_on', summary: 'Returns due' },
    description: 'The deadline of the agencies. “Nothing to report” is an answer as well.',
  },
  'sign-off': {
    ...{ dayOf: 'sign_off_by', summary: 'Returns to be accepted' },
    description: 'By today the programme office has accepted every return, or sent it back.',
  },
  freeze: {
    ...{ dayOf: 'freeze_on', summary: 'Register frozen for the report' },
    description: 'At the end of today whoever has not answered is reported as silent.',
  },
  report: {
    ...{ dayOf: 'reporting_date', summary: 'Report' },
    description: 'The day on which the report is laid before its readers.',
  },
}

/** Addresses at which calendar programs read people's deadlines. The address alone opens them, and nothing else. */
@Injectable()
export class CalendarFeeds {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly people: PeopleService,
  ) {}

  /** When the address of the person was made; null where there is none. */
  async since(accountId: number): Promise<Instant | null> {
    const feed = await this.database.reads.manager.findOneBy(CalendarFeed, { accountId })
    return feed?.madeAt ?? null
  }

  /** Whether anything of the rounds concerns the person. */
  concerns(person: Person): boolean {
    return person.permissions.has('read commissions') || person.permissions.has('answer returns')
  }

  /** Makes the person's address; one that was there before opens nothing from now on. It is told this once. */
  async make(person: Person): Promise<string> {
    const token = newSecret()
    const { accountId } = person
    await this.ledger.write(person, async (write) => {
      const { manager, now } = write
      const feed = { tokenHash: hashOfSecret(token), madeAt: now }
      const changed = await changeRows(manager, CalendarFeed, { accountId }, feed)
      if (changed === 0) await insertRow(manager, CalendarFeed, { accountId, ...feed })
      write.tell({ kind: 'calendar.made', subject: person.email, details: { path: '/calendar' } })
    })
    return `${this.settings.publicUrl}/calendar/${token}.ics`
  }

  /** Ends the person's address. */
  async end(person: Person): Promise<void> {
    const { accountId } = person
    if ((await this.since(accountId)) === null) return
    await this.ledger.write(person, async (write) => {
      await write.manager.delete(CalendarFeed, { accountId })
      write.tell({ kind: 'calendar.ended', subject: person.email, details: { path: '/calendar' } })
    })
  }

  /** The calendar at an address; null where nobody has it, or whoever had it is no longer let in. */
  async read(token: string): Promise<string | null> {
    const { manager } = this.database.reads
    const feed = await manager.findOneBy(CalendarFeed, { tokenHash: hashOfSecret(token) })
    const person = feed && (await this.people.find(feed.accountId, 'session'))
    if (!person || !this.concerns(person)) return null
    return calendarOf(await this.deadlines(person), new URL(this.settings.publicUrl).hostname)
  }

  private async deadlines(person: Person): Promise<Deadline[]> {
    const commissions = await this.database.select<CommissionRow>(
      `SELECT c.id, c.title, c.state, c.opens_on, c.due_on, c.sign_off_by, c.freeze_on, c.reporting_date,
        COALESCE(told.last, c.made_at) AS changed_at
      FROM commission c LEFT JOIN (SELECT subject, MAX("at") AS last FROM audit_line
        WHERE kind IN ('commission.made', 'commission.changed', 'commission.moved') GROUP BY subject) told
      ON told.subject = CAST(c.id AS varchar(200)) WHERE c.state <> 'withdrawn' ORDER BY c.id`,
    )
    if (person.permissions.has('commission returns')) {
      return commissions.flatMap((row) => this.entries(row, 'office', []))
    }
    if (person.permissions.has('read commissions')) {
      return commissions.flatMap((row) => this.entries(row, 'reader', []))
    }
    const asked = await this.askedOf(person)
    return commissions.flatMap((row) => {
      const agencies = asked.get(row.id) ?? []
      return agencies.length === 0 ? [] : this.entries(row, 'agency', agencies)
    })
  }

  /** The agencies that the person answers for, by the commissions that ask them. */
  private async askedOf(person: Person): Promise<Map<number, string[]>> {
    const rows = await this.database.select<{ commission_id: number; agency_id: number; name: string }>(
      `SELECT r.commission_id, r.agency_id, g.name FROM "return" r JOIN agency g ON g.id = r.agency_id ORDER BY r.id`,
    )
    const asked = new Map<number, string[]>()
    if (rows.length === 0) return asked
    const tree = await AgencyTree.read(this.database, everything)
    const ids = [...new Set(rows.map((row) => row.agency_id))]
    const rights = await ownedReturns(this.database, tree, ids)
    const own = new Set(ids.filter((_, place) => rights[place] && isOfAgency(person, rights[place])))
    for (const { commission_id: id, agency_id: agency, name } of rows) {
      if (own.has(agency)) asked.set(id, [...(asked.get(id) ?? []), name])
    }
    return asked
  }

  private entries(row: CommissionRow, who: keyof typeof shown, agencies: readonly string[]): Deadline[] {
    const href = `${this.settings.publicUrl}${who === 'agency' ? '/returns' : `/commissions/${row.id}`}`
    const of = agencies.length === 0 ? '' : `\nYou answer for: ${agencies.join(', ')}.`
    return shown[who].map((name) => ({
      ...{ commissionId: row.id, name, href, changedAt: row.changed_at },
      day: String(row[words[name].dayOf]),
      summary: `${words[name].summary}: ${row.title}`,
      description: `${words[name].description}${of}`,
    }))
  }
}
