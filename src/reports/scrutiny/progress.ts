import type { Day } from '../../clock/dates.js'
import type { ActionView, UpdateView } from '../../register/views.js'
import { asSentence, count, dayInWords, inList } from '../shared/words.js'
import { noRounds, type Silence } from '../shared/silence.js'
import { actionLine, allProposed } from './action-words.js'
import type { CouncilPlan } from './council-plan.js'
import { countsOf, leadCounts, type Part, partOf, parts, themeInWords } from './counts.js'
import { type Unnumbered, says } from './paragraph.js'
import { returnsOfPlan } from './returns.js'
import type { Counts, ProgressTable, Quotations } from './scrutiny.model.js'

/** Whether a statement stands in the plan under a heading of strengths or good practice. */
export function isGoodPractice(update: UpdateView): boolean {
  return update.actions.length === 0 && /strength|good practice/iu.test(update.section ?? '')
}

/** The table by theme, what is late, who has not answered, each theme, then what is said of the plan as a whole. */
export function progress(
  council: CouncilPlan,
  counts: Counts,
  today: Day,
  silence: Silence = noRounds,
): Unnumbered[] {
  const { actions, updates } = council
  if (actions.length === 0) return [says('The plan has no actions to report on.')]
  const themes = themesOf(council)
  const saidOfAll = allProposed(actions)
  const line = (action: ActionView) => actionLine(action, council, saidOfAll, today)
  const late = actions.filter((action) => action.timeliness === 'overdue')
  const ofWhole = updates.filter((update) => update.actions.length === 0 && update.theme === null)
  const orphans = updates.filter(
    ({ actions: spoken, theme }) =>
      spoken.length === 0 && theme !== null && !themes.some(({ code }) => code === theme),
  )
  return [
    says(
      themes.length === 1
        ? `The plan has ${count(counts.actions, 'action')}.`
        : `The ${count(counts.actions, 'action')} of the plan stand under ${themes.length} headings.`,
      { progress: progressTable(themes, counts) },
    ),
    ...(late.length > 0
      ? [
          says(`${asSentence(count(late.length, 'action is', 'actions are'))} late.`, {
            subheading: 'Late',
            lines: late.map(line),
          }),
        ]
      : []),
    ...returnsOfPlan(silence),
    ...themes.map(({ code, title, actions: under }) =>
      says(`${themeInWords(countsOf(under))}.`, {
        subheading: title,
        lines: inOrderOfPart(under).map((action) =>
          late.includes(action) ? { ...line(action), statement: null } : line(action),
        ),
        quotations: quotationsOf(
          updates.filter((update) => update.actions.length === 0 && code !== null && update.theme === code),
        ),
      }),
    ),
    ...(ofWhole.length + orphans.length > 0
      ? [
          says("The plan's papers say of the whole:", {
            subheading: 'The whole plan',
            quotations: quotationsOf([...ofWhole, ...orphans]),
          }),
        ]
      : []),
  ]
}

interface ThemeActions {
  code: string | null
  title: string
  actions: ActionView[]
}

/** The themes of the plan that have actions, in its order; what stands under no heading comes last. */
export function themesOf({ plan, actions }: CouncilPlan): ThemeActions[] {
  const known = new Set(plan.themes.map((theme) => theme.code))
  const themed = plan.themes.map(({ code, title }): ThemeActions => {
    return { code, title, actions: actions.filter((action) => action.themeCode === code) }
  })
  const others = actions.filter((action) => action.themeCode === null || !known.has(action.themeCode))
  const none = { code: null, title: themed.length > 0 ? 'Under no heading' : 'All actions', actions: others }
  return [...themed, none].filter((theme) => theme.actions.length > 0)
}

/** Done first, then under way, not started, paused, closed; within each the plan's order. */
function inOrderOfPart(actions: readonly ActionView[]): ActionView[] {
  const order = (action: ActionView) => parts.indexOf(partOf(action))
  return actions.toSorted((one, other) => order(one) - order(other))
}

const columnWords: Record<Part, string> = {
  done: 'Complete',
  underWay: 'Under way',
  notStarted: 'Not started',
  paused: 'Paused',
  closed: 'Closed',
}

function progressTable(themes: readonly ThemeActions[], counts: Counts): ProgressTable {
  const always = new Set<Part>(['done', 'underWay', 'notStarted'])
  const shown = parts.filter((part) => always.has(part) || counts[part] > 0)
  const columns: ProgressTable['columns'] = [
    { key: 'actions', label: 'Actions', firstAmong: false },
    ...shown.map((part) => ({ key: part, label: columnWords[part], firstAmong: false })),
    { key: 'late', label: 'Late', firstAmong: true },
    ...leadCounts(counts).map((column) => ({ ...column, firstAmong: false })),
    { key: 'noEndDate', label: 'No end date', firstAmong: false },
  ]
  const leads = leadCounts(counts).map(({ label }) => label.toLowerCase())
  const cells = (of: Counts) => columns.map(({ key }) => of[key])
  return {
    caption: 'Progress by theme',
    note:
      `${asSentence(inList(shown.map((part) => columnWords[part].toLowerCase())))} add up to the actions. ` +
      `${asSentence(inList(['late', ...leads, 'no end date']))} are counted among those still open.`,
    columns,
    rows: themes.map((theme) => ({ theme: theme.title, cells: cells(countsOf(theme.actions)) })),
    total: cells(counts),
  }
}

/** Statements word for word: the good practice first, then the rest. */
function quotationsOf(updates: readonly UpdateView[]): Quotations[] | null {
  const good = updates.filter(isGoodPractice)
  const rest = updates.filter((update) => !isGoodPractice(update))
  const groups = [
    { heading: `Good practice${saidBy(good)}`, updates: good },
    { heading: `Also said${saidBy(rest)}`, updates: rest },
  ].filter((group) => group.updates.length > 0)
  if (groups.length === 0) return null
  return groups.map((group) => ({
    heading: group.heading,
    items: group.updates.map((update) => ({
      words: update.narrative,
      source: sourceOf(update, group.updates),
    })),
  }))
}

/** " (Home Office peer review team, March 2013)" where all say it in one voice. */
function saidBy(updates: readonly UpdateView[]): string {
  const voices = [...new Set(updates.map(voiceOf))]
  return voices.length === 1 && voices[0] ? ` (${voices[0]})` : ''
}

function voiceOf(update: UpdateView): string {
  const otherwise = `known from ${dayInWords(update.knownFrom)}`
  return `${update.by}, ${update.onAsWritten ?? dayInWords(update.on, otherwise)}`
}

/** The place in the document, and who says it where the heading does not. */
function sourceOf(update: UpdateView, group: readonly UpdateView[]): string | null {
  const place = update.section?.replace(/^.*, (?=\d+(?:\.\d+)+$)/u, '') ?? null
  const voice = saidBy(group) === '' ? voiceOf(update) : null
  const told = [voice, place].filter((part) => part !== null)
  return told.length > 0 ? told.join(', ') : null
}
