import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canSee } from '../accounts/rights.js'
import type { ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import { agenciesAsRead } from '../agencies/merged-agencies.js'
import type { Day, Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { evidenceIdOf } from '../updates/evidence-files.address.js'
import { HistoryService, type RevisionView } from './history.service.js'
import { everything, type Moment, recordedFor } from './moment.js'
import { ReadingService } from './reading.service.js'
import { evidenceFilesSql, neighboursSql, ownersSql, statementsSql } from './story-query.js'
import { dateMovesKnown, type KnownDateMove } from './date-moves.js'
import type { ActionInFull, ActionView, EvidenceView, PlanView } from './views.js'

/** Evidence as an update gives it; of a file, what is known of it. */
export type GivenEvidence = EvidenceView & { file: { mediaType: string; size: number } | null }

/** One statement about an action, with all that was said. */
export interface StatementView {
  id: number
  /** The revision that it made. */
  revision: number
  narrative: string
  by: string
  onBehalfOf: { slug: string; name: string } | null
  on: Day | null
  onAsWritten: string | null
  status: ActionStatus | null
  confidence: Confidence | null
  evidence: GivenEvidence[]
  nextStep: string | null
  /** The section of the plan that it quotes, when it comes from a document. */
  section: string | null
  note: string | null
  knownFrom: Instant
  recordedAt: Instant
}

/** An action that hangs together with another, by our reading. */
export interface NeighbourView {
  ref: string
  relation: string
  reason: string
  plan: PlanHeading
  /** Its title; null where the reader may not see the action. */
  title: string | null
}

/** A plan, as far as it takes to say where an action stands. */
export type PlanHeading = Pick<PlanView, 'slug' | 'title' | 'geography' | 'area'>

/** All that the register knows of one action: what the action's own pages are made from. */
export interface ActionStory {
  action: ActionInFull
  plan: PlanHeading
  /** The newest first. */
  statements: StatementView[]
  /** The oldest first. */
  revisions: RevisionView[]
  neighbours: NeighbourView[]
  /** Every new end date that was asked for, the oldest first, and what became of it. */
  dateMoves: KnownDateMove[]
}

type StatementRow = Omit<StatementView, 'by' | 'on' | 'onAsWritten' | 'evidence' | 'onBehalfOf'> & {
  said_by: string
  on_end: Day | null
  on_as_written: string | null
  evidence: string
  next_step: string | null
  known_from: Instant
  recorded_at: Instant
  agency: string | null
  agency_name: string | null
}

interface NeighbourRow {
  ref: string
  title: string
  plan: string
  plan_title: string
  geography: PlanView['geography']
  area: string | null
}

/** Tells all of one action, to somebody who may see it. */
@Injectable()
export class StoryService {
  constructor(
    private readonly database: Database,
    private readonly reading: ReadingService,
    private readonly histories: HistoryService,
  ) {}

  /** @throws ActionNotFound when there is none by that moment, NotYours when the person may not see it */
  async of(person: Person, ref: string, moment: Moment): Promise<ActionStory> {
    const action = await this.reading.one(person, ref, moment)
    const around = await this.around(person, action, moment)
    return {
      action,
      ...around,
      statements: await this.statements(ref, moment),
      revisions: await this.histories.of(ref, moment),
      dateMoves: await dateMovesKnown(this.database, moment, { ref }),
    }
  }

  private async statements(ref: string, moment: Moment): Promise<StatementView[]> {
    const { knownBy, recordedBy } = moment ?? { knownBy: everything, recordedBy: everything }
    const rows = await this.database.select<StatementRow>(statementsSql, [ref, knownBy, recordedBy])
    const files = rows.some(({ evidence }) => evidence.includes('/evidence/'))
      ? await this.database.select<{ id: string; media_type: string; size: number }>(evidenceFilesSql, [ref])
      : []
    const fileOf = ({ url }: EvidenceView): GivenEvidence['file'] => {
      const found = files.find(({ id }) => id === evidenceIdOf(url))
      return found ? { mediaType: found.media_type, size: found.size } : null
    }
    const asRead = await agenciesAsRead(this.database, recordedFor(moment))
    const named = (slug: string, name: string) => ({
      slug: asRead.slugOf(slug),
      name: asRead.nameOf(slug, name),
    })
    return rows.map((row) => ({
      ...{ id: row.id, revision: row.revision, narrative: row.narrative, by: row.said_by },
      onBehalfOf: row.agency === null ? null : named(row.agency, row.agency_name ?? ''),
      ...{ on: row.on_end, onAsWritten: row.on_as_written, status: row.status, confidence: row.confidence },
      evidence: (JSON.parse(row.evidence) as EvidenceView[]).map((one) => ({ ...one, file: fileOf(one) })),
      ...{ nextStep: row.next_step, section: row.section, note: row.note },
      ...{ knownFrom: row.known_from, recordedAt: row.recorded_at },
    }))
  }

  /** The plan of an action, and the actions that hang together with it. */
  private async around(
    person: Person,
    action: ActionView,
    moment: Moment,
  ): Promise<Pick<ActionStory, 'plan' | 'neighbours'>> {
    const refs = [...new Set([action.ref, ...action.related.map(({ ref }) => ref)])]
    const parameters = moment === null ? refs : [moment.knownBy, moment.recordedBy, ...refs]
    const rows = await this.database.select<NeighbourRow>(neighboursSql(refs.length, moment), parameters)
    const owners = await this.database.select<{ ref: string; slug: string }>(
      ownersSql(refs.length, moment),
      parameters,
    )
    const seen = rows.filter(({ ref, plan }) => {
      const agencies = owners.filter((owner) => owner.ref === ref).map(({ slug }) => slug)
      return canSee(person, { plan, agencies })
    })
    const others = seen.filter(({ ref }) => ref !== action.ref)
    await this.reading.noteMarked(person, others)
    const headings = new Map(rows.map((row) => [row.ref, headingOf(row)]))
    const own = headings.get(action.ref)
    if (!own) throw new Error(`${action.ref} stands in no plan.`)
    return {
      plan: own,
      neighbours: action.related.flatMap(({ ref, relation, reason }) => {
        const plan = headings.get(ref)
        const title = others.find((other) => other.ref === ref)?.title ?? null
        return plan ? [{ ref, relation, reason, plan, title }] : []
      }),
    }
  }
}

function headingOf({ plan, plan_title, geography, area }: NeighbourRow): PlanHeading {
  return { slug: plan, title: plan_title, geography, area }
}
