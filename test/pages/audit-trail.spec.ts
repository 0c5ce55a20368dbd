import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditKinds, eventWords, sentenceOf } from '../../src/audit/event-words.js'
import { TrailReader } from '../../src/audit/trail-reader.service.js'
import { readStrictCsv } from '../exports/strict-csv.js'
import { databaseKinds } from '../support/places.js'
import { openRaw, type RawDatabase } from '../support/raw-database.js'
import { refsOf, say } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, type PersonName, type Visit, Visitor } from '../support/visitor.js'

const trail = '/administration/audit-trail'
const text = ({ document }: Visit) =>
  document.querySelector('main')?.textContent.replaceAll(/\s+/gu, ' ') ?? ''
const rowsOf = ({ document }: Visit) =>
  [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent.trim().replaceAll(/\s+/gu, ' ')),
  )
const numbersOf = (visit: Visit) =>
  [...visit.document.querySelectorAll('tbody th a')].map((link) =>
    Number(link.getAttribute('href')?.split('/').at(-1)),
  )
const linkOf = ({ document }: Visit, rel: string) =>
  document.querySelector(`.govuk-pagination a[rel=${rel}]`)?.getAttribute('href') ?? null
const factsOf = ({ document }: Visit): Partial<Record<string, string>> =>
  Object.fromEntries(
    [...document.querySelectorAll('.govuk-summary-list__row')].map((row) =>
      ['dt', 'dd'].map((part) => row.querySelector(part)?.textContent.trim() ?? ''),
    ) as [string, string][],
  )

describe.each(databaseKinds)('the audit trail on %s', (kind) => {
  let service: TestService
  let auditor: Visitor
  let raw: RawDatabase
  let refs: string[]

  const total = async () => {
    const [row] = await raw.rows('SELECT MAX(sequence) AS last FROM audit_line')
    return Number(row?.last)
  }

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    await makePeople(service, ['office', 'owner', 'council', 'reader', 'auditor', 'administrator'])
    raw = await openRaw(service.place)
    refs = (await refsOf(service, 'plan=bromley-2012')).slice(0, 3)
    for (const [index, ref] of refs.entries()) {
      service.clock.instant = `2017-02-0${index + 1}T12:00:00.000Z`
      await say(service, ref)
    }
    service.clock.instant = '2017-03-01T09:00:00.000Z'
    auditor = await Visitor.signedIn(service, 'auditor')
  })
  afterAll(async () => {
    await raw.close()
    await service.stop()
  })

  it('tells what happened, the newest first, in sentences', async () => {
    const visit = await auditor.get(trail)
    expect([visit.status, visit.document.title]).toEqual([200, 'Audit trail – Throughline'])
    const all = await total()
    const rows = rowsOf(visit)
    expect(rows).toHaveLength(50)
    expect(rows[0]?.slice(1, 4)).toEqual([
      '1 March 2017 at 09:00',
      expect.stringMatching(/^Aud Auditor signed in as auditor@example\.org by password from the address /u),
      'Signed in',
    ])
    expect(rows.map(([, , sentence]) => sentence)).toContain(
      `Programme office recorded an update of ${refs[2] ?? ''}, said by Programme office.`,
    )
    expect(numbersOf(visit)).toEqual(Array.from({ length: 50 }, (_, index) => all - index))
    expect(visit.document.querySelector('caption')?.textContent).toContain(`50 lines of ${all}`)
  })

  it('is paged by the numbers of its lines, there and back', async () => {
    const first = await auditor.get(trail)
    const second = await auditor.get(linkOf(first, 'next') ?? '')
    const third = await auditor.get(linkOf(second, 'next') ?? '')
    const numbers = [first, second, third].flatMap(numbersOf)
    const all = await total()
    expect(numbers).toEqual(Array.from({ length: 150 }, (_, index) => all - index))
    expect(second.document.title).toBe(`Audit trail (lines ${all - 50} to ${all - 99}) – Throughline`)
    expect(numbersOf(await auditor.get(linkOf(third, 'prev') ?? ''))).toEqual(numbersOf(second))
    expect(numbersOf(await auditor.get(linkOf(second, 'prev') ?? ''))).toEqual(numbersOf(first))
    const last = await auditor.get(`${trail}?before=4`)
    expect([numbersOf(last), linkOf(last, 'next')]).toEqual([[3, 2, 1], null])
    for (const nonsense of ['before=0', 'before=x', 'after=999999999', 'before=99999999999', 'page=7']) {
      expect([nonsense, numbersOf(await auditor.get(`${trail}?${nonsense}`))]).toEqual([
        nonsense,
        numbersOf(first),
      ])
    }
  })

  it('is filtered by who, kind, subject and days', async () => {
    const found = async (query: string) => rowsOf(await auditor.get(`${trail}?${query}`))
    expect(await found('kind=update.recorded&from=2017-02-02&to=2017-02-02')).toHaveLength(1)
    expect(await found('kind=update.recorded&from=2017-02-01&to=2017-02-03')).toHaveLength(3)
    expect(await found('kind=update.recorded&from=2017-02-02')).toHaveLength(2)
    expect(await found('from=2017-02-04&to=2017-02-20')).toHaveLength(0)
    expect(await found(`subject=${(refs[1] ?? '').toLowerCase()}&who=PROGRAMME`)).toHaveLength(2)
    expect(await found('who=100%25')).toHaveLength(0)
    const typed = await auditor.submit(trail, 'form[action$="audit-trail"]', {
      ...{ kind: 'update.recorded', 'from-day': '2', 'from-month': 'Feb', 'from-year': '2017' },
    })
    expect(rowsOf(typed)).toHaveLength(2)
    expect(
      [...typed.document.querySelectorAll('.moj-filter__tag')].map((tag) => tag.textContent.trim()),
    ).toEqual(['Remove this filter: kind: Update recorded', 'Remove this filter: from: 2 February 2017'])
    const none = await auditor.get(`${trail}?who=nobody`)
    expect(text(none)).toContain('No line matches these filters.')
  })

  it('names what is wrong with a filter and keeps what was typed', async () => {
    const visit = await auditor.submit(trail, 'form[action$="audit-trail"]', {
      ...{ 'from-day': '31', 'from-month': '2', 'from-year': '2017', 'to-day': '1' },
    })
    expect([visit.status, visit.document.title]).toEqual([422, 'Error: Audit trail – Throughline'])
    expect(
      [...visit.document.querySelectorAll('.govuk-error-summary__list a')].map((link) => [
        link.getAttribute('href'),
        link.textContent,
      ]),
    ).toEqual([
      ['#from-day', 'The first day must be a real date, such as 31 12 2013'],
      ['#to-day', 'The last day must include a month and a year'],
    ])
    expect(visit.document.querySelector<HTMLInputElement>('#from-day')?.value).toBe('31')
    const turned = await auditor.get(`${trail}?from=2017-02-03&to=2017-02-01`)
    expect(text(turned)).toContain('The last day must be the first day or after it')
    expect((await auditor.get(`${trail}?kind=nonsense`)).status).toBe(422)
  })

  it('shows a line with everything that stands in it', async () => {
    const [row] = await raw.rows(
      `SELECT * FROM audit_line WHERE kind = 'update.recorded' AND subject = '${refs[0] ?? ''}' ORDER BY sequence DESC LIMIT 1`,
    )
    const visit = await auditor.get(`${trail}/lines/${String(row?.sequence)}`)
    expect(visit.status).toBe(200)
    const facts = factsOf(visit)
    expect(facts).toMatchObject({
      ...{ Who: 'Programme office', Kind: 'Update recorded (update.recorded)', About: refs[0] },
      ...{ Actions: refs[0], By: 'Programme office' },
      ...{ 'Hash of this line': row?.hash, 'Hash of the line before it': row?.previous_hash },
    })
    expect(facts.When).toBe('1 February 2017 at 12:00 in London (2017-02-01T12:00:00.000Z)')
    expect(visit.document.querySelector(`a[href="/actions/${refs[0] ?? ''}"]`)).not.toBeNull()
    expect(text(visit)).toContain(
      'Its contents give its hash, and it carries the hash of the line before it.',
    )
    expect(text(await auditor.get(`${trail}/lines/1`))).toContain('Its contents give its hash')
    for (const nobody of ['0', '999999999', 'x', '1.5']) {
      expect([nobody, (await auditor.get(`${trail}/lines/${nobody}`)).status]).toEqual([nobody, 404])
    }
  })

  it('is downloaded as CSV, as filtered, with a line that says so', async () => {
    const before = await total()
    const response = await auditor.fetch(`${trail}.csv?kind=action.promised`)
    expect([response.status, response.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="throughline-audit-trail-2017-03-01-OFFICIAL.csv"',
    ])
    const csv = Buffer.from(await response.arrayBuffer()).toString()
    expect(csv.startsWith('\ufeff')).toBe(true)
    const [head, ...records] = readStrictCsv(csv.slice(1))
    expect(head).toEqual([
      ...['Line', 'When (UTC)', 'Who', 'What happened', 'Kind', 'Code of the kind', 'About'],
      ...['Details (JSON)', 'Hash of the line before', 'Hash'],
    ])
    expect(records).toHaveLength(168)
    expect(new Set(records.map((record) => record[5]))).toEqual(new Set(['action.promised']))
    const [line] = await raw.rows(`SELECT * FROM audit_line WHERE sequence = ${before + 1}`)
    expect(line).toMatchObject({
      ...{ actor: 'Aud Auditor', kind: 'trail.exported' },
      details: JSON.stringify({ filters: 'kind: Action entered', lines: 168 }),
    })
    const whole = readStrictCsv((await (await auditor.fetch(`${trail}.csv`)).text()).replace('\ufeff', ''))
    expect(whole.slice(1).map(([number]) => Number(number))).toEqual(
      Array.from({ length: before + 1 }, (_, index) => before + 1 - index),
    )
  })

  it('does not run as a formula in a spreadsheet', async () => {
    await new Visitor(service).submit('/sign-in', 'form', { email: '=cmd@example.org', password: 'x' })
    const csv = await (await auditor.fetch(`${trail}.csv?kind=account.sign-in-failed`)).text()
    expect(csv).toContain(`,'=cmd@example.org,`)
  })

  it('is checked at the press of a button', async () => {
    const check = await auditor.submit(trail, 'form[action$="checks"]')
    expect(check.path).toMatch(/^\/administration\/audit-trail\/checks\/\d+$/u)
    expect(check.document.querySelector('h1')?.textContent).toBe('The audit trail is whole')
    const lines = (await total()) - 1
    expect(factsOf(check)).toMatchObject({ 'Lines read': String(lines), By: 'Aud Auditor' })
    expect((await auditor.get(`${trail}/checks/1`)).status).toBe(404)
    const [newest] = rowsOf(await auditor.get(trail))
    expect(newest?.[2]).toBe(`Aud Auditor checked the audit trail: ${lines} lines, whole.`)
  })

  it('is called broken where it is, and the line says why', async () => {
    const onTable = kind === 'postgres' ? ' ON "audit_line"' : ''
    await raw.run(`DROP TRIGGER "tr_audit_line_no_update"${onTable}`)
    await raw.run(`UPDATE audit_line SET details = 'no JSON' WHERE sequence = 300`)
    await raw.run(`UPDATE audit_line SET kind = 'made.up' WHERE sequence = 301`)
    const check = await auditor.submit(trail, 'form[action$="checks"]')
    expect(check.document.querySelector('h1')?.textContent).toBe('The audit trail is broken')
    expect(text(check)).toContain(
      'Line 300 is the first that does not fit: its contents do not match its hash.',
    )
    const altered = await auditor.get(`${trail}/lines/300`)
    expect(text(altered)).toContain('The contents of this line do not give its hash: it was altered.')
    expect(text(altered)).toContain('no JSON')
    expect(text(await auditor.get(`${trail}/lines/301`))).toContain(
      'wrote a line of the kind “made.up”, which this release does not know',
    )
    expect((await auditor.get(`${trail}?before=302`)).status).toBe(200)
  })

  it.each<PersonName>(['office', 'owner', 'council', 'reader'])('is closed to the %s', async (name) => {
    const visitor = await Visitor.signedIn(service, name)
    for (const path of [trail, `${trail}.csv`, `${trail}/lines/1`, `${trail}/checks/1`]) {
      expect([path, (await visitor.get(path)).status]).toEqual([path, 403])
    }
  })

  it('is open to the administrator, without links to actions', async () => {
    const visitor = await Visitor.signedIn(service, 'administrator')
    const [row] = await raw.rows(`SELECT sequence FROM audit_line WHERE kind = 'action.promised' LIMIT 1`)
    const visit = await visitor.get(`${trail}/lines/${String(row?.sequence)}`)
    expect([visit.status, visit.document.querySelector('main dl a')]).toEqual([200, null])
  })
})

describe.each(databaseKinds)('a long audit trail on %s', (kind) => {
  let service: TestService
  const at = (sequence: number) =>
    new Date(Date.parse('2017-02-01T00:00:00.000Z') + sequence * 1000).toISOString()
  const lines = 250_000

  beforeAll(async () => {
    service = await TestService.start(kind, { seed: 'none', at: '2017-01-01T00:00:00.000Z' })
    const raw = await openRaw(service.place)
    const [row] = await raw.rows('SELECT MAX(sequence) AS last FROM audit_line')
    const [moment, hash] =
      kind === 'postgres'
        ? [
            `to_char(timestamp '2017-02-01' + i * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
            `lpad(CAST(i AS text), 64, '0')`,
          ]
        : [`strftime('%Y-%m-%dT%H:%M:%S.000Z', '2017-02-01', '+' || i || ' seconds')`, `printf('%064d', i)`]
    await raw.run(`WITH RECURSIVE numbers(i) AS (
        SELECT ${Number(row?.last) + 1} UNION ALL SELECT i + 1 FROM numbers WHERE i < ${lines})
      INSERT INTO audit_line (sequence, "at", actor, kind, subject, details, previous_hash, hash)
      SELECT i, ${moment}, CASE i WHEN 1000 THEN 'Rare Person' ELSE 'Throughline' END, 'update.recorded',
        'X-' || i, '{"update":1,"actions":["X"],"by":"Y"}', ${hash}, ${hash} FROM numbers`)
    await raw.close()
  }, 120_000)
  afterAll(() => service.stop())

  it('finds days without looking through it, and stops looking where a filter finds nothing', async () => {
    const reader = service.app.get(TrailReader)
    const day = await reader.page({ from: at(100_000), until: at(100_010) }, null, 50)
    expect(day.lines.map(({ sequence }) => sequence)).toEqual([
      100_009, 100_008, 100_007, 100_006, 100_005, 100_004, 100_003, 100_002, 100_001, 100_000,
    ])
    expect([day.older, day.newer, day.total]).toEqual([null, null, lines])

    const nothing = await reader.page({ who: 'rare' }, null, 50)
    expect(nothing.lines).toEqual([])
    expect(nothing.looked).toEqual({ newest: lines, oldest: lines - 205_000 + 1 })
    const rare = await reader.page({ who: 'rare' }, { before: nothing.older ?? 0 }, 50)
    expect(rare.lines.map(({ sequence }) => sequence)).toEqual([1_000])
    expect(rare.older).toBeNull()
    const back = await reader.page({ who: 'rare' }, { after: 500 }, 50)
    expect(back.lines.map(({ sequence }) => sequence)).toEqual([1_000])
    expect(await reader.count({ who: 'RARE' })).toBe(1)
    expect(await reader.count({ upTo: 60_000 })).toBe(60_000)
  })
})

describe('every kind of line', () => {
  it('has a label of its own', () => {
    const labels = auditKinds.map((kind) => eventWords[kind].label)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it('is told in a sentence, however its details look', () => {
    for (const kind of auditKinds) {
      for (const details of ['{}', 'null', '[]', '"x"', 'no JSON', '']) {
        const sentence = sentenceOf({ actor: 'Somebody', kind, subject: 'x', details })
        expect([kind, details, sentence]).toEqual([kind, details, expect.stringMatching(/^Somebody .+\.$/u)])
      }
    }
  })

  it.each([
    ['action.revised', '{"revision":3,"changed":{"said":true,"status":"paused","statusReason":null,"timescale":{}}}', 'made revision 3 of X: status, timescale.'], // prettier-ignore
    ['update.recorded', '{"update":1,"actions":["X","Y","Z"],"by":"the IMG"}', 'recorded an update of X and 2 other actions, said by the IMG.'], // prettier-ignore
    ['marked.read', '{"actions":["A","B","C","D","E","F","G"]}', 'was shown 7 actions of a marked plan: A, B, C, D, E and 2 more.'], // prettier-ignore
    [
      'agency.merged',
      '{"into":"y","reason":"They are one."}',
      'merged the agency X into y, because: They are one.',
    ],
    ['agency.aliases-changed', '{"added":["a"],"removed":["b"]}', 'gave X the other name “a” and took the other name “b” from X.'], // prettier-ignore
    ['trail.checked', '{"lines":9,"broken":{"sequence":4,"reason":"line 4 is missing"},"milliseconds":1}', 'checked the audit trail: broken at line 4, line 4 is missing.'], // prettier-ignore
    [
      'report.exported',
      '{"file":"r.pdf","marking":"Protect"}',
      'downloaded the report r.pdf, marked “Protect”.',
    ],
    ['register.exported', '{"filters":"","actions":1}', 'downloaded X with 1 action.'],
  ])('%s', (kind, details, sentence) => {
    expect(sentenceOf({ actor: 'Somebody', kind, subject: 'X', details })).toBe(`Somebody ${sentence}`)
  })
})
