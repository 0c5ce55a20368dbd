import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AuditLine } from '../../src/audit/audit-line.entity.js'
import { Database } from '../../src/database/database.js'
import type { RevisionView } from '../../src/register/history.service.js'
import { databaseKinds } from '../support/places.js'
import { action, type Page, refsOf, say } from '../support/register.js'
import { startScene } from '../support/scene.js'
import type { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'
import { all, bannerOf, errorsIn, one, refsIn, words } from './seen.js'

const offered = (visit: Visit) => all(visit, 'input[name=to]').map((radio) => radio.getAttribute('value'))

const form = 'main form[method=post]'
const said = { narrative: 'The board met on 20 February.', reason: 'Agreed by the board' }

describe.each(databaseKinds)('many actions at once on %s', (kind) => {
  let service: TestService
  let office: Visitor

  beforeAll(async () => {
    service = await startScene(kind)
    await makePeople(service, ['office', 'owner', 'council', 'reader'])
    office = await Visitor.signedIn(service, 'office')
  })

  afterAll(() => service.stop())

  const begin = (change: string, refs: readonly string[], list = '', who = office) => {
    const query = new URLSearchParams({ change, list })
    for (const ref of refs) query.append('action', ref)
    return who.get(`/bulk-update?${query.toString()}`)
  }

  const numberOfLines = () => service.app.get(Database).reads.getRepository(AuditLine).count()
  const historyOf = async (ref: string) =>
    (await service.get<Page<RevisionView>>(`/actions/${ref}/history`)).body.items

  it('are ticked in the list, changed, checked and recorded', async () => {
    const list = await office.get('/actions?plan=bromley-2012&sort=ref')
    const chosen = ['BRO12-1.1', 'BRO12-1.2', 'BRO12-1.3']
    const begun = await office.send(list, 'form[action="/bulk-update"] button[value=status]', {
      action: chosen,
    })
    expect([begun.status, one(begun, 'h1'), begun.document.title]).toEqual([
      200,
      'Change the status of 3 actions',
      'Change the status of 3 actions – Throughline',
    ])
    expect(refsIn(begun)).toEqual(chosen)

    const checked = await office.send(begun, form, { to: 'in_progress', ...said })
    expect([checked.status, one(checked, 'h1')]).toEqual([200, 'Check the change of 3 actions'])
    expect(all(checked, '.govuk-summary-list__row').map(words)).toEqual([
      'New status In progress',
      'What has happened The board met on 20 February.',
      'Reason Agreed by the board',
    ])
    expect(all(checked, 'tbody tr').map(words)[0]).toMatch(/^BRO12-1\.1 .+ Not started In progress$/u)

    const saved = await office.send(checked, form)
    expect([saved.path, bannerOf(saved)]).toEqual([
      '/actions?plan=bromley-2012&sort=ref',
      '3 actions updated',
    ])
    for (const ref of chosen) {
      const { status, latestUpdate, revision } = await action(service, ref)
      expect([status, latestUpdate?.narrative, latestUpdate?.by, revision]).toEqual([
        'in_progress',
        said.narrative,
        'Olive Office',
        2,
      ])
      expect((await historyOf(ref)).at(-1)?.reason).toBe('Agreed by the board')
    }
    const moments = await Promise.all(chosen.map(async (ref) => (await action(service, ref)).recordedAt))
    expect(new Set(moments).size).toBe(1)
  })

  it('can have their confidence changed', async () => {
    const begun = await begin('confidence', ['BRO12-2.1', 'BRO12-2.2'])
    expect(offered(begun)).toEqual(['red', 'amber', 'green', 'none'])
    const saved = await office.send(await office.send(begun, form, { to: 'amber', ...said }), form)
    expect(bannerOf(saved)).toBe('2 actions updated')
    expect((await action(service, 'BRO12-2.1')).confidence).toBe('amber')
  })

  it('can have their target date moved', async () => {
    const begun = await begin('date', ['BRO12-2.1', 'BRO12-2.3'])
    const date = { 'date-day': '30', 'date-month': '6', 'date-year': '2018' }
    const checked = await office.send(begun, form, { ...date, ...said })
    expect(one(checked, '.govuk-summary-list')).toContain('New target date 30 June 2018')
    expect(bannerOf(await office.send(checked, form))).toBe('2 actions updated')
    const { timescale } = await action(service, 'BRO12-2.3')
    expect([timescale.end, timescale.basis, timescale.reason]).toEqual(['2018-06-30', 'set', said.reason])
  })

  it('are offered the moves that all of them may make, and told why not the others', async () => {
    // Not started, complete (reported), closed.
    const begun = await begin('status', ['MER13-7.8', 'MER13-7.2', 'MER13-7.6'])
    expect(offered(begun)).toEqual(['in_progress'])
    const why = one(begun, 'main')
    expect(why).toContain('What is not offered, and why')
    expect(why).toContain('MER13-7.8: This action is “Not started” and cannot move to “Complete (verified)”.')
    expect(why).toContain('MER13-7.6: This action is “Closed, not delivered” and cannot move to “Paused”.')
    const without = all(begun, 'main a').find((link) => words(link).includes('so that “Complete (verified)”'))
    const less = await office.get(without?.getAttribute('href') ?? '')
    expect(refsIn(less)).toEqual(['MER13-7.2'])
    expect(offered(less)).toContain('complete_verified')
  })

  it('cannot move where the form does not offer it', async () => {
    const begun = await begin('status', ['MER13-7.8', 'MER13-7.2'])
    const wrong = await office.send(begun, form, { to: 'complete_verified', ...said })
    expect([wrong.status, errorsIn(wrong)]).toEqual([422, ['Select the status that the actions move to']])
    expect((wrong.document.querySelector('#narrative') as HTMLTextAreaElement).value).toBe(said.narrative)
  })

  it('have no date moved where one of them is closed', async () => {
    const begun = await begin('date', ['MER13-7.6', 'MER13-7.8'])
    expect(one(begun, 'main')).toContain(
      'MER13-7.6: This action is “Closed, not delivered”: its target date cannot be moved.',
    )
    expect(all(begun, form)).toHaveLength(0)
    const without = all(begun, 'main a').find((link) => words(link).startsWith('Leave this action out'))
    expect(all(await office.get(without?.getAttribute('href') ?? ''), form)).toHaveLength(1)
  })

  it('need what the move needs: evidence, or the action that takes their place', async () => {
    const begun = await begin('status', ['BRO12-3.1', 'BRO12-3.2'])
    const complete = { to: 'complete_reported', ...said }
    const missing = await office.send(begun, form, complete)
    expect(errorsIn(missing)).toEqual(['Enter what the evidence is'])
    const address = await office.send(begun, form, {
      ...complete,
      'evidence-title': 'Note',
      'evidence-url': 'x.pdf',
    })
    expect(errorsIn(address)).toEqual([expect.stringContaining('must begin with http:// or https://')])
    const evidence = { 'evidence-title': 'Note', 'evidence-url': 'https://www.example.org/note.pdf' }
    const saved = await office.send(await office.send(address, form, evidence), form)
    expect(bannerOf(saved)).toBe('2 actions updated')
    expect((await action(service, 'BRO12-3.2')).latestUpdate?.evidence).toEqual([
      { title: 'Note', url: 'https://www.example.org/note.pdf' },
    ])

    const superseded = { to: 'superseded', ...said }
    const again = await begin('status', ['BRO12-4.1', 'BRO12-4.2'])
    expect(errorsIn(await office.send(again, form, superseded))).toEqual([
      'Enter the reference of the action that takes their place',
    ])
    const itself = await office.send(again, form, { ...superseded, supersededBy: 'BRO12-4.1' })
    expect(errorsIn(itself)).toEqual([expect.stringContaining('it cannot take its own place')])
    const unknown = await office.send(again, form, { ...superseded, supersededBy: 'NO-1' })
    const refused = await office.send(unknown, form)
    expect([refused.status, errorsIn(refused)]).toEqual([422, ['There is no action “NO-1” in the register.']])
    expect((await action(service, 'BRO12-4.1')).status).toBe('not_started')
  })

  it('need words, a reason and a real date', async () => {
    const begun = await begin('date', ['BRO12-5.1', 'BRO12-5.2'])
    const wrong = await office.send(begun, form, { 'date-day': '31', 'date-month': '2', 'date-year': '2018' })
    expect(errorsIn(wrong)).toEqual([
      'The new target date must be a real date, such as 31 12 2013',
      'Enter what has happened',
      'Enter the reason for the change',
    ])
    for (const link of all(wrong, '.govuk-error-summary__list a')) {
      expect(wrong.document.querySelector(link.getAttribute('href') ?? '')).not.toBeNull()
    }
    expect(wrong.document.querySelector('#date-month')?.getAttribute('value')).toBe('2')
  })

  it('keep what was typed when the person goes back from the check', async () => {
    const checked = await office.send(await begin('confidence', ['BRO12-5.1']), form, {
      to: 'green',
      ...said,
    })
    const back = checked.document.querySelector('button[formaction]')
    expect(back?.getAttribute('formaction')).toBe('/bulk-update/answers')
    back?.closest('form')?.setAttribute('action', '/bulk-update/answers')
    const answers = await office.send(checked, form)
    expect([answers.status, one(answers, 'h1')]).toEqual([200, 'Change the confidence of 1 action'])
    expect(answers.document.querySelector('input[name=to][checked]')?.getAttribute('value')).toBe('green')
    expect((answers.document.querySelector('#reason') as HTMLTextAreaElement).value).toBe(said.reason)
  })

  it('are all left as they are when one of them has changed meanwhile, and nothing typed is lost', async () => {
    const chosen = ['BRO12-5.3', 'BRO12-5.4', 'BRO12-5.5']
    const checked = await office.send(await begin('status', chosen), form, { to: 'in_progress', ...said })
    await say(service, 'BRO12-5.4', { status: 'paused', reason: 'No money', narrative: 'It stands still.' })
    const lines = await numberOfLines()
    const conflict = await office.send(checked, form)
    expect([conflict.status, one(conflict, 'h1')]).toEqual([409, '1 action changed while you were writing'])
    expect(await numberOfLines()).toBe(lines)
    expect(all(conflict, 'section h2').map(words)).toEqual([expect.stringContaining('BRO12-5.4')])
    const [read, now] = all(conflict, '.tl-version').map(words)
    expect(read).toContain('As you read it (revision 1) StatusNot started')
    expect(now).toContain('As it is now (revision 2) StatusPaused')
    expect(now).toContain('It stands still.')
    expect(one(conflict, 'main')).toContain(said.narrative)
    expect((await action(service, 'BRO12-5.3')).status).toBe('not_started')

    // On with the others only.
    const marks = all(conflict, '[name=chosen]').map((field) => field.getAttribute('value'))
    expect(marks).toEqual(['BRO12-5.3@1 BRO12-5.4@2 BRO12-5.5@1', 'BRO12-5.3@1 BRO12-5.5@1'])
    const rest = await office.send(conflict, `${form} .govuk-button--secondary`)
    expect([one(rest, 'h1'), refsIn(rest)]).toEqual([
      'Check the change of 2 actions',
      ['BRO12-5.3', 'BRO12-5.5'],
    ])
    // Or with all of them as they now are.
    const everyone = await office.send(conflict, form)
    expect(bannerOf(await office.send(everyone, form))).toBe('3 actions updated')
    expect((await action(service, 'BRO12-5.4')).status).toBe('in_progress')
    // What was saved cannot be saved twice.
    const twice = await office.send(rest, form)
    expect([twice.status, one(twice, 'h1')]).toEqual([409, '2 actions changed while you were writing'])
  })

  it('can be all that match', async () => {
    const list = await office.get('/actions?plan=annual-report-2013&theme=CJ&pageSize=25')
    expect(all(list, '#all')).toHaveLength(0)
    const longer = await office.get('/actions?plan=annual-report-2013&pageSize=25')
    const refs = await refsOf(service, 'plan=annual-report-2013')
    expect(one(longer, 'label[for=all]')).toBe(
      `All ${refs.length} actions that match, not only those ticked on this page`,
    )
    const begun = await office.send(longer, 'button[value=confidence]', { all: 'yes' })
    expect(refsIn(begun)).toEqual(refs)
    const saved = await office.send(await office.send(begun, form, { to: 'red', ...said }), form)
    expect(bannerOf(saved)).toBe(`${refs.length} actions updated`)
    expect(new Set(await refsOf(service, 'plan=annual-report-2013&confidence=red'))).toEqual(new Set(refs))
  })

  it('must be selected', async () => {
    const list = await office.get('/actions?plan=merton-2013')
    const nothing = await office.send(list, 'button[value=date]')
    expect([nothing.status, errorsIn(nothing)]).toEqual([422, ['Select at least one action']])
    expect(nothing.document.querySelector('#select-1')).not.toBeNull()
    expect(one(nothing, '.tl-list-head h2')).toContain('Home Office Peer Review')
    const broken = await office.get('/bulk-update?change=status&all=yes&list=status%3Ddone')
    expect([broken.status, errorsIn(broken)]).toEqual([
      422,
      [expect.stringContaining('Status must be one of')],
    ])
    expect((await office.get('/bulk-update?change=colour&action=MER13-7.1')).path).toBe('/actions')
  })

  it('are two hundred at most', async () => {
    const refs = Array.from({ length: 201 }, (_, index) => `X-${index}`)
    const visit = await begin('status', refs)
    expect(errorsIn(visit)).toEqual(['Select at most 200 actions at once: narrow the list first'])
  })

  it('are a person’s own', async () => {
    const council = await Visitor.signedIn(service, 'council')
    const begun = await begin('confidence', ['MER13-7.8', 'BRO12-1.4'], '', council)
    expect(refsIn(begun)).toEqual(['MER13-7.8'])
    expect(one(begun, '.govuk-inset-text')).toBe(
      'BRO12-1.4 is left out: your account does not let you update it.',
    )
    const none = await begin('confidence', ['BRO12-1.4'], '', council)
    expect(errorsIn(none)).toEqual(['Select actions that your account lets you update'])
    // A form that no page has given is refused, and stands in the trail.
    begun.document.querySelector('[name=chosen]')?.setAttribute('value', 'BRO12-1.4@1')
    expect((await council.send(begun, form, { to: 'red', ...said })).status).toBe(403)
    const lines = service.app.get(Database).reads.getRepository(AuditLine)
    expect(await lines.countBy({ kind: 'access.refused', subject: 'council@example.org' })).toBe(1)
    const reader = await Visitor.signedIn(service, 'reader')
    expect((await begin('status', ['MER13-7.8'], '', reader)).status).toBe(403)
  })

  it('are said for the agency whose owner speaks', async () => {
    const owner = await Visitor.signedIn(service, 'owner')
    const begun = await begin('confidence', ['BRO12-S1', 'BRO12-S2'], '', owner)
    const checked = await owner.send(begun, form, { to: 'green', ...said })
    expect(all(checked, 'thead th').map(words)).toContain('Said for')
    expect(one(checked, 'tbody tr [data-label="Said for"]')).toMatch(/Police/u)
    expect(bannerOf(await owner.send(checked, form))).toBe('2 actions updated')
    expect((await action(service, 'BRO12-S1')).latestUpdate?.by).toBe('Amir Owner')
  })

  it('are found by a form only: without one, nothing is changed', async () => {
    expect((await office.fetch('/bulk-update/save', { method: 'POST' })).status).toBe(403)
    const begun = await begin('status', ['MER13-7.8'])
    for (const field of all(begun, '[name=chosen]')) field.remove()
    expect((await office.send(begun, form, { to: 'in_progress', ...said })).path).toBe('/actions')
  })
})
