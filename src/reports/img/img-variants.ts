import { type Drawn, NoSuchVariant, type Variant } from '../variant.js'
import type { ImgReport } from './img.model.js'

/** @throws NoSuchVariant */
export function drawnImg(report: ImgReport, variant: Variant): Drawn<ImgReport> {
  if (variant.of === 'whole') return { template: 'report', report }
  throw new NoSuchVariant('A report to the Inter-Ministerial Group has no exempt part.')
}
