import { inWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { RegisterSnapshot } from '../../register/views.js'
import { count } from '../shared/words.js'
import type { EditionHistory } from '../edition-history.js'
import type { Written } from '../written.js'
import { actionPlan, widerActions } from './action-plan.js'
import { draftNote } from './blockers.js'
import {
  bodyOf,
  type CommitteeForm,
  type FormSection,
  type Holding,
  holdingsOf,
  writtenBefore,
} from './committee-form.js'
import { councilPlanOf } from './council-plan.js'
import { countsOf } from './counts.js'
import { defaultForm } from './default-form.js'
import { frontBlock } from './front-block.js'
import { agencyTerms, glossaryOf, type Term } from './glossary.js'
import { made } from './made.js'
import { numbered, says, type Unnumbered, written } from './paragraph.js'
import { widerInWords } from './plan-words.js'
import { isGoodPractice, progress } from './progress.js'
import { letterOf, recommendations } from './recommendations.js'
import type { ScrutinyReport, Section } from './scrutiny.model.js'
import { purpose, summary } from './summary.js'
import { timetable } from './timetable.js'

export interface ScrutinyInput {
  snapshot: RegisterSnapshot
  /** Slug of the council's plan. */
  plan: string
  /** Null for a council whose own form the register does not hold. */
  form: CommitteeForm | null
  glossary: readonly Term[]
  /** The officer's paragraphs by the number of the section; 0 for the recommendations. */
  officerText?: Record<number, string[]>
  /** What was issued before; nothing where it is left out. */
  history?: EditionHistory<ScrutinyReport>
  /** What the officer has written. */
  written?: Written
  title?: string
  /** OFFICIAL where it is left out; null on a public edition. */
  marking?: string | null
  /** Said on every page where the data is not real. */
  notice?: string
}

/** The scrutiny panel report of one council's plan, in the council's own form. */
export function presentScrutiny(input: ScrutinyInput): ScrutinyReport {
  const { snapshot } = input
  const today = snapshot.cutOff
  const form = input.form ?? defaultForm
  const body = bodyOf(form)
  const council = councilPlanOf(snapshot, input.plan)
  const { plan, actions } = council
  const counts = countsOf(actions)
  const title = input.title ?? `${plan.title}: progress`
  const officer = (section: number) =>
    (input.officerText?.[section] ?? []).filter((text) => text.trim() !== '')

  const table = actionPlan(council, letterOf(0), today)
  const wider = widerActions(council.wider, letterOf(1))
  const held = holdingsOf(form)
  const progressAt = [...held].find(([, holdings]) => holdings.includes('progress'))?.[0]
  const good = council.updates.filter(isGoodPractice).length
  const where = {
    progress: progressAt === undefined ? null : `section ${progressAt}`,
    wider: wider ? `Appendix ${wider.letter}` : null,
  }
  const fill: Record<Holding, () => Unnumbered[]> = {
    purpose: () => purpose(council, body, today),
    summary: () => summary(council, counts, good, where),
    progress: () => progress(council, counts, today),
    timetable: () => timetable(actions, today),
    appendices: () => [
      says(`Appendix ${table.letter}: the action plan, ${count(actions.length, 'action')}.`),
      ...(wider
        ? [says(`Appendix ${wider.letter}: ${widerInWords(council.wider)} that the plan serves.`)]
        : []),
    ],
  }
  const ours = (section: FormSection) =>
    (held.get(section.number) ?? []).flatMap((holding) => fill[holding]())
  const sections = form.sections.map((section) =>
    sectionOf(section, [...ours(section), ...officer(section.number).map(written)], form),
  )

  const front = frontBlock(form, title, today)
  const asked = recommendations({
    heading: form.recommendationsHeading,
    body,
    actions,
    counts,
    cutOff: today,
    officer: officer(0),
  })
  const quoted = [
    ...table.groups.flatMap((group) =>
      group.rows.flatMap((row) => [
        row.text,
        ...row.steps.map((step) => step.text),
        row.statement?.words ?? '',
      ]),
    ),
    ...actions.map((action) => action.title),
    ...sections.flatMap((section) =>
      section.paragraphs.flatMap(({ quotations }) =>
        (quotations ?? []).flatMap((group) => group.items.map((item) => item.words)),
      ),
    ),
  ]
  const shown = [title, front, asked, sections, table, wider]
  const glossary = glossaryOf(input.glossary, agencyTerms(snapshot, plan.publisher, actions), shown, quoted)
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
    draft: draftNote(sections, front),
    frontBlock: front,
    recommendations: asked,
    sections,
    actionPlan: table,
    wider,
    glossary,
    made: made(snapshot, council),
  }
}

/** A section with its numbered paragraphs, or with what is still to be written. */
function sectionOf(
  { number, heading, filledBy, guidance }: FormSection,
  told: Unnumbered[],
  form: CommitteeForm,
): Section {
  const isWritten = told.length > 0
  return {
    number,
    heading,
    filledBy,
    written: isWritten,
    paragraphs: numbered(number, told),
    unwritten: isWritten ? null : { guidance, before: writtenBefore(form, number) },
  }
}
