import { inWords } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import { asSentence, count, figure, inList } from '../shared/words.js'
import { allProposed } from './action-words.js'
import type { CouncilPlan } from './council-plan.js'
import { countsInWords, leadCounts, partOf } from './counts.js'
import { type Unnumbered, says } from './paragraph.js'
import { kindsInWords, publishedInWords, widerInWords } from './plan-words.js'
import type { Counts } from './scrutiny.model.js'

/** What the report is and what it covers. */
export function purpose({ plan, actions }: CouncilPlan, body: string, cutOff: string): Unnumbered[] {
  const draft = plan.standing === 'draft' ? ', a draft' : ''
  return [
    says(
      `This report tells the ${body} how far the plan “${plan.title}” (${plan.publisher}, published ` +
        `${publishedInWords(plan)}${draft}) has been carried out, as the register knew it on ` +
        `${inWords(cutOff)}. It covers its ${kindsInWords(actions)}.`,
    ),
  ]
}

export interface Whereabouts {
  /** "section 2", or null where the form has no place for it. */
  progress: string | null
  /** "Appendix B" */
  wider: string | null
}

/** The figures, and the same in sentences. */
export function summary(
  council: CouncilPlan,
  counts: Counts,
  good: number,
  where: Whereabouts,
): Unnumbered[] {
  const { actions, wider } = council
  if (actions.length === 0) return [says('The plan has no actions.')]
  const extra: string[] = []
  if (good > 0) {
    const at = where.progress === null ? '' : ` (${where.progress})`
    const found = count(good, 'strength or example', 'strengths and examples')
    extra.push(`The plan's own papers name ${found} of good practice${at}.`)
  }
  if (wider.length > 0) {
    extra.push(`The plan serves ${widerInWords(wider)} (${where.wider ?? 'below'}).`)
  }
  return [
    says(asSentence(`${progressSentence(actions, counts)} ${lateSentence(actions, counts)}`), {
      figures: figuresOf(counts),
    }),
    says([leadSentence(actions, counts), statementSentence(actions, counts)].filter(Boolean).join(' ')),
    ...(extra.length > 0 ? [says(extra.join(' '))] : []),
  ]
}

function figuresOf(counts: Counts): NonNullable<Unnumbered['figures']> {
  const plain = (label: string, value: number) => ({ label, value, tone: 'plain' as const })
  return [
    plain('Actions', counts.actions),
    plain('Complete', counts.done),
    plain('Under way', counts.underWay),
    plain('Not started', counts.notStarted),
    ...(counts.paused > 0 ? [plain('Paused', counts.paused)] : []),
    ...(counts.closed > 0 ? [plain('Closed', counts.closed)] : []),
    { label: 'Late', value: counts.late, tone: counts.late > 0 ? 'bad' : 'plain' },
    ...leadCounts(counts).map(({ key, label }) => plain(label, counts[key])),
    plain('No end date', counts.noEndDate),
  ]
}

function progressSentence(actions: readonly ActionView[], counts: Counts): string {
  const begun = actions.filter((action) => partOf(action) === 'underWay').map((action) => action.ref)
  const which = begun.length > 0 && begun.length <= 4 ? ` Under way: ${inList(begun)}.` : ''
  return `Of the ${count(counts.actions, 'action')}, ${countsInWords(counts)}.${which}`
}

function lateSentence(actions: readonly ActionView[], counts: Counts): string {
  const late = actions.filter((action) => action.timeliness === 'overdue').map((action) => action.ref)
  if (late.length > 0) {
    const which = late.length <= 6 ? ` (${inList(late)})` : ''
    return `${figure(late.length)} ${late.length === 1 ? 'is' : 'are'} late${which}.`
  }
  const open = counts.notStarted + counts.underWay + counts.paused
  const dated = open - counts.noEndDate
  if (open === 0 || counts.noEndDate === 0) return 'None is late.'
  if (dated === 0) return 'None can be late, because none has an end date.'
  const of = `${figure(dated)} of the ${figure(open)} still open`
  return `None is late, but only ${of} ${dated === 1 ? 'has' : 'have'} an end date.`
}

function leadSentence(actions: readonly ActionView[], counts: Counts): string {
  const open = counts.notStarted + counts.underWay + counts.paused
  if (open === 0) return ''
  if (counts.noLead === open) return 'No action has a lead.'
  const without = `${figure(counts.noLead)} of the ${figure(open)} open actions`
  const missing = counts.noLead === 0 ? '' : `${without} ${counts.noLead === 1 ? 'has' : 'have'} no lead.`
  if (allProposed(actions)) {
    const proposed =
      'The plan only proposes its leads and none is confirmed; this report gives them as proposed.'
    return `${proposed} ${missing}`.trimEnd()
  }
  return missing === '' ? 'Every open action has a lead.' : missing
}

function statementSentence(actions: readonly ActionView[], counts: Counts): string {
  const stated = actions.filter((action) => action.latestUpdate !== null).length
  const silent = actions.length - stated
  const notStarted = counts.notStarted > 0 ? ' “Not started” means that no start has been reported.' : ''
  if (silent === 0) return `The register holds a statement on every action.${notStarted}`
  if (stated === 0) return `The register holds no statement on any action.${notStarted}`
  const others = silent === 1 ? 'the other' : `the other ${figure(silent)}`
  const some = stated === 1 ? 'a statement on 1' : `statements on ${figure(stated)}`
  return `The register holds ${some} of the actions and none on ${others}.${notStarted}`
}
