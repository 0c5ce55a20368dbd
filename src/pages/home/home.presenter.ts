import { sightOf } from '../../accounts/rights.js'
import { inWords, momentInWords, quarterOf } from '../../clock/dates.js'
import { type Counts, countsOf, groupsBy } from '../../register/overview-counts.js'
import { flagCodes, flagLabel, flagRules } from '../../register/flags.js'
import { count, figure, inList } from '../../reports/shared/words.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { pageOf } from '../../web/pages/page.js'
import { type ActionRowModel, actionRows } from '../actions/action-rows.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { type CountTable, countTable } from '../count-table.js'
import {
  howMany,
  share,
  type StatusChart,
  statusChart,
  statusInWords,
  type StatusRow,
  statusRows,
  timelinessInWords,
} from '../figures.js'
import { paths } from '../paths.js'
import type { AskedReturns } from './asked-returns.js'
import type { Concern } from './attention.js'
import { type HomeReading, shownOfEach } from './home.reader.js'
import type { RoundNow } from './rounds.js'
import type { ToDecide } from './to-decide.js'

interface Figure {
  label: string
  text: string
  href: string | null
  note: string | null
  alert: boolean
}

interface ConcernModel {
  /** The page of every rule; null but for the flags. */
  rulesHref: string | null
  id: string
  heading: string
  /** "The first 5 of 14" */
  caption: string
  words: string
  rows: ActionRowModel[]
  all: { text: string; href: string } | null
  /** Of the flags: each rule that some action breaks. */
  rules: { label: string; rule: string; count: string; href: string }[]
}

/** What `home/home` shows. */
export interface HomePage {
  /** How things stand, in one sentence. */
  lead: string
  figures: Figure[]
  rounds: readonly RoundNow[]
  toDecide: readonly ToDecide[]
  asked: AskedReturns | null
  drafts: { ref: string; title: string; href: string; saved: string }[]
  concerns: ConcernModel[]
  totals: {
    heading: string
    words: string
    chart: StatusChart | null
    rows: StatusRow[]
    total: { count: string; share: string }
  }
  plans: CountTable
  asKnownOn: AsKnownOnForm
}

export const homePage = pageOf<HomePage>('home/home')

export function homeFacts({ at }: HomeReading): PageFacts {
  return { title: 'What needs attention', section: 'home', asAt: at.asAt, errors: at.errors, wide: true }
}

/** The first page of somebody who reads the register. */
export function presentHome(reading: HomeReading): HomePage {
  const { facts, concerns, at } = reading
  const counts = countsOf(facts)
  return {
    lead: leadSentence(counts, reading),
    figures: concerns.map((concern) => figureOf(concern, reading)),
    rounds: reading.rounds,
    toDecide: reading.toDecide,
    asked: reading.asked,
    drafts: reading.drafts.map(({ draft: { ref, savedAt }, title }) => ({
      ...{ ref, title, href: paths.updateAction(ref), saved: momentInWords(savedAt) },
    })),
    concerns: concerns.map((concern) => concernModel(concern, counts, reading)),
    totals: totalsOf(counts, reading),
    plans: byPlan(reading),
    asKnownOn: at.form,
  }
}

/** "Of the 168 actions, 166 are open: 27 are overdue, 5 are due by 31 March 2017 and 155 have been silent for ..." */
function leadSentence(counts: Counts, { person, today }: HomeReading): string {
  const all = `${count(counts.total, 'action')}${sightOf(person) === 'everything' ? '' : counts.total === 1 ? ' that is yours' : ' that are yours'}`
  if (counts.open === 0) return `Of the ${all}, none is open.`
  const { overdue, due_this_quarter: due } = counts.byTimeliness
  const silent = counts.byFlag['silent-for-two-quarters']
  const said = [
    overdue === 0 ? 'none is overdue' : `${howMany(overdue)} overdue`,
    `${due === 0 ? 'none is' : howMany(due)} due by ${inWords(quarterOf(today).end)}`,
    ...(silent === 0 ? [] : [`${howMany(silent, 'has', 'have')} been silent for two quarters`]),
  ]
  const open =
    counts.open === counts.total && counts.total > 1
      ? `All ${all} are open`
      : `Of the ${all}, ${howMany(counts.open)} open`
  return `${open}: ${inList(said)}.`
}

function figureOf({ id, heading, facts }: Concern, { person, at }: HomeReading): Figure {
  const first = id === 'changed' && at.moment === null && person.visitedBefore === null
  const number = facts.length
  return {
    label: heading,
    text: first ? '–' : figure(number),
    href: number > 0 ? `#${id}` : null,
    note: first ? 'This is your first visit' : null,
    alert: id === 'overdue' && number > 0,
  }
}

function concernModel(concern: Concern, counts: Counts, { views, at }: HomeReading): ConcernModel {
  const { id, heading, facts, meaning, nothing, all } = concern
  const first = facts.slice(0, shownOfEach).flatMap(({ ref }) => views.get(ref) ?? [])
  return {
    ...{ id, heading: facts.length > 0 ? `${heading}: ${figure(facts.length)}` : heading },
    caption: captionOf(heading, first.length, facts.length),
    words: facts.length > 0 ? meaning : nothing,
    rows: actionRows(first, at.asAt),
    all:
      all && facts.length > first.length
        ? { ...all, text: `See all ${figure(facts.length)} ${all.text}` }
        : null,
    rulesHref: id === 'flagged' ? paths.flags(at.asAt) : null,
    rules: id === 'flagged' ? rulesBroken(counts, at.asAt) : [],
  }
}

function captionOf(heading: string, shown: number, all: number): string {
  return shown < all ? `${heading}: the first ${shown} of ${figure(all)}` : heading
}

function rulesBroken({ byFlag }: Counts, asAt: string | undefined): ConcernModel['rules'] {
  return flagCodes
    .filter((code) => byFlag[code] > 0)
    .sort((one, other) => byFlag[other] - byFlag[one])
    .map((code) => ({
      ...{ label: flagLabel(code), rule: flagRules[code], count: figure(byFlag[code]) },
      href: paths.actions({ flag: code, asAt }),
    }))
}

function totalsOf(counts: Counts, { person, today }: HomeReading): HomePage['totals'] {
  return {
    heading: sightOf(person) === 'everything' ? 'All actions' : 'All actions that are yours',
    words: [statusInWords(counts), timelinessInWords(counts, today)].filter(Boolean).join(' '),
    chart: statusChart(counts),
    rows: statusRows(counts),
    total: { count: figure(counts.total), share: share(counts.total, counts.total) },
  }
}

function byPlan({ facts, plans, at: { asAt } }: HomeReading): CountTable {
  const groups = groupsBy(facts, ({ plan }) => plan)
  return countTable(
    { caption: 'By plan', of: 'Plan' },
    plans.map(({ slug, title }) => ({
      ...{ name: title, href: paths.plan(slug, asAt), facts: groups.get(slug) ?? [] },
      filters: { plan: slug },
    })),
    { name: 'All plans', facts, filters: {} },
    asAt,
  )
}
