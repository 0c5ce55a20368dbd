import type { RevisionView } from './history.service.js'
import type { ActionInFull, ActionView, AgencyView, PlanView } from './views.js'

/** Examples for the API's description: real lines of the register, typed, so that they cannot drift from the answers. */
export const actionExample: ActionView = {
  ref: 'AR13-PW-08',
  plan: 'annual-report-2013',
  theme: 'Partnership working and information sharing',
  themeCode: 'PW',
  kind: 'action',
  term: null,
  title: 'Give local leaders the lessons learned from the programme',
  text: 'Provide information to local leaders on lessons learned from the Ending Gang and Youth Violence programme',
  status: 'in_progress',
  statusReason: null,
  completedOn: null,
  confidence: 'none',
  timeliness: 'overdue',
  timescale: {
    asWritten: ['in early 2014'],
    start: '2014-01-01',
    end: '2014-04-30',
    precision: 'season',
    basis: 'inferred',
    reason: '“early 2014” is read as the first four months of the year.',
    firstEnd: '2014-04-30',
    timesRedated: 0,
    daysSlipped: 0,
  },
  leads: [
    { agency: 'home-office', name: 'Home Office', asWritten: 'Home Office', provisional: false },
    {
      agency: 'local-government-association',
      name: 'Local Government Association',
      asWritten: 'Local Government Association',
      provisional: false,
    },
  ],
  partners: [],
  namedInText: [],
  steps: [],
  source: {
    document: 'Ending Gang and Youth Violence: Annual Report 2013',
    section: 'Summary of actions set out in this report',
    quotes: [
      {
        section: 'Summary of actions set out in this report',
        quote:
          'Provide information to local leaders on lessons learned from the Ending Gang and Youth Violence programme',
        note: null,
      },
    ],
  },
  related: [],
  priorities: [
    {
      programme: 'EGYV',
      code: 'leadership',
      title: 'Leadership',
      reason: 'It speaks to local leaders.',
    },
  ],
  flags: [{ code: 'vague-timescale', reason: 'Known only to the season.' }],
  setAside: [],
  note: null,
  revision: 2,
  recordedAt: '2026-11-22T09:00:00.000Z',
  knownFrom: '2013-12-31',
  latestUpdate: {
    narrative:
      'To support the engagement of local politicians in the Ending Gang and Youth Violence programme, we are working with the Local Government Association to provide information to local leaders on lessons learned from the programme, as part of a wider communications strategy.',
    by: 'HM Government',
    on: '2013-12-31',
    onAsWritten: null,
    evidence: [
      {
        title:
          'Ending Gang and Youth Violence: Annual Report 2013, Partnership working and information sharing (chapter)',
        url: null,
      },
    ],
    nextStep: null,
    knownFrom: '2013-12-31',
  },
}

/** The same read by itself. */
export const actionInFullExample: ActionInFull = {
  ...actionExample,
  timescale: {
    ...actionExample.timescale,
    dates: [
      {
        ...{ end: '2014-04-30', from: null, setOn: '2013-12-31', by: 'Throughline', agreedBy: null },
        reason: '“early 2014” is read as the first four months of the year.',
        daysSlipped: 0,
      },
    ],
  },
  dateChange: null,
}

export const planExample: PlanView = {
  slug: 'annual-report-2013',
  programme: 'EGYV',
  title: 'Ending Gang and Youth Violence: Annual Report 2013',
  publisher: 'Home Office',
  publishedOn: { asWritten: 'December 2013', start: '2013-12-01', end: '2013-12-31', precision: 'month' },
  standing: 'final',
  geography: 'national',
  area: null,
  marking: null,
  licence: 'Open Government Licence',
  actionCount: 81,
  themes: [{ code: 'PW', title: 'Partnership working and information sharing', actionCount: 10 }],
  measures: [],
}

export const agencyExample: AgencyView = {
  slug: 'metropolitan-police-service',
  name: 'Metropolitan Police Service',
  abbreviation: 'MPS',
  aliases: ['Metropolitan Police', 'the Met'],
  parent: null,
  leadCount: 1,
  partnerCount: 0,
}

const revisionExample: RevisionView = {
  number: 3,
  author: 'Programme office',
  recordedAt: '2026-11-22T09:30:00.000Z',
  knownFrom: '2026-11-22T09:30:00.000Z',
  reason: 'The venue was not available.',
  changed: [
    {
      field: 'timescale',
      from: '2014-04-30',
      to: '2014-06-30',
      sentence:
        'Target date moved from 30 April 2014 to 30 June 2014, 61 days later, because: The venue was not available.',
    },
  ],
  update: {
    narrative: 'The workshop moves to June.',
    by: 'Programme office',
    on: '2026-11-22',
    onAsWritten: null,
  },
}

export function listOf<T>(item: T): { items: T[]; page: number; pageSize: number; total: number } {
  return { items: [item], page: 1, pageSize: 50, total: 1 }
}

export const historyExample = listOf(revisionExample)

/** A problem as RFC 9457 has it. */
export function problemExample(status: 404 | 409 | 422): object {
  const problems = {
    404: { title: 'Not found', detail: 'There is no action “AR13-XX-99” in the register.' },
    409: {
      title: 'Changed by somebody else',
      detail: 'AR13-PW-08 has changed since you read it: you sent revision 2, the register is at revision 3.',
    },
    422: {
      title: 'Refused',
      detail: 'narrative must not be empty.',
      errors: [{ field: 'narrative', message: 'narrative must not be empty.' }],
    },
  }
  return { type: 'about:blank', status, instance: '/api/v1/actions/AR13-PW-08', ...problems[status] }
}
