import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { accountIdOf } from '../support/account-people.js'
import { errorsOf, makeAccount, rawRows, rawRun, trailOf } from '../support/accounts.js'
import { TestService } from '../support/service.js'
import { makePeople, password, type PersonName, people, type Visit, Visitor } from '../support/visitor.js'

const at = '2017-03-01T09:00:00.000Z'
let service: TestService
let ada: Visitor

beforeAll(async () => {
  service = await TestService.start('sqlite', { at })
  const names: PersonName[] = ['office', 'owner', 'council', 'reader', 'auditor', 'administrator']
  await makePeople(service, names)
  ada = await Visitor.signedIn(service, 'administrator')
})

afterAll(() => service.stop())

const accounts = '/administration/accounts'
const text = (visit: Visit, selector: string) =>
  visit.document.querySelector(selector)?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? null
const texts = (visit: Visit, selector: string) =>
  [...visit.document.querySelectorAll(selector)].map((one) => one.textContent.replaceAll(/\s+/gu, ' ').trim())
const banner = (visit: Visit) => text(visit, '.govuk-notification-banner__content')
/** What a summary list says of something. */
const fact = (visit: Visit, key: string) => {
  const keys = [...visit.document.querySelectorAll('main dt')]
  const found = keys.find((one) => one.textContent.trim() === key)
  return found?.nextElementSibling?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? null
}
const named = (visit: Visit) => texts(visit, 'tbody th a')
const idOf = (visit: Visit) => visit.path.split('/').at(-1) ?? ''

describe('administration', () => {
  it('begins with the parts that a role opens', async () => {
    expect(texts(await ada.get('/administration'), '.tl-card__title')).toEqual([
      'Accounts',
      'Agencies',
      'Audit trail',
    ])
    const auditor = await Visitor.signedIn(service, 'auditor')
    expect(texts(await auditor.get('/administration'), '.tl-card__title')).toEqual(['Audit trail'])
    const reader = await Visitor.signedIn(service, 'reader')
    expect((await reader.get('/administration')).status).toBe(403)
  })
})

describe('the list of accounts', () => {
  it('says of each who it is, in which roles, and how it stands', async () => {
    const page = await ada.get(accounts)
    expect(named(page)).toContain('Amir Owner')
    const [row] = [...page.document.querySelectorAll('tbody tr')].filter((one) =>
      one.textContent.includes('Ada Administrator'),
    )
    expect([...(row?.children ?? [])].map((cell) => cell.textContent.trim())).toEqual([
      ...['Ada Administrator', 'admin@example.org', 'Administrator', 'Active'],
      ...['1 March 2017 at 09:00', 'Off'],
    ])
  })

  it('is searched and filtered by its address, and each filter can be taken away', async () => {
    const page = await ada.submit(accounts, 'main form', { q: 'carys', role: 'council_officer' })
    expect(Object.fromEntries(new URL(page.path, service.url).searchParams)).toEqual({
      ...{ q: 'carys', role: 'council_officer', state: '' },
    })
    expect(named(page)).toEqual(['Carys Council'])
    expect(texts(page, '.moj-filter__tag')).toEqual([
      'Remove this filter: “carys”',
      'Remove this filter: Council officer',
    ])
    const tags = [...page.document.querySelectorAll('.moj-filter__tag')]
    expect(tags.map((tag) => tag.getAttribute('href'))).toEqual([
      `${accounts}?role=council_officer`,
      `${accounts}?q=carys`,
    ])
    const none = await ada.get(`${accounts}?q=nobody+at+all`)
    expect(text(none, '.tl-empty')).toContain('No account passes these filters.')
  })

  it('has pages of 25, with the page in the title, and goes to the first beyond the last', async () => {
    for (let number = 10; number < 36; number += 1) {
      await makeAccount(service, `many-${number}@example.org`, { password: null })
    }
    const first = await ada.get(`${accounts}?q=many-`)
    expect([named(first).length, first.document.title]).toEqual([25, 'Accounts – Throughline'])
    const second = await ada.get(`${accounts}?q=many-&page=2`)
    expect([named(second).length, second.document.title]).toEqual([1, 'Accounts (page 2 of 2) – Throughline'])
    expect(named(await ada.get(`${accounts}?q=many-&page=9`))).toEqual(named(first))
  })
})

describe('a new account', () => {
  const filled = {
    ...{ name: ' Nia  Newcomer ', email: 'Nia@Example.org', roles: ['agency_owner', 'council_officer'] },
    ...{ agency: ['jobcentre-plus', '', 'home-office'], plan: 'bromley-2012' },
  }

  it('is refused with a sentence at each field, and what was typed is kept', async () => {
    const empty = await ada.submit(`${accounts}/new`, 'main form button')
    expect([empty.status, empty.document.title]).toEqual([422, 'Error: Make an account – Throughline'])
    expect(errorsOf(empty)).toEqual(['Enter the name', 'Enter the email address', 'Select at least one role'])
    const wrong = await ada.submit(`${accounts}/new`, 'main form button', {
      ...{ name: 'Nia Newcomer', email: 'OFFICE@example.org' },
      roles: ['agency_owner', 'council_officer'],
    })
    expect(errorsOf(wrong)).toEqual([
      'office@example.org has an account already',
      'Choose the agency that the agency owner answers for',
      'Choose the plan that the council officer keeps',
    ])
    for (const link of wrong.document.querySelectorAll('.govuk-error-summary__list a')) {
      expect(wrong.document.querySelector(`main ${link.getAttribute('href') ?? ''}`)).not.toBeNull()
    }
    expect(wrong.document.querySelector('#name')?.getAttribute('value')).toBe('Nia Newcomer')
    expect(wrong.document.querySelectorAll('[name=roles]:checked')).toHaveLength(2)
  })

  it('is checked, changed once more, and made with its invitation in one go', async () => {
    const check = await ada.submit(`${accounts}/new`, 'main form button', filled)
    expect(text(check, 'h1')).toBe('Check the account before it is made')
    expect([fact(check, 'Name'), fact(check, 'Email address')]).toEqual(['Nia Newcomer', 'nia@example.org'])
    expect(texts(check, 'dd li')).toEqual([
      ...['Agency owner of Jobcentre Plus', 'Agency owner of Home Office'],
      'Council officer of A Multi-Agency Approach to Tackling Gangs in Bromley - Summary Report',
    ])
    const again = await ada.send(check, 'button[value=change]')
    expect(again.document.querySelectorAll('[name=agency] option[selected]:not([value=""])')).toHaveLength(2)
    const checkAgain = await ada.send(again, 'main form > button')
    const made = await ada.send(checkAgain, 'button[value=make]')
    expect(made.path).toMatch(/^\/administration\/accounts\/\d+$/u)
    expect(banner(made)).toMatch(/^The account of Nia Newcomer was made\. The invitation /u)
    expect(text(made, 'h1')).toBe('AccountNia Newcomer Invited')
    expect((await trailOf(service, 'account.made', 'account.invited')).slice(-2)).toMatchObject([
      {
        ...{ actor: 'Ada Administrator', kind: 'account.made', subject: 'nia@example.org' },
        details: {
          name: 'Nia Newcomer',
          roles: [
            'agency_owner of jobcentre-plus',
            'agency_owner of home-office',
            'council_officer of bromley-2012',
          ],
        },
      },
      { kind: 'account.invited', subject: 'nia@example.org' },
    ])
  })

  it('is invited once more, and not when it is in use', async () => {
    const id = await accountIdOf(service, 'nia@example.org')
    const sent = await ada.submit(`${accounts}/${id}`, `form[action$="/invite"]`)
    expect(banner(sent)).toContain('The invitation to nia@example.org')
    const open = await rawRows(service, `SELECT * FROM single_use_link WHERE account_id = ${id} AND used_at IS NULL`) // prettier-ignore
    expect(open).toHaveLength(1)
    expect(sent.document.querySelector('form[action$="/reset"]')).toBeNull()
  })
})

describe('one account', () => {
  const open = async (name: PersonName) => `${accounts}/${await accountIdOf(service, people[name].email)}`

  it('is not there for an address that names none', async () => {
    for (const id of ['0', '99999', 'x', '1e3', '1;drop', '12345678901234567890']) {
      expect([id, (await ada.get(`${accounts}/${id}`)).status]).toEqual([id, 404])
    }
  })

  it('changes name and email address', async () => {
    const path = `${await open('council')}/details`
    const wrong = await ada.submit(path, 'main form', { name: '', email: people.office.email })
    expect(errorsOf(wrong)).toEqual(['Enter the name'])
    const taken = await ada.submit(path, 'main form', { email: people.office.email })
    expect(errorsOf(taken)).toEqual(['office@example.org has an account already'])
    const saved = await ada.submit(path, 'main form', { name: 'Carys Cabinet' })
    expect(banner(saved)).toBe('The details of Carys Cabinet were saved.')
    expect(fact(saved, 'Name')).toBe('Carys Cabinet')
  })

  it('changes roles, which count at once', async () => {
    const reader = await Visitor.signedIn(service, 'reader')
    expect((await reader.get('/administration/audit-trail')).status).toBe(403)
    const path = `${await open('reader')}/roles`
    expect(errorsOf(await ada.submit(path, 'main form', { roles: [] }))).toEqual(['Select at least one role'])
    const saved = await ada.submit(path, 'main form', { roles: ['reader', 'auditor'] })
    expect(banner(saved)).toBe('The roles of Rob Reader were saved.')
    expect((await reader.get('/administration/audit-trail')).status).toBe(200)
  })

  it('is disabled with a reason, which ends its sessions, and enabled again', async () => {
    const owner = await Visitor.signedIn(service, 'owner')
    const path = await open('owner')
    const empty = await ada.submit(`${path}/disable`, 'main form')
    expect([empty.status, errorsOf(empty)]).toEqual([422, ['Enter why the account is disabled']])
    const done = await ada.submit(`${path}/disable`, 'main form', { reason: 'Left the agency' })
    expect(banner(done)).toBe('The account of Amir Owner was disabled.')
    expect(texts(done, 'main .govuk-tag')).toEqual(['Disabled'])
    expect((await owner.get('/account')).path).toMatch(/^\/sign-in/u)
    const enabled = await ada.send(done, 'form[action$="/enable"]')
    expect(banner(enabled)).toBe('The account of Amir Owner was enabled again.')
    expect((await Visitor.signedIn(service, 'owner')).cookie('throughline')).toBeDefined()
  })

  it('cannot be disabled, or lose its role, by its own administrator, and says why', async () => {
    const path = await open('administrator')
    const page = await ada.get(path)
    expect(text(page, '.govuk-inset-text')).toContain('You cannot disable it or give up the role')
    expect(page.document.querySelector('a[href$="/disable"]')).toBeNull()
    const disabled = await ada.submit(`${path}/disable`, 'main form', { reason: 'Holiday' })
    expect(errorsOf(disabled)[0]).toContain('You cannot disable your own account')
    const roles = await ada.submit(`${path}/roles`, 'main form', { roles: ['reader'] })
    expect(errorsOf(roles)[0]).toContain('You cannot give up the role of administrator yourself')
    expect(roles.document.querySelectorAll('[name=roles]:checked')).toHaveLength(1)
  })

  it('is asked for one-time codes, sent a reset, and signed out everywhere', async () => {
    const owner = await Visitor.signedIn(service, 'owner')
    const path = await open('owner')
    const required = await ada.submit(path, 'form[action$="/codes"]')
    expect(banner(required)).toBe('Amir Owner will be asked for one-time codes.')
    expect(fact(required, 'One-time codes')).toBe('Required, not set up yet')
    const left = await ada.send(required, 'form[action$="/codes"]')
    expect(fact(left, 'One-time codes')).toBe('Off')
    expect(banner(await ada.send(left, 'form[action$="/reset"]'))).toContain('The password reset to')
    const out = await ada.submit(path, 'main form[action$="/sign-out"]')
    expect(banner(out)).toBe('Amir Owner was signed out everywhere.')
    expect((await owner.get('/account')).path).toMatch(/^\/sign-in/u)
  })
})

describe('the own account', () => {
  it('says who one is, in which roles, and what they open', async () => {
    const council = await Visitor.signedIn(service, 'council')
    const page = await council.get('/account')
    expect(fact(page, 'Email address')).toBe('council@example.org')
    expect(text(page, '#roles + dl')).toContain('Keeps one plan: sees and updates its actions')
    expect(texts(page, 'section[aria-labelledby=roles] li')).toEqual([
      ...['Sign in, and look after your own account', 'Read actions, plans, agencies and priorities'],
      ...['Update actions', 'Download lists of actions', 'Read reports', 'Make reports'],
      ...['Answer returns', 'Take in action plans from spreadsheets'],
    ])
  })

  it('changes its name', async () => {
    const council = await Visitor.signedIn(service, 'council')
    const wrong = await council.submit('/account/name', 'main form', { name: 'olive office' })
    expect(errorsOf(wrong)).toEqual(['Another account has this name: add something that tells the two apart'])
    const saved = await council.submit('/account/name', 'main form', { name: 'Carys  Council' })
    expect([saved.path, banner(saved)]).toEqual(['/account', 'Your name was saved.'])
    expect(fact(saved, 'Name')).toBe('Carys Council')
  })

  it('lists the browsers that are signed in, and signs out one or all', async () => {
    const [here, there] = [
      await Visitor.signedIn(service, 'auditor'),
      await Visitor.signedIn(service, 'auditor'),
    ]
    const page = await here.get('/account')
    const rows = [...page.document.querySelectorAll('section[aria-labelledby=sessions] tbody tr')]
    expect(rows.filter((row) => row.textContent.includes('This browser'))).toHaveLength(1)
    const other = rows.find((row) => !row.textContent.includes('This browser'))
    const name = other?.querySelector('[name=session]')?.getAttribute('value') ?? ''
    const left = await here.send(page, 'form[action="/account/sessions/end"]', { session: name })
    expect(banner(left)).toBe('The browser was signed out.')
    const stranger = await ada.submit('/account', 'form[action="/account/sessions/end"]', { session: name })
    expect(banner(stranger)).toBeNull()
    const all = await here.submit('/account', 'form[action="/account/sign-out-everywhere"]')
    expect(all.path).toBe('/sign-in')
    for (const visitor of [here, there]) {
      expect((await visitor.get('/account')).path).toMatch(/^\/sign-in/u)
    }
  })

  it('never signs out the browser of somebody else', async () => {
    const office = await Visitor.signedIn(service, 'office')
    const page = await office.get('/account')
    const name = page.document.querySelector('[name=session]')?.getAttribute('value') ?? ''
    await ada.submit('/account', 'form[action="/account/sessions/end"]', { session: name })
    expect((await office.get('/account')).path).toBe('/account')
  })

  it('changes its password for who knows the old one; every other browser is signed out', async () => {
    const [here, there] = [
      await Visitor.signedIn(service, 'auditor'),
      await Visitor.signedIn(service, 'auditor'),
    ]
    const change = (current: string, chosen: string) =>
      here.submit('/account/password', 'main form', { current, chosen })
    expect(errorsOf(await change('', ''))).toEqual(['Enter your password'])
    expect(errorsOf(await change('not my password', 'x'))).toEqual(['This is not your password'])
    expect(errorsOf(await change(password, 'short'))).toEqual([
      'The password must have at least 12 characters',
    ])
    const refused = await change(password, 'auditor@example.org')
    expect(refused.html).not.toContain(password)
    expect(errorsOf(refused)).toHaveLength(1)
    const done = await change(password, 'teapot-glacier-mandolin-7')
    expect([done.path, banner(done)]).toEqual([
      '/account',
      expect.stringMatching(/^Your password was changed/u),
    ])
    expect((await there.get('/account')).path).toMatch(/^\/sign-in/u)
    expect((await here.get('/account')).status).toBe(200)
  })
})

describe('a token for the API', () => {
  let office: Visitor
  const filled = { name: 'Nightly', scope: ['read the register', 'read reports'], days: '30', password }

  beforeAll(async () => {
    office = await Visitor.signedIn(service, 'office')
  })

  it('is refused without a name, a scope and the password', async () => {
    const empty = await office.submit('/account/tokens/new', 'main form')
    expect(errorsOf(empty)).toEqual(['Enter a name for the token', 'Select what the token may be used for'])
    expect(empty.document.querySelector<HTMLInputElement>('[name=days]:checked')?.value).toBe('90')
    const wrong = await office.submit('/account/tokens/new', 'main form', { ...filled, password: 'wrong' })
    expect(errorsOf(wrong)).toEqual(['This is not your password'])
    const never = await office.submit('/account/tokens/new', 'main form', { ...filled, days: '3650' })
    expect(errorsOf(never)).toEqual(['The last day must be from today to 1 March 2018'])
  })

  it('is shown once, is listed, works, and opens nothing once it is revoked', async () => {
    const made = await office.submit('/account/tokens/new', 'main form', filled)
    expect([made.status, made.path]).toEqual([201, '/account/tokens/new'])
    expect(made.headers.get('Cache-Control')).toBe('no-store')
    const token = text(made, '#token') ?? ''
    expect(token).toMatch(/^throughline_[\w-]{43}$/u)
    const calls = async () =>
      (await fetch(`${service.url}/api/v1/reports`, { headers: { Authorization: `Bearer ${token}` } })).status
    expect(await calls()).toBe(200)

    const page = await office.get('/account')
    expect(page.html).not.toContain(token)
    expect(JSON.stringify(await rawRows(service, 'SELECT * FROM session'))).not.toContain(token)
    expect(
      texts(page, 'section[aria-labelledby=tokens] tbody th, section[aria-labelledby=tokens] td'),
    ).toEqual([
      ...['Nightly', 'Works', 'Read actions, plans, agencies and priorities; Read reports'],
      ...['31 March 2017', '1 March 2017 at 09:00', 'Revoke the token Nightly'],
    ])
    const again = await office.submit('/account/tokens/new', 'main form', filled)
    expect(errorsOf(again)[0]).toContain('You have a token named “Nightly” already')

    const revoke = await office.get(
      page.document.querySelector('a[href$="/revoke"]')?.getAttribute('href') ?? '',
    )
    const revoked = await office.send(revoke, 'main form')
    expect(banner(revoked)).toBe('The token Nightly was revoked.')
    expect(texts(revoked, 'section[aria-labelledby=tokens] tbody .govuk-tag')).toEqual(['Revoked'])
    expect(await calls()).toBe(401)
  })

  it('is not offered to who holds nothing that a token could do', async () => {
    const page = await ada.get('/account')
    expect(page.document.querySelector('a[href="/account/tokens/new"]')).toBeNull()
    expect(text(page, 'section[aria-labelledby=tokens]')).toContain('nothing that a token could be used for')
  })

  it('is made without a password only by who has none and has signed in a short while ago', async () => {
    const reader = await Visitor.signedIn(service, 'reader')
    const id = await accountIdOf(service, people.reader.email)
    const [{ password_hash: hash } = { password_hash: '' }] = await rawRows(
      service,
      `SELECT password_hash FROM account WHERE id = ${id}`,
    )
    const set = (to: string | null) =>
      rawRun(
        service,
        `UPDATE account SET password_hash = ${to === null ? 'NULL' : `'${to}'`} WHERE id = ${id}`,
      )
    await set(null)
    try {
      const form = await reader.get('/account/tokens/new')
      expect(form.document.querySelector('[name=password]')).toBeNull()
      service.clock.instant = '2017-03-01T09:16:00.000Z'
      const late = await reader.send(form, 'main form', { name: 'Late', scope: 'read the register' })
      expect(errorsOf(late)).toEqual([expect.stringContaining('Sign out and sign in again first')])
      service.clock.instant = at
      const made = await reader.send(form, 'main form', { name: 'In time', scope: 'read the register' })
      expect(made.status).toBe(201)
      expect((await reader.get('/account/password')).status).toBe(404)
    } finally {
      service.clock.instant = at
      await set(String(hash))
    }
  })
})

describe('a name', () => {
  const unseen = 'The name must not have characters that cannot be seen: type it anew'
  const mixed = 'Write each word of the name in one alphabet: Latin, Greek and Cyrillic letters look alike'
  const reserved = 'The service uses this name for itself in the audit trail: enter another'
  const taken = 'Another account has this name: add something that tells the two apart'
  const refused: [string, string][] = [
    ['Nobody', reserved],
    [' no body. ', reserved],
    ['THROUGHLINE (first start)', reserved],
    ['\uFF34hroughline', reserved],
    ['Single sign-on', reserved],
    ['Olive\u200B Office', unseen],
    ['Olive \u202EeciffO', unseen],
    ['Olive O\u00ADffice', unseen],
    ['Olive\u0007Office', unseen],
    ['\u3164', unseen],
    ['\u041Elive Office', mixed],
    ['Olive Offi\u03F2e', mixed],
    ['olive  OFFICE', taken],
    ['Olive\u00A0Office', taken],
    ['\uFF2Flive O\uFB03ce', taken],
  ]

  it.each(refused)('that deceives is refused in every form: %j', async (name, sentence) => {
    const owner = await Visitor.signedIn(service, 'owner')
    expect(errorsOf(await owner.submit('/account/name', 'main form', { name }))).toEqual([sentence])
    const path = `${accounts}/${await accountIdOf(service, people.owner.email)}/details`
    expect(errorsOf(await ada.submit(path, 'main form', { name }))).toEqual([sentence])
    const made = { name, email: 'another@example.org', roles: ['reader'] }
    expect(errorsOf(await ada.submit(`${accounts}/new`, 'main form button', made))).toEqual([sentence])
    expect(await rawRows(service, "SELECT id FROM account WHERE email = 'another@example.org'")).toEqual([])
  })

  it.each([
    ...['Zoë Ó Briain-Łukasik', 'Мария Иванова', 'Νίκος Smith', '山田 太郎', "D'Arcy Nobodyson"],
    ...['AMIR owner', 'Amir Owner'],
  ])('of a person is taken: %s', async (name) => {
    const owner = await Visitor.signedIn(service, 'owner')
    const saved = await owner.submit('/account/name', 'main form', { name })
    expect([saved.path, fact(saved, 'Name')]).toEqual(['/account', name])
  })
})

describe('every page of accounts', () => {
  it('has a title of its own, one heading of the first rank, and no field without a label', async () => {
    const office = await Visitor.signedIn(service, 'office')
    const id = idOf(await ada.get(`${accounts}/${await accountIdOf(service, people.council.email)}`))
    const visits = [
      ...(await Promise.all(
        ['', '/new', `/${id}`, `/${id}/details`, `/${id}/roles`, `/${id}/disable`].map((path) =>
          ada.get(accounts + path),
        ),
      )),
      ...(await Promise.all(
        ['/account', '/account/name', '/account/password', '/account/tokens/new'].map((path) =>
          office.get(path),
        ),
      )),
    ]
    expect(new Set(visits.map(({ document }) => document.title)).size).toBe(visits.length)
    for (const { document, path } of visits) {
      expect([path, document.querySelectorAll('h1').length]).toEqual([path, 1])
      const fields = document.querySelectorAll('main input:not([type=hidden]), main select, main textarea')
      const bare = [...fields].filter((field) => !document.querySelector(`label[for="${field.id}"]`))
      expect([path, bare.length]).toEqual([path, 0])
    }
  })
})
