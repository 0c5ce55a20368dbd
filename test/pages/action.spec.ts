import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ActionView } from '../../src/register/views.js'
import { action, actionsOf, say } from '../support/register.js'
import { startScene } from '../support/scene.js'
import type { TestService } from '../support/service.js'
import { trailOf } from '../support/trail.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

let service: TestService
let office: Visitor
let owner: Visitor
let council: Visitor
let reader: Visitor

beforeAll(async () => {
  service = await startScene('sqlite')
  await makePeople(service, ['office', 'owner', 'council', 'reader', 'auditor'])
  office = await Visitor.signedIn(service, 'office')
  owner = await Visitor.signedIn(service, 'owner')
  council = await Visitor.signedIn(service, 'council')
  reader = await Visitor.signedIn(service, 'reader')
})
afterAll(() => service.stop())

/** What a part of the page says, as it is read. */
function textOf(page: Visit, selector: string): string {
  const found = page.document.querySelector(selector)
  if (!found) throw new Error(`${page.path} has nothing at “${selector}”.`)
  return found.textContent.replace(/\s+/gu, ' ').trim()
}

function linksOf(page: Visit, selector = 'main'): { text: string; href: string }[] {
  return [...page.document.querySelectorAll(`${selector} a`)].map((link) => ({
    text: link.textContent.replace(/\s+/gu, ' ').trim(),
    href: link.getAttribute('href') ?? '',
  }))
}

describe('the page of an action', () => {
  it('has the promise in the plan’s words, under a title that is said to be ours', async () => {
    const view = await action(service, 'AR13-PW-08')
    const page = await office.get('/actions/AR13-PW-08')
    expect(page.status).toBe(200)
    expect(page.document.title).toBe(`AR13-PW-08 ${view.title} – Throughline`)
    expect(page.document.querySelectorAll('h1')).toHaveLength(1)
    expect(textOf(page, '.tl-promise')).toBe(view.text)
    expect(textOf(page, 'main')).toContain('The heading of this page is ours.')
    expect(linksOf(page)).toContainEqual({
      text: 'Partnership working and information sharing',
      href: '/plans/annual-report-2013/themes/PW',
    })
  })

  it('has every source passage, with the note where summary and chapter differ', async () => {
    const view = await action(service, 'AR13-PW-08')
    const source = textOf(await office.get('/actions/AR13-PW-08'), '#source')
    for (const { section, quote, note } of view.source.quotes) {
      expect(source).toContain(quote)
      expect(source).toContain(`“${section}”`)
      if (note !== null) expect(source).toContain(`Our note: ${note}`)
    }
    expect(view.source.quotes.filter(({ note }) => note !== null)).not.toHaveLength(0)
  })

  it('has the timescale as it is written and as it is read, with every move of the date', async () => {
    const page = await office.get('/actions/AR13-PW-08')
    const timescale = textOf(page, '#timescale')
    expect(timescale).toContain('As written “in early 2014”')
    expect(timescale).toContain('As read By 30 June 2017 Known to the day. Set later by a person.')
    expect(timescale).toContain('Why so The venue was not available.')
    expect(timescale).toContain('First end date 30 April 2014')
    expect(timescale).toContain('Moved once, 1,157 days later in all')
    const before = textOf(await office.get('/actions/AR13-PW-08?asAt=2016-12-31'), '#timescale')
    expect(before).toContain('From 1 January 2014 to 30 April 2014 Known only to the season. Our reading')
    expect(before).toContain("'early 2014' is read as January to April 2014")
  })

  it('says status, timeliness and confidence with definitions, and who said so', async () => {
    const standing = textOf(await office.get('/actions/AR13-PW-08'), '#standing')
    expect(standing).toContain(
      'In progress The agency, or a published document, says that work is under way.',
    )
    expect(standing).toContain('Said by HM Government')
    expect(standing).toContain('The end date is 30 June 2017: 130 days after 20 February 2017.')
    expect(standing).toContain('Self-assessed')
    expect(standing).toContain('Said by Programme office, 4 February 2017.')
    const overdue = textOf(await office.get('/actions/AR13-PW-08?asAt=2014-05-31'), '#standing')
    expect(overdue).toContain('The end date is 30 April 2014: 31 days before 31 May 2014.')
    const late = textOf(await office.get('/actions/MER13-7.5'), '#standing')
    expect(late).toContain('the action was complete on 6 February 2017, 6 days after it')
  })

  it('says that a lead is only proposed, and what the text names besides', async () => {
    const agencies = textOf(await office.get('/actions/BRO12-1.1'), '#agencies')
    expect(agencies).toContain('Bromley Public Health (proposed only), written “Public Health”')
    expect(agencies).toContain('Princess Royal University Hospital, written “PRUH”')
  })

  it('has each flag with its rule and the facts that it rests on', async () => {
    const view = await action(service, 'BRO12-1.1')
    const page = await office.get('/actions/BRO12-1.1')
    const flags = [...page.document.querySelectorAll('.tl-flag')].map((flag) => flag.textContent)
    expect(flags).toHaveLength(view.flags.length)
    expect(flags.join()).toContain('The plan only proposes the lead')
    for (const { reason } of view.flags) expect(flags.join()).toContain(reason)
  })

  it('shows updates newest first, with next step and evidence', async () => {
    await say(service, 'BRO12-S5', { narrative: 'First.', nextStep: 'Write it down.' })
    await say(service, 'BRO12-S5', {
      narrative: 'Second.',
      evidence: [{ title: 'Minutes', url: 'https://www.example.org/minutes' }, { title: 'Letter' }],
    })
    const page = await office.get('/actions/BRO12-S5')
    const updates = textOf(page, '#updates')
    expect(updates.indexOf('Second.')).toBeLessThan(updates.indexOf('First.'))
    expect(updates).toContain('Next step: Write it down.')
    expect(linksOf(page, '#updates')).toContainEqual({
      text: 'Minutes',
      href: 'https://www.example.org/minutes',
    })
    expect(updates).toContain('Letter')
  })

  it('shows words of people as words, whatever they hold', async () => {
    const hostile =
      '<script>alert(1)</script> {{frame.csrfToken}} <img src=x onerror=alert(2)> "quoted" & so on'
    await say(service, 'BRO12-S6', {
      ...{ narrative: hostile, nextStep: hostile, evidence: [{ title: hostile }] },
      ...{ timescaleEnd: '2017-09-30', reason: hostile },
    })
    for (const path of ['/actions/BRO12-S6', '/actions/BRO12-S6/history']) {
      const page = await office.get(path)
      expect(textOf(page, 'main')).toContain(hostile)
      expect(page.document.querySelectorAll('main script, main img')).toHaveLength(0)
    }
  })

  it('leads from each fact to its proof: every link within the service has a place to land', async () => {
    for (const ref of ['AR13-PW-08', 'LCRB12-05', 'MER13-7.1', 'MER13-7.2', 'BRO12-1.1', 'BRO12-S3']) {
      const page = await office.get(`/actions/${ref}`)
      const history = await office.get(`/actions/${ref}/history`)
      const own = linksOf(page).filter(({ href }) => href.startsWith('#') || href.includes('/history#'))
      expect(own).not.toHaveLength(0)
      for (const { href } of own) {
        const [path, id] = href.split('#')
        const target = (path === '' ? page : history).document.getElementById(id ?? '')
        expect([href, target !== null]).toEqual([href, true])
      }
    }
  })

  it('hangs between national, regional and local, from the widest to the nearest', async () => {
    const view = await action(service, 'BRO12-1.1')
    const page = await office.get('/actions/BRO12-1.1')
    const knots = [...page.document.querySelectorAll('.tl-thread__item')].map((item) => item.textContent)
    expect(knots).toHaveLength(view.related.length + 1)
    expect(knots.map((knot) => /National|Regional|Local/u.exec(knot)?.[0])).toEqual(
      expect.arrayContaining(['National', 'Regional', 'Local']),
    )
    expect(knots.at(-1)).toContain('BRO12-1.1')
    expect(knots[0]).toContain('This action delivers it locally.')
    for (const { reason } of view.related) expect(knots.join()).toContain(reason)
  })

  it('shows an action that the reader may not see by its reference and plan, without a link', async () => {
    const own = await actionsOf(service, 'agency=metropolitan-police-service')
    const mine = new Set(own.map(({ ref }) => ref))
    const [ref, other] = firstUnseen(own, mine)
    const page = await owner.get(`/actions/${ref}`)
    expect(page.status).toBe(200)
    const thread = page.document.querySelector('#thread')
    expect(thread?.textContent).toContain(other)
    expect(linksOf(page, '#thread').some(({ href }) => href.includes(other))).toBe(false)
    const hidden = await action(service, other)
    const reasons = hidden.related.filter((one) => one.ref === ref).map(({ reason }) => reason)
    for (const words of [hidden.title, ...reasons]) expect(thread?.textContent).not.toContain(words)
    expect(
      linksOf(await office.get(`/actions/${ref}`), '#thread').some(({ href }) => href.includes(other)),
    ).toBe(true)
  })

  it('offers an update to those who may make one, and only of the register as it now is', async () => {
    const offers = async (visitor: Visitor, path: string) =>
      linksOf(await visitor.get(path)).some(({ href }) => href.endsWith('/update'))
    expect(await offers(office, '/actions/MER13-7.1')).toBe(true)
    expect(await offers(council, '/actions/MER13-7.1')).toBe(true)
    expect(await offers(reader, '/actions/MER13-7.1')).toBe(false)
    expect(await offers(office, '/actions/MER13-7.1?asAt=2017-02-10')).toBe(false)
  })

  it('gives an auditor the way to the audit trail, and nobody else', async () => {
    const auditor = await Visitor.signedIn(service, 'auditor')
    const trail = (page: Visit) => linksOf(page).find(({ href }) => href.includes('audit-trail'))
    expect(trail(await auditor.get('/actions/MER13-7.1'))?.href).toContain('MER13-7.1')
    expect(trail(await office.get('/actions/MER13-7.1'))).toBeUndefined()
  })

  it('can be read as known on a past day, and stays there', async () => {
    const page = await office.get('/actions/AR13-PW-08?asAt=2013-12-31')
    expect(textOf(page, '.tl-as-known')).toContain('As known on 31 December 2013')
    expect(textOf(page, '#updates')).not.toContain('4 February 2017')
    const away = linksOf(page).filter(({ href }) => /^\/(?:actions|plans|agencies|priorities)/u.test(href))
    const toNow = away.filter(({ href }) => !href.includes('asAt=2013-12-31')).map(({ text }) => text)
    expect(toNow).toEqual(['Back to now', 'Show the register as it is now'])
    expect((await office.get('/actions/AR13-PW-08?asAt=2013-01-01')).status).toBe(404)
    const wrong = await office.get('/actions/AR13-PW-08?asAt-day=31&asAt-month=2&asAt-year=2014')
    expect(wrong.status).toBe(422)
    expect(wrong.document.title).toMatch(/^Error: /u)
  })

  it('answers a reference that is not there, and one that is not theirs, in plain words', async () => {
    const missing = await office.get('/actions/AR13-PW-99')
    expect([missing.status, textOf(missing, 'main')]).toEqual([404, expect.stringContaining('AR13-PW-99')])
    expect((await office.get('/actions/%E0%A4%A')).status).toBe(400)
    const refused = await council.get('/actions/AR13-PW-08')
    expect(refused.status).toBe(403)
    expect((await council.get('/actions/AR13-PW-08/history')).status).toBe(403)
    expect(textOf(refused, 'main')).toContain('AR13-PW-08')
    const lines = await trailOf(service, 'access.refused')
    expect(lines.at(-1)).toMatchObject({ actor: 'Carys Council', details: { what: 'see AR13-PW-08' } })
  })

  it('notes in the trail who was shown an action of a marked plan', async () => {
    await reader.get('/actions/MER13-7.1')
    const lines = await trailOf(service, 'marked.read')
    expect(lines.some(({ actor, subject }) => actor === 'Rob Reader' && subject === 'MER13-7.1')).toBe(true)
  })
})

/** An action and one that hangs together with it, of which only the first is among `mine`. */
function firstUnseen(own: ActionView[], mine: Set<string>): [string, string] {
  for (const { ref, related } of own) {
    const other = related.find((one) => !mine.has(one.ref))
    if (other) return [ref, other.ref]
  }
  throw new Error('Every action that hangs together with these is among them.')
}

describe('the history of an action', () => {
  it('tells each change in a sentence, newest first, with who, when and what was said', async () => {
    const page = await office.get('/actions/AR13-PW-08/history')
    expect(page.document.title).toBe('AR13-PW-08 History – Throughline')
    const items = [...page.document.querySelectorAll('.tl-history__item')].map((item) =>
      item.textContent.replace(/\s+/gu, ' '),
    )
    expect(items[0]).toContain('Revision 3')
    expect(items[0]).toContain(
      'Target date moved from 30 April 2014 to 30 June 2017, 1157 days later, because: The venue was not available.',
    )
    expect(items[0]).toContain('Recorded 4 February 2017 at 09:00')
    expect(items[0]).toContain('Recorded by Programme office.')
    expect(items[0]).toContain('Work goes on.')
    expect(items.at(-1)).toContain(
      'Entered as “Ending Gang and Youth Violence: Annual Report 2013” makes it.',
    )
    expect(items.at(-1)).toContain('Known from 31 December 2013')
  })

  it('of a past day ends there', async () => {
    const page = await office.get('/actions/AR13-PW-08/history?asAt=2014-12-31')
    expect(page.document.querySelectorAll('.tl-history__item')).toHaveLength(2)
  })
})
