import { Injectable } from '@nestjs/common'
import { agenciesAsRead } from '../agencies/merged-agencies.js'
import { londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { readAgencies } from './agency-reader.js'
import { everything, type Moment, recordedFor } from './moment.js'
import type { AgencyView, PlanView, PriorityView, UpdateView } from './views.js'

type PlanRow = Omit<PlanView, 'publishedOn' | 'actionCount' | 'themes' | 'measures'> & {
  id: number
  publisher_slug: string
  published_as_written: string | null
  published_start: string
  published_end: string
  published_precision: PlanView['publishedOn']['precision']
}
type UpdateRow = Omit<UpdateView, 'actions' | 'knownFrom' | 'on' | 'onAsWritten'> & {
  on_end: string | null
  on_as_written: string | null
  known_from: string
}

const now: NonNullable<Moment> = { knownBy: everything, recordedBy: everything }

/** Reads what actions stand in and refer to: plans with their themes, agencies, priorities, updates. */
@Injectable()
export class ReferenceService {
  constructor(private readonly database: Database) {}

  /** Every plan known by the moment, in the order of entry. */
  async plans(moment: Moment): Promise<PlanView[]> {
    const bounds = boundsOf(moment)
    const plans = await this.database.select<PlanRow>(
      `SELECT p.id, p.slug, pg.code AS programme, p.title, g.name AS publisher,
        g.slug AS publisher_slug, p.standing, p.geography, p.area, p.marking,
        p.licence, p.published_as_written, p.published_start, p.published_end, p.published_precision
      FROM plan p JOIN programme pg ON pg.id = p.programme_id JOIN agency g ON g.id = p.publisher_id
      WHERE p.known_from <= ? AND p.recorded_at <= ? ORDER BY p.id`,
      bounds,
    )
    const counts = await this.database.select<{ plan_id: number; theme_id: number | null; total: number }>(
      `SELECT plan_id, theme_id, CAST(COUNT(*) AS integer) AS total FROM action
      WHERE known_from <= ? AND recorded_at <= ? GROUP BY plan_id, theme_id`,
      bounds,
    )
    const themes = await this.database.select<{ id: number; plan_id: number; code: string; title: string }>(
      'SELECT id, plan_id, code, title FROM theme ORDER BY plan_id, position',
    )
    const measures = await this.database.select<PlanView['measures'][number] & { plan_id: number }>(
      `SELECT m.plan_id, th.title AS theme, m.kind, m.text, m.section FROM measure m
      LEFT JOIN theme th ON th.id = m.theme_id ORDER BY m.plan_id, m.position`,
    )
    const asRead = await agenciesAsRead(this.database, recordedFor(moment))
    return plans.map(
      ({
        id,
        publisher_slug,
        published_as_written,
        published_start,
        published_end,
        published_precision,
        ...plan
      }) => ({
        ...plan,
        publisher: asRead.nameOf(publisher_slug, plan.publisher),
        publishedOn: {
          asWritten: published_as_written,
          start: published_start,
          end: published_end,
          precision: published_precision,
        },
        actionCount: sum(counts.filter((count) => count.plan_id === id)),
        themes: themes
          .filter((theme) => theme.plan_id === id)
          .map(({ id: themeId, code, title }) => ({
            ...{ code, title },
            actionCount: sum(counts.filter((count) => count.theme_id === themeId)),
          })),
        measures: measures
          .filter((measure) => measure.plan_id === id)
          .map(({ theme, kind, text, section }) => ({ theme, kind, text, section })),
      }),
    )
  }

  /** Every agency by name, with the actions that it leads and is partner in at the moment. */
  agencies(moment: Moment): Promise<AgencyView[]> {
    return readAgencies(this.database, moment)
  }

  /** Programmes with a plan that was known by the moment. */
  async programmes(moment: Moment): Promise<{ code: string; name: string }[]> {
    return this.database.select(
      `SELECT pg.code, pg.name FROM programme pg WHERE EXISTS
        (SELECT 1 FROM plan p WHERE p.programme_id = pg.id AND p.known_from <= ? AND p.recorded_at <= ?) ORDER BY pg.id`,
      boundsOf(moment),
    )
  }

  async priorities(moment: Moment): Promise<PriorityView[]> {
    return this.database.select<PriorityView>(
      `SELECT pg.code AS programme, o.code, o.title FROM priority o JOIN programme pg ON pg.id = o.programme_id
      WHERE o.known_from <= ? ORDER BY o.programme_id, o.position`,
      boundsOf(moment).slice(0, 1),
    )
  }

  /** Every update known by the moment, oldest first, with the actions that it speaks of. */
  async updates(moment: Moment): Promise<UpdateView[]> {
    const bounds = boundsOf(moment)
    const updates = await this.database.select<UpdateRow>(
      `SELECT u.id, p.slug AS plan, th.code AS theme, u.narrative, u.said_by AS "by", u.on_end, u.on_as_written, u.status,
        u.section, u.known_from FROM "update" u JOIN plan p ON p.id = u.plan_id LEFT JOIN theme th ON th.id = u.theme_id
      WHERE u.known_from <= ? AND u.recorded_at <= ? ORDER BY u.id`,
      bounds,
    )
    const subjects = await this.database.select<{ update_id: number; ref: string }>(
      'SELECT ua.update_id, a.ref FROM update_action ua JOIN action a ON a.id = ua.action_id ORDER BY ua.update_id, a.id',
    )
    const refs = new Map<number, string[]>()
    for (const { update_id, ref } of subjects) refs.set(update_id, [...(refs.get(update_id) ?? []), ref])
    return updates.map(({ on_end, on_as_written, known_from, ...update }) => ({
      ...update,
      ...{ on: on_end, onAsWritten: on_as_written, knownFrom: londonDay(known_from) },
      actions: refs.get(update.id) ?? [],
    }))
  }
}

function boundsOf(moment: Moment): string[] {
  const { knownBy, recordedBy } = moment ?? now
  return [knownBy, recordedBy]
}

function sum(counts: { total: number }[]): number {
  return counts.reduce((total, count) => total + count.total, 0)
}
