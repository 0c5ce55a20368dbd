import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { ActionsService, type NewAction } from '../actions/actions.service.js'
import { Agency } from '../agencies/agency.entity.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { Database } from '../database/database.js'
import { Plan, Programme } from '../plans/plan.entity.js'
import { knownFromPublication, PlansService } from '../plans/plans.service.js'
import { UpdatesService } from '../updates/updates.service.js'
import { readSeeds } from './read-seeds.js'
import type { PlanFile, SeedAction, SeedProgramme, Seeds } from './seed-file.js'

/** The author of everything that the seed files say. */
export const seedAuthor = { name: 'Throughline (from the source documents)' }

/** Enters the source documents into the register, through the services that every other change goes through. */
@Injectable()
export class SeedingService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly agencies: AgenciesService,
    private readonly plans: PlansService,
    private readonly actions: ActionsService,
    private readonly updates: UpdatesService,
  ) {}

  /**
   * Enters every plan of a folder's seed files that the register does not hold yet, with its agencies, programmes and
   * links, in one write: all or nothing. What the register holds already is left as it is.
   *
   * @returns the number of actions entered; 0 when there was nothing new
   * @throws SeedFileError when a file does not keep to its shape
   */
  async seed(folder: string): Promise<number> {
    const seeds = readSeeds(folder)
    if ((await newPlans(this.database.reads.manager, seeds)).length === 0) return 0
    try {
      return await this.ledger.write(seedAuthor, (write) => this.enter(write, seeds))
    } catch (error) {
      if (error instanceof NothingNew) return 0
      throw error
    }
  }

  private async enter(write: Write, seeds: Seeds): Promise<number> {
    // Asked again inside the write: another instance may have been first.
    const plans = await newPlans(write.manager, seeds)
    if (plans.length === 0) throw new NothingNew()
    const agencies = await write.manager.find(Agency, { select: { slug: true } })
    const registered = new Set(agencies.map((agency) => agency.slug))
    for (const agency of seeds.agencies) {
      if (!registered.has(agency.slug)) await this.agencies.register(write, agency)
    }
    const programmes = new Set((await write.manager.find(Programme)).map((programme) => programme.code))
    for (const programme of seeds.programmes) {
      if (!programmes.has(programme.code)) await this.enterProgramme(write, programme, seeds)
    }
    for (const file of plans) await this.enterPlan(write, file)
    await this.enterLinks(write, plans, seeds)
    return plans.reduce((count, file) => count + file.actions.length, 0)
  }

  /** Our reading, as far as it concerns a plan that was just entered. */
  private async enterLinks(write: Write, plans: PlanFile[], { links }: Seeds): Promise<void> {
    const entered = new Set(plans.flatMap((file) => file.actions.map((action) => action.ref)))
    const relations = [...plans.flatMap((file) => file.relations), ...links.relations]
    for (const { from, to, kind, reason } of relations) {
      if (entered.has(from) || entered.has(to)) await this.actions.relate(write, from, to, kind, reason)
    }
    for (const { action, programme, priority, reason } of links.priorities) {
      if (entered.has(action)) await this.actions.serve(write, action, programme, priority, reason)
    }
  }

  private async enterProgramme(write: Write, programme: SeedProgramme, seeds: Seeds): Promise<void> {
    const priorities = programme.priorities.map(({ code, title, text, document, section, note }) => {
      const source = seeds.plans.find((file) => file.plan.slug === document)
      if (!source) throw new Error(`Priority “${code}” quotes “${document}”, which is not among the plans.`)
      return { code, title, text, section, note, knownFrom: knownFromPublication(source.plan.published) }
    })
    await this.plans.addProgramme(write, { ...programme, priorities })
  }

  private async enterPlan(write: Write, file: PlanFile): Promise<void> {
    const handle = await this.plans.publish(write, {
      ...file.plan,
      themes: file.themes,
      measures: file.measures,
    })
    for (const [index, action] of file.actions.entries()) {
      await this.actions.promise(write, handle, index + 1, newAction(action))
    }
    for (const update of file.updates) {
      await this.updates.enterDocumented(write, handle, file.plan.title, update)
    }
    if (file.form) {
      const { sections, frontBlock, paragraphs, ...form } = file.form
      await this.plans.adoptForm(write, handle, { ...form, sections, frontBlock, paragraphs }, file.glossary)
    }
  }
}

/** Another instance has entered everything in the meantime. */
class NothingNew extends Error {}

async function newPlans(manager: EntityManager, seeds: Seeds): Promise<PlanFile[]> {
  const held = new Set((await manager.find(Plan, { select: { slug: true } })).map((plan) => plan.slug))
  return seeds.plans.filter((file) => !held.has(file.plan.slug))
}

function newAction(action: SeedAction): NewAction {
  const { ref, theme, kind, term, title, text, note, leads, partners, namedInText, timescale, steps } = action
  const sources = action.quotes.map(({ section, quote, note: differs }) => ({
    section,
    quote,
    note: differs,
  }))
  if (action.leadsQuote) {
    sources.push({ section: 'Leads as printed in the plan', quote: action.leadsQuote, note: null })
  }
  return {
    ref,
    theme,
    kind,
    term,
    title,
    text,
    note,
    leads,
    partners,
    namedInText,
    timescale,
    sources,
    steps,
  }
}
