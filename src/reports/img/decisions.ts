import { inWords, quarterAfter } from '../../clock/dates.js'
import type { ActionView, AgencyView, RegisterSnapshot } from '../../register/views.js'
import type { EditionHistory } from '../editions/edition-history.js'
import { asSentence, count, figure } from '../shared/words.js'
import type { Written } from '../writing/written.js'
import { isOpen } from './comparison.js'
import type { DecisionBefore, DecisionSought } from './common.model.js'
import type { ImgReport } from './img.model.js'
import { hasFlag, isDateless, isLeaderless } from './tally.js'

export interface Decisions {
  decisions: DecisionSought[]
  decisionsProposed: boolean
  decisionsNote: string
}

/** What ministers are asked for: what the programme office has written, or what the facts would ask for. */
export function decisionsOf(closing: RegisterSnapshot, written: Pick<Written, 'decisions'>): Decisions {
  if (written.decisions !== null) {
    const concerned = concernedIn(closing)
    const decisions = written.decisions.map(({ what, who, byWhen }) => {
      const words = { what: trimmed(what), who: trimmed(who) }
      return { ...words, byWhen, concerns: concerned(words.who) }
    })
    const note = decisions.length === 0 ? 'No decision is sought.' : ''
    return { decisions, decisionsProposed: false, decisionsNote: note }
  }
  const byWhen = quarterAfter(closing.cutOff, 1).end
  const decisions = proposals(closing).map((each) => ({ ...each, byWhen, concerns: [] }))
  return {
    decisions,
    decisionsProposed: true,
    decisionsNote:
      decisions.length === 0
        ? 'None. The register records no decision and its facts ask for none.'
        : `Proposals: the register records no decision; these are drawn from its flags. Proposed date: ${inWords(byWhen)}.`,
  }
}

/** Sentences are set by the page, with its own full stop. */
const trimmed = (words: string) => words.trim().replace(/\.$/u, '')

/** Finds the lead agencies that words name, by name, abbreviation or alias. */
function concernedIn({ agencies, actions }: RegisterSnapshot): (words: string) => string[] {
  const leads = new Map(actions.flatMap((action) => action.leads.map(({ agency, name }) => [agency, name])))
  const known = new Map(agencies.map((agency) => [agency.slug, namesOf(agency)]))
  const names = [...leads].map(([slug, name]) => [slug, [name, ...(known.get(slug) ?? [])]] as const)
  return (words) => names.filter(([, all]) => all.some((name) => isNamed(name, words))).map(([slug]) => slug)
}

const namesOf = ({ name, abbreviation, aliases }: AgencyView) => [name, ...aliases, abbreviation ?? '']

/** A name counts as a whole word only; one of two letters only in capitals, so that "do" is not the DO. */
function isNamed(name: string, words: string): boolean {
  if (name.length < 2) return false
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, name.length < 6 ? 'u' : 'iu').test(
    words,
  )
}

/** What became of the decisions that the edition before sought, in their order. */
export function outcomesOf(
  previous: EditionHistory<ImgReport>['previous'],
  written: Pick<Written, 'outcomes'>,
): DecisionBefore[] {
  // Editions may be older than the model: no more is taken for granted than that they are data.
  const data = previous?.data as { summary?: { decisions?: unknown[] } } | null | undefined
  return (data?.summary?.decisions ?? []).map((decision, index) => {
    const { what, who, byWhen } = decision as Partial<DecisionSought>
    const became = written.outcomes[index]?.trim() ?? ''
    return {
      what: what ?? '',
      who: who ?? '',
      byWhen: byWhen ?? null,
      became: became === '' ? null : became,
    }
  })
}

/** What the facts ask of ministers: nothing that a person has not put on the register is made up here. */
function proposals(closing: RegisterSnapshot): { what: string; who: string }[] {
  const national = new Set(
    closing.plans.filter((plan) => plan.geography === 'national').map((plan) => plan.slug),
  )
  const open = closing.actions.filter(isOpen)
  const asks: [ActionView[], (value: number) => string][] = [
    [
      open.filter((action) => action.timeliness === 'overdue'),
      (value) => `Deliver or re-date the ${value === 1 ? 'overdue action' : count(value, 'overdue action')}`,
    ],
    [open.filter(isLeaderless), (value) => `Name a lead for the ${whichHave(value)} none`],
    [
      open.filter((action) => hasFlag(action, 'provisional-lead')),
      (value) => `Confirm the lead of the ${count(value, 'action')} where it is only proposed`,
    ],
    [open.filter(isDateless), (value) => `Set an end date for the ${whichHave(value)} none`],
  ]
  return asks
    .filter(([actions]) => actions.length > 0)
    .map(([actions, what]) => {
      const ours = actions.filter((action) => national.has(action.plan)).length
      return { what: what(actions.length), who: whoDecides(ours, actions.length - ours) }
    })
}

const whichHave = (value: number) => `${count(value, 'action')} that ${value > 1 ? 'have' : 'has'}`

function whoDecides(national: number, local: number): string {
  const parts = [
    national > 0 ? `${figure(national)} by departments` : '',
    local > 0 ? `${figure(local)} by local publishers` : '',
  ].filter((part) => part !== '')
  return asSentence(parts.join(', '))
}
