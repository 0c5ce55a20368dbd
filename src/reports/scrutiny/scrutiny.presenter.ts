import type { CommitteeFormData, FormTerm, Holding } from '../../plans/committee-form.js'
import { type Day, inWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { KnownRound } from '../../commissions/round-known.js'
import type { PanelRecommendationView } from '../../recommendations/recommendations-known.js'
import type { RegisterSnapshot } from '../../register/views.js'
import { plainWords } from '../shared/rich-text.js'
import { silenceOf } from '../shared/silence.js'
import { withWordsSaid } from '../shared/statements.js'
import { count } from '../shared/words.js'
import type { EditionHistory } from '../editions/edition-history.js'
import { nothingWritten, sectionPart, type Written } from '../writing/written.js'
import { actionPlan, widerActions } from './action-plan.js'
import { backgroundPapers } from './background.js'
import { draftNote } from './blockers.js'
import { changesSince } from './changes-since.js'
import { appendixOf, bodyOf, holdingsOf, letteringOf, whereIs } from './committee-form.js'
import { correctionsOf } from './corrections.js'
import { councilPlanOf } from './council-plan.js'
import { countsOf } from './counts.js'
import { defaultForm } from './default-form.js'
import { exemptNotice } from './exempt.js'
import { frontBlock } from './front-block.js'
import { agencyTerms, glossaryOf } from './glossary.js'
import { made } from './made.js'
import { says, type Unnumbered } from './paragraph.js'
import { widerInWords } from './plan-words.js'
import { isGoodPractice, progress } from './progress.js'
import { recommendations } from './recommendations.js'
import type { ActionPlan, ScrutinyReport, Section } from './scrutiny.model.js'
import { sectionsOf } from './sections.js'
import { purpose, summary } from './summary.js'
import { timetable } from './timetable.js'
import { recommendationsTracker } from './tracker.js'

export interface ScrutinyInput {
  snapshot: RegisterSnapshot
  /** Slug of the council's plan. */
  plan: string
  /** Null for a council whose own form the register does not hold. */
  form: CommitteeFormData | null
  glossary: readonly FormTerm[]
  /** What was issued before; nothing where it is left out. */
  history?: EditionHistory
  /** What the officer has written. */
  written?: Written
  /** What the panel recommended before, and what became of it. */
  tracker?: readonly PanelRecommendationView[]
  /** The returns that were commissioned by the cut-off, the oldest round first; none where it is left out. */
  rounds?: readonly KnownRound[]
  title?: string
  /** OFFICIAL where it is left out; null on a public edition. */
  marking?: string | null
  /** Said on every page where the data is not real. */
  notice?: string
}

/** The scrutiny panel report of one council's plan, in the council's own form. */
export function presentScrutiny(input: ScrutinyInput): ScrutinyReport {
  const { written = nothingWritten } = input
  const snapshot = { ...input.snapshot, actions: withWordsSaid(input.snapshot) }
  const today = snapshot.cutOff
  const form = input.form ?? defaultForm
  const council = councilPlanOf(snapshot, input.plan)
  const { plan, actions } = council
  const title = input.title ?? `${plan.title}: progress`
  const held = holdingsOf(form)
  const table = actionPlan(council, form, appendixOf(form, 1), today)
  const wider = widerActions(council.wider, appendixOf(form, 2))
  const exempt = exemptNotice(written.exempt, appendixOf(form, wider ? 3 : 2))
  const asked = recommendationsOf(input, form, held, council.actions)
  const fill = filler({ input, form, held, council, appendices: { table, wider, exempt } })
  const sections = sectionsOf(form, {
    register: fill,
    officer: (place) => written.texts[sectionPart(place)],
    asks: { section: asked.section, count: asked.items.length },
  })
  const front = frontBlock(form, title, today, written.front)
  const corrections = correctionsOf(input.history?.withdrawn ?? [], written.texts.corrections)
  const told = corrections.written === null ? [] : [plainWords(corrections.written)]
  const shown = [title, front, asked, sections, table, wider, told]
  const terms = agencyTerms(snapshot, plan.publisher, actions)
  const glossary = glossaryOf(input.glossary, terms, shown, quotedWords(table, sections, actions))
  return {
    kind: 'scrutiny-panel',
    frame: {
      title,
      running: form.panel ?? plan.publisher,
      period: quarterInWords(quarterOf(today)),
      cutOff: inWords(today),
      marking: input.marking === undefined ? 'OFFICIAL' : input.marking,
      ...(input.notice === undefined ? {} : { notice: input.notice }),
    },
    council: plan.publisher,
    cutOff: today,
    plan: { slug: plan.slug, title: plan.title },
    form: { slug: form.slug },
    draft: draftNote({ sections, recommendations: asked, exempt, frontBlock: front }),
    frontBlock: front,
    recommendations: asked,
    sections,
    actionPlan: table,
    wider,
    exempt,
    glossary,
    made: made(snapshot, council, appendixOf(form, 1).name, corrections),
  }
}

type CouncilPlanOf = ReturnType<typeof councilPlanOf>

function recommendationsOf(
  { snapshot, written }: ScrutinyInput,
  form: CommitteeFormData,
  held: Map<number, Holding[]>,
  actions: CouncilPlanOf['actions'],
): ScrutinyReport['recommendations'] {
  const section = [...held].find(([, holdings]) => holdings.includes('recommendations'))?.[0] ?? null
  return recommendations({
    heading: form.recommendationsHeading,
    section,
    letter: letteringOf(form, section === null ? null : (form.sections[section - 1] ?? null)).of,
    body: bodyOf(form),
    actions,
    counts: countsOf(actions),
    cutOff: snapshot.cutOff,
    officer: written?.recommendations ?? [],
  })
}

interface Filling {
  input: ScrutinyInput
  form: CommitteeFormData
  held: Map<number, Holding[]>
  council: CouncilPlanOf
  appendices: {
    table: ActionPlan
    wider: ScrutinyReport['wider']
    exempt: ScrutinyReport['exempt']
  }
}

/** What the register puts into a section, by its place. */
function filler({ input, form, held, council, appendices }: Filling): (place: number) => Unnumbered[] {
  const { actions } = council
  const counts = countsOf(actions)
  const today: Day = input.snapshot.cutOff
  const good = council.updates.filter(isGoodPractice).length
  const where = {
    progress: whereIs(form, held, 'progress'),
    wider: appendices.wider ? appendixOf(form, 2).name : null,
  }
  const fill: Record<Holding, (alone: boolean) => Unnumbered[]> = {
    purpose: () => purpose(council, bodyOf(form), today),
    summary: () => summary(council, counts, good, where),
    changes: (alone) => changesSince(input.history?.previous ?? null, actions, alone),
    progress: () => progress(council, counts, today, silenceOf(input.rounds ?? [], actions, today)),
    timetable: () => timetable(actions, today),
    appendices: () => [
      says(`${appendixOf(form, 1).name}: the action plan, ${count(actions.length, 'action')}.`),
      ...(where.wider === null
        ? []
        : [says(`${where.wider}: ${widerInWords(council.wider)} that the plan serves.`)]),
      ...(appendices.exempt ? [says(appendices.exempt.says)] : []),
    ],
    background: () => backgroundPapers(council),
    // They are lettered, and stand before the paragraphs.
    recommendations: () => [],
    'recommendations-tracker': (alone) => recommendationsTracker(input.tracker ?? [], alone),
  }
  return (place) => {
    const holdings = held.get(place) ?? []
    return holdings.flatMap((holding) => fill[holding](holdings.length === 1))
  }
}

/** The words of the plan and of those who spoke of it. */
function quotedWords(
  { groups }: ActionPlan,
  sections: readonly Section[],
  actions: CouncilPlanOf['actions'],
): string[] {
  return [
    ...groups.flatMap(({ rows }) =>
      rows.flatMap((row) => [row.text, ...row.steps.map(({ text }) => text), row.statement?.words ?? '']),
    ),
    ...actions.map((action) => action.title),
    ...sections.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ quotations }) =>
        (quotations ?? []).flatMap(({ items }) => items.map(({ words }) => words)),
      ),
    ),
  ]
}
