import type { DecisionBefore, EditablePart, ExemptGround, PartFacts } from './editable-part.js'
import type { ReportKind } from '../editions/edition.entity.js'
import { editableParts as officersParts } from '../scrutiny/editable-parts.js'
import { exemptGrounds } from '../scrutiny/exempt.js'
import { type PartContents, sectionPart, themePart } from './written.js'

/** The last saving of a part. */
export interface SavedPart {
  part: string
  revision: number
  content: unknown
  author: string
  recordedAt: string
}

/** What the parts of an edition follow from. */
export interface PartSources {
  kind: ReportKind
  data: WritableData
  /** The decisions that the edition before sought. */
  decisionsBefore: DecisionBefore[]
  saved: readonly SavedPart[]
}

/** What of an edition's data its parts follow from. */
export interface WritableData {
  /** The lead departments that have a page of their own. */
  leads: { slug: string; name: string }[]
  img: ImgData
  scrutiny: ScrutinyData
}

/**
 * Reads it from the data as JSON text, and nothing else of them: they are long.
 */
export function writableData(json: string): WritableData {
  const data = JSON.parse(json) as ImgData & ScrutinyData
  const { themes, leads, editable, frontBlock, recommendations, sections } = data
  const plans = themes?.plans?.map((plan) => ({
    ...{ slug: plan.slug, title: plan.title },
    themes: plan.themes?.map(({ key, title }) => ({ key, title })),
  }))
  return {
    leads: [...(leads?.national ?? []), ...(leads?.local ?? [])].map(({ agency, name }) => {
      return { slug: agency, name }
    }),
    img: { themes: { plans }, editable },
    scrutiny: {
      ...{ frontBlock, recommendations },
      sections: sections?.map(({ number, label, heading, filledBy, guidance, anchor, part }) => {
        return { number, label, heading, filledBy, guidance, anchor, part }
      }),
    },
  }
}

/** An edition that an earlier version made may lack any of it. */
interface ImgData {
  themes?: { plans?: { slug: string; title: string; themes?: { key: string; title: string }[] }[] }
  leads?: { national?: LeadName[]; local?: LeadName[] }
  editable?: { exceptions?: { ref: string; what: string; why: string }[] }
}
interface LeadName {
  agency: string
  name: string
}
interface ScrutinyData {
  frontBlock?: { label: string; value: string | null; note?: string | null; editable?: boolean }[]
  recommendations?: { heading: string; by: string; items: { text: string }[] }
  sections?: WritableSection[]
}

interface WritableSection {
  number: number
  /** As the council writes it; null where it gives none. */
  label?: string | null
  heading: string
  filledBy: 'register' | 'officer'
  guidance?: string
  anchor?: string
  /** Null where only the register writes. */
  part?: string | null
}

/** The grounds on which a part of a council's report is not for publication, as a form offers them. */
const exemptChoices: readonly ExemptGround[] = exemptGrounds.map(({ paragraph, words }) => ({
  value: String(paragraph),
  label: `Paragraph ${paragraph}: ${words}`,
}))

type Saved = Map<string, SavedPart>
type Asked = Pick<PartFacts, 'name' | 'label' | 'hint' | 'anchor' | 'required'>

/** The parts of an edition that can be written, in the order of the document. */
export function editableParts(sources: PartSources): EditablePart[] {
  const saved: Saved = new Map(sources.saved.map((part) => [part.part, part]))
  return sources.kind === 'img' ? imgParts(sources, saved) : scrutinyParts(sources, saved)
}

function imgParts({ data, decisionsBefore }: PartSources, saved: Saved): EditablePart[] {
  const { themes, editable } = data.img
  const offered = (editable?.exceptions ?? []).map(({ ref, what, why }) => ({ ref, what, why }))
  return [
    {
      ...factsOf(saved, {
        ...{ name: 'decisions', label: 'Decisions sought', anchor: 'summary', required: true },
        hint: 'What is to be decided, by whom and by when. Where no decision is sought, save the empty list: the report then says so.',
      }),
      ...{ kind: 'decisions', content: contentOf(saved, 'decisions', { items: [] }) },
    },
    ...(decisionsBefore.length > 0 ? [outcomesPart(saved, decisionsBefore)] : []),
    {
      ...factsOf(saved, {
        ...{ name: 'left-out', label: 'Exceptions left out', anchor: 'summary', required: false },
        hint: 'The report shows the worst exceptions on page one. Leave one out only with a reason: the report prints it.',
      }),
      ...{ kind: 'left-out', content: contentOf(saved, 'left-out', { items: [] }), offered },
    },
    ...(themes?.plans ?? []).flatMap((plan) =>
      (plan.themes ?? []).map(({ key, title }): EditablePart => {
        const code = key.slice(`theme-${plan.slug}-`.length)
        return textPart(saved, {
          ...{ name: themePart(plan.slug, code), label: `${title} (${plan.title})` },
          ...{ anchor: key, required: false },
          hint: 'The programme office’s paragraph on this theme: what the figures mean, in a few sentences.',
        })
      }),
    ),
    correctionsPart(saved),
  ]
}

function outcomesPart(saved: Saved, decisions: DecisionBefore[]): EditablePart {
  const empty = { items: decisions.map(() => '') }
  return {
    ...factsOf(saved, {
      ...{ name: 'outcomes', label: 'Outcomes of the last decisions', anchor: 'outcomes', required: true },
      hint: 'What became of each decision that the edition before sought.',
    }),
    ...{ kind: 'outcomes', content: contentOf(saved, 'outcomes', empty), decisions },
  }
}

function scrutinyParts({ data }: PartSources, saved: Saved): EditablePart[] {
  const { frontBlock, recommendations, sections } = data.scrutiny
  const rows = (frontBlock ?? [])
    .filter(({ editable }) => editable !== false)
    .map(({ label, value, note }) => ({ label, value, note: note ?? null }))
  const proposed = recommendations?.by === 'register' ? recommendations.items.map(({ text }) => text) : []
  const heading = recommendations?.heading ?? 'Recommendations'
  const offered = officersParts({ recommendations: { heading }, sections: (sections ?? []).map(complete) })
  return offered.map(({ part, kind, heading: label, guidance: hint, required, anchor }): EditablePart => {
    const facts = factsOf(saved, { name: part, label, hint, required, anchor })
    switch (kind) {
      case 'front':
        return { ...facts, kind, content: contentOf(saved, part, { rows: {} }), rows }
      case 'recommendations':
        return { ...facts, kind, content: contentOf(saved, part, { items: [] }), proposed }
      case 'text':
        return { ...facts, kind, content: contentOf(saved, part, { text: '' }) }
      case 'exempt':
        return {
          ...facts,
          kind,
          content: contentOf(saved, part, { ground: '', text: '' }),
          grounds: exemptChoices,
        }
    }
  })
}

/** A section of an edition that an earlier version made, with what later ones say of themselves. */
function complete({ number, heading, filledBy, ...said }: WritableSection): Required<WritableSection> {
  return {
    ...{ number, heading, filledBy, label: said.label === undefined ? String(number) : said.label },
    ...{ guidance: said.guidance ?? '', anchor: said.anchor ?? `section-${number}` },
    part: said.part === undefined ? sectionPart(number) : said.part,
  }
}

function correctionsPart(saved: Saved): EditablePart {
  return textPart(saved, {
    ...{
      name: 'corrections',
      label: 'Corrections to earlier editions',
      anchor: 'corrections',
      required: false,
    },
    hint: 'What was wrong in an earlier edition, and what is right. Withdrawn editions are listed of themselves.',
  })
}

function textPart(saved: Saved, asked: Asked): EditablePart {
  return {
    ...factsOf(saved, asked),
    ...{ kind: 'text', content: contentOf(saved, asked.name, { text: '' }) },
  }
}

function factsOf(saved: Saved, asked: Asked): PartFacts {
  const last = saved.get(asked.name)
  return {
    ...asked,
    revision: last?.revision ?? 0,
    savedBy: last?.author ?? null,
    savedAt: last?.recordedAt ?? null,
  }
}

/** The last saving, which was read by `readContent` when it was saved. */
function contentOf<Content extends PartContents[keyof PartContents]>(
  saved: Saved,
  name: string,
  empty: Content,
): Content {
  return (saved.get(name)?.content as Content | undefined) ?? empty
}

/** Whether nothing of what the part must hold is written. An explicit “no decision is sought” counts as written. */
export function isUnwritten(part: EditablePart): boolean {
  switch (part.kind) {
    case 'decisions':
      return part.revision === 0
    case 'outcomes':
      return part.decisions.some((_, index) => (part.content.items[index] ?? '') === '')
    case 'text':
    case 'exempt':
      return part.content.text === ''
    case 'left-out':
    case 'recommendations':
      return part.content.items.length === 0
    case 'front':
      return Object.keys(part.content.rows).length === 0
  }
}
