import type { CommissionView, ReturnSummary, ReturnView, RoundView } from '../views.js'
import { noAnswer } from '../returns/return-lines.js'

/** Examples for the API's description, typed, so that they cannot drift from the answers. They are made up. */
export const commissionExample: CommissionView = {
  ...{ id: 1, title: 'Quarter 2 of 2026-27', periodStart: '2026-07-01', periodEnd: '2026-09-30' },
  ...{ opensOn: '2026-10-01', dueOn: '2026-10-22', signOffBy: '2026-10-29', freezeOn: '2026-11-02' },
  reportingDate: '2026-11-09',
  questions: [{ key: 'risks', text: 'What could keep this from being done?', of: 'line', required: false }],
  scope: { plans: ['annual-report-2013'], agencies: [], openOnly: true, filter: '' },
  ...{ state: 'open', author: 'Programme office', madeAt: '2026-09-20T09:00:00.000Z' },
  ...{ openedAt: '2026-10-01T06:00:00.000Z', closedAt: null },
  rate: { asked: 12, answered: 5, onTime: 5 },
}

export const returnSummaryExample: ReturnSummary = {
  id: 7,
  commission: {
    ...{ id: 1, title: 'Quarter 2 of 2026-27', state: 'open', dueOn: '2026-10-22' },
    ...{ periodStart: '2026-07-01', periodEnd: '2026-09-30' },
  },
  agency: { slug: 'home-office', name: 'Home Office' },
  ...{ parent: null, state: 'sent_back', needsSecondPerson: false },
  ...{ lines: 1, linesAnswered: 1, linesLed: 1, answeredAt: '2026-10-12T10:00:00.000Z' },
  ...{ late: false, daysLate: 0, nil: false, since: '2026-10-13T09:00:00.000Z' },
  openQuestions: [
    {
      ...{ part: 'AR13-PW-08', text: 'Since when?', askedBy: 'Programme office' },
      askedAt: '2026-10-13T09:00:00.000Z',
    },
  ],
  lastMessage: { at: '2026-10-01T06:00:00.000Z', to: 'Olive Owner', rung: 'owner' },
}

export const returnExample: ReturnView = {
  ...returnSummaryExample,
  questions: commissionExample.questions,
  whole: { answer: null, saved: 0, savedBy: null },
  lineViews: [
    {
      ...{ ref: 'AR13-PW-08', role: 'lead', position: 1, revision: 2, currentRevision: 2 },
      lastPosition: {
        title: 'Give local leaders the lessons learned from the programme',
        text: 'Provide information to local leaders on lessons learned from the Ending Gang and Youth Violence programme',
        plan: 'Ending Gang and Youth Violence: Annual Report 2013',
        ...{ status: 'in_progress', confidence: 'none', end: '2014-04-30', timescale: ['in early 2014'] },
        ...{ narrative: 'The workshop is planned.', by: 'Olive Owner', saidOn: '2026-07-20' },
        nextStep: null,
      },
      ...{ age: 85, handedTo: null, saved: 1, savedBy: 'Olive Owner', savedAt: '2026-10-12T09:55:00.000Z' },
      answer: { ...noAnswer, narrative: 'The workshop was held.' },
      ...{ leads: true, question: 'Since when?' },
    },
  ],
  units: [],
  blockers: [],
  may: { write: true, submit: true, signOff: false, accept: false, sendBack: false },
  submissions: [
    {
      ...{ number: 1, author: 'Olive Owner', via: 'account', submittedAt: '2026-10-12T10:00:00.000Z' },
      ...{ nil: false, sha256: '5f0c…' },
    },
  ],
  steps: [
    {
      ...{ from: 'open', to: 'submitted', reason: null, author: 'Olive Owner' },
      at: '2026-10-12T10:00:00.000Z',
    },
  ],
}

export const roundExample: RoundView = {
  commission: commissionExample,
  returns: [returnSummaryExample],
  overTime: [
    { ...{ id: 1, title: 'Quarter 2 of 2026-27', periodEnd: '2026-09-30' }, rate: commissionExample.rate },
  ],
  byAgency: [{ slug: 'home-office', name: 'Home Office', asked: 4, answered: 3, onTime: 2 }],
}
