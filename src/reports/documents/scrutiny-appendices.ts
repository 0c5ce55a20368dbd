import { statusFacts } from '../../actions/action-status.js'
import type { TextBlock, TextCell } from '../../documents/text/document.js'
import type { ColumnHolding } from '../../plans/committee-form.js'
import { planCell } from '../scrutiny/plan-cell.js'
import type { ActionPlan, PlanColumn, PlanRow, WiderActions } from '../scrutiny/scrutiny.model.js'
import { heading, isolatedSpans, note, paragraph } from './text-blocks.js'

/** How much of the width a column takes, by what it holds. */
const shares: Record<ColumnHolding, number> = {
  ref: 13,
  title: 20,
  recommendation: 34,
  text: 30,
  steps: 34,
  lead: 14,
  partners: 14,
  'timescale-as-written': 12,
  timescale: 12,
  status: 11,
  confidence: 9,
  statement: 36,
}

/** The council's action plan: a heading and a table for each theme, in the columns of the council's own plan. */
export function actionPlanBlocks(plan: ActionPlan): TextBlock[] {
  const columns = plan.columns.map(({ heading: of, holds }) => ({ heading: of, share: shares[holds] }))
  return [
    heading(1, plan.heading),
    paragraph('body', [{ text: `${plan.caption}. `, strong: true }, ...isolatedSpans(plan.note)]),
    ...(plan.groups.length === 0 ? [note('The plan has no actions.')] : []),
    ...plan.groups.flatMap(({ theme, rows }): TextBlock[] => [
      heading(2, theme),
      {
        kind: 'table',
        caption: `Action plan: ${theme}`,
        note: null,
        columns,
        rows: rows.map((row) => ({ cells: plan.columns.map((column) => cellOf(row, column, plan)) })),
      },
    ]),
  ]
}

function cellOf(row: PlanRow, column: PlanColumn, plan: ActionPlan): TextCell {
  const lines = planCell(row, column, plan).split('\n')
  return lines.map((line) =>
    column.holds === 'ref' ? [{ text: line, strong: true as const }] : isolatedSpans(line),
  )
}

/** The national and regional actions that the plan serves: a heading and a table for each of their plans. */
export function widerBlocks({ heading: of, caption, note: remark, groups }: WiderActions): TextBlock[] {
  return [
    heading(1, of),
    paragraph('body', [{ text: `${caption}. `, strong: true }, ...isolatedSpans(remark)]),
    ...groups.flatMap(({ plan, rows }): TextBlock[] => [
      heading(2, plan),
      {
        kind: 'table',
        caption: `Actions served: ${plan}`,
        note: null,
        columns: [
          { heading: 'Action', share: 30 },
          { heading: 'Lead', share: 18 },
          { heading: 'Status', share: 12 },
          { heading: 'Served here by', share: 40 },
        ],
        rows: rows.map(({ ref, title, leads, status, servedBy }) => ({
          cells: [
            [[{ text: `${ref} `, strong: true }, ...isolatedSpans(title)]],
            [isolatedSpans(leads)],
            [isolatedSpans(statusFacts[status].label)],
            servedBy.map((link) => [
              { text: link.ref, strong: true },
              ...isolatedSpans(` ${link.relation}. ${link.reason}`),
            ]),
          ],
        })),
      },
    ]),
  ]
}
