import type { Footing } from '../shared/footing.js'
import type { TallyRow } from '../img/common.model.js'
import type { ImgReport, LeadRow } from '../img/img.model.js'
import type { ProgressTable, ScrutinyReport } from '../scrutiny/scrutiny.model.js'

/**
 * Whether the figures of an edition add up, worked out again from its data alone: who made them has proved it once, and this
 * does not take their word for it.
 */

/** What does not add up, and the id of the place where it stands. */
export interface Mismatch {
  anchor: string
  message: string
}

const tallied = [
  ...(['actions', 'notStarted', 'inProgress', 'complete', 'other'] as const),
  ...(['overdue', 'noDate', 'noLead', 'silent'] as const),
] as const

/** What the report to the Inter-Ministerial Group counts wrongly; nothing where all adds up. */
export function imgMismatches(
  report: Pick<ImgReport, 'summary' | 'themes' | 'leads' | 'register'>,
): Mismatch[] {
  const { summary, themes, leads, register } = report
  const whole = summary.total
  const printed = register.groups.reduce((sum, { rows }) => sum + rows.length, 0)
  const lines = [...leads.national, ...leads.local, leads.noLead]
  return [
    ...footing('summary', 'all plans', summary.footing),
    ...columns('summary', 'the table of page one', summary.rows, whole),
    ...themes.plans.flatMap((plan) => [
      ...footing('themes', plan.title, plan.footing),
      ...columns('themes', plan.title, plan.rows, plan.total),
    ]),
    ...columns(
      'themes',
      'all plans',
      themes.plans.map(({ total }) => total),
      whole,
    ),
    ...(['opening', 'added', 'closed', 'closing'] as const).flatMap((part) => {
      const plans = themes.plans.map((plan) => plan.footing[part])
      return adds('themes', `The plans’ open actions (${part})`, plans, summary.footing[part])
    }),
    ...same('register', 'The rows of Annex A', printed, 'the number of actions', whole.actions),
    ...lines.flatMap(leadMismatches),
  ]
}

/** What a council's report counts wrongly; nothing where all adds up. */
export function scrutinyMismatches(report: Pick<ScrutinyReport, 'sections' | 'actionPlan'>): Mismatch[] {
  const rows = report.actionPlan.groups.reduce((sum, group) => sum + group.rows.length, 0)
  return report.sections.flatMap(({ number, paragraphs }) =>
    paragraphs.flatMap(({ figures, progress }) => {
      const anchor = `section-${number}`
      const told = figures?.find(({ label }) => label === 'Actions')?.value
      return [
        ...(told === undefined
          ? []
          : same(anchor, 'The figure “Actions”', told, 'the rows of the appendix', rows)),
        ...(progress ? progressMismatches(anchor, progress, rows) : []),
      ]
    }),
  )
}

function progressMismatches(anchor: string, table: ProgressTable, actions: number): Mismatch[] {
  const parts = ['done', 'underWay', 'notStarted', 'paused', 'closed']
  const at = table.columns.findIndex(({ key }) => key === 'actions')
  const whole = table.total[at]
  const split = table.columns.flatMap(({ key }, index) =>
    parts.includes(key) ? [table.total[index] ?? 0] : [],
  )
  return [
    ...table.columns.flatMap(({ label }, index) =>
      adds(
        anchor,
        `The themes in the column “${label}”`,
        table.rows.map(({ cells }) => cells[index] ?? 0),
        table.total[index] ?? 0,
      ),
    ),
    ...(whole === undefined
      ? []
      : [
          ...same(anchor, 'The total of the table', whole, 'the rows of the appendix', actions),
          ...adds(anchor, 'The parts of the table', split, whole),
        ]),
  ]
}

function leadMismatches({ name, actions, byStatus, byTimeliness }: LeadRow): Mismatch[] {
  return [
    ...adds('leads', `The statuses of ${name}`, Object.values(byStatus), actions),
    ...adds('leads', `The timeliness of ${name}`, Object.values(byTimeliness), actions),
  ]
}

function footing(anchor: string, of: string, { opening, added, closed, closing }: Footing): Mismatch[] {
  const made = opening + added - closed
  if (made === closing) return []
  return [
    {
      anchor,
      message:
        `The open actions of ${of} do not reconcile: ${opening} at the opening + ${added} added - ` +
        `${closed} closed is ${made}, and the closing count is ${closing}.`,
    },
  ]
}

function columns(anchor: string, of: string, rows: readonly TallyRow[], total: TallyRow): Mismatch[] {
  return tallied.flatMap((column) =>
    adds(
      anchor,
      `The rows of ${of} (${column})`,
      rows.map((row) => row[column]),
      total[column],
    ),
  )
}

function adds(anchor: string, what: string, parts: readonly number[], whole: number): Mismatch[] {
  const sum = parts.reduce((total, part) => total + part, 0)
  if (sum === whole) return []
  return [{ anchor, message: `${what} do not add up: they make ${sum}, and the whole is ${whole}.` }]
}

function same(anchor: string, what: string, found: number, other: string, wanted: number): Mismatch[] {
  return found === wanted ? [] : [{ anchor, message: `${what}: ${found}, and ${other}: ${wanted}.` }]
}
