import type { Person } from '../accounts/person.js'
import { Conflict } from '../web/problems.js'
import { londonDay, type Instant } from '../clock/dates.js'
import type { AgencyChoices } from './agencies/agency-cells.js'
import type { ColumnChoice } from './sheet/column-mapping.js'
import { headingsOf } from './sheet/header-row.js'
import { filledColumns, type KeptBook, type KeptSheet, textAt } from './sheet/kept-book.js'
import type { PlanFacts } from './checking/plan-facts.js'
import type { PlanImport, PlanImportState } from './plan-import.entity.js'
import type { LoneRows, TableLayout } from './sheet/plan-rows.js'

/** Where the table stands in the file, and what its columns mean. */
export interface ChosenTable {
  /** Counted from 0; null while no row looks like headings. */
  sheet: number | null
  header: number | null
  /** Why this row, in words; null where somebody chose it. */
  reason: string | null
  loneRows: LoneRows
  columns: ColumnChoice[]
  /** Whether somebody has confirmed the columns. */
  confirmed: boolean
}

/** What is kept of the plan itself, and who had a hand in it: they do not approve it. */
export interface KeptPlan {
  facts: PlanFacts
  /** Whether somebody has given the facts, and they were found right. */
  given: boolean
  hands: { accountId: number; name: string }[]
}

/** A plan on its way in with its parts read. */
export interface OpenImport {
  id: number
  council: { id: number; slug: string; name: string }
  fileName: string
  sha256: string
  book: KeptBook
  table: ChosenTable
  plan: KeptPlan
  agencies: AgencyChoices
  state: PlanImportState
  revision: number
  author: string
  readAt: Instant
  draftedAt: Instant | null
  approvedBy: string | null
  approvedAt: Instant | null
  planId: number | null
}

export function openImport(row: PlanImport, council: OpenImport['council']): OpenImport {
  const { id, fileName, sha256, state, revision, author, readAt, draftedAt, approvedBy, approvedAt, planId } =
    row
  return {
    ...{
      id,
      council,
      fileName,
      sha256,
      state,
      revision,
      author,
      readAt,
      draftedAt,
      approvedBy,
      approvedAt,
      planId,
    },
    book: JSON.parse(row.sheet) as KeptBook,
    table: JSON.parse(row.columns) as ChosenTable,
    plan: JSON.parse(row.plan) as KeptPlan,
    agencies: JSON.parse(row.agencies) as AgencyChoices,
  }
}

/** The sheet that holds the table, with how it is laid out; null while nobody knows where it stands. */
export function tableOf({ book, table }: OpenImport): { sheet: KeptSheet; layout: TableLayout } | null {
  const sheet = table.sheet === null ? undefined : book.sheets[table.sheet]
  if (!sheet || table.header === null) return null
  const { header, loneRows, columns: choices } = table
  return { sheet, layout: { header, loneRows, choices, headings: headingsOf(sheet, header) } }
}

/** The facts as they may be guessed before anybody has given them. */
export function firstFacts(
  council: { slug: string; name: string },
  book: KeptBook,
  table: ChosenTable,
  at: Instant,
): Pick<PlanFacts, 'slug' | 'prefix' | 'area' | 'title'> {
  const year = londonDay(at).slice(0, 4)
  const place = council.slug
    .replace(/^(?:london-borough-of|royal-borough-of|city-of|borough-of)-/u, '')
    .replace(/-(?:council|borough-council|city-council|county-council)$/u, '')
  const area = council.name
    .replace(/^(?:The )?(?:London Borough of|Royal Borough of|City of|Borough of) /u, '')
    .replace(/ (?:Borough |City |County |District )?Council$/u, '')
  const letters = place
    .replaceAll(/[^a-z]/gu, '')
    .slice(0, 3)
    .toUpperCase()
  const title = titleOver(book, table)
  return { slug: `${place}-${year}`, prefix: `${letters}${year.slice(2)}`, area, title }
}

/** Somebody who had a hand in a plan. */
export const handOf = ({ accountId, name }: Person) => ({ accountId, name })

export function withHand(plan: KeptPlan, person: Person): KeptPlan {
  const known = plan.hands.some(({ accountId }) => accountId === person.accountId)
  return known ? plan : { ...plan, hands: [...plan.hands, handOf(person)] }
}

/** @throws Conflict where somebody changed it since it was shown */
export function refuseStale(found: OpenImport, revision: number): void {
  if (found.revision === revision) return
  throw new Conflict(
    'Somebody changed this plan since you opened the page. Nothing was saved: open it again.',
  )
}

/** The first row above the table with one cell alone: the title of the document, as a rule. */
function titleOver({ sheets }: KeptBook, { sheet: index, header }: ChosenTable): string {
  const sheet = index === null ? undefined : sheets[index]
  if (!sheet) return ''
  for (let row = 0; row < (header ?? 0); row += 1) {
    const [first, ...others] = filledColumns(sheet, row)
    if (first !== undefined && others.length === 0)
      return textAt(sheet, row, first).replaceAll(/\s+/gu, ' ').slice(0, 300)
  }
  return ''
}
