import type { Day, Instant } from '../../clock/dates.js'
import type { PartContents } from './written.js'

/** What every part that can be written into an edition has, whatever it holds. */
export interface PartFacts {
  /** "decisions", "theme.annual-report-2013.PW", "section.3": see written.ts. */
  name: string
  /** "Partnership working", "3 ALTERNATIVE OPTIONS CONSIDERED" */
  label: string
  /** What is to be written here. */
  hint: string
  /** The id of its place in the HTML twin. */
  anchor: string
  /** The edition cannot be issued while it is empty. */
  required: boolean
  /** Of its last saving; 0 when it was never saved. */
  revision: number
  savedBy: string | null
  savedAt: Instant | null
}

/** A part of an edition that can be written, with what was written last or with nothing. */
export type EditablePart = PartFacts &
  (
    | { kind: 'text'; content: PartContents['text'] }
    | { kind: 'decisions'; content: PartContents['decisions'] }
    /** `decisions` are those of the edition before, in whose order the outcomes stand. */
    | { kind: 'outcomes'; content: PartContents['outcomes']; decisions: DecisionBefore[] }
    /** `offered` are the exceptions of the edition, among which to choose. */
    | { kind: 'left-out'; content: PartContents['left-out']; offered: OfferedException[] }
    /** `proposed` is what the register proposes while nobody has written any. */
    | { kind: 'recommendations'; content: PartContents['recommendations']; proposed: string[] }
    | { kind: 'front'; content: PartContents['front']; rows: OfferedRow[] }
    | { kind: 'exempt'; content: PartContents['exempt']; grounds: readonly ExemptGround[] }
  )

export type PartKind = EditablePart['kind']
export type PartContent = EditablePart['content']

export interface DecisionBefore {
  what: string
  who: string
  byWhen: Day | null
}

export interface OfferedException {
  ref: string
  what: string
  why: string
}

export interface OfferedRow {
  label: string
  /** What stands there while nobody has written it; null where nothing does. */
  value: string | null
  /** "As in the report of 4 July 2013; to be confirmed", or null. */
  note: string | null
}

/** A paragraph of Part 1 of Schedule 12A of the Local Government Act 1972. */
export interface ExemptGround {
  /** "3" */
  value: string
  /** "Paragraph 3: Information relating to the financial or business affairs of ..." */
  label: string
}

/** One saving of a part. */
export interface PartSaving {
  revision: number
  content: PartContent
  savedBy: string
  savedAt: Instant
}
