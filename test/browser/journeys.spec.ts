import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { makePeople, type PersonName } from '../support/visitor.js'
import { TestService } from '../support/service.js'
import { TestBrowser } from './browser.js'
import { journeys } from './journeys.js'
import { manners, Walker } from './walker.js'

/**
 * Everybody's work in a real browser, in every manner: with and without script, by the keyboard alone, in a window of 320
 * pixels, with text twice as large. Each page on the way is looked over by axe-core; PICTURES=keep leaves a picture of each
 * in var/pictures.
 */
describe('in a real browser', () => {
  let service: TestService
  let browser: TestBrowser
  const titles = new Map<string, string>()

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    const people: PersonName[] = ['office', 'health', 'council', 'reader', 'auditor', 'administrator']
    await makePeople(service, people)
    browser = await TestBrowser.start()
  })

  afterAll(async () => {
    await browser.stop()
    await service.stop()
  })

  describe.each(manners.map((manner, turn) => ({ ...manner, manner, turn })))('$name', ({ manner, turn }) => {
    it.each(journeys)(
      '$who does it all',
      async (journey) => {
        const { who } = journey
        const walker = await Walker.start(browser, service.url, manner, who)
        try {
          await journey.walk(walker, turn)
        } finally {
          await walker.stop()
        }
        for (const [path, title] of walker.titles) titles.set(path, title)
        expect(walker.faults).toEqual([])
      },
      300_000,
    )
  })

  it('gives every page a title of its own', () => {
    const seen = [...titles.entries()]
    const twice = seen.filter(([path, title]) =>
      seen.some(([other, same]) => other !== path && same === title),
    )
    expect(seen.length).toBeGreaterThan(35)
    expect(twice).toEqual([])
  })
})
