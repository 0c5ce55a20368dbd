import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RecommendationStanding } from '../../src/recommendations/recommendation-views.js'
import type { Page } from '../support/register.js'
import { TestService } from '../support/service.js'
import { trailOf } from '../support/trail.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

const slug = 'merton-2013'
const list = `/plans/${slug}/recommendations`
const api = `/plans/${slug}/recommendations`

const noted = {
  ...{ panel: 'Overview and Scrutiny Panel', madeOn: '2018-07-04', label: 'A', receivedOn: '2018-07-18' },
  ...{ text: 'That Cabinet reports back.', addressee: 'executive' },
}

const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const main = ({ document }: Visit) => text(document.querySelector('main'))
const all = ({ document }: Visit, selector: string) => [...document.querySelectorAll(selector)].map(text)
const errorsOn = (visit: Visit) => all(visit, '.govuk-error-summary__list a')

describe('the tracker of a panel’s recommendations', () => {
  let service: TestService
  let carys: Visitor

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: '2018-08-01T09:00:00.000Z' })
    await makePeople(service, ['office', 'owner', 'council', 'reader', 'auditor', 'administrator'])
    carys = await Visitor.signedIn(service, 'council')
  })
  afterAll(() => service.stop())

  /** Later on, when the session of before has ended. */
  const on = async (moment: string) => {
    service.clock.instant = moment
    carys = await Visitor.signedIn(service, 'council')
  }
  const day = (field: string, date: string) => {
    const [year = '', month = '', of = ''] = date.split('-')
    return { [`${field}-day`]: of, [`${field}-month`]: month, [`${field}-year`]: year }
  }
  const filled = {
    ...{
      panel: noted.panel,
      label: 'A',
      text: noted.text,
      addressee: 'executive',
      source: 'Minutes, item 6',
    },
    ...{ ...day('madeOn', '2018-07-04'), ...day('receivedOn', '2018-07-18') },
  }
  const note = (values: Record<string, string>) => carys.submit(`${list}/new`, 'main form', values)

  it('begins empty, is linked from its plan, and says so', async () => {
    expect((await carys.get(`/plans/${slug}`)).html).toContain(`href="${list}"`)
    const visit = await carys.get(list)
    expect([visit.status, text(visit.document.querySelector('h1'))]).toEqual([
      200,
      expect.stringContaining('Recommendations of the panel'),
    ])
    expect(main(visit)).toContain('No recommendation of a panel is on the register for this plan.')
  })

  it('names every field that is wrong, and keeps what was typed', async () => {
    const empty = await note({})
    expect([empty.status, errorsOn(empty)]).toEqual([
      422,
      [
        'Give the name of the panel',
        'The day of the meeting must include a day and a month and a year',
        'Give the letter or number in the minutes',
        'Give the words of the recommendation',
        'Choose whom the recommendation is addressed to',
        'The day of receipt must include a day and a month and a year',
      ],
    ])
    const wrong = await note({
      ...{ ...filled, addressee: 'partner', label: 'x'.repeat(21) },
      ...{ ...day('madeOn', '2018-08-02'), ...day('receivedOn', '2018-07-03') },
    })
    expect([wrong.status, errorsOn(wrong)]).toEqual([
      422,
      [
        'The day of the meeting cannot be after today',
        'Give the letter or number in the minutes in at most 20 characters',
        'Choose the partner that it is addressed to',
        'The day of receipt cannot be before the day of the meeting',
      ],
    ])
    expect(wrong.document.querySelector<HTMLInputElement>('#panel')?.value).toBe(noted.panel)
    expect(wrong.document.title).toMatch(/^Error: /u)
  })

  it('notes a recommendation, once, and another of the same meeting from it', async () => {
    const made = await note(filled)
    expect([made.status, made.path]).toEqual([200, `${list}/1`])
    expect(text(made.document.querySelector('.govuk-notification-banner'))).toContain('is noted')
    expect(main(made)).toContain('Not yet due: 47 days left. An answer is due by 17 September 2018.')
    const twice = await note(filled)
    expect([twice.status, errorsOn(twice)]).toEqual([
      422,
      ['Recommendation A of the meeting of 4 July 2018 is on the register already'],
    ])
    const another = await carys.get(`${list}/new?like=1`)
    expect(another.document.querySelector<HTMLInputElement>('#panel')?.value).toBe(noted.panel)
    const more = { label: 'B', text: 'That the police report.', addressee: 'partner' }
    const second = await carys.send(another, 'main form', { ...more, agency: 'metropolitan-police-service' })
    expect(main(second)).toContain('Due today. An answer is due by 1 August 2018.')
    expect(await trailOf(service, 'recommendation.made')).toEqual([
      {
        ...{ actor: 'Carys Council', subject: 'merton-2013 A of 4 July 2018' },
        details: { panel: noted.panel, madeOn: '2018-07-04', label: 'A', addressee: 'executive' },
      },
      expect.objectContaining({ subject: 'merton-2013 B of 4 July 2018' }),
    ])
  })

  it('takes an answer with its reason, and tells the story', async () => {
    const answer = (values: Record<string, string>) => carys.submit(`${list}/2/answer`, 'main form', values)
    expect(errorsOn(await answer({}))).toEqual(['Choose the answer'])
    expect(errorsOn(await answer({ answer: 'rejected', responsible: 'Borough Commander' }))).toEqual([
      'Say why it is rejected',
      'Where it is rejected, nobody answers for carrying it out',
    ])
    expect(errorsOn(await answer({ answer: 'accepted', ...day('saidOn', '2018-08-02') }))).toEqual([
      'The day cannot be after today',
    ])
    expect(errorsOn(await answer({ answer: 'accepted', ...day('saidOn', '2018-07-03') }))).toEqual([
      'The day cannot be before the meeting of 4 July 2018',
    ])
    await on('2018-08-10T09:00:00.000Z')
    const overdue = await carys.get(`${list}?state=overdue`)
    expect(all(overdue, 'tbody .tl-ref')).toEqual(['Recommendation B'])
    const told = await answer({
      ...{ answer: 'accepted_in_part', reason: 'Not the addresses.', responsible: 'Borough Commander' },
      ...{ ...day('dueOn', '2018-08-31'), ...day('saidOn', '2018-08-04') },
    })
    expect([told.status, told.path]).toEqual([200, `${list}/2`])
    expect(main(told)).toContain('Answered 3 days late, on 4 August 2018.')
    expect(main(told)).toContain('Recorded on 10 August 2018 by Carys Council.')
    await on('2018-09-05T09:00:00.000Z')
    expect(main(await carys.get(`${list}/2`))).toContain(
      '31 August 2018. The day has passed and nothing was said since.',
    )
    const empty = await carys.submit(`${list}/2/progress`, 'main form', { done: ' ' })
    expect([empty.status, errorsOn(empty)]).toEqual([422, ['Say what was done']])
    const done = await carys.submit(`${list}/2/progress`, 'main form', { done: 'The list is shared.' })
    expect(all(done, '.moj-timeline__title')).toEqual(['What was done', 'Accepted in part', 'Recommended'])
    expect(await trailOf(service, 'recommendation.answered')).toMatchObject([
      { subject: 'merton-2013 B of 4 July 2018', details: { number: 1, answer: 'accepted_in_part' } },
      { details: { number: 2, answer: null } },
    ])
  })

  it('counts in a sentence, and is narrowed by the answers', async () => {
    const visit = await carys.get(list)
    expect(main(visit)).toContain(
      '2 recommendations of 1 meeting. 1 is not answered; it is not overdue. 1 is answered: 1 accepted in part.',
    )
    expect(all(visit, '.moj-sub-navigation__link')).toEqual([
      'All (2)',
      'Not answered (1)',
      'Overdue (0)',
      'Answered (1)',
    ])
    expect(all(await carys.get(`${list}?state=open`), 'tbody .tl-ref')).toEqual(['Recommendation A'])
    expect(main(await carys.get(`${list}?state=overdue`))).toContain('No answer is overdue.')
    const past = await carys.get(`${list}?asAt=2018-08-05`)
    expect(main(past)).toContain('None is answered yet; 1 of them is overdue.')
    expect((await carys.get(`${list}/2?asAt=2018-07-31`)).status).toBe(404)
  })

  it('tells the second of two at one time, and loses nothing of theirs', async () => {
    const page = await carys.get(`${list}/1/progress`)
    const olive = await Visitor.signedIn(service, 'office')
    await olive.submit(`${list}/1/progress`, 'main form', { done: 'Said first.' })
    const second = await carys.send(page, 'main form', { done: 'Said second.' })
    expect([second.status, errorsOn(second).length]).toEqual([409, 1])
    expect(second.document.querySelector('textarea')?.textContent).toBe('Said second.')
    const sent = await carys.send(second, 'main form')
    expect(all(sent, '.moj-timeline__title')).toEqual(['What was done', 'What was done', 'Recommended'])
  })

  it('is kept by the programme office and the plan’s council officer, and read by those who read reports', async () => {
    const asked = async (name: 'owner' | 'reader' | 'auditor' | 'administrator' | 'council', path: string) =>
      (await (await Visitor.signedIn(service, name)).fetch(path)).status
    for (const name of ['reader', 'auditor'] as const) {
      expect([name, await asked(name, `${list}/1`), await asked(name, `${list}/1/answer`)]).toEqual([
        ...[name, 200, 403],
      ])
    }
    for (const name of ['owner', 'administrator'] as const) expect(await asked(name, list)).toBe(403)
    for (const path of ['', '/new']) {
      expect(await asked('council', `/plans/bromley-2012/recommendations${path}`)).toBe(403)
    }
    const reader = await Visitor.signedIn(service, 'reader')
    expect((await reader.get(list)).html).not.toContain('Note a recommendation')
    expect((await reader.get(`/plans/no-such-plan/recommendations`)).status).toBe(404)
    expect((await reader.get('/plans/bromley-2012/recommendations/1')).status).toBe(404)
  })

  it('is open to the API by the same rules', async () => {
    const { panel, madeOn, receivedOn, addressee } = noted
    const body = { panel, madeOn, receivedOn, addressee, label: 'C', text: noted.text }
    const made = await service.post<RecommendationStanding>(api, body)
    expect([made.status, made.body.clock.words]).toEqual([201, 'Not yet due: 12 days left'])
    const wrong = await service.post<{ errors: { field: string }[] }>(api, {
      ...{ ...body, label: ' ', addressee: 'partner', recordedAt: '2018-07-04T00:00:00.000Z' },
    })
    expect([wrong.status, wrong.body.errors.map(({ field }) => field)]).toEqual([422, ['recordedAt']])
    const blank = await service.post<{ errors: { field: string }[] }>(api, {
      ...{ ...body, label: ' ', addressee: 'partner' },
    })
    expect(blank.body.errors.map(({ field }) => field)).toEqual(['label', 'agency'])
    const stranger = await service.post<{ errors: { message: string }[] }>(api, {
      ...{ ...body, label: 'D', addressee: 'partner', agency: 'nobody' },
    })
    expect([stranger.status, stranger.body.errors[0]?.message]).toEqual([
      422,
      'No agency “nobody” is registered.',
    ])
    const replies = `${api}/${made.body.id}/replies`
    const said = { answer: 'rejected', saidOn: '2018-09-05' }
    expect((await service.post(replies, said)).status).toBe(422)
    const answered = await service.post<RecommendationStanding>(replies, {
      ...said,
      reason: 'No money.',
      after: 0,
    })
    expect([answered.status, answered.body.answerWords]).toEqual([201, 'Rejected'])
    expect((await service.post(replies, { done: 'Nothing.', saidOn: '2018-09-05', after: 0 })).status).toBe(
      409,
    )
    expect((await service.post(`${api}/999/replies`, said)).status).toBe(404)
    const listed = await service.get<Page<RecommendationStanding>>(`${api}?state=answered`)
    expect([listed.body.total, listed.body.items.map(({ label }) => label)]).toEqual([2, ['B', 'C']])
    const past = await service.get<Page<RecommendationStanding>>(`${api}?asAt=2018-08-05`)
    expect(past.body.items.map(({ label, answer }) => [label, answer])).toEqual([
      ['A', null],
      ['B', null],
    ])
    expect((await service.get(`${api}/${made.body.id}?asAt=2018-08-05`)).status).toBe(404)
  })
})
