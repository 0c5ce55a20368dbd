import { describe, expect, it } from '@jest/globals'
import { AgencyChanges } from '../../src/agencies/agency-changes.service.js'
import { Database } from '../../src/database/database.js'
import type { NewRecommendation, NewReply } from '../../src/recommendations/new-recommendation.js'
import {
  type PanelRecommendationView,
  recommendationsKnown,
} from '../../src/recommendations/recommendations-known.js'
import { RecommendationsService } from '../../src/recommendations/recommendations.service.js'
import { everything } from '../../src/register/moment.js'
import { personOf } from '../support/account-people.js'
import { databaseKinds } from '../support/places.js'
import { TestService } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const slug = 'merton-2013'

const noted: NewRecommendation = {
  ...{ panel: 'Overview and Scrutiny Panel', madeOn: '2018-07-04', label: 'A', receivedOn: '2018-07-18' },
  ...{ text: 'That Cabinet reports back.', addressee: 'executive', agency: null, source: 'Minutes, item 6' },
}
const toPartner = { addressee: 'partner', agency: 'metropolitan-police-service' } as const
const nothing = { answer: null, reason: null, responsible: null, dueOn: null, done: null }

describe('what a report knows of the panel’s recommendations', () => {
  const known: PanelRecommendationView[][][] = []

  it.each(databaseKinds)('is what was recorded by its cut-off, on %s', async (kind) => {
    const service = await TestService.start(kind, { at: '2018-07-20T09:00:00.000Z' })
    try {
      await makePeople(service, ['office'])
      const office = await personOf(service, 'office')
      const keeping = service.app.get(RecommendationsService)
      const id = await keeping.make(office, slug, noted)
      service.clock.instant = '2018-07-21T09:00:00.000Z'
      await keeping.make(office, slug, { ...noted, ...toPartner, label: '10' })
      await keeping.make(office, slug, { ...noted, ...toPartner, label: '2' })
      await keeping.make(office, slug, { ...noted, madeOn: '2018-05-05', label: 'B' })
      const reply = (said: Partial<NewReply>) =>
        keeping.reply(office, slug, id, { ...nothing, saidOn: '2018-09-01', ...said })
      service.clock.instant = '2018-09-20T09:00:00.000Z'
      await reply({
        answer: 'accepted_in_part',
        reason: 'Twice a year is too often.',
        responsible: 'Cabinet',
      })
      service.clock.instant = '2018-11-20T09:00:00.000Z'
      await reply({ answer: 'accepted', saidOn: '2018-11-10', responsible: 'Cabinet', dueOn: '2019-03-31' })
      await reply({ done: 'The report went to Cabinet.', saidOn: '2018-11-20' })
      await service.app
        .get(AgencyChanges)
        .merge(office, 'metropolitan-police-service', { into: 'mopac', reason: 'A test' })
      const knownOn = (cutOff: string) =>
        recommendationsKnown(service.app.get(Database), slug, {
          ...{ knownBy: `${cutOff}T23:00:00.000Z`, recordedBy: everything, cutOff },
        })
      const days = ['2018-07-04', '2018-07-20', '2018-09-19', '2018-09-20', '2018-12-31']
      known.push(await Promise.all(days.map(knownOn)))
    } finally {
      await service.stop()
    }
    const [meeting, day, september, answered, later] = known.at(-1) ?? []
    // The meeting was on 4 July; the register heard of it on the 20th.
    expect([meeting, day?.map(({ label }) => label)]).toEqual([[], ['A']])
    expect(september?.map(({ label, clock }) => [label, clock.words])).toEqual([
      ['B', 'Overdue by 2 days'],
      ['2', 'Overdue by 49 days'],
      ['10', 'Overdue by 49 days'],
      ['A', 'Overdue by 2 days'],
    ])
    expect(answered?.at(-1)).toMatchObject({
      ...{ answer: 'accepted_in_part', reason: 'Twice a year is too often.', answeredOn: '2018-09-01' },
      clock: { dueOn: '2018-09-17', state: 'answered_on_time', overdue: false },
    })
    expect(later?.at(-1)).toEqual({
      ...{ label: 'A', madeOn: '2018-07-04', panel: noted.panel, text: noted.text, source: noted.source },
      ...{ addressee: 'executive', addresseeName: 'The council’s executive', receivedOn: '2018-07-18' },
      ...{ answer: 'accepted', answerWords: 'Accepted', answeredOn: '2018-09-01', reason: null },
      ...{ responsible: 'Cabinet', dueOn: '2019-03-31' },
      clock: {
        ...{ dueOn: '2018-09-17', state: 'answered_on_time', words: 'Answered on time', overdue: false },
      },
      done: [{ on: '2018-11-20', words: 'The report went to Cabinet.', by: 'Olive Office' }],
    })
    // A merge is known from its record: before, the partner has its own name.
    const partnerOf = (views: PanelRecommendationView[] | undefined) =>
      views?.find(({ label }) => label === '2')?.addresseeName
    expect([partnerOf(answered), partnerOf(later)]).toEqual([
      'Metropolitan Police Service',
      "Mayor's Office for Policing and Crime",
    ])
  })

  it('is the same on both databases', () => {
    expect(known).toHaveLength(2)
    expect(JSON.stringify(known[0])).toBe(JSON.stringify(known[1]))
  })
})
