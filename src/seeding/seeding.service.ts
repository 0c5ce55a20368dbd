import { Injectable } from '@nestjs/common'
import { ActionsService, type NewAction } from '../actions/actions.service.js'
import { Action } from '../actions/action.entity.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { Database } from '../database/database.js'
import { knownFromPublication, type PlanHandle, PlansService } from '../plans/plans.service.js'
import { UpdatesService } from '../updates/updates.service.js'
import { readSeeds, type Seeds } from './read-seeds.js'
import type { PlanFile, SeedAction, SeedProgramme } from './seed-file.js'

/** The author of everything that the seed files say. */
export const seedAuthor = { name: 'Throughline (from the source documents)' }

/** Enters the source documents into an empty register, through the services that every other change goes through. */
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

  /** Whether the register holds no action yet. */
  async isNeeded(): Promise<boolean> {
    return (await this.database.reads.getRepository(Action).count()) === 0
  }

  /**
   * Enters all seed files of a folder in one write: all or nothing.
   *
   * @returns the number of actions entered
   * @throws SeedFileError when a file does not keep to its shape
   */
  async seed(folder: string): Promise<number> {
    const seeds = readSeeds(folder)
    await this.ledger.write(seedAuthor, async (write) => {
      for (const agency of seeds.agencies) await this.agencies.register(write, agency)
      for (const programme of seeds.programmes) await this.enterProgramme(write, programme, seeds)
      const handles = new Map<string, PlanHandle>()
      for (const file of seeds.plans) handles.set(file.plan.slug, await this.enterPlan(write, file))
      for (const file of seeds.plans) await this.enterRelations(write, file.relations)
      await this.enterRelations(write, seeds.links.relations)
      for (const { action, programme, priority, reason } of seeds.links.priorities) {
        await this.actions.serve(write, action, programme, priority, reason)
      }
    })
    return seeds.plans.reduce((count, file) => count + file.actions.length, 0)
  }

  private async enterProgramme(write: Write, programme: SeedProgramme, seeds: Seeds): Promise<void> {
    const priorities = programme.priorities.map(({ code, title, text, document, section }) => {
      const source = seeds.plans.find((file) => file.plan.slug === document)
      if (!source) throw new Error(`Priority “${code}” quotes “${document}”, which is not among the plans.`)
      return { code, title, text, section, knownFrom: knownFromPublication(source.plan.published) }
    })
    await this.plans.addProgramme(write, { code: programme.code, name: programme.name, priorities })
  }

  private async enterPlan(write: Write, file: PlanFile): Promise<PlanHandle> {
    const handle = await this.plans.publish(write, { ...file.plan, themes: file.themes, measures: file.measures })
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
    return handle
  }

  private async enterRelations(write: Write, relations: PlanFile['relations']): Promise<void> {
    for (const { from, to, kind, reason } of relations) await this.actions.relate(write, from, to, kind, reason)
  }
}

function newAction(action: SeedAction): NewAction {
  const { ref, theme, kind, term, title, text, note, leads, partners, namedInText, timescale, steps } = action
  const sources = action.quotes.map(({ section, quote, note: differs }) => ({ section, quote, note: differs }))
  if (action.leadsQuote) {
    sources.push({ section: 'Leads as printed in the plan', quote: action.leadsQuote, note: null })
  }
  return { ref, theme, kind, term, title, text, note, leads, partners, namedInText, timescale, sources, steps }
}
