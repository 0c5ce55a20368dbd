import type { CommitteeFormData } from '../../plans/committee-form.js'

/** The form of a council whose own form the register does not hold: plain headings and nobody's names. */
export const defaultForm: CommitteeFormData = {
  slug: 'default',
  council: '',
  panel: null,
  frontBlock: [
    { label: 'Committee', value: null },
    { label: 'Date', value: null },
    { label: 'Agenda item', value: null },
    { label: 'Wards', value: null },
    { label: 'Subject', value: null },
    { label: 'Lead officer', value: null },
    { label: 'Lead member', value: null },
    { label: 'Contact officer', value: null },
  ],
  recommendationsHeading: 'Recommendations',
  sections: [
    {
      number: 1,
      heading: 'Purpose',
      filledBy: 'register',
      guidance: 'What the report is about and what it covers.',
      holds: ['purpose'],
    },
    {
      number: 2,
      heading: 'Summary',
      filledBy: 'register',
      guidance: 'How many actions are done, under way, late and not started.',
      holds: ['summary', 'changes'],
    },
    {
      number: 3,
      heading: 'Progress',
      filledBy: 'register',
      guidance: 'Progress by theme, and the good practice found.',
      holds: ['progress', 'recommendations-tracker'],
    },
    {
      number: 4,
      heading: 'Timetable',
      filledBy: 'register',
      guidance: 'What falls due when, and which actions have no end date.',
      holds: ['timetable'],
    },
    {
      number: 5,
      heading: 'Implications',
      filledBy: 'officer',
      guidance: 'What the actions mean for money, the law, equality, crime and disorder, and risk.',
    },
    {
      number: 6,
      heading: 'Appendices',
      filledBy: 'register',
      guidance: "The documents published with the report, the council's action plan first.",
      holds: ['appendices'],
    },
    {
      number: 7,
      heading: 'Background papers',
      filledBy: 'register',
      guidance: 'The documents that the report rests on; add what is not on the register.',
      holds: ['background'],
    },
  ],
  paragraphs: [],
}
