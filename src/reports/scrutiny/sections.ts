import type { CommitteeFormData, FormSection } from '../../plans/committee-form.js'
import { sectionPart } from '../writing/written.js'
import { labelOf, letteringOf, writtenBefore } from './committee-form.js'
import { numbered, officerParagraphs, type Unnumbered } from './paragraph.js'
import type { Section } from './scrutiny.model.js'

interface Told {
  /** What the register puts into the section of this place. */
  register: (place: number) => Unnumbered[]
  /** The officer's Markdown for the section of this place. */
  officer: (place: number) => string | undefined
  /** Where the recommendations stand, and how many they are. */
  asks: { section: number | null; count: number }
}

/** The sections of the form in its order, each with its numbered paragraphs, or with what is still to be written. */
export function sectionsOf(form: CommitteeFormData, { register, officer, asks }: Told): Section[] {
  const told = form.sections.map((section, index) => {
    const place = index + 1
    const own = mayWrite(section) ? officerParagraphs(officer(place)) : []
    const { asParagraphs } = letteringOf(form, section)
    const here = asks.section === place
    return { told: [...register(place), ...own], taken: here && asParagraphs ? asks.count : 0 }
  })
  const paragraphs = numbered(form, told)
  return form.sections.map((section, index) => {
    const { heading, filledBy } = section
    const place = index + 1
    const here = paragraphs[index] ?? []
    const guidance = section.guidance ?? ''
    const isWritten = here.length > 0 || asks.section === place
    return {
      ...{ number: place, label: labelOf(section), heading, anchor: `section-${place}`, filledBy, guidance },
      part: mayWrite(section) ? sectionPart(place) : null,
      written: isWritten,
      asks: asks.section === place,
      paragraphs: here,
      unwritten: isWritten ? null : { guidance, before: writtenBefore(form, section) },
    }
  })
}

function mayWrite({ filledBy, officerMayAdd }: FormSection): boolean {
  return filledBy === 'officer' || officerMayAdd !== false
}
