import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canImportFor } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { changeRows, insertRow } from '../database/rows.js'
import { FileRefused } from '../documents/reading/read-book.js'
import { readSpreadsheet } from '../documents/reading/read-spreadsheet.js'
import { Conflict, NotAllowed, Refused } from '../web/problems.js'
import { type AgencyChoices, slugOf } from './agencies/agency-cells.js'
import { type ColumnChoice, guessColumns, wrongWithColumns, toRemember } from './sheet/column-mapping.js'
import { FactsCheck } from './checking/facts-check.service.js'
import { findTable, headingsOf } from './sheet/header-row.js'
import {
  type ChosenTable,
  firstFacts,
  handOf,
  type KeptPlan,
  type OpenImport,
  refuseStale,
  tableOf,
  withHand,
} from './import-parts.js'
import { refuseImportChange } from './import-state.js'
import { type Council, ImportStore, type ImportSummary } from './import-store.js'
import { type KeptBook, keptBook, textAt } from './sheet/kept-book.js'
import { noFacts, type PlanFacts } from './checking/plan-facts.js'
import { ColumnMapping, PlanImport } from './plan-import.entity.js'
import type { LoneRows } from './sheet/plan-rows.js'
import { RegisteredNames } from './agencies/registered-names.service.js'

/** Of whom a plan is: a council of the register, or one that is registered with its first plan. */
export type NamedCouncil = { slug: string } | { name: string }

const longestName = 200

/**
 * Takes in a council's action plan: the file is read, its columns and agencies are understood, it is checked whole and loaded
 * as a draft, which a second person approves. The door of people: every method asks for the rights.
 */
@Injectable()
export class PlanImports {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: ImportStore,
    private readonly agencies: AgenciesService,
    private readonly names: RegisteredNames,
    private readonly facts: FactsCheck,
    private readonly trail: SecurityTrail,
  ) {}

  list(person: Person): Promise<ImportSummary[]> {
    return this.store.list(person)
  }

  councils(person: Person): Promise<Council[]> {
    return this.store.councilsOf(person)
  }

  one(person: Person, id: number): Promise<OpenImport> {
    return this.store.one(person, id)
  }

  /**
   * Reads a file that a council's plan is in.
   *
   * @returns the id of the import
   * @throws Refused whose message says what is wrong with the file or the council
   */
  async read(person: Person, council: NamedCouncil, file: { name: string; bytes: Buffer }): Promise<number> {
    const known = await this.councilOf(person, council)
    const read = await readSpreadsheet(file)
    const book = keptBook(read)
    if (book.sheets.every(({ rows }) => rows.length === 0)) {
      throw new FileRefused('The file has no cell with anything in it. It must hold a table of actions.')
    }
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    return this.ledger.write(person, async (write) => {
      const council = typeof known === 'string' ? await this.registerCouncil(write, known) : known
      const remembered = await this.store.rememberedColumns(council.id)
      const table = firstTable(book, remembered)
      const named = { slug: council.agency, name: council.name }
      const facts = { ...noFacts, ...firstFacts(named, book, table, write.now) }
      const plan: KeptPlan = { facts, given: false, hands: [handOf(person)] }
      const id = await insertRow(write.manager, PlanImport, {
        ...{
          agencyId: council.id,
          fileName: file.name.slice(0, longestName),
          sha256,
          state: 'read',
          revision: 1,
        },
        ...{ sheet: JSON.stringify(book), columns: JSON.stringify(table) },
        ...{ plan: JSON.stringify(plan), agencies: '{}', accountId: person.accountId, author: person.name },
        ...{ readAt: write.now, draftedAt: null, approvedBy: null, approvedAt: null, planId: null },
      })
      const rows = book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
      write.tell({
        kind: 'plan-import.read',
        subject: String(id),
        details: { file: file.name, sha256, rows },
      })
      return id
    })
  }

  /** Chooses the sheet and the row of the headings, both counted from 0; the columns are guessed anew. */
  async chooseTable(
    person: Person,
    id: number,
    revision: number,
    sheet: number,
    header: number,
  ): Promise<void> {
    await this.change(person, id, revision, 'the place of the table', async (found) => {
      const chosen = found.book.sheets[sheet]
      if (!chosen) throw refused('sheet', 'Choose one of the sheets of the file')
      if (header < 0 || header >= chosen.rows.length - 1) {
        throw refused(
          'header',
          `Enter the number of a row with others below it: 1 to ${Math.max(1, chosen.rows.length - 1)}`,
        )
      }
      const remembered = await this.store.rememberedColumns(found.council.id)
      const columns = guessColumns(headingsOf(chosen, header), remembered).map(({ choice }) => choice)
      const { loneRows } = found.table
      return { table: { sheet, header, reason: null, loneRows, columns, confirmed: false } }
    })
  }

  /** Says what the columns mean; remembered for the council's next plan. */
  async chooseColumns(
    person: Person,
    id: number,
    revision: number,
    columns: readonly ColumnChoice[],
    loneRows: LoneRows,
  ): Promise<void> {
    await this.change(person, id, revision, 'the columns', async (found, write) => {
      const at = tableOf(found)
      if (!at) throw refused('column-1', 'Choose the row of the headings first')
      const { headings, header } = at.layout
      const empty = (column: number) =>
        at.sheet.rows.slice(header + 1).every((_, row) => textAt(at.sheet, header + 1 + row, column) === '')
      const choices = headings.map((_, column) => columns[column] ?? null)
      const wrong = wrongWithColumns(headings, choices, empty)
      if (wrong.length > 0) {
        throw new Refused(wrong.map(({ column, message }) => ({ field: `column-${column + 1}`, message })))
      }
      await insertRow(write.manager, ColumnMapping, {
        ...{ agencyId: found.council.id, columns: toRemember(headings, choices) },
        ...{ author: person.name, recordedAt: write.now },
      })
      return { table: { ...found.table, columns: choices, loneRows, confirmed: true } }
    })
  }

  /** Says what names mean that are not in the register: added to what was said before. */
  async chooseAgencies(person: Person, id: number, revision: number, choices: AgencyChoices): Promise<void> {
    await this.change(person, id, revision, 'the agencies', async (found) => {
      const names = await this.names.of(found.council.slug)
      for (const [key, choice] of Object.entries(choices)) {
        const wrong = wrongWithChoice(choice, (slug) => names.get(slug) !== null)
        if (wrong !== null) throw refused(key, wrong)
        const known =
          choice.means === 'new' ? (names.find(choice.name) ?? names.get(slugOf(choice.name))) : null
        if (known) throw refused(key, `“${known.name}” is in the register: choose it`)
      }
      return { agencies: { ...found.agencies, ...choices } }
    })
  }

  /** Gives the plan's own facts. @throws Refused field by field */
  async describe(person: Person, id: number, revision: number, facts: PlanFacts): Promise<void> {
    await this.change(person, id, revision, 'the plan’s facts', async (found) => {
      const wrong = await this.facts.wrongWith(facts)
      if (wrong.length > 0) throw new Refused(wrong)
      return { plan: { ...found.plan, facts, given: true } }
    })
  }

  private async change(
    person: Person,
    id: number,
    revision: number,
    what: string,
    work: (
      found: OpenImport,
      write: Write,
    ) => Promise<{ table?: ChosenTable; agencies?: AgencyChoices; plan?: KeptPlan }>,
  ): Promise<void> {
    await this.store.one(person, id)
    await this.ledger.write(person, async (write) => {
      const found = await this.store.current(write, id)
      const why = refuseImportChange(found.state)
      if (why !== null) throw new Conflict(why, 'Not possible now')
      refuseStale(found, revision)
      const { table = found.table, agencies = found.agencies, plan = found.plan } = await work(found, write)
      const changed = {
        ...{ columns: JSON.stringify(table), agencies: JSON.stringify(agencies) },
        ...{ plan: JSON.stringify(withHand(plan, person)), revision: revision + 1 },
      }
      await changeRows(write.manager, PlanImport, { id }, changed)
      const details = { revision: revision + 1, changed: [what] }
      write.tell({ kind: 'plan-import.changed', subject: String(id), details })
    })
  }

  /** The council that is named, or the name of one that is yet to be registered. */
  private async councilOf(person: Person, named: NamedCouncil): Promise<Council | string> {
    const councils = await this.store.councils()
    if ('slug' in named) {
      const council = councils.find(({ agency }) => agency === named.slug)
      if (!council) throw refused('council', 'Choose the council')
      if (canImportFor(person, council)) return council
      await this.trail.refused(person, `take in a plan of ${council.agency}`)
      throw new NotAllowed('Your account does not let you take in plans of this council.')
    }
    if (!canImportFor(person, { agency: '', plans: [] })) {
      await this.trail.refused(person, 'register a council')
      throw new NotAllowed('Only the programme office can register a council.')
    }
    const name = named.name.trim().replaceAll(/\s+/gu, ' ')
    if (name === '') throw refused('council', 'Choose the council, or enter the name of a new one')
    if (slugOf(name) === '' || name.length > longestName) {
      throw refused('name', `The name must have letters, and at most ${longestName} characters`)
    }
    const names = await this.names.of('')
    const known = names.find(name) ?? names.get(slugOf(name))
    if (known) throw refused('name', `“${known.name}” is in the register: choose it`)
    return name
  }

  private async registerCouncil(write: Write, name: string): Promise<Council> {
    const slug = slugOf(name)
    const id = await this.agencies.register(write, {
      slug,
      name,
      abbreviation: null,
      aliases: [],
      parent: null,
    })
    return { id, agency: slug, name, plans: [] }
  }
}

const refused = (field: string, message: string) => new Refused([{ field, message }])

function firstTable(book: KeptBook, remembered: Record<string, string> | null): ChosenTable {
  const found = findTable(book)
  const sheet = found === null ? undefined : book.sheets[found.sheet]
  if (found === null || !sheet) {
    return { sheet: null, header: null, reason: null, loneRows: 'themes', columns: [], confirmed: false }
  }
  const columns = guessColumns(headingsOf(sheet, found.header), remembered).map(({ choice }) => choice)
  const loneRows = columns.includes('theme') ? 'actions' : 'themes'
  return { ...found, loneRows, columns, confirmed: false }
}

function wrongWithChoice(choice: AgencyChoices[string], isKnown: (slug: string) => boolean): string | null {
  if (choice.means === 'text') return null
  if (choice.means === 'agency') return isKnown(choice.slug) ? null : 'Choose an agency of the register'
  if (slugOf(choice.name) === '' || choice.name.length > longestName) {
    return `The name of a new agency must have letters, and at most ${longestName} characters`
  }
  return choice.parent === null || isKnown(choice.parent)
    ? null
    : 'Choose the agency that it is a unit of from the register'
}
