import { type Drawn, NoSuchVariant, type Variant } from '../variant.js'
import type { ScrutinyReport } from './scrutiny.model.js'

/** @throws NoSuchVariant */
export function drawnScrutiny(report: ScrutinyReport, variant: Variant): Drawn<ScrutinyReport> {
  if (variant.of === 'whole') return { template: 'report', report }
  throw new NoSuchVariant('A council’s report has no page for a minister or a department.')
}
