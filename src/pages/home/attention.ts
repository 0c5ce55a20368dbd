import { type Day, type Instant, inWords, momentInWords, quarterOf } from '../../clock/dates.js'
import type { ActionFact } from '../../register/overview-fact.js'
import { paths } from '../paths.js'

/** Something that wants attention: the actions that it concerns, those that want it most first. */
export interface Concern {
  id: 'overdue' | 'due' | 'silent' | 'flagged' | 'changed'
  /** In the row of figures, and over its table. */
  heading: string
  facts: ActionFact[]
  /** What it is, in a sentence. */
  meaning: string
  /** What is said where it concerns no action. */
  nothing: string
  /** The list of all of them ("See all 27 that are overdue"), as far as the list can be narrowed so. */
  all: { text: string; href: string } | null
}

/** What the concerns of a reader rest on. */
export interface Attention {
  facts: readonly ActionFact[]
  today: Day
  asAt: string | undefined
  /** When the reader was here before; null on the first visit, undefined where a past day is read. */
  visitedBefore: Instant | null | undefined
}

/** Everything that wants attention, in the order of the page. */
export function concernsOf(attention: Attention): Concern[] {
  const changed = changedSince(attention)
  const concerns = [overdue(attention), due(attention), silent(attention), flagged(attention)]
  return changed === null ? concerns : [...concerns, changed]
}

const later = '9999-12-31'
const byEnd = (one: ActionFact, other: ActionFact) => compare(one.end ?? later, other.end ?? later)
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

function overdue({ facts, asAt }: Attention): Concern {
  return {
    ...{ id: 'overdue', heading: 'Overdue', nothing: 'Nothing is overdue.' },
    facts: facts.filter(({ timeliness }) => timeliness === 'overdue').sort(byEnd),
    meaning: 'The end date has passed and the action is not complete. The longest overdue come first.',
    all: { text: 'that are overdue', href: paths.actions({ timeliness: 'overdue', sort: 'due', asAt }) },
  }
}

function due({ facts, today, asAt }: Attention): Concern {
  const end = inWords(quarterOf(today).end)
  return {
    ...{ id: 'due', heading: 'Due this quarter', nothing: `Nothing falls due by ${end}.` },
    facts: facts.filter(({ timeliness }) => timeliness === 'due_this_quarter').sort(byEnd),
    meaning: `To be complete by ${end} or before. The next due come first.`,
    all: {
      text: 'that are due this quarter',
      href: paths.actions({ timeliness: 'due_this_quarter', sort: 'due', asAt }),
    },
  }
}

const silence = 'silent-for-two-quarters'

function silent({ facts, asAt }: Attention): Concern {
  return {
    ...{ id: 'silent', heading: 'Silent for two quarters' },
    facts: facts
      .filter(({ flags }) => flags.includes(silence))
      .sort((one, other) => compare(one.lastSaid ?? '', other.lastSaid ?? '')),
    meaning:
      'Open, and nothing has been said for two whole quarters. Those of which nothing was ever said come first.',
    nothing: 'Of every open action something has been said within two quarters.',
    all: { text: 'that are silent', href: paths.actions({ flag: silence, asAt }) },
  }
}

function flagged({ facts }: Attention): Concern {
  return {
    ...{ id: 'flagged', heading: 'Flagged' },
    facts: facts
      .filter(({ flags }) => flags.length > 0)
      .sort((one, other) => other.flags.length - one.flags.length),
    meaning:
      'The rules below look at each action and say what is missing or does not fit. Those with the most flags come first.',
    nothing: 'No action carries a flag.',
    all: null,
  }
}

function changedSince({ facts, visitedBefore }: Attention): Concern | null {
  if (visitedBefore === undefined) return null
  const heading = 'Changed since your last visit'
  if (visitedBefore === null) {
    const nothing = 'This is your first visit. From the next one on, this says what has changed in between.'
    return { ...{ id: 'changed', heading, nothing, meaning: '' }, facts: [], all: null }
  }
  return {
    ...{ id: 'changed', heading },
    facts: facts
      .filter(({ changedAt }) => changedAt > visitedBefore)
      .sort((one, other) => compare(other.changedAt, one.changedAt)),
    meaning: `You last visited on ${momentInWords(visitedBefore)}. The newest changes come first.`,
    nothing: `Nothing has changed since you last visited on ${momentInWords(visitedBefore)}.`,
    all: { text: 'that have changed, before all others', href: paths.actions({ sort: '-updated' }) },
  }
}
