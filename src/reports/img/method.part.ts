import { actionStatuses, statusFacts } from '../../actions/action-status.js'
import { confidenceFacts, confidences } from '../../actions/confidence.js'
import { cutOffInWords } from '../shared/cut-off.js'
import { inWords } from '../../clock/dates.js'
import { timelinessFacts, timelinesses } from '../../register/timeliness.js'
import { figure } from '../shared/words.js'
import type { Comparison } from './comparison.js'
import type { MethodPart } from './img.model.js'

/** Annex B: what the words mean and how the report was made. */
export function methodPart({ opening, closing }: Comparison): MethodPart {
  return {
    facts: [
      { term: 'Cut-off', value: cutOffInWords(closing) },
      { term: 'Compared with', value: `The register as known on ${inWords(opening.cutOff)}` },
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
      'Status, timeliness and confidence are kept apart: what has happened, arithmetic on dates, and a judgement of ' +
        'what will happen.',
    ],
    status: actionStatuses.map((code) => ({ code, meaning: statusFacts[code].definition })),
    timeliness: timelinesses.map((code) => ({ code, meaning: timelinessFacts[code].definition })),
    confidence: confidences.map((code) => ({ code, meaning: confidenceFacts[code].definition })),
    corrections: 'Corrections to earlier editions: none.',
  }
}
