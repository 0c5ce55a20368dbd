import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { LastPosition, LineAnswer } from '../../commissions/returns/return-lines.js'
import type { ActionView } from '../../register/views.js'
import { type Day, inWords } from '../../clock/dates.js'
import { ageInWords, cut, dayInWords } from '../../reports/shared/words.js'
import { paths } from '../paths.js'

/** One thing of a line: what the register holds beside what the agency says. */
export interface LineFact {
  label: string
  /** Null where it holds nothing of the kind. */
  held: string | null
  said: string
  differs: boolean
  links: { text: string; href: string | null }[]
}

export interface LineModel {
  id: string
  ref: string
  title: string
  href: string
  role: string
  /** How old the last word on it is: "9 months old (3 March 2013, Home Office)"; null where nothing was ever said. */
  age: string | null
  facts: LineFact[]
  /** The action has changed since the agency was asked. */
  changed: { words: string; now: string | null; href: string } | null
  /** What the programme office asks of it. */
  question: string | null
  by: string | null
}

/** A line as the review and the return as it was sent have it. */
export interface LineGiven {
  ref: string
  role: 'lead' | 'partner'
  lastPosition: LastPosition
  answer: LineAnswer | null
  revision: number
  currentRevision: number
  /** The position that the register holds today; null where it is not told. */
  now: ActionView | null
  question: string | null
  by: string | null
}

export interface LineGroups {
  /** Those of which the agency has something to say. */
  told: LineModel[]
  nothing: LineModel[]
  unanswered: LineModel[]
}

/** The lines of a return: those with news, those with nothing to report, and those without an answer. */
export function lineGroups(
  lines: readonly LineGiven[],
  questions: readonly CommissionQuestion[],
  today: Day,
): LineGroups {
  const models = (some: readonly LineGiven[]) => some.map((line) => lineModel(line, questions, today))
  return {
    told: models(lines.filter(({ answer }) => answer !== null && !answer.nothingToReport)),
    nothing: models(lines.filter(({ answer }) => answer?.nothingToReport === true)),
    unanswered: models(lines.filter(({ answer }) => answer === null)),
  }
}

function lineModel(line: LineGiven, questions: readonly CommissionQuestion[], today: Day): LineModel {
  const { ref, role, lastPosition, answer, question, by } = line
  return {
    ...{ id: `line-${ref}`, ref, title: lastPosition.title, href: paths.action(ref) },
    ...{ role: role === 'lead' ? 'Lead' : 'Partner', age: lastWord(lastPosition, today) },
    facts: answer === null ? [] : factsOf(lastPosition, answer, questions),
    changed: changedInWords(line),
    ...{ question, by },
  }
}

/** That the action has changed since its agency was asked, and where it stands by now. */
function changedInWords({ ref, revision, currentRevision, now }: LineGiven): LineModel['changed'] {
  if (currentRevision === revision) return null
  return {
    words: `Changed since the agency was asked: it was revision ${revision} then, and is ${currentRevision} now.`,
    now: now && nowInWords(now),
    href: paths.actionHistory(ref),
  }
}

/** "In progress, Amber. “The protocol is agreed.” (Home Office, 3 March 2013)" */
function nowInWords({ status, confidence, latestUpdate }: ActionView): string {
  const stands = `${statusFacts[status].label}, ${confidenceFacts[confidence].label.toLowerCase()}.`
  if (latestUpdate === null) return stands
  const { narrative, by, knownFrom } = latestUpdate
  return `${stands} “${cut(narrative, longestNow)}” (${by}, ${inWords(knownFrom)})`
}

const longestNow = 300

function lastWord({ saidOn, by }: LastPosition, today: Day): string | null {
  if (saidOn === null) return null
  return `${ageInWords(saidOn, today)} old (${inWords(saidOn)}${by === null ? '' : `, ${by}`})`
}

function factsOf(
  last: LastPosition,
  answer: LineAnswer,
  questions: readonly CommissionQuestion[],
): LineFact[] {
  const words = fact('What has happened', last.narrative, answer.narrative)
  return [
    { ...words, differs: false },
    ...judged('Status', statusFacts[last.status].label, answer.status && statusFacts[answer.status].label),
    ...judged(
      'Confidence',
      confidenceFacts[last.confidence].label,
      answer.confidence && confidenceFacts[answer.confidence].label,
    ),
    ...judged('End date', endOf(last), answer.end && inWords(answer.end)),
    ...(answer.reason === null ? [] : [fact('Reason', null, answer.reason)]),
    ...(answer.nextStep === null ? [] : [fact('Next step', last.nextStep, answer.nextStep)]),
    ...evidenceOf(answer),
    ...questions
      .filter(({ of, key }) => of === 'line' && (answer.questions[key] ?? '') !== '')
      .map(({ key, text }) => fact(text, null, answer.questions[key] ?? '')),
  ]
}

/** A date of the register, or the plan's words where it gives none. */
function endOf({ end, timescale }: LastPosition): string {
  if (end !== null) return inWords(end)
  return timescale.length > 0 ? timescale.join('; ') : dayInWords(null)
}

const fact = (label: string, held: string | null, said: string): LineFact => ({
  ...{ label, held, said, differs: false, links: [] },
})

/** A judgement stands beside the one before it; left unsaid, it is not shown at all. */
function judged(label: string, held: string, said: string | null): LineFact[] {
  return said === null ? [] : [{ ...fact(label, held, said), differs: said !== held }]
}

function evidenceOf({ evidence }: LineAnswer): LineFact[] {
  if (evidence.length === 0) return []
  const links = evidence.map(({ title, url }) => ({ text: title, href: url }))
  return [{ ...fact('Evidence', null, ''), links }]
}
