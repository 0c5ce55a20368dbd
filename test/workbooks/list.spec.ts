import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { action, say } from '../support/register.js'
import { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'
import { FilledWorkbook } from './filled.js'

const text = (element: Element | null) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const main = ({ document }: Visit) => text(document.querySelector('main'))
const rows = ({ document }: Visit) =>
  [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => text(cell)))

describe('a list of actions as a workbook', () => {
  let service: TestService
  let office: Visitor
  let owner: Visitor

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    await makePeople(service, ['office', 'owner', 'council', 'reader'])
    office = await Visitor.signedIn(service, 'office')
    owner = await Visitor.signedIn(service, 'owner')
  })

  afterAll(() => service.stop())

  const take = async (visitor: Visitor, query = '') => {
    const response = await visitor.fetch(`/actions/workbook.xlsx${query}`)
    expect(response.status).toBe(200)
    return FilledWorkbook.of(Buffer.from(await response.arrayBuffer()))
  }

  const load = async (visitor: Visitor, workbook: FilledWorkbook | File) =>
    visitor.submit('/actions/workbook', 'form[enctype]', {
      file: workbook instanceof FilledWorkbook ? await workbook.file() : workbook,
    })

  it('comes from the list, with the filter of the list, and goes back from there', async () => {
    const list = await office.get('/actions?plan=merton-2013&status=in_progress')
    const links = [...list.document.querySelectorAll('.tl-list-head__links a')]
    expect(links.map((link) => [text(link), link.getAttribute('href')]).slice(2)).toEqual([
      ['Take a workbook to fill in', '/actions/workbook.xlsx?plan=merton-2013&status=in_progress'],
      ['Load a filled-in workbook', '/actions/workbook'],
    ])
    const past = await office.get('/actions?asAt=2014-01-01')
    expect(text(past.document.querySelector('.tl-list-head__links'))).not.toContain('workbook')
  })

  it('that is loaded as it was changes nothing', async () => {
    const page = await load(office, await take(office, '?plan=merton-2013'))
    expect(main(page)).toContain('Nothing has changed')
    expect(page.status).toBe(200)
  })

  it('shows what would change, and records it when that is confirmed', async () => {
    const workbook = await take(office, '?plan=merton-2013')
    const [first = '', second = ''] = workbook.refs
    workbook.set(first, {
      'What has happened': '=Not a formula, but words.\nOn two lines.',
      'New status': 'Complete (reported)',
      Evidence: 'Minutes of the board https://example.org/minutes',
      'Next step': 'None',
    })
    workbook.set(second, { 'Nothing to report': 'Yes' })
    const page = await load(office, workbook)
    expect(rows(page)).toEqual([
      [first, 'What has happened', 'Nothing', '=Not a formula, but words. On two lines.'],
      [first, 'New status', expect.any(String), 'Complete (reported)'],
      [first, 'Evidence', 'Nothing', 'Minutes of the board https://example.org/minutes'],
      [first, 'Next step', 'Nothing', 'None'],
      [second, 'Nothing to report', 'Nothing', 'Yes'],
    ])
    const before = await action(service, first)
    expect(before.latestUpdate?.narrative).not.toContain('Not a formula')
    const done = await office.send(page, 'main form')
    expect(done.path).toBe('/actions')
    expect(text(done.document.querySelector('.govuk-notification-banner'))).toContain('2 actions updated')
    const after = await action(service, first)
    expect(after.status).toBe('complete_reported')
    expect(after.latestUpdate).toMatchObject({
      narrative: '=Not a formula, but words.\nOn two lines.',
      evidence: [{ title: 'Minutes of the board', url: 'https://example.org/minutes' }],
      nextStep: 'None',
    })
    expect((await action(service, second)).latestUpdate?.narrative).toBe('Nothing to report.')
    const again = await office.get(page.path)
    expect(main(again)).toContain('What the workbook has changed')
    expect(again.document.querySelector('main form')).toBeNull()
  })

  it('holds only what the person may update, and takes no line of others', async () => {
    const own = await take(owner)
    expect(own.refs.length).toBeGreaterThan(0)
    const all = await take(office)
    expect(all.refs.length).toBeGreaterThan(own.refs.length)
    const foreign = all.refs.find((ref) => !own.refs.includes(ref)) ?? ''
    const page = await load(owner, all.set(foreign, { 'What has happened': 'Mine now.' }))
    expect(page.status).toBe(422)
    expect(main(page)).toContain(`No action with this ref is one that you can see`)
    expect(page.document.querySelector('main form')).toBeNull()
  })

  it('with a line that somebody changed meanwhile is refused by its name, and the others with it', async () => {
    const workbook = await take(office, '?plan=merton-2013')
    const [, , third = '', fourth = ''] = workbook.refs
    await say(service, third)
    workbook.set(third, { 'What has happened': 'Too late.' })
    workbook.set(fourth, { 'What has happened': 'In time.' })
    const page = await load(office, workbook)
    expect(rows(page)).toHaveLength(1)
    expect(rows(page)[0]?.at(-1)).toContain(`${third} has changed on`)
  })

  it('is refused when somebody is first between the check and the confirmation', async () => {
    const workbook = await take(office, '?plan=merton-2013')
    const [, , third = '', fourth = ''] = workbook.refs
    workbook.set(third, { 'What has happened': 'One of two.' })
    workbook.set(fourth, { 'What has happened': 'Two of two.' })
    const page = await load(office, workbook)
    await say(service, fourth)
    const refused = await office.send(page, 'main form')
    expect(refused.status).toBe(409)
    expect(main(refused)).toContain(`${fourth} has changed since you read it`)
    expect((await action(service, third)).latestUpdate?.narrative).not.toBe('One of two.')
  })

  it('is nobody else’s to see or confirm', async () => {
    const workbook = await take(owner)
    const [first = ''] = workbook.refs
    const page = await load(owner, workbook.set(first, { 'What has happened': 'Said by the owner.' }))
    expect((await office.fetch(page.path)).status).toBe(404)
    const reader = await Visitor.signedIn(service, 'reader')
    expect((await reader.fetch('/actions/workbook')).status).toBe(403)
    expect((await reader.fetch('/actions/workbook.xlsx')).status).toBe(403)
  })
})
