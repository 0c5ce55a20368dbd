import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Ledger } from '../../src/audit/ledger.service.js'
import { ReturnLinks } from '../../src/commissions/messages/return-links.js'
import { commissionFor, Round, saying } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { trailOf } from '../support/accounts.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'
import { FilledWorkbook } from './filled.js'

const asked = 'department-of-health'
const text = (element: Element | null) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const main = ({ document }: Visit) => text(document.querySelector('main'))
const rows = ({ document }: Visit) =>
  [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map(text))
const upload = 'form[enctype]'

describe('a return as a workbook', () => {
  let service: TestService
  let round: Round
  let id: number
  let health: Visitor
  let page: string

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office', 'owner', 'health', 'reader'])
    const questions = [
      { key: 'cost', text: 'What did it cost?', of: 'line', required: false },
      { key: 'risk', text: 'What is the greatest risk?', of: 'return', required: false },
    ] as const
    round = await Round.open(service, commissionFor('2017-04-27', { questions: [...questions] }))
    id = await round.returnIdOf(asked)
    page = `/returns/${id}/workbook`
    health = await Visitor.signedIn(service, 'health')
  })

  afterAll(() => service.stop())

  const bytesOf = async (visitor: Visitor, start = page) => {
    const response = await visitor.fetch(`${start}.xlsx`)
    expect(response.status).toBe(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const take = async (visitor: Visitor, start?: string) => FilledWorkbook.of(await bytesOf(visitor, start))
  const load = async (visitor: Visitor, workbook: FilledWorkbook, start = page) =>
    visitor.submit(start, upload, { file: await workbook.file() })

  it('is offered on the page of the return, with what it is for', async () => {
    const start = await health.get(`/returns/${id}`)
    expect(start.document.querySelector(`a[href="${page}"]`)).not.toBeNull()
    const offered = await health.get(page)
    expect(text(offered.document.querySelector('h1'))).toMatch(
      /^Return of Department of Health: .*Answer in a workbook$/u,
    )
    expect(offered.document.querySelector(`a[href="${page}.xlsx"]`)).not.toBeNull()
    const workbook = await take(health)
    const told = workbook.linesOf('Instructions').join(' ')
    expect(told).toContain('Return of Department of Health')
    expect(told).toContain(`Deadline: `)
    expect(told).toContain(`${page}. You are shown what would change`)
  })

  it('changes nothing when it comes back as it was, with the answers so far in it', async () => {
    await round.returns.saveAll(await round.answerer('health'), id, [
      {
        part: (await round.view('health', id)).lineViews[0]?.ref ?? '',
        after: 0,
        answer: saying(' =Awkward,\nwith lines and “signs” 😀', {
          evidence: [{ title: 'Minutes', url: null }],
        }),
      },
    ])
    expect(main(await load(health, await take(health)))).toContain('Nothing has changed')
  })

  it('is shown line by line, and saved as answers when that is confirmed', async () => {
    const workbook = await take(health)
    const led = (await round.view('health', id)).lineViews.filter(({ leads, saved }) => leads && saved === 0)
    const [first = '', second = ''] = led.map(({ ref }) => ref)
    workbook.set(first, {
      'What has happened': 'Two boards met.',
      'Question 1: What did it cost?': '£20,000',
    })
    workbook.set(second, { 'Nothing to report': 'Yes' })
    workbook.sheet('Whole return').getCell('D4').value = 'Staff leave.'
    const shown = await load(health, workbook)
    expect(rows(shown)).toEqual([
      [first, 'What has happened', 'Nothing', 'Two boards met.'],
      [first, 'Question 1: What did it cost?', 'Nothing', '£20,000'],
      [second, 'Nothing to report', 'Nothing', 'Yes'],
      ['Whole return', 'What is the greatest risk?', 'Nothing', 'Staff leave.'],
    ])
    expect((await round.view('health', id)).lineViews.find(({ ref }) => ref === first)?.answer).toBeNull()
    expect(main(shown)).toMatch(/^Return of Department of Health/u)
    const both = await Promise.all([health.send(shown, 'main form'), health.send(shown, 'main form')])
    const [done, again] = both.sort((one, other) => one.path.length - other.path.length)
    expect(done.path).toBe(`/returns/${id}`)
    expect([again.path, text(again.document.querySelector('h1'))]).toEqual([
      ...[shown.path, expect.stringContaining('What the workbook has changed')],
    ])
    expect(text(done.document.querySelector('.govuk-notification-banner'))).toContain('3 answers saved')
    const view = await round.view('health', id)
    const answerOf = (ref: string) => view.lineViews.find((line) => line.ref === ref)?.answer
    expect(answerOf(first)).toMatchObject({ narrative: 'Two boards met.', questions: { cost: '£20,000' } })
    expect(answerOf(second)?.nothingToReport).toBe(true)
    expect(view.whole.answer?.questions).toEqual({ risk: 'Staff leave.' })
    const kinds = (await trailOf(service, 'workbook.saved')).map(({ details }) => details)
    expect(kinds.map(({ changes }) => changes)).toEqual([3])
    expect(text((await load(health, workbook)).document.querySelector('h1'))).toContain('Nothing has changed')
  })

  it('with a line that a colleague answered meanwhile is refused; the other lines wait with it', async () => {
    const workbook = await take(health)
    const free = (await round.view('health', id)).lineViews.filter(({ saved }) => saved === 0)
    const [first = '', second = ''] = free.map(({ ref }) => ref)
    const answer = saying('Said on the page.')
    await round.returns.save(await round.answerer('office'), id, first, 0, answer)
    workbook.set(first, { 'What has happened': 'Said in the workbook.' })
    workbook.set(second, { 'What has happened': 'Nobody else said this.' })
    const refused = await load(health, workbook)
    expect(refused.status).toBe(422)
    expect(rows(refused)).toHaveLength(1)
    expect(rows(refused)[0]?.at(-1)).toMatch(new RegExp(`^${first} has changed on .* by Olive Office`, 'u'))
    const csv = await health.fetch(
      refused.document.querySelector('main a[download]')?.getAttribute('href') ?? '',
    )
    expect(await csv.text()).toContain(`,${first},What has happened,Said in the workbook.,`)
    expect(refused.document.querySelector('main form')).toBeNull()
    workbook.set(first, { 'What has happened': null })
    const taken = await load(health, workbook)
    expect(rows(taken)).toEqual([[second, 'What has happened', 'Nothing', 'Nobody else said this.']])
  })

  it('is refused when somebody answers between the check and the confirmation, and nothing of it is saved', async () => {
    const workbook = await take(health)
    const free = (await round.view('health', id)).lineViews.filter(({ saved }) => saved === 0)
    const [first = '', second = ''] = free.map(({ ref }) => ref)
    workbook
      .set(first, { 'What has happened': 'One of two.' })
      .set(second, { 'What has happened': 'Two of two.' })
    const shown = await load(health, workbook)
    await round.returns.save(await round.answerer('office'), id, second, 0, saying('First.'))
    const refused = await health.send(shown, 'main form')
    expect(refused.status).toBe(409)
    expect(main(refused)).toContain(`Olive Office has saved ${second} since you read it`)
    const view = await round.view('health', id)
    expect(view.lineViews.find(({ ref }) => ref === first)?.answer).toBeNull()
  })

  it('is taken by a mailed link as well, in the name of whoever has it', async () => {
    const links = service.app.get(ReturnLinks)
    const reader = { email: 'nell@example.org', name: 'Nell Newham' }
    const address = await service.app.get(Ledger).write({ name: 'Test' }, async (write) => {
      return links.make(write, id, reader)
    })
    const start = `${new URL(address, service.url).pathname}/workbook`
    const nell = new Visitor(service)
    expect((await nell.get(start)).status).toBe(200)
    const workbook = await take(nell, start)
    const free = (await round.view('health', id)).lineViews.filter(({ saved }) => saved === 0)
    const ref = free[0]?.ref ?? ''
    const shown = await load(nell, workbook.set(ref, { 'What has happened': 'Said by link.' }), start)
    expect(text(shown.document.querySelector('body'))).toContain('Answering as Nell Newham')
    // Nobody else comes to see what the link has brought.
    expect((await health.fetch(shown.path.replace(start, page))).status).toBe(404)
    const done = await nell.send(shown, 'main form')
    expect(done.path).toBe(start.replace('/workbook', ''))
    expect((await round.view('health', id)).lineViews.find((line) => line.ref === ref)?.savedBy).toBe(
      'Nell Newham',
    )
    expect((await nell.fetch('/answer/forged/workbook.xlsx')).status).toBe(410)
  })

  it('is refused on the page of another return, and to people of another agency', async () => {
    const police = await Visitor.signedIn(service, 'owner')
    expect((await police.fetch(`${page}.xlsx`)).status).toBe(403)
    expect((await police.fetch(page)).status).toBe(403)
    const other = await round.returnIdOf('metropolitan-police-service')
    const page2 = `/returns/${other}/workbook`
    const refused = await police.submit(page2, upload, { file: await (await take(health)).file() })
    expect(refused.status).toBe(422)
    expect(text(refused.document.querySelector('.govuk-error-summary'))).toContain('answers another return')
  })

  it('says what is wrong with a file at its field: none, too large, or of another kind', async () => {
    const errorOf = async (file?: File) => {
      const visit = await health.submit(page, upload, file ? { file } : {})
      return [visit.status, text(visit.document.querySelector('#file-error'))]
    }
    expect(await errorOf()).toEqual([422, 'Error: Choose the workbook that you have filled in'])
    expect(await errorOf(new File(['%PDF-1.7'], 'return.pdf'))).toEqual([
      422,
      expect.stringContaining('is a PDF, not a spreadsheet'),
    ])
    const large = new File([new Uint8Array(50_000_000)], 'return.xlsx')
    expect(await errorOf(large)).toEqual([422, expect.stringContaining('larger than 10 MB')])
  })

  it('cannot be had any more when the return was sent', async () => {
    await round.unitsAnswer(id)
    await round.returns.nothingToReport(await round.answerer('health'), id)
    await round.returns.submit(await round.answerer('health'), id)
    expect((await health.fetch(`${page}.xlsx`)).status).toBe(409)
  })
})
