import type { RecommendationStanding } from './recommendation-views.js'

/** For the API’s description, typed so that it cannot drift from the answers. It is made up: the documents hold none. */
export const recommendationExample: RecommendationStanding = {
  ...{ id: 1, plan: 'merton-2013', label: 'A', madeOn: '2026-09-10' },
  panel: 'Sustainable Communities Overview and Scrutiny Panel',
  text: 'That Cabinet reports back in six months.',
  source: 'Minutes, item 6',
  ...{ addressee: 'executive', agency: null, addresseeName: 'The council’s executive' },
  ...{ receivedOn: '2026-09-14', answer: 'accepted', answerWords: 'Accepted', answeredOn: '2026-10-05' },
  ...{ reason: null, responsible: 'Head of Community Safety', dueOn: '2027-03-31' },
  clock: { dueOn: '2026-11-13', state: 'answered_on_time', words: 'Answered on time', overdue: false },
  done: [{ on: '2026-11-02', words: 'The report is drafted.', by: 'Carys Council' }],
  ...{ author: 'Carys Council', recordedAt: '2026-09-15T09:00:00.000Z' },
  replies: [
    {
      ...{ number: 1, answer: 'accepted', reason: null, responsible: 'Head of Community Safety' },
      ...{ dueOn: '2027-03-31', done: null, saidOn: '2026-10-05' },
      ...{ author: 'Carys Council', recordedAt: '2026-10-06T09:00:00.000Z' },
    },
    {
      ...{ number: 2, answer: null, reason: null, responsible: null, dueOn: null },
      ...{ done: 'The report is drafted.', saidOn: '2026-11-02' },
      ...{ author: 'Carys Council', recordedAt: '2026-11-02T16:00:00.000Z' },
    },
  ],
}
