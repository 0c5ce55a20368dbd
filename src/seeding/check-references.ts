import type { PlanFile, SeedAction, SeedAssignment, SeedRelation, Seeds } from './seed-file.js'

/** Where something stands: the file, and the place in it. */
interface Place {
  file: string
  path: string
}

/** What the files say of each other: every name that one uses must stand in another, and stand there once. */
class References {
  readonly problems: string[] = []
  private readonly agencies = new Set<string>()
  private readonly refs = new Set<string>()
  private readonly steps = new Set<string>()
  private readonly relations = new Set<string>()
  private readonly services = new Set<string>()
  private readonly priorities: Set<string>

  constructor(private readonly seeds: Seeds) {
    this.priorities = new Set(
      seeds.programmes.flatMap(({ code, priorities }) =>
        priorities.map((priority) => `${code} ${priority.code}`),
      ),
    )
  }

  check(fileOf: (plan: PlanFile) => string, folder: (name: string) => string): void {
    const { agencies, programmes, plans, links } = this.seeds
    const inAgencies = { file: folder('agencies.yaml'), path: 'agencies' }
    each(agencies, inAgencies, ({ slug, parent }, place) => {
      if (parent !== null)
        this.mustStand(this.agencies, at(place, 'parent'), 'an agency that stands before it', parent)
      this.mustBeNew(this.agencies, at(place, 'slug'), 'slug', slug)
    })
    const slugs = new Set(plans.map((file) => file.plan.slug))
    each(programmes, { file: folder('programmes.yaml'), path: 'programmes' }, ({ priorities }, programme) => {
      each(priorities, at(programme, 'priorities'), ({ document }, place) => {
        this.mustStand(slugs, at(place, 'document'), 'the slug of a plan', document)
      })
    })
    const codes = new Set<string>()
    each(programmes, { file: folder('programmes.yaml'), path: 'programmes' }, ({ code }, place) => {
      this.mustBeNew(codes, at(place, 'code'), 'code', code)
    })
    const entered = new Set<string>()
    for (const file of plans) {
      const place = { file: fileOf(file), path: '' }
      this.mustBeNew(entered, at(place, 'plan.slug'), 'slug', file.plan.slug)
      this.mustStand(codes, at(place, 'plan.programme'), 'the code of a programme', file.plan.programme)
      this.plan(file, place)
    }
    for (const file of plans) this.relationsOf(file.relations, { file: fileOf(file), path: 'relations' })
    const inLinks = folder('links.yaml')
    this.relationsOf(links.relations, { file: inLinks, path: 'relations' })
    each(
      links.priorities,
      { file: inLinks, path: 'priorities' },
      ({ action, programme, priority }, place) => {
        this.mustStand(this.refs, at(place, 'action'), 'the ref of an action', action)
        const wanted = `a priority of ${programme}`
        if (!this.priorities.has(`${programme} ${priority}`))
          this.refuse(at(place, 'priority'), wanted, priority)
        this.mustBeNew(this.services, place, 'priority of the action', `${action} ${programme} ${priority}`)
      },
    )
  }

  private plan({ plan, themes, measures, actions, updates, form }: PlanFile, file: Place): void {
    this.mustStand(this.agencies, at(file, 'plan.publisher'), 'the slug of an agency', plan.publisher)
    this.mustBeInOrder(plan.published, at(file, 'plan.published'))
    const codes = new Set<string>()
    each(themes, at(file, 'themes'), ({ code }, place) =>
      this.mustBeNew(codes, at(place, 'code'), 'code', code),
    )
    const mustBeATheme = (place: Place, theme: string | null) => {
      if (theme !== null) this.mustStand(codes, at(place, 'theme'), 'the code of a theme of the plan', theme)
    }
    each(measures, at(file, 'measures'), ({ theme }, place) => mustBeATheme(place, theme))
    each(actions, at(file, 'actions'), (action, place) => {
      mustBeATheme(place, action.theme)
      this.action(action, place)
    })
    each(updates, at(file, 'updates'), (update, place) => {
      mustBeATheme(place, update.theme)
      this.mustBeInOrder(update.on, at(place, 'on'))
      const spoken = new Set<string>()
      each(update.actions, at(place, 'actions'), (ref, where) => {
        this.mustStand(this.refs, where, 'the ref of an action of this plan or an earlier one', ref)
        this.mustBeNew(spoken, where, 'ref in the update', ref)
      })
    })
    if (form) this.mustStand(this.agencies, at(file, 'form.council'), 'the slug of an agency', form.council)
  }

  private action(action: SeedAction, place: Place): void {
    const { ref, leads, partners, namedInText, timescale, steps } = action
    this.mustBeNew(this.refs, at(place, 'ref'), 'ref', ref)
    const named = ({ agency }: SeedAssignment, where: Place) =>
      this.mustStand(this.agencies, at(where, 'agency'), 'the slug of an agency', agency)
    each(leads, at(place, 'leads'), named)
    each(partners, at(place, 'partners'), named)
    const mentions = new Set<string>()
    each(namedInText, at(place, 'namedInText'), (mention, where) => {
      named(mention, where)
      this.mustBeNew(mentions, where, 'mention in the action', `${mention.agency} ${mention.asWritten}`)
    })
    each(steps, at(place, 'steps'), (step, where) =>
      this.mustBeNew(this.steps, at(where, 'ref'), 'ref', step.ref),
    )
    if (timescale === null) return
    this.mustBeInOrder(timescale, at(place, 'timescale'))
    if (timescale.basis !== 'stated' && !timescale.reason?.trim()) {
      this.refuse(
        at(place, 'timescale.reason'),
        `given when the basis is ${timescale.basis}`,
        timescale.reason,
      )
    }
  }

  private relationsOf(relations: SeedRelation[], list: Place): void {
    each(relations, list, ({ from, to, kind }, place) => {
      this.mustStand(this.refs, at(place, 'from'), 'the ref of an action', from)
      this.mustStand(this.refs, at(place, 'to'), 'the ref of an action', to)
      if (from === to) this.refuse(at(place, 'to'), 'another action than the one it comes from', to)
      this.mustBeNew(this.relations, place, 'relation', `${from} ${kind} ${to}`)
    })
  }

  private mustStand(known: ReadonlySet<string>, place: Place, what: string, value: string): void {
    if (!known.has(value)) this.refuse(place, what, value)
  }

  private mustBeNew(known: Set<string>, place: Place, what: string, value: string): void {
    if (known.has(value)) this.refuse(place, `a ${what} that does not stand before`, value)
    known.add(value)
  }

  private mustBeInOrder({ start, end }: { start: string | null; end: string | null }, place: Place): void {
    if (start !== null && end !== null && start > end)
      this.refuse(at(place, 'end'), `on or after ${start}`, end)
  }

  private refuse({ file, path }: Place, allowed: string, value: string | null): void {
    this.problems.push(`${file}: ${path}: must be ${allowed}, not ${JSON.stringify(value)}`)
  }
}

function at({ file, path }: Place, name: string | number): Place {
  return { file, path: path ? `${path}.${name}` : String(name) }
}

function each<T>(items: T[], list: Place, check: (item: T, place: Place) => void): void {
  for (const [index, item] of items.entries()) check(item, at(list, index))
}

/**
 * The first name that stands nowhere, stands twice, or a span that ends before it begins; null when all is well.
 *
 * @param fileOf the path of a plan's file
 * @param inFolder the path of a shared file
 */
export function firstWrongReference(
  seeds: Seeds,
  fileOf: (plan: PlanFile) => string,
  inFolder: (name: string) => string,
): string | null {
  const references = new References(seeds)
  references.check(fileOf, inFolder)
  return references.problems[0] ?? null
}
