import { cutOffInWords } from '../shared/cut-off.js'
import { actionStatuses, statusFacts } from '../../actions/action-status.js'
import { confidenceFacts, confidences } from '../../actions/confidence.js'
import { timelinessFacts, timelinesses } from '../../register/timeliness.js'
import type { RegisterSnapshot } from '../../register/views.js'
import { figure } from '../shared/words.js'
import type { CouncilPlan } from './council-plan.js'
import type { Corrections, Made } from './scrutiny.model.js'
import { publishedInWords } from './plan-words.js'

/** How the report was made: what it rests on, how its figures are counted, and the words it uses. */
export function made(
  snapshot: RegisterSnapshot,
  council: CouncilPlan,
  appendix: string,
  corrections: Corrections,
): Made {
  const { plan, actions, wider } = council
  const shown = [...actions, ...wider.map(({ action }) => action)]
  const used = <Key extends string>(keys: readonly Key[], of: (action: (typeof shown)[number]) => Key) =>
    keys.filter((key) => shown.some((action) => of(action) === key))
  const rated = actions.some((action) => action.confidence !== 'none')
  return {
    facts: [
      { term: 'Register as known on', value: cutOffInWords(snapshot) },
      { term: 'Plan', value: `${plan.title} (${plan.slug})` },
      { term: 'Published', value: `${plan.publisher}, ${publishedInWords(plan)}; ${plan.standing}` },
      { term: 'Marking of the plan', value: plan.marking ?? 'None' },
      { term: 'Actions of the plan', value: figure(actions.length) },
      { term: 'Wider actions shown', value: figure(wider.length) },
      { term: 'Actions on the register', value: figure(snapshot.actions.length) },
      { term: 'Register revision', value: figure(snapshot.registerRevision) },
    ],
    method: [
      `Every figure is counted from the actions in ${appendix}. Each action has one status, so complete, ` +
        'under way, not started, paused and closed add up to all. ' +
        'The report is not made when they do not.',
      'The status is what the agency or a published document says. Whether an action is late is ' +
        'arithmetic on its end date. Where the plan gives no lead or date, none is filled in.',
      `Wording in quotation marks, in the good practice and in ${appendix} is that of the documents. ` +
        'Titles, links between actions and dates marked “our reading” are ours.',
    ],
    definitions: [
      {
        heading: 'Status',
        terms: used(actionStatuses, (action) => action.status).map((status) => {
          return { term: statusFacts[status].label, meaning: statusFacts[status].definition }
        }),
      },
      {
        heading: 'Timeliness',
        terms: used(timelinesses, (action) => action.timeliness).map((timeliness) => {
          return { term: timelinessFacts[timeliness].label, meaning: timelinessFacts[timeliness].definition }
        }),
      },
      ...(rated
        ? [
            {
              heading: 'Confidence',
              terms: used(confidences, (action) => action.confidence).map((confidence) => {
                return {
                  term: confidenceFacts[confidence].label,
                  meaning: confidenceFacts[confidence].definition,
                }
              }),
            },
          ]
        : []),
    ].filter((group) => group.terms.length > 0),
    corrections,
  }
}
