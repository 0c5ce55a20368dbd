import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { stringify } from 'yaml'
import { sentenceFor } from '../../src/failures.js'
import { SeedFileError } from '../../src/seeding/read-seeds.js'
import { SeedingService } from '../../src/seeding/seeding.service.js'
import { databaseKinds } from '../support/places.js'
import { countRows, openRaw, type RawDatabase } from '../support/raw-database.js'
import { actionsOf } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

/** A small set of seed files with nothing wrong; each test spoils one thing of it. */
function goodSeeds() {
  return {
    agencies: [
      { slug: 'borough', name: 'The Borough' },
      {
        slug: 'youth-service',
        name: 'Youth Service',
        abbreviation: 'YS',
        aliases: ['the Youth Service'],
        parent: 'borough',
      },
    ] as Record<string, unknown>[],
    programmes: [
      {
        ...{ code: 'PRG', name: 'A programme' },
        priorities: [
          { code: 'safety', title: 'Safety', text: 'Safer streets.', document: 'first-plan', section: '1' },
        ] as Record<string, unknown>[],
      },
    ] as Record<string, unknown>[],
    plan: {
      slug: 'first-plan',
      programme: 'PRG',
      title: 'The first plan',
      publisher: 'borough',
      published: {
        asWritten: 'June 2014',
        start: '2014-06-01',
        end: '2014-06-30',
        precision: 'month',
      },
      standing: 'final',
      geography: 'borough',
      licence: 'None stated',
    } as Record<string, unknown>,
    themes: [{ code: 'ONE', title: 'The first theme' }] as object[],
    measures: [{ theme: 'ONE', kind: 'measure', text: 'Fewer injuries', section: '2' }] as object[],
    actions: [
      {
        ...{
          ref: 'FP14-01',
          theme: 'ONE',
          kind: 'action',
          title: 'Open a youth club',
          text: 'Open a youth club.',
        },
        leads: [{ agency: 'youth-service', asWritten: 'YS' }],
        namedInText: [{ agency: 'borough', asWritten: 'the Borough' }],
        timescale: {
          ...{ asWritten: ['by the end of 2014'], start: '2014-06-30', end: '2014-12-31', precision: 'day' },
          basis: 'stated',
        },
        quotes: [{ section: '3', quote: 'We will open a youth club.' }] as object[],
        steps: [{ ref: 'FP14-01.a', text: 'Find a building' }] as object[],
      },
      {
        ...{ ref: 'FP14-02', theme: null, kind: 'action', title: 'Mend the lamps', text: 'Mend the lamps.' },
        quotes: [{ section: '4', quote: 'The lamps will be mended.' }],
      },
    ] as [Record<string, unknown> & { timescale: object }, Record<string, unknown>],
    updates: [
      {
        ...{ actions: ['FP14-02'], status: 'in_progress', narrative: 'Half of the lamps burn again.' },
        on: { asWritten: 'in May', start: '2014-05-01', end: '2014-05-31', precision: 'month' },
        ...{ section: '5', saidBy: 'The Borough' },
      },
    ] as [Record<string, unknown>, ...Record<string, unknown>[]],
    relations: [
      { from: 'FP14-01', to: 'FP14-02', kind: 'overlaps', reason: 'Both are about dark evenings.' },
    ] as [Record<string, unknown>],
    priorities: [
      { action: 'FP14-01', programme: 'PRG', priority: 'safety', reason: 'It keeps people safe.' },
    ] as Record<string, unknown>[],
  }
}
type Seeds = ReturnType<typeof goodSeeds>

function writeSeeds(folder: string, { agencies, programmes, relations, priorities, ...plan }: Seeds): void {
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), stringify(content))
  write('agencies.yaml', agencies)
  write('programmes.yaml', { programmes })
  write('links.yaml', { relations, priorities })
  write('first-plan.yaml', plan)
}

interface Story {
  title: string
  spoil: (seeds: Seeds) => void
  file: string
  /** The place, and what is allowed there. */
  says: string
}

const stories: Story[] = [
  {
    title: 'a lead that no file registers',
    spoil: ({ actions }) => (actions[0].leads = [{ agency: 'nobody', asWritten: 'Nobody' }]),
    file: 'first-plan.yaml',
    says: 'actions.0.leads.0.agency: must be the slug of an agency, not "nobody".',
  },
  {
    title: 'an agency of the wording that no file registers',
    spoil: ({ actions }) => (actions[1].namedInText = [{ agency: 'nobody', asWritten: 'Nobody' }]),
    file: 'first-plan.yaml',
    says: 'actions.1.namedInText.0.agency: must be the slug of an agency, not "nobody".',
  },
  {
    title: 'a publisher that no file registers',
    spoil: ({ plan }) => (plan.publisher = 'nobody'),
    file: 'first-plan.yaml',
    says: 'plan.publisher: must be the slug of an agency, not "nobody".',
  },
  {
    title: 'a parent agency that stands after its child',
    spoil: ({ agencies }) => agencies.reverse(),
    file: 'agencies.yaml',
    says: 'agencies.0.parent: must be an agency that stands before it, not "borough".',
  },
  {
    title: 'an agency that is registered twice',
    spoil: ({ agencies }) => agencies.push({ slug: 'borough', name: 'The Borough again' }),
    file: 'agencies.yaml',
    says: 'agencies.2.slug: must be a slug that does not stand before, not "borough".',
  },
  {
    title: 'an agency without a name',
    spoil: ({ agencies }) => delete agencies[0]?.name,
    file: 'agencies.yaml',
    says: 'agencies.0.name: name must be a string, not empty.',
  },
  {
    title: 'a programme that stands nowhere',
    spoil: ({ plan }) => (plan.programme = 'XYZ'),
    file: 'first-plan.yaml',
    says: 'plan.programme: must be the code of a programme, not "XYZ".',
  },
  {
    title: 'a priority from a document that stands nowhere',
    spoil: ({ programmes }) => (programmes[0] = { ...goodSeeds().programmes[0], priorities: [
      { code: 'safety', title: 'Safety', text: 'Safer streets.', document: 'lost-plan', section: '1' },
    ] }), // prettier-ignore
    file: 'programmes.yaml',
    says: 'programmes.0.priorities.0.document: must be the slug of a plan, not "lost-plan".',
  },
  {
    title: 'a day that no calendar has',
    spoil: ({ actions }) => (actions[0].timescale = { ...actions[0].timescale, end: '2014-02-30' }),
    file: 'first-plan.yaml',
    says: 'actions.0.timescale.end: end must be a day such as 2014-04-30, not "2014-02-30".',
  },
  {
    title: 'a day in words',
    spoil: ({ updates }) => (updates[0].on = { start: 'last May', precision: 'month' }),
    file: 'first-plan.yaml',
    says: 'updates.0.on.start: start must be a day such as 2014-04-30, not "last May".',
  },
  {
    title: 'a publication without an end',
    spoil: ({ plan }) => (plan.published = { asWritten: '2014', start: '2014-01-01', precision: 'year' }),
    file: 'first-plan.yaml',
    says: 'plan.published.end: end must be a day such as 2014-04-30, not empty.',
  },
  {
    title: 'a publication that ends before it begins',
    spoil: ({ plan }) => (plan.published = { start: '2014-06-30', end: '2014-06-01', precision: 'month' }),
    file: 'first-plan.yaml',
    says: 'plan.published.end: must be on or after 2014-06-30, not "2014-06-01".',
  },
  {
    title: 'a timescale that ends before it begins',
    spoil: ({ actions }) => (actions[0].timescale = { ...actions[0].timescale, start: '2015-01-01' }),
    file: 'first-plan.yaml',
    says: 'actions.0.timescale.end: must be on or after 2015-01-01, not "2014-12-31".',
  },
  {
    title: 'a date that is read and not explained',
    spoil: ({ actions }) => (actions[0].timescale = { ...actions[0].timescale, basis: 'inferred' }),
    file: 'first-plan.yaml',
    says: 'actions.0.timescale.reason: must be given when the basis is inferred, not null.',
  },
  {
    title: 'a precision that nobody knows',
    spoil: ({ actions }) => (actions[0].timescale = { ...actions[0].timescale, precision: 'decade' }),
    file: 'first-plan.yaml',
    says:
      'actions.0.timescale.precision: precision must be one of the following values: ' +
      'day, month, quarter, season, year, open, none, not "decade".',
  },
  {
    title: 'a passage without its words',
    spoil: ({ actions }) => (actions[0].quotes = [{ section: '3' }]),
    file: 'first-plan.yaml',
    says: 'actions.0.quotes.0.quote: quote must be longer than or equal to 1 characters, not empty.',
  },
  {
    title: 'an action without any passage',
    spoil: ({ actions }) => delete actions[1].quotes,
    file: 'first-plan.yaml',
    says: 'actions.1.quotes: quotes must hold at least one passage, not [].',
  },
  {
    title: 'a plan that does not say when it was published',
    spoil: ({ plan }) => delete plan.published,
    file: 'first-plan.yaml',
    says: 'plan.published: published must be given, with its own fields, not empty.',
  },
  {
    title: 'a statement that does not say when',
    spoil: ({ updates }) => delete updates[0].on,
    file: 'first-plan.yaml',
    says: 'updates.0.on: on must be given, with its own fields, not empty.',
  },
  {
    title: 'a list that holds nothing but its name',
    spoil: (seeds) => Object.assign(seeds, { themes: null }),
    file: 'first-plan.yaml',
    says: 'themes: themes must be a list, not null.',
  },
  {
    title: 'a field whose name is misspelt',
    spoil: ({ actions }) => (actions[0].laeds = actions[0].leads),
    file: 'first-plan.yaml',
    says: 'actions.0.laeds: is not a field of this file.',
  },
  {
    title: 'an action of a kind that nobody knows',
    spoil: ({ actions }) => (actions[1].kind = 'wish'),
    file: 'first-plan.yaml',
    says:
      'actions.1.kind: kind must be one of the following values: ' +
      'action, recommendation, area_for_improvement, next_step, commitment, not "wish".',
  },
  {
    title: 'a ref that stands twice',
    spoil: ({ actions }) => (actions[1].ref = 'FP14-01'),
    file: 'first-plan.yaml',
    says: 'actions.1.ref: must be a ref that does not stand before, not "FP14-01".',
  },
  {
    title: 'a ref in small letters',
    spoil: ({ actions }) => (actions[1].ref = 'fp14-02'),
    file: 'first-plan.yaml',
    says: 'actions.1.ref: ref must look like AR13-PW-01, not "fp14-02".',
  },
  {
    title: 'a step whose ref stands twice',
    spoil: ({ actions }) => (actions[1].steps = [{ ref: 'FP14-01.a', text: 'Buy lamps' }]),
    file: 'first-plan.yaml',
    says: 'actions.1.steps.0.ref: must be a ref that does not stand before, not "FP14-01.a".',
  },
  {
    title: 'an action under a theme that the plan has not',
    spoil: ({ actions }) => (actions[1].theme = 'TWO'),
    file: 'first-plan.yaml',
    says: 'actions.1.theme: must be the code of a theme of the plan, not "TWO".',
  },
  {
    title: 'a measure under a theme that the plan has not',
    spoil: ({ measures }) =>
      (measures[0] = { theme: 'TWO', kind: 'measure', text: 'Fewer injuries', section: '2' }),
    file: 'first-plan.yaml',
    says: 'measures.0.theme: must be the code of a theme of the plan, not "TWO".',
  },
  {
    title: 'a statement about an action that stands nowhere',
    spoil: ({ updates }) => (updates[0].actions = ['FP14-99']),
    file: 'first-plan.yaml',
    says: 'updates.0.actions.0: must be the ref of an action of this plan or an earlier one, not "FP14-99".',
  },
  {
    title: 'a statement that names an action twice',
    spoil: ({ updates }) => (updates[0].actions = ['FP14-02', 'FP14-02']),
    file: 'first-plan.yaml',
    says: 'updates.0.actions.1: must be a ref in the update that does not stand before, not "FP14-02".',
  },
  {
    title: 'a statement with a status that nobody knows',
    spoil: ({ updates }) => (updates[0].status = 'nearly'),
    file: 'first-plan.yaml',
    says: 'updates.0.status: status must be one of the following values: not_started, in_progress,',
  },
  {
    title: 'a statement without words',
    spoil: ({ updates }) => (updates[0].narrative = ''),
    file: 'first-plan.yaml',
    says: 'updates.0.narrative: narrative must be longer than or equal to 1 characters, not "".',
  },
  {
    title: 'a relation to an action that stands nowhere',
    spoil: ({ relations }) => (relations[0].to = 'FP14-99'),
    file: 'links.yaml',
    says: 'relations.0.to: must be the ref of an action, not "FP14-99".',
  },
  {
    title: 'a relation of an action to itself',
    spoil: ({ relations }) => (relations[0].to = 'FP14-01'),
    file: 'links.yaml',
    says: 'relations.0.to: must be another action than the one it comes from, not "FP14-01".',
  },
  {
    title: 'a relation without a reason',
    spoil: ({ relations }) => delete relations[0].reason,
    file: 'links.yaml',
    says: 'relations.0.reason: reason must be longer than or equal to 1 characters, not empty.',
  },
  {
    title: 'a priority that the programme has not',
    spoil: ({ priorities }) => (priorities[0] = { ...goodSeeds().priorities[0], priority: 'wealth' }),
    file: 'links.yaml',
    says: 'priorities.0.priority: must be a priority of PRG, not "wealth".',
  },
  {
    title: 'a priority of an action that is given twice',
    spoil: ({ priorities }) => priorities.push({ ...goodSeeds().priorities[0] }),
    file: 'links.yaml',
    says: 'priorities.1: must be a priority of the action that does not stand before, not "FP14-01 PRG safety".',
  },
]

describe.each(databaseKinds)('wrong seed files on %s', (kind) => {
  let service: TestService
  let database: RawDatabase
  let folder: string
  let empty: Record<string, number>
  const enter = () => service.app.get(SeedingService).seed(folder)
  const refusal = async () =>
    enter().then(
      () => new Error('Nothing was refused.'),
      (error: unknown) => error,
    )

  beforeAll(async () => {
    service = await TestService.start(kind, { seed: 'none', at: seededAt })
    database = await openRaw(service.place)
    empty = await countRows(database)
  })

  afterAll(async () => {
    await database.close()
    await service.stop()
  })

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-seeds-'))
    writeSeeds(folder, goodSeeds())
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each(stories)(
    '$title: the file, the place and what is allowed are told, nothing is entered',
    async (story) => {
      const seeds = goodSeeds()
      story.spoil(seeds)
      writeSeeds(folder, seeds)
      const error = await refusal()
      expect(error).toBeInstanceOf(SeedFileError)
      const sentence = sentenceFor(error) ?? ''
      expect(sentence.startsWith(`${join(folder, story.file)}: ${story.says}`) ? story.says : sentence).toBe(
        story.says,
      )
      expect(await countRows(database)).toEqual(empty)
    },
  )

  it('name a file that is not YAML', async () => {
    writeFileSync(join(folder, 'first-plan.yaml'), 'plan: [unclosed\nthemes: "')
    const error = await refusal()
    expect(error).toBeInstanceOf(SeedFileError)
    expect((error as Error).message).toContain(`${join(folder, 'first-plan.yaml')} cannot be read: `)
    expect(await countRows(database)).toEqual(empty)
  })

  it('name a file that is not there', async () => {
    unlinkSync(join(folder, 'agencies.yaml'))
    const error = await refusal()
    expect(error).toBeInstanceOf(SeedFileError)
    expect((error as Error).message).toContain(`${join(folder, 'agencies.yaml')} cannot be read: `)
    expect(await countRows(database)).toEqual(empty)
  })

  it('name an empty file', async () => {
    writeFileSync(join(folder, 'first-plan.yaml'), '')
    const error = await refusal()
    expect(error).toBeInstanceOf(SeedFileError)
    expect((error as Error).message).toBe(`${join(folder, 'first-plan.yaml')} is empty.`)
    expect(await countRows(database)).toEqual(empty)
  })

  it('are entered once they are right, with every status that a document may state', async () => {
    const seeds = goodSeeds()
    const [half] = seeds.updates
    writeSeeds(folder, {
      ...seeds,
      updates: [
        half,
        { ...half, status: 'paused', narrative: 'The work on the lamps has been stopped.' },
        { ...half, actions: ['FP14-01'], status: 'complete_reported', narrative: 'The club was opened.' },
      ],
    })
    expect(await enter()).toBe(2)
    const [first, second] = await actionsOf(service)
    expect([first?.ref, second?.ref]).toEqual(['FP14-01', 'FP14-02'])
    expect([second?.status, second?.statusReason]).toEqual(['paused', 'Stated in the document'])
    expect([first?.status, first?.statusReason, first?.completedOn]).toEqual([
      'complete_reported',
      null,
      '2014-05-31',
    ])
    expect(first?.leads).toEqual([
      { agency: 'youth-service', name: 'Youth Service', asWritten: 'YS', provisional: false },
    ])
  })
})
