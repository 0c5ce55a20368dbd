import { stemOf } from '../../plans/numbering.js'
import { inList } from '../shared/words.js'
import type { Blocker, DraftNote, ScrutinyReport } from './scrutiny.model.js'

type Checked = Pick<ScrutinyReport, 'sections' | 'recommendations' | 'exempt'>

/** Why the report cannot be issued: what only the officer can write and nobody wrote. Empty when it can. */
export function blockersOf({ sections, recommendations, exempt }: Checked): Blocker[] {
  const unwritten = sections.filter((section) => !section.written)
  return [
    ...(recommendations.by === 'register'
      ? [
          {
            ...{
              part: 'recommendations',
              section: recommendations.section,
              heading: recommendations.heading,
            },
            message: 'The recommendations are proposals of the register: nobody has confirmed them.',
          },
        ]
      : []),
    ...unwritten.map(({ number, label, heading, part }) => ({
      ...{ part: part ?? `section.${number}`, section: number, heading },
      message:
        label === null
          ? `“${heading}” is not written.`
          : `Section ${stemOf(label) ?? ''}, ${heading}, is not written.`,
    })),
    ...(exempt && exempt.ground === null
      ? [
          {
            ...{ part: 'exempt', section: null, heading: exempt.heading },
            message: 'The exempt information has no ground: choose paragraph 1 to 7 of Schedule 12A.',
          },
        ]
      : []),
  ]
}

/** The note at the head of a draft, or null when nothing stands in the way of issue. */
export function draftNote(report: Checked & Pick<ScrutinyReport, 'frontBlock'>): DraftNote | null {
  const blockers = blockersOf(report)
  if (blockers.length === 0) return null
  const missing = report.sections.filter((section) => !section.written)
  const names = missing.map(({ label, heading }) => stemOf(label) ?? `“${heading}”`)
  const sections = `${missing.length === 1 ? 'section' : 'sections'} ${inList(names)} ${missing.length === 1 ? 'is' : 'are'} written`
  const until = [
    ...(report.recommendations.by === 'register' ? ['the recommendations are confirmed'] : []),
    ...(missing.length > 0 ? [sections] : []),
    ...(report.exempt?.ground === null ? ['the exempt information has its ground'] : []),
  ]
  const empty = report.frontBlock.filter((row) => row.value === null).map((row) => row.label)
  return {
    says: `This draft cannot be issued until ${inList(until)}.`,
    blockers,
    toComplete: empty.length > 0 ? `Also to be completed by the officer: ${inList(empty)}.` : null,
  }
}
