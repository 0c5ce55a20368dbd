import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EditionWriting } from '../../src/reports/writing/edition-writing.service.js'
import { isUnwritten } from '../../src/reports/writing/edition-parts.js'
import { mistakesOf } from '../browser/page-checks.js'
import { personOf } from '../support/account-people.js'
import { makeAccount, trailOf } from '../support/accounts.js'
import { TestService } from '../support/service.js'
import { makePeople, password, type Visit, Visitor } from '../support/visitor.js'

const text = ({ document }: Visit) =>
  document.querySelector('main')?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? ''
const all = ({ document }: Visit, selector: string) =>
  [...document.querySelectorAll(selector)].map((found) => found.textContent.replaceAll(/\s+/gu, ' ').trim())
const notification = (visit: Visit) => all(visit, '.govuk-notification-banner__heading')[0]
const errorsOf = ({ document }: Visit) =>
  [...document.querySelectorAll('.govuk-error-summary__list a')].map((link) => [
    link.getAttribute('href'),
    link.textContent,
  ])

/** From the draft to the issue and beyond, as two people do it on the pages: one writes, the other approves. */
describe('the way of a report', () => {
  let service: TestService
  let council: Visitor
  let office: Visitor
  let reader: Visitor
  let approver: Visitor
  let path: string
  /** The report that follows it. */
  let next: string
  let id: string

  /** Opens a page again and again, as its reader does, until nothing is waited for. */
  const whenReady = async (visitor: Visitor, at: string): Promise<Visit> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const visit = await visitor.get(at)
      if (!visit.document.querySelector('[data-refresh-url]')) return visit
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`${at} is not ready.`)
  }
  const part = (name: string) => `${path}/parts/${name}`
  /** Writes every part that the report must have and that is still empty. */
  const writeTheRest = async () => {
    const writing = service.app.get(EditionWriting)
    const person = await personOf(service, 'council')
    for (const each of await writing.parts(person, id)) {
      if (!each.required || !isUnwritten(each) || each.kind !== 'text') continue
      const content = { text: 'There is nothing to add to the report of July.' }
      await writing.save(person, id, each.name, { revision: each.revision, content })
    }
  }

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: '2017-02-01T09:00:00.000Z' })
    await makePeople(service, ['office', 'council', 'reader'])
    council = await Visitor.signedIn(service, 'council')
    office = await Visitor.signedIn(service, 'office')
    reader = await Visitor.signedIn(service, 'reader')
    await makeAccount(service, 'approver@example.org', { roles: [{ role: 'programme_office' }] })
    approver = new Visitor(service)
    await approver.submit('/sign-in', 'form', { email: 'approver@example.org', password })
    const made = await council.submit('/reports/new', 'main form', {
      ...{ 'cutOff-day': '4', 'cutOff-month': '7', 'cutOff-year': '2013' },
    })
    path = made.path
    id = path.split('/').at(-1) ?? ''
  })

  afterAll(() => service.stop())

  it('begins as a draft whose page says what stands in its way, with links to the parts', async () => {
    const page = await whenReady(council, path)
    expect(all(page, '#standing .govuk-tag')).toEqual(['Draft'])
    expect(text(page)).toMatch(/It is a draft: \d+ of the parts that it must have are still to be written\./u)
    const blockers = [...page.document.querySelectorAll('#blockers + ul a')]
    expect(blockers.map((link) => link.getAttribute('href'))).toContain(part('section.3'))
    expect(all(page, '.tl-moves button')).toEqual(['Send for review'])
    expect(page.document.querySelector(`#parts + ul a[href="${part('section.3')}"]`)).not.toBeNull()
    expect(all(page, '.moj-timeline__title')).toEqual(['Made'])
    expect(all(page, '#checks summary')[0]).toMatch(/^The PDF passed \d+ of \d+ checks by machine$/u)
  })

  it('is seen by its readers without anything to press', async () => {
    const page = await reader.get(path)
    expect(page.document.querySelector('.tl-moves')).toBeNull()
    expect(page.document.querySelector('#parts + ul a')).toBeNull()
    expect((await reader.get(part('section.3'))).status).toBe(403)
    expect((await reader.get(`${path}/move/in_review`)).status).toBe(403)
  })

  describe('is written part by part', () => {
    it('with the pages of the draft beside the form, and one line in the trail for the visit', async () => {
      const before = (await trailOf(service, 'report.read')).length
      const page = await council.get(part('section.3'))
      expect(page.document.querySelector('h1')?.textContent).toContain('3 ALTERNATIVE OPTIONS')
      const pictures = [...page.document.querySelectorAll('.tl-preview img')]
      expect(pictures.length).toBeGreaterThan(0)
      const [first] = pictures
      expect(first?.getAttribute('alt')).toMatch(/^Page \d+ of \d+$/u)
      for (const picture of pictures) {
        const answer = await council.fetch(picture.getAttribute('src') ?? '')
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
        expect(answer.headers.get('cache-control')).toBe('private, max-age=3600')
        const png = Buffer.from(await answer.arrayBuffer())
        expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
      }
      expect((await trailOf(service, 'report.read')).length - before).toBe(1)
      expect((await council.get(`${path}/pages/999`)).status).toBe(404)
    })

    it('with recommendations that can be put into another order and added to', async () => {
      const form = await council.get(part('recommendations'))
      const values = (visit: Visit) =>
        [...visit.document.querySelectorAll('main textarea')].map((area) => area.textContent)
      const proposed = values(form)
      expect(proposed.length).toBeGreaterThan(2)
      const moved = await council.send(form, 'button[value="up 1"]')
      expect([moved.status, values(moved).slice(0, 2)]).toEqual([200, [proposed[1], proposed[0]]])
      const added = await council.send(moved, 'button[value="add"]')
      expect(values(added)).toHaveLength(proposed.length + 1)
      const saved = await council.send(added, 'button[value="save"]', { 'item-0': 'That it be noted.' })
      expect(values(saved)[0]).toBe('That it be noted.')
      expect(values(saved)[1]).toBe(proposed[0])
    })

    it('and what is wrong is told at its field, with what was typed', async () => {
      const wrong = await council.submit(part('exempt'), 'main form', { text: 'The names of two children.' })
      expect([wrong.status, wrong.document.title]).toEqual([422, expect.stringMatching(/^Error: Exempt/u)])
      expect(errorsOf(wrong).map(([href]) => href)).toEqual(['#ground'])
      expect(wrong.document.querySelector('#ground')).not.toBeNull()
      expect(wrong.document.querySelector('textarea')?.textContent).toBe('The names of two children.')
      const long = await council.submit(part('recommendations'), 'main form', { 'item-1': 'x'.repeat(1_001) })
      expect(errorsOf(long).map(([href]) => href)).toEqual(['#item-1'])
      const row = await council.submit(part('front'), 'main form', { 'row Wards': 'x'.repeat(301) })
      const [[href] = []] = errorsOf(row)
      expect(row.document.querySelector<HTMLInputElement>(href ?? '')?.name).toBe('row Wards')
    })

    it('and whoever saves second is shown both versions and loses nothing', async () => {
      const open = await council.get(part('section.4'))
      await office.submit(part('section.4'), 'main form', { text: 'The office asked everybody.' })
      const conflict = await council.send(open, 'main form', { text: 'The council asked its wards.' })
      expect(conflict.status).toBe(409)
      expect(text(conflict)).toContain('What Olive Office saved')
      expect(text(conflict)).toContain('The office asked everybody.')
      expect(conflict.document.querySelector('textarea')?.textContent).toBe('The council asked its wards.')
      const merged = await council.send(conflict, 'main form', { text: 'Everybody was asked, ward by ward.' })
      expect([merged.status, notification(merged)]).toEqual([
        200,
        expect.stringContaining('saved. Its pages are being printed anew.'),
      ])
    })

    it('and the form says of the pages that they are older than what was saved', async () => {
      await writeTheRest()
      const saved = await council.submit(part('section.3'), 'main form', {
        text: 'There is **no** other way.',
      })
      expect([saved.status, saved.path]).toEqual([200, part('section.3')])
      expect(notification(saved)).toBe('3 ALTERNATIVE OPTIONS: saved. Its pages are being printed anew.')
      expect(text(saved)).toContain('Last written by Carys Council on 1 February 2017 at 09:00 (version 2).')
      expect(text(saved)).toContain(
        'These pages are printed before your last saving; they are being printed anew.',
      )
      expect(saved.document.querySelector('#preview')?.getAttribute('data-refresh-url')).toBe(
        part('section.3'),
      )
      const again = await council.submit(part('section.3'), 'main form', {
        text: 'There is **no** other way.',
      })
      expect(notification(again)).toBe('3 ALTERNATIVE OPTIONS: nothing was changed.')
      await whenReady(council, part('section.3'))
      const html = await (await council.fetch(`${path}/html`)).text()
      expect(html.replaceAll(/<\/?bdi>/gu, '')).toContain('There is <strong>no</strong> other way.')
    })
  })

  it('gives back what was typed into a form that came after its session had ended', async () => {
    const visitor = await Visitor.signedIn(service, 'council')
    const open = await visitor.get(part('section.6'))
    await visitor.submit('/help', 'form[action="/sign-out"]')
    const late = await visitor.send(open, 'main form', { text: 'Nothing is to be paid.' })
    expect([late.status, late.document.title]).toEqual([403, 'What you wrote was not saved – Throughline'])
    expect(late.document.querySelector('textarea')?.textContent).toBe('Nothing is to be paid.')
    const empty = await visitor.send(open, 'main form', { text: '' })
    expect(empty.path.startsWith('/sign-in')).toBe(true)
  })

  describe('is moved by two people', () => {
    it('by the one who wrote it into review, where nothing can be written any more', async () => {
      const ready = await whenReady(council, path)
      expect(all(ready, '#blockers + ul li')).toEqual([])
      const open = await council.get(part('section.3'))
      const sent = await council.send(ready, `form[action="${path}/move/in_review"]`)
      expect([notification(sent), all(sent, '#standing .govuk-tag')]).toEqual([
        'The report is sent for review.',
        ['In review'],
      ])
      const late = await council.send(open, 'main form', { text: 'One more sentence.' })
      expect(late.status).toBe(409)
      expect(late.document.querySelector('textarea')?.textContent).toBe('One more sentence.')
      expect((await council.get(part('section.3'))).path).toBe(path)
      // What is not for publication is shut to readers, whether there is any or not.
      const exempt = `${path}/pdf?only=exempt`
      expect([(await reader.get(exempt)).status, (await council.get(exempt)).status]).toEqual([403, 404])
      expect((await reader.get(`${path}/files/exempt.pdf`)).status).toBe(403)
    })

    it('none of whose writers may approve it, and is told why', async () => {
      for (const writer of [council, office]) {
        const page = await writer.get(path)
        expect(text(page)).toContain('Approve is not possible now: You made this report, wrote into it')
      }
      const asked = await council.get(`${path}/move/approved`)
      expect(text(asked)).toContain('somebody else must approve it')
      expect(asked.document.querySelector('main form')).toBeNull()
    })

    it('by another, who sends it back with a reason', async () => {
      const short = await office.submit(`${path}/move/draft`, 'main form', { reason: 'No.' })
      expect([short.status, errorsOf(short).map(([href]) => href)]).toEqual([422, ['#reason']])
      expect(short.document.querySelector('textarea')?.textContent).toBe('No.')
      const back = await office.send(short, 'main form', { reason: 'Say in section 3 who was asked.' })
      expect(notification(back)).toBe('The report is a draft again.')
      expect(all(back, '.moj-timeline__item')[0]).toMatch(/^Sent back by Olive Office .* who was asked\.$/u)
    })

    it('and approved by one who had no hand in it', async () => {
      await council.submit(path, `form[action="${path}/move/in_review"]`)
      const page = await approver.get(path)
      expect(all(page, '.tl-moves .govuk-button')).toEqual(['Send back', 'Approve'])
      const asked = await approver.get(`${path}/move/approved`)
      expect(text(asked)).toContain('You say that these very figures and words may go out.')
      const approved = await approver.send(asked, 'main form')
      expect([notification(approved), all(approved, '#standing .govuk-tag')]).toEqual([
        'The report is approved.',
        ['Approved'],
      ])
      const [step = ''] = all(approved, '.moj-timeline__item')
      expect(step).toMatch(/^Approved by .*SHA-256 of the data that were approved: [0-9a-f]{64}$/u)
    })

    it('and issued: its page tells when that has ended', async () => {
      const begun = await approver.submit(`${path}/move/issued`, 'main form')
      expect(begun.path).toBe(path)
      const issued = await whenReady(approver, path)
      expect(all(issued, '#standing .govuk-tag')).toEqual(['Issued'])
      expect(text(issued)).toContain('It was issued on 1 February 2017 by')
      expect(all(issued, '.tl-moves .govuk-button')).toEqual(['Withdraw'])
      expect(issued.document.querySelector(`a[href="/reports/new?wordsOf=${id}"]`)).not.toBeNull()
      for (const name of ['docx', 'odt', 'csv', 'xlsx', 'ods', 'json']) {
        const file = await reader.get(`${path}/files/${name}`)
        expect([name, file.status]).toEqual([name, 200])
        expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename=".*OFFICIAL/u)
      }
      expect((await council.get(part('section.3'))).path).toBe(path)
    })

    it('and withdrawn with a reason, which stands at its head and in the list', async () => {
      const asked = await approver.get(`${path}/move/withdrawn`)
      expect(all(asked, '#successor option')).toEqual(['Nothing takes its place'])
      const none = await approver.send(asked, 'main form')
      expect([none.status, errorsOf(none).map(([href]) => href)]).toEqual([422, ['#reason']])
      const reason = 'The count of section 2 was of another plan.'
      const withdrawn = await approver.send(none, 'main form', { reason })
      expect(notification(withdrawn)).toBe('The report is withdrawn.')
      expect(all(withdrawn, '.tl-withdrawn p')).toEqual([
        'Withdrawn on 1 February 2017 at 09:00. Do not rely on it.',
        reason,
        'Nothing takes its place.',
      ])
      const [row = ''] = all(await reader.get('/reports?state=withdrawn'), 'tbody tr')
      expect(row).toContain(`Withdrawn: ${reason} Nothing takes its place.`)
      expect(all(await reader.get('/reports?state=issued'), '.tl-empty')).toEqual([
        'No report that you may read is of this kind, plan and state.',
      ])
      expect(all(await reader.get('/reports?kind=scrutiny&plan=merton-2013'), 'tbody tr')).toHaveLength(1)
    })

    it('and its words are the beginning of the next', async () => {
      const form = await council.get(`/reports/new?wordsOf=${id}`)
      expect(form.document.querySelector<HTMLSelectElement>('#wordsOf')?.value).toBe(id)
      const made = await council.send(form, 'main form', {
        ...{ 'cutOff-day': '31', 'cutOff-month': '12', 'cutOff-year': '2013' },
      })
      next = made.path
      const open = await council.get(`${next}/parts/section.3`)
      expect(open.document.querySelector('textarea')?.textContent).toBe('There is **no** other way.')
    })
  })

  it('is shown by pages of valid HTML, each with a title of its own', async () => {
    const names = ['front', 'recommendations', 'section.3', 'exempt', 'corrections']
    const pages = [
      ...['/reports', '/reports/new', path, next],
      ...names.map((name) => `${next}/parts/${name}`),
      ...[`${next}/move/in_review`],
    ]
    const titles = new Set<string>()
    for (const page of pages) {
      const visit = await council.get(page)
      expect([page, visit.path, await mistakesOf(visit.html)]).toEqual([page, page, []])
      titles.add(visit.document.title)
    }
    expect(titles.size).toBe(pages.length)
    await whenReady(council, next)
  })

  it('back to what is not there by now leads to where it stands', async () => {
    expect((await approver.get(`${path}/move/approved`)).path).toBe(path)
    expect((await approver.get(`${path}/move/nowhere`)).path).toBe(path)
  })
})
