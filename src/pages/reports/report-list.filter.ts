import { type EditionState, editionStateFacts, editionStates } from '../../reports/editions/edition-state.js'
import { type ReportKind, reportKinds } from '../../reports/editions/edition.entity.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { reportKindFacts } from './report-words.js'

/** What the address of the list asks for; what it does not name is not asked for. */
export interface ReportFilter {
  kind: ReportKind | null
  /** Slug of a plan. */
  plan: string | null
  state: EditionState | null
}

interface Choice {
  value: string
  text: string
}

export interface ReportFilterModel {
  fields: { id: keyof ReportFilter; label: string; value: string; items: Choice[] }[]
  /** The filters in force, each with the address of the list without it. */
  applied: { text: string; href: string }[]
  clearHref: string
}

/** Reads the filters of an address; a value that there is not asks for nothing. */
export function readReportFilter(query: Typed, reports: readonly ReportStanding[]): ReportFilter {
  const plan = textOf(query, 'plan')
  return {
    kind: reportKinds.find((kind) => kind === textOf(query, 'kind')) ?? null,
    plan: plansOf(reports).some(({ value }) => value === plan) ? plan : null,
    state: editionStates.find((state) => state === textOf(query, 'state')) ?? null,
  }
}

export function passes(report: ReportStanding, { kind, plan, state }: ReportFilter): boolean {
  return (
    (kind === null || report.kind === kind) &&
    (plan === null || report.plan?.slug === plan) &&
    (state === null || report.state === state)
  )
}

/** The query of an address that asks for the same. */
export function queryOf(filter: ReportFilter): Partial<Record<keyof ReportFilter, string>> {
  const asked = Object.entries(filter).filter(
    (entry): entry is [keyof ReportFilter, string] => entry[1] !== null,
  )
  return Object.fromEntries(asked)
}

/** @param reports all that the person may read: their plans are those that can be asked for */
export function filterModel(filter: ReportFilter, reports: readonly ReportStanding[]): ReportFilterModel {
  const choices: Record<keyof ReportFilter, { label: string; items: Choice[] }> = {
    kind: {
      label: 'Kind',
      items: reportKinds.map((value) => ({ value, text: reportKindFacts[value].label })),
    },
    plan: { label: 'Plan', items: plansOf(reports) },
    state: {
      label: 'State',
      items: editionStates.map((value) => ({ value, text: editionStateFacts[value].label })),
    },
  }
  const names = Object.keys(choices) as (keyof ReportFilter)[]
  return {
    fields: names.map((id) => ({
      ...{ id, label: choices[id].label, value: filter[id] ?? '' },
      items: [{ value: '', text: 'Any' }, ...choices[id].items],
    })),
    applied: names.flatMap((id) => {
      const { label, items } = choices[id]
      const chosen = items.find(({ value }) => value === filter[id])
      if (!chosen) return []
      return [{ text: `${label}: ${chosen.text}`, href: paths.reports(queryOf({ ...filter, [id]: null })) }]
    }),
    clearHref: paths.reports(),
  }
}

function plansOf(reports: readonly ReportStanding[]): Choice[] {
  const plans = new Map(reports.flatMap(({ plan }) => (plan ? [[plan.slug, plan.title] as const] : [])))
  return [...plans]
    .map(([value, text]) => ({ value, text }))
    .sort((one, other) => (one.text < other.text ? -1 : 1))
}
