import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Account } from '../../src/accounts/account.entity.js'
import { PeopleService } from '../../src/accounts/people.service.js'
import { Database } from '../../src/database/database.js'
import { SavedViews } from '../../src/pages/actions/saved-views.service.js'
import { databaseKinds } from '../support/places.js'
import { TestService } from '../support/service.js'
import { makePeople, people, Visitor } from '../support/visitor.js'
import { bannerOf, errorsIn, hrefOf, one } from './seen.js'

describe.each(databaseKinds)('a saved view on %s', (kind) => {
  let service: TestService
  let office: Visitor

  beforeAll(async () => {
    service = await TestService.start(kind)
    await makePeople(service, ['office', 'council', 'reader'])
    office = await Visitor.signedIn(service, 'office')
  })

  afterAll(() => service.stop())

  const form = 'main form[method=post]'
  const list = 'status=in_progress&sort=due'

  it('stands above the filter, is renamed and deleted, and is nobody else’s', async () => {
    const filtered = await office.get(`/actions?${list}`)
    const naming = await office.get(hrefOf(filtered, '.tl-applied a', 'Save this view'))
    expect(one(naming, 'main')).toContain('It shows: in progress.')
    const saved = await office.send(naming, form, { name: '  Going   on ' })
    expect(saved.path).toBe(`/actions?${list}`)
    expect(bannerOf(saved)).toBe('View “Going on” saved')
    expect(hrefOf(saved, '[aria-labelledby=saved-views] a', 'Going on')).toBe(`/actions?${list}`)
    // What is saved is not offered to be saved again.
    expect(hrefOf(saved, '.tl-applied a', 'Save this view')).toBe('')

    const views = await office.get('/saved-views')
    expect(one(views, 'tbody')).toContain('Going on in progress')
    const renameHref = hrefOf(views, 'tbody a', 'Rename')
    const renamed = await office.submit(renameHref, form, { name: 'Under way' })
    expect(bannerOf(renamed)).toBe('View “Going on” is now called “Under way”')

    const reader = await Visitor.signedIn(service, 'reader')
    expect(one(await reader.get('/actions'), 'main')).not.toContain('Under way')
    expect((await reader.get(renameHref)).status).toBe(404)

    const deleted = await office.submit(hrefOf(renamed, 'tbody a', 'Delete'), form)
    expect([deleted.path, one(deleted, '.tl-empty')]).toEqual([
      '/saved-views',
      expect.stringContaining('You have no saved views'),
    ])
  })

  it('needs a name of its own', async () => {
    const address = `/saved-views/new?${new URLSearchParams({ list }).toString()}`
    const nameless = await office.submit(address, form, { name: ' ' })
    expect([nameless.status, errorsIn(nameless)]).toEqual([422, ['Enter a name for the view']])
    const long = await office.submit(address, form, { name: 'x'.repeat(81) })
    expect(errorsIn(long)).toEqual(['The name must have at most 80 characters'])
    expect((await office.submit(address, form, { name: 'Mine' })).status).toBe(200)
    const again = await office.submit(address, form, { name: 'MINE' })
    expect(errorsIn(again)).toEqual(['You already have a view called “Mine”: give this one another name'])
    expect(again.document.querySelector('#name')?.getAttribute('value')).toBe('MINE')
  })

  it('is kept up to fifty times', async () => {
    const council = await Visitor.signedIn(service, 'council')
    const views = service.app.get(SavedViews)
    const { reads } = service.app.get(Database)
    const { id } = await reads.getRepository(Account).findOneByOrFail({ email: people.council.email })
    const person = await service.app.get(PeopleService).find(id, 'session')
    if (!person) throw new Error('The council officer has no account.')
    for (let number = 1; number <= 50; number += 1)
      await views.save(person, `View ${number}`, 'status=paused')
    const more = await council.submit('/saved-views/new?list=status%3Dpaused', form, { name: 'One more' })
    expect(errorsIn(more)).toEqual(['You have 50 saved views, and more cannot be kept: delete one first'])
  })
})
