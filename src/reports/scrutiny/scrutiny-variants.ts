import { type Drawn, NoSuchVariant, type Variant } from '../editions/variant.js'
import type { ColumnHolding } from '../../plans/committee-form.js'
import type { Written } from '../writing/written.js'
import { exemptReport } from './exempt.js'
import type { PlanColumn, ScrutinyReport } from './scrutiny.model.js'

/** The report as its page is drawn: with each column of the action plan knowing what it holds. */
interface DrawnReport extends ScrutinyReport {
  columns: (PlanColumn & { is: Partial<Record<ColumnHolding, true>> })[]
  width: number
  stated: boolean
}

/**
 * @param exempt what is written and not for publication: it is no part of the report's data, so that none of it can get
 *   into the open report or the file of its data
 * @throws NoSuchVariant
 */
export function drawnScrutiny(
  report: ScrutinyReport,
  variant: Variant,
  exempt: Written['exempt'] = null,
): Drawn<ScrutinyReport> {
  switch (variant.of) {
    case 'whole':
      return { template: 'report', report: asDrawn(report) }
    case 'exempt': {
      const drawn = exemptReport(report, exempt)
      if (drawn === null) throw new NoSuchVariant('Nothing in this report is exempt from publication.')
      return { template: 'exempt', report: drawn }
    }
    default:
      throw new NoSuchVariant('A council’s report has no page for a minister or a department.')
  }
}

function asDrawn(report: ScrutinyReport): DrawnReport {
  const { columns } = report.actionPlan
  return {
    ...report,
    columns: columns.map((column) => ({ ...column, is: { [column.holds]: true as const } })),
    width: columns.length,
    stated: columns.some(({ holds }) => holds === 'statement'),
  }
}
