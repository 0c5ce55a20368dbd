import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Database } from '../../database/database.js'
import { londonDay } from '../../clock/dates.js'
import { Plan } from '../../plans/plan.entity.js'
import type { ReportRequest } from '../making/compose.js'
import { Edition, EditionPart, EditionStep } from './edition.entity.js'
import { EditionNotFound } from '../report-errors.js'
import type { EditionStamp } from '../shared/frame.js'
import { writtenOf } from '../writing/written.js'

/** An edition without its data: what lists and pages need. */
export type EditionFacts = Omit<Edition, 'data'>

const withoutData = {
  ...{ id: true, kind: true, audience: true, marking: true, planId: true, title: true, cutOff: true },
  ...{ knownBy: true, recordedBy: true, since: true, previousId: true, state: true, printState: true },
  ...{ dataSha256: true, pdfSha256: true, pdfChecks: true, failure: true, accountId: true, madeAt: true },
} as const

/** Reads editions, what was written into them and how they moved. */
@Injectable()
export class EditionStore {
  constructor(private readonly database: Database) {}

  /** @throws EditionNotFound */
  async get(id: string): Promise<Edition> {
    const edition = await this.find(id)
    if (!edition) throw new EditionNotFound(id)
    return edition
  }

  async find(id: string): Promise<Edition | null> {
    return this.database.reads.getRepository(Edition).findOneBy({ id })
  }

  /** @throws EditionNotFound */
  async facts(id: string): Promise<EditionFacts> {
    const facts = await this.database.reads
      .getRepository(Edition)
      .findOne({ select: withoutData, where: { id } })
    if (!facts) throw new EditionNotFound(id)
    return facts
  }

  /** Whether there is such an edition. */
  async known(id: string): Promise<boolean> {
    return this.database.reads.getRepository(Edition).existsBy({ id })
  }

  /** The ids of those into which something was written. */
  async withWords(): Promise<string[]> {
    const rows = await this.database.select<{ id: string }>(
      'SELECT DISTINCT edition_id AS id FROM edition_part',
    )
    return rows.map(({ id }) => id)
  }

  /** Every edition without its data, newest cut-off first. */
  async list(): Promise<EditionFacts[]> {
    return this.database.reads.getRepository(Edition).find({
      select: withoutData,
      order: { cutOff: 'DESC', id: 'ASC' },
    })
  }

  /** The ids of those whose print waits or was cut off. */
  async unprinted(): Promise<string[]> {
    const waiting = await this.database.reads
      .getRepository(Edition)
      .find({ select: { id: true }, where: [{ printState: 'queued' }, { printState: 'rendering' }] })
    return waiting.map(({ id }) => id)
  }

  /** Drafts that an upgrade has left without data. */
  async uncomposed(): Promise<string[]> {
    const empty = await this.database.reads
      .getRepository(Edition)
      .find({ select: { id: true }, where: { data: '' } })
    return empty.map(({ id }) => id)
  }

  /** The last saving of each part, by the name of the part. */
  async parts(id: string): Promise<EditionPart[]> {
    const all = await this.allParts(id)
    const last = new Map(all.map((part) => [part.part, part]))
    return [...last.values()].sort((one, other) => (one.part < other.part ? -1 : 1))
  }

  /** Every saving of every part, the oldest first. */
  async allParts(id: string): Promise<EditionPart[]> {
    return this.database.reads
      .getRepository(EditionPart)
      .find({ where: { editionId: id }, order: { id: 'ASC' } })
  }

  /** The number of the last saving of any part; 0 while nothing was saved. */
  async lastSaving(id: string, manager: EntityManager = this.database.reads.manager): Promise<number> {
    return (await manager.getRepository(EditionPart).maximum('id', { editionId: id })) ?? 0
  }

  /** How it moved, the first step first. */
  async steps(id: string): Promise<EditionStep[]> {
    return this.database.reads
      .getRepository(EditionStep)
      .find({ where: { editionId: id }, order: { number: 'ASC' } })
  }

  /** What the edition is made of, with what is written into it by now. */
  async request(edition: EditionFacts): Promise<ReportRequest> {
    const { kind, title, audience, marking, knownBy, recordedBy, planId, id } = edition
    const plan = planId === null ? null : await this.planSlug(planId)
    const written = writtenOf(await this.parts(id))
    return { kind, plan, title, audience, marking, knownBy, recordedBy, written }
  }

  /** What is printed on it: once it is issued, when and who approved it. */
  async stamp(edition: EditionFacts): Promise<EditionStamp> {
    const steps = await this.steps(edition.id)
    const issued = steps.findLast(({ to }) => to === 'issued')
    const approved = steps.findLast(({ to }) => to === 'approved')
    return {
      ...{ id: edition.id, sha256: edition.dataSha256 },
      issued: issued && approved ? { on: londonDay(issued.at), approvedBy: approved.author } : null,
    }
  }

  private async planSlug(id: number): Promise<string> {
    return (await this.database.reads.getRepository(Plan).findOneByOrFail({ id })).slug
  }
}
