import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openRaw } from '../support/raw-database.js'
import { refsOf } from '../support/register.js'
import { TestService } from '../support/service.js'
import { makePeople, type PersonName, type Visit, Visitor } from '../support/visitor.js'

const list = '/administration/agencies'
const probation = 'london-probation-trust'
const youth = 'bromley-youth-offending-team'
const text = ({ document }: Visit) =>
  document.querySelector('main')?.textContent.replaceAll(/\s+/gu, ' ') ?? ''
const heading = ({ document }: Visit) => document.querySelector('h1')?.textContent
const notification = ({ document }: Visit) =>
  document.querySelector('.govuk-notification-banner__content')?.textContent.trim()
const errorsOf = ({ document }: Visit) =>
  [...document.querySelectorAll('.govuk-error-summary__list a')].map((link) => [
    link.getAttribute('href'),
    link.textContent,
  ])
const namesOf = ({ document }: Visit) =>
  [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent.trim())

describe('the administration of agencies', () => {
  let service: TestService
  let admin: Visitor

  const lines = async (kind: string) => {
    const raw = await openRaw(service.place)
    const rows = await raw.rows(
      `SELECT actor, subject, details FROM audit_line WHERE kind = '${kind}' ORDER BY sequence`,
    )
    await raw.close()
    return rows
  }

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: '2017-02-01T09:00:00.000Z' })
    await makePeople(service, ['administrator', 'office', 'auditor', 'owner', 'council', 'reader'])
    admin = await Visitor.signedIn(service, 'administrator')
  })
  afterAll(() => service.stop())

  it('lists every agency by name, page by page', async () => {
    const first = await admin.get(list)
    expect([first.status, first.document.title]).toEqual([200, 'Administer agencies – Throughline'])
    expect(first.document.querySelector('caption')?.textContent).toBe('106 agencies, by name')
    const second = await admin.get(`${list}?page=2`)
    expect(second.document.title).toBe('Administer agencies (page 2 of 3) – Throughline')
    const names = [...namesOf(first), ...namesOf(second)]
    expect(names).toHaveLength(100)
    expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en')))
    expect((await admin.get(`${list}?page=9`)).document.title).toBe('Administer agencies – Throughline')
  })

  it('finds agencies by any of their names', async () => {
    for (const [words, name] of [
      ['metropolitan police SERVICE', 'Metropolitan Police Service'],
      ['mps', 'Metropolitan Police Service'],
      ['the met', 'Metropolitan Police Service'],
      ['home-office', 'Home Office'],
    ] as const) {
      const visit = await admin.submit(list, 'form[role=search]', { q: words })
      expect([words, namesOf(visit)]).toEqual([words, expect.arrayContaining([name])])
    }
    const none = await admin.get(`${list}?q=%3Cb%3Enobody`)
    expect(text(none)).toContain('No agency has a name with “<b>nobody” in it.')
    expect(text(none)).toContain('Show all agencies')
  })

  it('shows an agency with its names and what it answers for', async () => {
    const visit = await admin.get(`${list}/${youth}`)
    expect(heading(visit)).toBe('Administer Bromley Youth Offending Team')
    expect(text(visit)).toMatch(/Unit of London Borough of Bromley/u)
    expect(text(visit)).toMatch(/Leads 10 actions/u)
    expect(text(visit)).toMatch(/Partner in no actions/u)
    expect((await admin.get(`${list}/nobody`)).status).toBe(404)
  })

  it('adds another name and takes it away, each with a line in the trail', async () => {
    const added = await admin.submit(`${list}/${youth}`, '#alias', { alias: ' The  Bromley team ' })
    expect([added.path, notification(added)]).toEqual([
      `${list}/${youth}`,
      '“The Bromley team” was added as another name',
    ])
    expect(text(added)).toContain('The Bromley team added on 1 February 2017')
    const form = [
      ...added.document.querySelectorAll<HTMLInputElement>('input[name=alias][type=hidden]'),
    ].find(({ value }) => value === 'The Bromley team')?.form
    form?.setAttribute('id', 'removal')
    const removed = await admin.send(added, '#removal')
    expect(notification(removed)).toBe('“The Bromley team” was taken away')
    expect(text(removed)).toContain('The Bromley team, until 1 February 2017')
    expect((await lines('agency.aliases-changed')).map(({ details }) => details)).toEqual([
      '{"added":["The Bromley team"],"removed":[]}',
      '{"added":[],"removed":["The Bromley team"]}',
    ])
    expect((await admin.send(added, '#removal')).status).toBe(422)
  })

  it.each([
    ['', 'Enter the other name'],
    ['YOT', '“YOT” is another name of this agency already'],
    ['Bromley Youth Offending Team', '“Bromley Youth Offending Team” is what the agency is called already'],
    [
      'The Bromley team',
      '“The Bromley team” was taken away on 1 February 2017: the register keeps that, and cannot be given the name again',
    ],
  ])('refuses the name “%s” and keeps it in its field', async (alias, message) => {
    const visit = await admin.submit(`${list}/${youth}`, '#alias', { alias })
    expect([visit.status, errorsOf(visit)]).toEqual([422, [['#alias', message]]])
    expect(visit.document.title).toBe('Error: Administer Bromley Youth Offending Team – Throughline')
    expect(visit.document.querySelector<HTMLInputElement>('#alias')?.value).toBe(alias)
  })

  describe('merges two that are one', () => {
    const merge = `${list}/${probation}/merge`
    const button = (visit: Visit, words: string) => {
      const found = [...visit.document.querySelectorAll('button')].find(
        ({ textContent }) => textContent.trim() === words,
      )
      found?.setAttribute('id', 'pressed')
      return '#pressed'
    }

    it('and asks into which, and why', async () => {
      const visit = await admin.get(merge)
      expect(heading(visit)).toBe('Merge London Probation Trust into another agency')
      const offered = [...visit.document.querySelectorAll<HTMLOptionElement>('#into option')].map(
        ({ value }) => value,
      )
      expect(offered).toHaveLength(106)
      expect(offered).not.toContain(probation)
    })

    it('and refuses what is not answered', async () => {
      const visit = await admin.submit(merge, 'main form', { into: '', reason: '  ' })
      expect([visit.status, errorsOf(visit)]).toEqual([
        422,
        [
          ['#into', 'Choose the agency that it is merged into'],
          ['#reason', 'Say why the two are one agency'],
        ],
      ])
      const forged = await admin.submit(merge, 'main form', { into: probation, reason: 'Itself' })
      expect(errorsOf(forged)).toEqual([
        ['#into', 'Choose another agency than London Probation Trust itself'],
      ])
      expect(forged.document.querySelector('textarea')?.value).toBe('Itself')
    })

    it('and says what will change before it is done', async () => {
      const check = await admin.submit(merge, 'main form', {
        into: youth,
        reason: 'One team.\nLetter of 3 May',
      })
      expect([check.status, heading(check)]).toEqual([
        200,
        'Check the merge of London Probation Trust before it is made',
      ])
      expect(text(check)).toContain(
        '3 actions that it leads will be shown as led by Bromley Youth Offending Team.',
      )
      expect(text(check)).toContain('It is partner in no action.')
      expect(text(check)).toContain('There is no way back')
      expect(await lines('agency.merged')).toEqual([])

      const changed = await admin.send(check, button(check, 'Change these answers'))
      expect(changed.document.querySelector('textarea')?.value).toBe('One team.\nLetter of 3 May')
      expect(changed.document.querySelector<HTMLSelectElement>('#into')?.value).toBe(youth)
      expect(changed.document.querySelector('.govuk-error-summary')).toBeNull()
    })

    it('and then does it, for good', async () => {
      const check = await admin.submit(merge, 'main form', { into: youth, reason: 'One team.' })
      const done = await admin.send(check, button(check, 'Merge the two agencies'))
      expect([done.path, notification(done)]).toEqual([
        `${list}/${youth}`,
        'London Probation Trust was merged into Bromley Youth Offending Team',
      ])
      expect(text(done)).toContain(
        'London Probation Trust, on 1 February 2017 by Ada Administrator: One team.',
      )
      expect(await lines('agency.merged')).toEqual([
        {
          ...{ actor: 'Ada Administrator', subject: probation },
          details: JSON.stringify({ into: youth, reason: 'One team.' }),
        },
      ])
      expect(await refsOf(service, `lead=${probation}`)).toEqual(await refsOf(service, `lead=${youth}`))
      // The form once more, as from another window.
      const again = await admin.send(check, button(check, 'Merge the two agencies'))
      expect([again.status, errorsOf(again)[0]?.[1]]).toEqual([
        422,
        'London Probation Trust was merged into Bromley Youth Offending Team on 1 February 2017 and cannot be changed any more',
      ])
    })

    it('and shows the merged one as it is, with nothing to change', async () => {
      const visit = await admin.get(`${list}/${probation}`)
      expect(text(visit)).toContain(
        'This agency was merged into Bromley Youth Offending Team on 1 February 2017',
      )
      expect(visit.document.querySelectorAll('main form')).toHaveLength(0)
      expect((await admin.get(merge)).path).toBe(`${list}/${probation}`)
      expect(text(await admin.get(`${list}?q=probation`))).toContain(
        'Merged into Bromley Youth Offending Team',
      )
      const others = await admin.get(`${list}/${youth}/merge`)
      expect(others.document.querySelector(`option[value="${probation}"]`)).toBeNull()
    })
  })

  it.each<PersonName>(['office', 'auditor', 'owner', 'council', 'reader'])(
    'is closed to the %s, and each refusal is a line of the trail',
    async (name) => {
      const visitor = await Visitor.signedIn(service, name)
      const before = (await lines('access.refused')).length
      const paths = [list, `${list}/home-office`, `${list}/home-office/merge`]
      for (const path of paths) expect([path, (await visitor.get(path)).status]).toEqual([path, 403])
      const token = (await visitor.get('/help')).document.querySelector<HTMLInputElement>(
        '[name=_csrf]',
      )?.value
      for (const step of ['other-names', 'other-names/remove', 'merge/check', 'merge/confirm']) {
        const response = await visitor.fetch(`${list}/home-office/${step}`, {
          method: 'POST',
          body: new URLSearchParams({ _csrf: token ?? '', alias: 'HO', into: 'ofsted', reason: 'x' }),
        })
        expect([step, response.status]).toEqual([step, 403])
      }
      expect(await lines('access.refused')).toHaveLength(before + 7)
      expect(await lines('agency.merged')).toHaveLength(1)
    },
  )
})
