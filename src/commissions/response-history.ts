import type { Database } from '../database/database.js'
import type { AgencyTree } from './agency-tree.js'
import { type AskedRow, rateOf, readAsked, readCommissions } from './commission/commission-reader.js'
import { groupedBy } from './grouped.js'
import type { CommissionView, RoundView } from './views.js'

type History = Pick<RoundView, 'overTime' | 'byAgency'>

/** How a commission and those before it were answered: over time, and by each agency that it asks. */
export async function historyOf(
  database: Database,
  commission: CommissionView,
  tree: AgencyTree,
): Promise<History> {
  const rounds = (await readCommissions(database))
    .filter(({ state }) => state === 'open' || state === 'closed')
    .filter((one) => one.id === commission.id || isBefore(one, commission))
    .sort((one, other) => (isBefore(one, other) ? -1 : 1))
  const dueOn = new Map(rounds.map((round) => [round.id, round.dueOn]))
  const asked = (await readAsked(database)).filter((row) => dueOn.has(row.commission_id))
  const byAgency = groupedBy(asked, (row) => tree.named(row.agency_id).slug)
  const now = new Set(
    asked.filter((row) => row.commission_id === commission.id).map((row) => tree.named(row.agency_id).slug),
  )
  return {
    overTime: rounds.map(({ id, title, periodEnd, rate }) => ({ id, title, periodEnd, rate })),
    byAgency: [...byAgency]
      .filter(([slug]) => now.has(slug))
      .map(([slug, rows]) => ({ slug, name: nameOf(rows, tree), ...ratesOf(rows, dueOn) }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en')),
  }
}

function isBefore(one: CommissionView, other: CommissionView): boolean {
  const order = one.periodEnd.localeCompare(other.periodEnd) || one.id - other.id
  return order < 0
}

function nameOf(rows: readonly AskedRow[], tree: AgencyTree): string {
  return tree.named(rows[0]?.agency_id ?? 0).name
}

function ratesOf(rows: readonly AskedRow[], dueOn: ReadonlyMap<number, string>) {
  const rates = rows.map((row) => rateOf([row], dueOn.get(row.commission_id) ?? ''))
  const sum = (of: 'asked' | 'answered' | 'onTime') => rates.reduce((total, rate) => total + rate[of], 0)
  return { asked: sum('asked'), answered: sum('answered'), onTime: sum('onTime') }
}
