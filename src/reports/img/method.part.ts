import { actionStatuses, statusFacts } from '../../actions/action-status.js'
import { confidenceFacts, confidences } from '../../actions/confidence.js'
import { cutOffInWords } from '../shared/cut-off.js'
import { timelinessFacts, timelinesses } from '../../register/timeliness.js'
import { asSentence, figure } from '../shared/words.js'
import type { Comparison } from './comparison.js'
import type { Choice } from './choice.js'
import type { CorrectionsPart, MethodPart } from './later.model.js'

export interface MethodInput {
  comparison: Comparison
  /** "the report as known on 30 September 2013" */
  since: string
  choice: Choice
  corrections: CorrectionsPart
  marking: string | null
}

/** Annex B: what the words mean and how the report was made. */
export function methodPart({ comparison, since, choice, corrections, marking }: MethodInput): MethodPart {
  const { closing } = comparison
  return {
    facts: [
      { term: 'Cut-off', value: cutOffInWords(closing) },
      { term: 'Compared with', value: asSentence(since) },
      {
        term: 'For',
        value:
          marking === null
            ? 'The public; it bears no marking'
            : 'Ministers, under the marking that each page bears',
      },
      { term: 'Plans', value: figure(closing.plans.length) },
      { term: 'Actions', value: figure(closing.actions.length) },
      { term: 'Statements', value: figure(closing.updates.length) },
      { term: 'Register revision', value: figure(closing.registerRevision) },
    ],
    paragraphs: [
      'Every action, lead, partner and date comes from a published plan, or from an update that somebody made on the ' +
        'register. Where a plan is silent the register is silent, and a flag says so.',
      'The report holds what the programme could know by the cut-off: a plan counts from its publication, an update ' +
        'from the moment it was entered.',
      'An action is open until it is complete, closed without delivery or superseded. Opening plus added less closed ' +
        'is closing; reopened actions count as added. Themes add up to their plan and plans to the register: a report ' +
        'whose figures do not add up is not made.',
      'In progress, overdue, no date and no lead are counted among open actions. A flag is raised on closed ones too, ' +
        'and does not count while it is set aside, so its count may differ.',
      'Status, timeliness and confidence are kept apart: what has happened, arithmetic on dates, and a judgement of ' +
        'what will happen.',
      marking === null
        ? 'This edition is public: plans that bear a protective marking are left out, with all their actions, and ' +
          'are in none of its figures.'
        : 'Plans marked higher than this edition are left out, with all their actions, and are in none of its figures.',
      'Exceptions are actions that are red, overdue, re-dated, silent for two quarters or without a lead, the gravest ' +
        'first. Page one and the themes show the first of them; the programme office may leave some out, with a reason.',
    ],
    leftOut: choice.leftOut,
    corrections,
    status: actionStatuses.map((code) => ({ code, meaning: statusFacts[code].definition })),
    timeliness: timelinesses.map((code) => ({ code, meaning: timelinessFacts[code].definition })),
    confidence: confidences.map((code) => ({ code, meaning: confidenceFacts[code].definition })),
  }
}
