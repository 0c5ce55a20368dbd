import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PeopleService } from '../../src/accounts/people.service.js'
import { ChangeRefused } from '../../src/actions/action-errors.js'
import { UpdateDrafts } from '../../src/updates/update-drafts.service.js'
import { UpdatesService } from '../../src/updates/updates.service.js'
import { databaseKinds } from '../support/places.js'
import { countRows, openRaw } from '../support/raw-database.js'
import { action, say } from '../support/register.js'
import { TestService } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'

describe.each(databaseKinds)('the journey of an update on %s', (kind) => {
  let service: TestService
  let carys: Visitor

  beforeAll(async () => {
    service = await TestService.start(kind)
    await makePeople(service, ['office', 'council'])
    carys = await Visitor.signedIn(service, 'council')
  })
  afterAll(() => service.stop())

  const first = async () => {
    const person = await service.app.get(PeopleService).find(1, 'session')
    if (!person) throw new Error('There is no first account.')
    return person
  }

  it('goes from the form with a file over a conflict to the page of the action', async () => {
    const form = '/actions/MER13-7.1/update'
    const file = new File(['ref;result\nMER13-7.1;done\n'], 'results.csv')
    const given = await carys.submit(form, 'button[value=upload]', { narrative: 'Draft.', file })
    const href = given.document.querySelector('#files li a')?.getAttribute('href') ?? ''
    expect(href).toMatch(/^\/evidence\//u)
    await say(service, 'MER13-7.1', { narrative: 'Somebody was first.' })
    const conflict = await carys.get(`${form}/check`)
    expect([conflict.status, conflict.html.includes('Somebody was first.')]).toEqual([409, true])
    const onward = await carys.send(conflict, 'main form button')
    const checked = await carys.send(onward, 'button[value=continue]', { narrative: 'Carys too.' })
    const done = await carys.send(checked, 'main form button')
    expect([done.status, done.path]).toEqual([200, '/actions/MER13-7.1'])
    const { latestUpdate } = await action(service, 'MER13-7.1')
    expect(latestUpdate).toMatchObject({
      narrative: 'Carys too.',
      evidence: [{ title: 'results.csv', url: href }],
    })
    const office = await Visitor.signedIn(service, 'office')
    expect(await (await office.fetch(href)).text()).toContain('MER13-7.1;done')
    const before = await office.get('/actions/MER13-7.1?asAt=2013-12-31')
    expect([before.status, before.html.includes('Carys too.')]).toEqual([200, false])
  })

  it('keeps one draft for each person and action, the last that was saved', async () => {
    const drafts = service.app.get(UpdateDrafts)
    const { accountId } = await first()
    await drafts.save(accountId, 'MER13-7.2', 1, { narrative: 'One' })
    await drafts.save(accountId, 'MER13-7.2', 2, { narrative: 'Two' })
    await drafts.save(accountId, 'MER13-7.3', 1, { narrative: 'Three' })
    expect(await drafts.find(accountId, 'MER13-7.2')).toMatchObject({
      revision: 2,
      typed: { narrative: 'Two' },
    })
    expect((await drafts.of(accountId)).map(({ ref }) => ref).sort()).toEqual(['MER13-7.2', 'MER13-7.3'])
    await drafts.discard(accountId, 'MER13-7.2')
    expect(await drafts.find(accountId, 'MER13-7.2')).toBeNull()
  })

  it('checks by the rules that record, and stores nothing', async () => {
    const updates = service.app.get(UpdatesService)
    const database = await openRaw(service.place)
    const { revision } = await action(service, 'MER13-7.4')
    const before = await countRows(database)
    const said = { revision, narrative: 'A.', status: 'in_progress' as const }
    await updates.check(await first(), 'MER13-7.4', said)
    const refused = updates.check(await first(), 'MER13-7.4', { ...said, status: 'paused' })
    await expect(refused).rejects.toBeInstanceOf(ChangeRefused)
    expect(await countRows(database)).toEqual(before)
    await database.close()
    expect((await action(service, 'MER13-7.4')).revision).toBe(revision)
  })
})
