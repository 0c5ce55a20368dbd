import { type Drawn, NoSuchVariant, type Variant } from '../editions/variant.js'
import type { ImgReport } from './img.model.js'
import { type LeadPage, leadPageOf, leadsIn } from './lead-page.js'

/** The report as a template draws it; `alone` is there where the page of one lead goes out by itself. */
export interface DrawnImgReport extends ImgReport {
  alone?: LeadPage
}

/**
 * The report or a page of it that goes out alone, from the same data.
 *
 * @throws NoSuchVariant
 */
export function drawnImg(data: ImgReport, variant: Variant): Drawn<DrawnImgReport> {
  const report = asDrawnNow(data)
  switch (variant.of) {
    case 'whole':
      return { template: 'report', report }
    case 'box':
      return { template: 'box', report }
    case 'lead':
      return { template: 'lead', report: ofLead(report, variant.lead) }
    case 'exempt':
      throw new NoSuchVariant('A report to the Inter-Ministerial Group has no exempt part.')
  }
}

/** Editions may be older than the model: what theirs did not know of returns and flags is drawn as none. */
function asDrawnNow({ leads, quality, changes, ...report }: ImgReport): ImgReport {
  return {
    ...report,
    leads: { asked: [], ...leads },
    quality: { setAside: [], ...quality },
    changes: {
      askedDates: [],
      ...changes,
      dateMoves: changes.dateMoves.map((move) => ({ agreedBy: null, ...move })),
    },
  }
}

function ofLead(report: ImgReport, lead: string): DrawnImgReport {
  const alone = leadPageOf(report, lead)
  if (!alone) throw new NoSuchVariant(nobody(lead, leadsIn(report)))
  const frame = { ...report.frame, title: `${alone.name}: ${titleWithin(report.frame.title)}` }
  return { ...report, frame, alone }
}

/** "Home Office: Ending Gang and Youth Violence, quarterly progress report" */
const titleWithin = (title: string) => title.replace(/: /u, ', ')

function nobody(lead: string, leads: readonly string[]): string {
  if (leads.length === 0) return 'No agency leads an action of this edition.'
  return `“${lead}” leads no action of this edition. Those that do: ${leads.join(', ')}.`
}
