import type { Person } from '../../accounts/person.js'
import { canCommission, canUpdate } from '../../accounts/rights.js'
import { inWords, momentInWords } from '../../clock/dates.js'
import { flagCodes } from '../../register/flags.js'
import { ownersOf } from '../../register/reading.service.js'
import type { ActionStory } from '../../register/story.service.js'
import type { ActionView, AssignmentView, TimescaleView } from '../../register/views.js'
import type { Draft } from '../../updates/update-drafts.service.js'
import type { PageFacts, PageLink } from '../../web/pages/frame.js'
import { pageOf } from '../../web/pages/page.js'
import type { AsKnownOn, AsKnownOnForm } from '../as-known-on.js'
import { paths } from '../paths.js'
import { statusTag, type Tag } from '../tags.js'
import { type ActionDates, actionDates } from './action-dates.js'
import { type FlagModel, flagModels, type SetAsideModel, setAsideModels } from './action-flags.js'
import { type Standing, standingsOf } from './action-standing.js'
import { type ThreadItem, threadOf } from './action-thread.js'
import { type EvidenceModel, evidenceModels, type Timeline, timelineOf } from './action-timeline.js'
import { kindWords, knownInWords, redatedInWords, saidByInWords, saidWhen } from './action-words.js'

interface AgencyModel {
  name: string
  href: string
  asWritten: string
  proposed: boolean
}

interface TimescaleModel {
  asWritten: string[]
  start: string | null
  end: string | null
  /** How closely it is known, and by whom: "Known to the day. Set later by a person." */
  known: string
  reason: string | null
  firstEnd: string | null
  redated: string
  /** Where the moves of the date are told; null where it never moved. */
  movesHref: string | null
}

interface LatestModel {
  href: string
  narrative: string
  by: string
  when: string
  evidence: EvidenceModel[]
  nextStep: string | null
}

export interface ActionPage {
  ref: string
  title: string
  kind: string
  term: string | null
  plan: PageLink
  theme: PageLink | null
  text: string
  note: string | null
  recorded: string
  standings: Standing[]
  flags: FlagModel[]
  setAside: SetAsideModel[]
  /** The page of every rule. */
  rulesHref: string
  ruleCount: number
  latest: LatestModel | null
  leads: AgencyModel[]
  partners: AgencyModel[]
  named: AgencyModel[]
  timescale: TimescaleModel
  dates: ActionDates | null
  steps: { ref: string; text: string; tag: Tag }[]
  thread: ThreadItem[]
  priorities: { title: string; href: string; programme: string; reason: string }[]
  passages: { section: string; quote: string; note: string | null }[]
  timeline: Timeline
  historyHref: string
  revisionCount: number
  auditHref: string | null
  update: { href: string; text: string; draftSaved: string | null } | null
  asKnownOn: AsKnownOnForm
}

export const actionPage = pageOf<ActionPage>('actions/action')

/** What the reader's own circumstances add to the story of an action. */
export interface ActionReading {
  person: Person
  at: AsKnownOn
  /** The London day of the read. */
  today: string
  /** The reader's own draft of an update. */
  draft: Draft | null
}

/** The frame of an action's page. */
export function actionFacts({ action, plan }: ActionStory, { at }: ActionReading): PageFacts {
  const { asAt, errors } = at
  return {
    title: `${action.ref} ${action.title}`,
    section: 'actions',
    breadcrumbs: [
      { text: 'Actions', href: paths.actions({ asAt }) },
      { text: plan.title, href: paths.plan(plan.slug, asAt) },
    ],
    asAt,
    errors,
  }
}

/** The page of an action: each fact of it with the way to its proof. */
export function presentAction(story: ActionStory, reading: ActionReading): ActionPage {
  const { action, plan, revisions } = story
  const { asAt, form } = reading.at
  const { ref } = action
  const agencies = (list: readonly AssignmentView[]) => list.map((one) => agencyModel(one, asAt))
  const historyHref = paths.actionHistory(ref, asAt)
  const now = asAt === undefined
  const reads = now && reading.person.permissions.has('read commissions')
  const flagReading = { asAt, decides: now && canCommission(reading.person) }
  return {
    ...{ ref, title: action.title, text: action.text, note: action.note, historyHref },
    ...{ kind: kindWords[action.kind], term: termInWords(action) },
    plan: { text: plan.title, href: paths.plan(plan.slug, asAt) },
    theme: themeLink(action, asAt),
    recorded: `Revision ${action.revision}, recorded ${momentInWords(action.recordedAt)}`,
    standings: standingsOf(
      story,
      reading.today,
      asAt,
      reads ? { text: 'Verify or return it', href: paths.completion(ref) } : null,
    ),
    flags: flagModels(action, flagReading),
    setAside: setAsideModels(action, flagReading),
    rulesHref: paths.flags(asAt),
    ruleCount: flagCodes.length,
    latest: latestOf(story),
    leads: agencies(action.leads),
    partners: agencies(action.partners),
    named: agencies(action.namedInText),
    timescale: timescaleModel(action.timescale, historyHref),
    dates: actionDates(story, reads),
    steps: action.steps.map((step) => ({ ref: step.ref, text: step.text, tag: statusTag(step.status) })),
    thread: threadOf(story, asAt),
    priorities: action.priorities.map(({ programme, code, title, reason }) => ({
      ...{ title, programme, reason },
      href: paths.priority(programme, code, asAt),
    })),
    passages: action.source.quotes,
    timeline: timelineOf(story, asAt),
    revisionCount: revisions.length,
    auditHref: reading.person.permissions.has('read the audit trail')
      ? paths.auditTrail({ subject: ref })
      : null,
    update: updateOf(action, reading),
    asKnownOn: form,
  }
}

function termInWords({ term }: ActionView): string | null {
  if (term === null) return null
  return term === 'short' ? 'Short term' : 'Long term'
}

function themeLink({ theme, themeCode, plan }: ActionView, asAt: string | undefined): PageLink | null {
  return theme === null || themeCode === null
    ? null
    : { text: theme, href: paths.theme(plan, themeCode, asAt) }
}

function agencyModel(
  { agency, name, asWritten, provisional }: AssignmentView,
  asAt: string | undefined,
): AgencyModel {
  return { name, href: paths.agency(agency, asAt), asWritten, proposed: provisional }
}

function timescaleModel(timescale: TimescaleView, historyHref: string): TimescaleModel {
  const { asWritten, start, end, reason, firstEnd, timesRedated } = timescale
  const words = (day: string | null) => (day === null ? null : inWords(day))
  return {
    ...{ asWritten, start: words(start), end: words(end), reason },
    ...{ known: knownInWords(timescale), firstEnd: words(firstEnd), redated: redatedInWords(timescale) },
    movesHref: timesRedated > 0 ? historyHref : null,
  }
}

function latestOf({ statements: [latest] }: ActionStory): LatestModel | null {
  if (!latest) return null
  return {
    href: `#update-${latest.id}`,
    narrative: latest.narrative,
    by: saidByInWords(latest),
    when: saidWhen(latest),
    evidence: evidenceModels(latest.evidence),
    nextStep: latest.nextStep,
  }
}

/** Only the register as it is now can be updated. */
function updateOf(action: ActionView, { person, at, draft }: ActionReading): ActionPage['update'] {
  if (at.asAt !== undefined || !canUpdate(person, ownersOf(action))) return null
  return {
    href: paths.updateAction(action.ref),
    text: draft ? 'Continue your update' : 'Update this action',
    draftSaved: draft ? momentInWords(draft.savedAt) : null,
  }
}
