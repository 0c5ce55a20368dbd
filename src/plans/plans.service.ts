import { Injectable } from '@nestjs/common'
import type { Write } from '../audit/ledger.service.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { type Day, type Instant, startOfDay } from '../clock/dates.js'
import { CommitteeForm } from './committee-form.entity.js'
import type { CommitteeFormData, FormTerm } from './committee-form.js'
import { type Beginning, Measure, Plan, Priority, Programme, Theme } from './plan.entity.js'
import type { Precision } from './span.js'

export interface NewPriority {
  code: string
  title: string
  text: string
  section: string
  note: string | null
  /** From when the programme could know it. */
  knownFrom: Instant
}

export interface NewPlan {
  slug: string
  programme: string
  title: string
  publisher: string
  publisherAsWritten: string | null
  published: { asWritten: string | null; start: Day; end: Day; precision: Precision; note: string | null }
  standing: Plan['standing']
  geography: Plan['geography']
  area: string | null
  marking: string | null
  licence: string
  note: string | null
  themes: { code: string; title: string }[]
  measures: { theme: string | null; kind: Measure['kind']; text: string; section: string }[]
}

/** A plan as others refer to it while its actions are entered. */
export interface PlanHandle {
  id: number
  slug: string
  knownFrom: Instant
  themeIds: ReadonlyMap<string, number>
}

/** A published plan is known from the last day of the span of its publication: never earlier than it can have been. */
export function knownFromPublication(published: { end: Day }): Instant {
  return startOfDay(published.end)
}

@Injectable()
export class PlansService {
  constructor(private readonly agencies: AgenciesService) {}

  async addProgramme(
    write: Write,
    programme: { code: string; name: string; started: Beginning | null; priorities: NewPriority[] },
  ): Promise<void> {
    const { code, name, started } = programme
    const row = await write.manager.insert(Programme, { code, name, started })
    const programmeId = Number(row.identifiers[0]?.id)
    const priorities = programme.priorities.map((priority, index) => ({
      ...priority,
      programmeId,
      position: index + 1,
    }))
    if (priorities.length > 0) await write.manager.insert(Priority, priorities)
    write.tell({ kind: 'programme.added', subject: code, details: { name } })
  }

  /**
   * Enters a published plan with its themes and measures, in the plan's order.
   *
   * @param knownFrom when the programme could know it: the publication of a seeded plan, the moment of entry of every other
   */
  async publish(
    write: Write,
    plan: NewPlan,
    knownFrom: Instant = knownFromPublication(plan.published),
  ): Promise<PlanHandle> {
    const programme = await write.manager.findOneByOrFail(Programme, { code: plan.programme })
    const row = await write.manager.insert(Plan, {
      slug: plan.slug,
      programmeId: programme.id,
      title: plan.title,
      publisherId: await this.agencies.idOf(write, plan.publisher),
      publisherAsWritten: plan.publisherAsWritten,
      publishedAsWritten: plan.published.asWritten,
      publishedStart: plan.published.start,
      publishedEnd: plan.published.end,
      publishedPrecision: plan.published.precision,
      publishedNote: plan.published.note,
      standing: plan.standing,
      geography: plan.geography,
      area: plan.area,
      marking: plan.marking,
      licence: plan.licence,
      note: plan.note,
      knownFrom,
      recordedAt: write.now,
    })
    const planId = Number(row.identifiers[0]?.id)
    const themeIds = new Map<string, number>()
    for (const [index, theme] of plan.themes.entries()) {
      const entered = await write.manager.insert(Theme, { planId, position: index + 1, ...theme })
      themeIds.set(theme.code, Number(entered.identifiers[0]?.id))
    }
    for (const [index, { theme, kind, text, section }] of plan.measures.entries()) {
      const themeId = theme === null ? null : themeIds.get(theme)
      if (themeId === undefined) throw new Error(`${plan.slug} has no theme “${theme ?? ''}” for a measure.`)
      await write.manager.insert(Measure, { planId, themeId, position: index + 1, kind, text, section })
    }
    const publishedOn = plan.published.asWritten ?? plan.published.end
    write.tell({ kind: 'plan.published', subject: plan.slug, details: { title: plan.title, publishedOn } })
    return { id: planId, slug: plan.slug, knownFrom, themeIds }
  }

  /**
   * Keeps a council's committee form with its plan: from now on it is in use, and those before it stay.
   *
   * @param author who gives it; null for the form that comes with the seeds
   */
  async adoptForm(
    write: Write,
    plan: Pick<PlanHandle, 'id'>,
    form: CommitteeFormData,
    glossary: FormTerm[],
    author: string | null = null,
  ): Promise<void> {
    await write.manager.insert(CommitteeForm, {
      ...{ slug: form.slug, planId: plan.id, form, glossary, author },
      recordedAt: write.now,
    })
    write.tell({ kind: 'form.adopted', subject: form.slug, details: { council: form.council } })
  }
}
