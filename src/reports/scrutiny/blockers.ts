import { inList } from '../shared/words.js'
import type { Blocker, DraftNote, FrontRow, ScrutinyReport, Section } from './scrutiny.model.js'

/** Why the report cannot be issued: each section of the officer's that nobody wrote. Empty when it can. */
export function blockersOf(report: Pick<ScrutinyReport, 'sections'>): Blocker[] {
  return report.sections
    .filter((section) => !section.written)
    .map(({ number, heading }) => ({
      section: number,
      heading,
      message: `Section ${number}, ${heading}, is not written.`,
    }))
}

/** The note at the head of a draft, or null when nothing stands in the way of issue. */
export function draftNote(sections: Section[], front: readonly FrontRow[]): DraftNote | null {
  const blockers = blockersOf({ sections })
  if (blockers.length === 0) return null
  const numbers = inList(blockers.map((blocker) => String(blocker.section)))
  const which = blockers.length === 1 ? `section ${numbers} is` : `sections ${numbers} are`
  const empty = front.filter((row) => row.value === null).map((row) => row.label)
  return {
    says: `This draft cannot be issued until ${which} written.`,
    blockers,
    toComplete: empty.length > 0 ? `Also to be completed by the officer: ${inList(empty)}.` : null,
  }
}
