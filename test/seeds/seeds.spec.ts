import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { projectFolder } from '../../src/prepare.js'
import type { ActionView, AgencyView, PlanView } from '../../src/register/views.js'
import type { PlanFile } from '../../src/seeding/seed-file.js'
import { databaseKinds } from '../support/places.js'
import { openRaw, type RawDatabase } from '../support/raw-database.js'
import { actionsOf, type Page } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

const seedsFolder = join(projectFolder, 'seeds')

/** Every string of a YAML file with its place. */
function* textsOf(node: unknown, place: string): Generator<{ place: string; text: string }> {
  if (typeof node === 'string') yield { place, text: node }
  else if (Array.isArray(node))
    for (const [index, item] of node.entries()) yield* textsOf(item, `${place}[${index}]`)
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) yield* textsOf(value, `${place}.${key}`)
  }
}

/** Every text that the database holds: whole columns, and the strings inside JSON. */
async function storedTexts(database: RawDatabase): Promise<Set<string>> {
  const texts = new Set<string>()
  for (const table of await database.tables()) {
    if (table === 'audit_line' || table === 'edition') continue
    for (const row of await database.rows(`SELECT * FROM "${table}"`)) {
      for (const value of Object.values(row)) {
        if (typeof value !== 'string') continue
        texts.add(value)
        if (/^[[{]/u.test(value)) for (const { text } of textsInJson(value)) texts.add(text)
      }
    }
  }
  return texts
}

function textsInJson(value: string): Iterable<{ text: string }> {
  try {
    return textsOf(JSON.parse(value), '')
  } catch {
    // A text of the document that begins with a bracket.
    return []
  }
}

describe.each(databaseKinds)('the seeds on %s', (kind) => {
  let service: TestService
  let actions: ActionView[]
  let plans: PlanView[]
  const ofPlan = (slug: string) => actions.filter((action) => action.plan === slug)
  const found = (ref: string) => {
    const action = actions.find((candidate) => candidate.ref === ref)
    if (!action) throw new Error(`${ref} is not in the register.`)
    return action
  }
  const numbered = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`)

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    actions = await actionsOf(service)
    plans = (await service.get<Page<PlanView>>('/plans')).body.items
  })

  afterAll(() => service.stop())

  it('hold five plans, national before region before borough, and 168 actions', () => {
    expect(plans.map(({ slug, actionCount }) => [slug, actionCount])).toEqual([
      ['annual-report-2013', 81],
      ['lcrb-strategy-2012', 23],
      ['bromley-2012', 29],
      ['merton-2013', 29],
      ['egve-2016', 6],
    ])
    expect(actions).toHaveLength(168)
    expect(new Set(actions.map((action) => action.ref)).size).toBe(168)
  })

  it('count the actions of every theme so that themes and loose actions add up to the plan', () => {
    for (const plan of plans) {
      const loose = ofPlan(plan.slug).filter((action) => action.theme === null).length
      const inThemes = plan.themes.reduce((sum, theme) => sum + theme.actionCount, 0)
      expect([plan.slug, inThemes + loose]).toEqual([plan.slug, plan.actionCount])
      for (const { code, actionCount } of plan.themes) {
        const own = ofPlan(plan.slug).filter((action) => action.themeCode === code)
        expect([plan.slug, code, own.length]).toEqual([plan.slug, code, actionCount])
      }
    }
  })

  describe('of the annual report', () => {
    it('hold the 59 rows of its summary, numbered in order in their seven themes', () => {
      const rows = { PW: 10, YH: 6, CJ: 7, OC: 7, WG: 6, WW: 8, PR: 15 }
      const expected = Object.entries(rows).flatMap(([theme, count]) => numbered(`AR13-${theme}-`, count))
      const summary = ofPlan('annual-report-2013').filter((action) => action.kind === 'action')
      expect(summary.map((action) => action.ref).sort()).toEqual(expected.sort())
      expect(summary).toHaveLength(59)
      for (const action of summary) {
        expect(action.ref).toContain(`-${action.themeCode ?? ''}-`)
        expect(action.source.section).toBe('Summary of actions set out in this report')
      }
    })

    it('hold 22 commitments that stand only in its chapters', () => {
      const commitments = ofPlan('annual-report-2013').filter((action) => action.kind === 'commitment')
      expect(commitments.map((action) => action.ref).sort()).toEqual(numbered('AR13-F-', 22))
      for (const { source } of commitments) expect(source.section).not.toContain('Summary')
    })

    it('keep the themes in the order of the summary', () => {
      const codes = plans
        .find((plan) => plan.slug === 'annual-report-2013')
        ?.themes.map((theme) => theme.code)
      expect(codes).toEqual(['PW', 'YH', 'CJ', 'OC', 'WG', 'WW', 'PR'])
    })

    it('read a department whose name is cut by a semicolon as one lead, and keep its words', () => {
      const cut = actions.filter((action) =>
        action.leads.some((lead) => lead.asWritten === 'Department of Business; Innovation and Skills'),
      )
      expect(cut).toHaveLength(1)
      expect(cut[0]?.leads.map((lead) => lead.agency)).toEqual([
        'department-for-business-innovation-and-skills',
        'home-office',
      ])
      expect(cut[0]?.source.quotes.map(({ quote }) => quote)).toContain(
        'Department of Business; Innovation and Skills; Home Office',
      )
    })

    it('read “early 2014” as a season and never as a day', () => {
      expect(found('AR13-PW-08').timescale).toMatchObject({
        ...{ asWritten: ['in early 2014'], start: '2014-01-01', end: '2014-04-30' },
        ...{
          precision: 'season',
          basis: 'inferred',
          firstEnd: '2014-04-30',
          timesRedated: 0,
          daysSlipped: 0,
        },
      })
    })

    it('leave a summary row that names no lead without one, and flag it', () => {
      for (const action of ofPlan('annual-report-2013')) {
        const flagged = action.flags.some((flag) => flag.code === 'no-lead')
        expect([action.ref, flagged]).toEqual([action.ref, action.leads.length === 0])
      }
    })

    it('take a status only from a statement of the report, which is its evidence', () => {
      // AR13-F-15 took its status from the report too; the slides of 2016 have spoken of it since.
      const started = ofPlan('annual-report-2013').filter(
        (action) => action.status !== 'not_started' && action.ref !== 'AR13-F-15',
      )
      expect(started.length).toBeGreaterThan(10)
      for (const action of started) {
        expect([action.ref, action.status]).toEqual([action.ref, 'in_progress'])
        expect(action.latestUpdate?.by).toBe('HM Government')
        expect(action.latestUpdate?.evidence[0]?.title).toContain('Annual Report 2013')
        expect(action.latestUpdate?.knownFrom).toBe('2013-12-31')
      }
    })
  })

  describe('of the London strategy', () => {
    it('hold 23 action points, in number', () => {
      expect(ofPlan('lcrb-strategy-2012').map((action) => action.ref)).toEqual(numbered('LCRB12-', 23))
    })

    it('have no lead and no partner, since the columns of the plan are empty, and say so by a flag', () => {
      for (const action of ofPlan('lcrb-strategy-2012')) {
        expect(action.leads).toEqual([])
        expect(action.partners).toEqual([])
        expect(action.flags.map((flag) => flag.code)).toContain('no-lead')
      }
    })

    it('keep agencies of the wording as named in text', () => {
      const named = ofPlan('lcrb-strategy-2012').filter((action) => action.namedInText.length > 0)
      expect(named).toHaveLength(19)
      expect(found('LCRB12-19').namedInText.map(({ agency, asWritten }) => [agency, asWritten])).toEqual([
        ['mopac', 'MOPAC'],
        ['home-office', 'Home Office'],
        ['london-crime-reduction-board', 'London Crime Reduction Board'],
      ])
    })

    it('have no timescale but that of point 19, which has no end, and say so by a flag', () => {
      for (const { ref, timescale, flags } of ofPlan('lcrb-strategy-2012')) {
        const codes = flags.map((flag) => flag.code)
        if (ref === 'LCRB12-19') {
          expect(timescale).toMatchObject({
            start: '2013-03-01',
            end: null,
            precision: 'open',
            basis: 'inferred',
          })
          expect(codes).toContain('vague-timescale')
        } else {
          expect(timescale).toMatchObject({ asWritten: [], start: null, end: null, precision: 'none' })
          expect(codes).toContain('no-timescale')
        }
      }
    })

    it('keep the wording of the main text and that of the appendix', () => {
      for (const { ref, source } of ofPlan('lcrb-strategy-2012')) {
        expect([ref, source.quotes.length >= 2]).toEqual([ref, true])
        expect([ref, source.quotes.some(({ section }) => section.includes('Appendix'))]).toEqual([ref, true])
      }
    })

    it('hold its 13 measures and indicators', () => {
      expect(plans.find((plan) => plan.slug === 'lcrb-strategy-2012')?.measures).toHaveLength(13)
    })
  })

  describe('of Bromley', () => {
    const bromley = () => ofPlan('bromley-2012')

    it('hold 8 short-term and 21 long-term recommendations', () => {
      const short = bromley().filter((action) => action.term === 'short')
      expect(short.map((action) => action.ref)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `BRO12-S${n}`))
      const long = bromley().filter((action) => action.term === 'long')
      const sections = [5, 3, 4, 2, 7].flatMap((count, section) =>
        Array.from({ length: count }, (_, index) => `BRO12-${section + 1}.${index + 1}`),
      )
      expect(long.map((action) => action.ref)).toEqual(sections)
      expect(bromley().every((action) => action.kind === 'recommendation')).toBe(true)
    })

    it('hold all 46 steps, lettered from a, none of them started', () => {
      const steps = bromley().flatMap((action) => action.steps)
      expect(steps).toHaveLength(46)
      for (const action of bromley()) {
        const letters = action.steps.map((_, index) => `${action.ref}.${'abcdefgh'.charAt(index)}`)
        expect(action.steps.map((step) => step.ref)).toEqual(letters)
      }
      expect(new Set(steps.map((step) => step.status))).toEqual(new Set(['not_started']))
    })

    it('have leads that are all provisional, and a flag on every one', () => {
      for (const action of bromley()) {
        expect(action.leads.length).toBeGreaterThan(0)
        expect(action.leads.filter((lead) => !lead.provisional)).toEqual([])
        expect(action.flags.map((flag) => flag.code)).toContain('provisional-lead')
      }
    })

    it('are the only ones with provisional leads', () => {
      const provisional = actions.filter((action) => action.leads.some((lead) => lead.provisional))
      expect(new Set(provisional.map((action) => action.plan))).toEqual(new Set(['bromley-2012']))
    })
  })

  describe('of Merton', () => {
    const merton = () => ofPlan('merton-2013')
    const recommendations = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `MER13-7.${number}`)

    it('hold 9 key recommendations, 17 areas for improvement and the recommendations A to C', () => {
      const refs = merton().map((action) => action.ref)
      expect(refs.filter((ref) => ref.startsWith('MER13-7.'))).toEqual(recommendations)
      expect(refs.filter((ref) => /^MER13-[ABC]$/u.test(ref))).toEqual(['MER13-A', 'MER13-B', 'MER13-C'])
      const areas = merton().filter((action) => action.kind === 'area_for_improvement')
      expect(areas).toHaveLength(17)
      for (const area of areas) expect(area.ref).toMatch(/^MER13-5\.[1-7]\.\d+$/u)
    })

    it('join areas for improvement to the recommendation that they feed, seen from both ends', () => {
      const feeds = merton().flatMap((area) =>
        area.related
          .filter(({ relation }) => relation === 'feeds')
          .map(({ ref, reason }) => [area.ref, ref, reason]),
      )
      expect(feeds).toHaveLength(15)
      for (const [from = '', to = '', reason = ''] of feeds) {
        expect(from).toMatch(/^MER13-5\./u)
        expect(recommendations).toContain(to)
        expect(reason.length).toBeGreaterThan(20)
        expect(found(to).related).toContainEqual({ ref: from, relation: 'feeds_by', reason })
      }
      expect(found('MER13-5.1.4').related).toEqual(
        expect.arrayContaining([expect.objectContaining({ ref: 'MER13-7.1', relation: 'feeds' })]),
      )
    })

    it('keep the committee’s form with nine lines of front block and twelve headings', async () => {
      const database = await openRaw(service.place)
      const [row] = await database.rows(
        `SELECT f.form, f.glossary FROM committee_form f JOIN plan p ON p.id = f.plan_id WHERE p.slug = 'merton-2013'`,
      )
      await database.close()
      const form = JSON.parse(String(row?.form)) as { frontBlock: unknown[]; sections: { number: number }[] }
      expect(form.frontBlock).toHaveLength(9)
      expect(form.sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      expect(JSON.parse(String(row?.glossary))).toHaveLength(17)
    })
  })

  describe('of EGVE', () => {
    it('hold six next steps, the progress items as statements, and no lead', () => {
      const steps = ofPlan('egve-2016')
      expect(steps.map((action) => action.ref)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `EGVE16-N-${n}`))
      for (const step of steps) expect([step.kind, step.leads]).toEqual(['next_step', []])
      expect(found('EGVE16-N-1').latestUpdate).not.toBeNull()
    })

    it('serve six priorities of EGVE, and the other plans seven principles of EGYV', async () => {
      const database = await openRaw(service.place)
      const rows = await database.rows(
        `SELECT g.code, COUNT(*) AS total FROM priority o JOIN programme g ON g.id = o.programme_id GROUP BY g.code`,
      )
      await database.close()
      expect(Object.fromEntries(rows.map(({ code, total }) => [String(code), Number(total)]))).toEqual({
        ...{ EGYV: 7, EGVE: 6 },
      })
    })
  })

  it('give every action of an EGYV plan a principle, and every priority and relation a reason', () => {
    for (const action of actions) {
      const egve = action.plan === 'egve-2016'
      if (!egve) expect([action.ref, action.priorities.length > 0]).toEqual([action.ref, true])
      for (const priority of action.priorities) {
        expect(priority.programme).toBe(egve ? 'EGVE' : 'EGYV')
        expect(priority.reason.length).toBeGreaterThan(10)
      }
      for (const { ref, reason } of action.related) {
        expect(found(ref).ref).not.toBe(action.ref)
        expect(reason.length).toBeGreaterThan(10)
      }
    }
    // Each of the 98 relations shows at both its ends.
    expect(actions.flatMap((action) => action.related)).toHaveLength(2 * (83 + 15))
  })

  it('give every action a sentence of its plan, and a reason wherever a date is read rather than stated', () => {
    for (const { ref, source, text, title, timescale } of actions) {
      expect([ref, source.quotes.length > 0]).toEqual([ref, true])
      expect([ref, text.length > 0, title.length <= 70, title.endsWith('.')]).toEqual([
        ref,
        true,
        true,
        false,
      ])
      if (timescale.basis === 'inferred') expect([ref, timescale.reason]).toEqual([ref, expect.any(String)])
      if (timescale.precision === 'none')
        expect([ref, timescale.end, timescale.start]).toEqual([ref, null, null])
    }
  })

  it('count what each agency leads as the actions do', async () => {
    const agencies = (await service.get<Page<AgencyView>>('/agencies?pageSize=200')).body.items
    expect(agencies).toHaveLength(106)
    for (const { slug, leadCount, partnerCount } of agencies) {
      const leads = actions.filter((action) => action.leads.some((lead) => lead.agency === slug)).length
      expect([slug, leadCount, partnerCount]).toEqual([slug, leads, 0])
    }
  })

  it('give every action the words of its file, in their order', () => {
    for (const name of readdirSync(seedsFolder).filter((file) => file.endsWith('.yaml'))) {
      const { actions: written = [] } = parse(
        readFileSync(join(seedsFolder, name), 'utf8'),
      ) as Partial<PlanFile>
      for (const { ref, text, title, quotes, leadsQuote, leads = [], steps = [], timescale } of written) {
        const action = found(ref)
        const passages = [...quotes.map(({ quote }) => quote), ...(leadsQuote ? [leadsQuote] : [])]
        expect([action.ref, action.text, action.title]).toEqual([ref, text, title])
        expect(action.source.quotes.map(({ quote }) => quote)).toEqual(passages)
        expect(action.leads.map((lead) => lead.asWritten)).toEqual(leads.map((lead) => lead.asWritten))
        expect(action.steps.map((step) => [step.ref, step.text])).toEqual(
          steps.map((step) => [step.ref, step.text]),
        )
        expect(action.timescale.asWritten).toEqual(timescale?.asWritten ?? [])
      }
    }
  })

  it('are in the database whole: every text of every file', async () => {
    const database = await openRaw(service.place)
    const stored = await storedTexts(database)
    await database.close()
    const missing: string[] = []
    let looked = 0
    for (const name of readdirSync(seedsFolder).filter((file) => file.endsWith('.yaml'))) {
      for (const { place, text } of textsOf(parse(readFileSync(join(seedsFolder, name), 'utf8')), name)) {
        looked += 1
        if (!stored.has(text)) missing.push(place)
      }
    }
    expect(looked).toBeGreaterThan(6000)
    expect(missing).toEqual([])
  })
})
