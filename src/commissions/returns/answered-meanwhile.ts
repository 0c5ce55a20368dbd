import type { Instant } from '../../clock/dates.js'
import { Conflict } from '../../web/problems.js'
import type { LineAnswer, WholeAnswer } from './return-lines.js'

/** A saving of one part of a return. */
export interface Saving {
  /** Ref of the line, or `whole`. */
  part: string
  number: number
  answer: LineAnswer | WholeAnswer
  author: string
  savedAt: Instant
}

/** Somebody else saved a part first. Nothing was saved; what they said is carried, so that both can be shown. */
export class AnsweredMeanwhile extends Conflict {
  /** @param other the newest saving of the part; null where the saving that was read is not there */
  constructor(
    readonly part: string,
    readonly other: Saving | null,
  ) {
    super(
      other
        ? `${other.author} has saved ${part === 'whole' ? 'the answers to the whole return' : part} since you read it (saving ${other.number}). ` +
            'Nothing of yours was saved. Read it again, and save what is left to say after that one.'
        : `There is no such saving of ${part} to save after. Read it again; it starts at 0.`,
    )
  }
}
