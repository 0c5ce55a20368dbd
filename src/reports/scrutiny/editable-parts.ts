import type { Recommendations, Section } from './scrutiny.model.js'

/** What of a report its parts follow from. */
export interface WrittenByOfficers {
  recommendations: Pick<Recommendations, 'heading'>
  sections: readonly Pick<Section, 'part' | 'label' | 'heading' | 'guidance' | 'filledBy' | 'anchor'>[]
}

/** A part of the report that the officer may write, in its order. */
export interface EditablePart {
  /** Under which it is saved: "front", "recommendations", "section.3", "corrections", "exempt". */
  part: string
  kind: 'front' | 'recommendations' | 'text' | 'exempt'
  heading: string
  guidance: string
  /** Whether the report cannot be issued without it. */
  required: boolean
  /** Where it stands in the report: the fragment of its address. */
  anchor: string
}

/** The parts that the officer may write, as the report has them. */
export function editableParts(report: WrittenByOfficers): EditablePart[] {
  const { recommendations, sections } = report
  return [
    {
      ...{ part: 'front', kind: 'front', heading: 'Front block', required: false, anchor: 'front' },
      guidance: 'The rows that belong to this meeting, and the people to be confirmed.',
    },
    {
      ...{ part: 'recommendations', kind: 'recommendations', heading: recommendations.heading },
      ...{ required: true, anchor: 'recommendations' },
      guidance: 'What the panel is asked to decide. The register only proposes; confirm or replace it.',
    },
    ...sections.flatMap(({ part, label, heading, guidance, filledBy, anchor }): EditablePart[] =>
      part === null
        ? []
        : [
            {
              ...{ part, kind: 'text', heading: label === null ? heading : `${label} ${heading}`, anchor },
              guidance:
                filledBy === 'officer' ? guidance : `${guidance} What you add stands after it.`.trimStart(),
              required: filledBy === 'officer',
            },
          ],
    ),
    {
      ...{ part: 'corrections', kind: 'text', heading: 'Corrections to earlier reports' },
      ...{ required: false, anchor: 'corrections' },
      guidance: 'What was wrong in a report that was issued, and what is right.',
    },
    {
      ...{ part: 'exempt', kind: 'exempt', heading: 'Exempt information', required: false, anchor: 'exempt' },
      guidance:
        'What is not for publication, and on which ground. It becomes a document of its own; the open report says ' +
        'only that there is one.',
    },
  ]
}
