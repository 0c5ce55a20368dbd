import { Readable } from 'node:stream'
import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { type Day, londonDay, startOfDay } from '../clock/dates.js'
import { Illustrative } from '../config/illustrative.js'
import { Settings } from '../config/settings.js'
import type { ActionFilter } from '../register/action-filter.js'
import { parseAsAt } from '../register/moment.js'
import { type AllActions, ReadingService } from '../register/reading.service.js'
import { ReferenceService } from '../register/reference.service.js'
import { count } from '../reports/shared/words.js'
import { actionCsv } from './action-csv.js'
import { actionWorkbook, type WorkbookFacts } from './action-workbook.js'
import { csvType } from '../documents/csv.js'
import { workbookType } from '../documents/workbook/workbook.js'

/** Which actions are asked for. */
export interface ExportRequest {
  filter: ActionFilter
  /** The past day or instant that the register is read as known on; undefined is now. */
  asAt: string | undefined
  /** The filter as a reader says it: "overdue", "led by Home Office". */
  words: readonly string[]
}

/** A file that is made while it is read. */
export interface Download {
  fileName: string
  type: string
  body: Readable
}

const marking = 'OFFICIAL'

/** Hands out the actions of the register as files, and notes in the audit trail who took what. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly reading: ReadingService,
    private readonly reference: ReferenceService,
    private readonly trail: SecurityTrail,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly illustrative: Illustrative,
  ) {}

  async csv(person: Person, request: ExportRequest): Promise<Download> {
    const { day, actions } = await this.take(person, request, 'CSV')
    return {
      fileName: fileName(day, 'csv'),
      type: csvType,
      body: Readable.from(actionCsv(actions.batches())),
    }
  }

  async spreadsheet(person: Person, request: ExportRequest): Promise<Download> {
    const { day, actions, moment } = await this.take(person, request, 'spreadsheet')
    const plans = await this.reference.plans(moment)
    const facts: WorkbookFacts = {
      ...{ day, past: request.asAt !== undefined, marking, notice: this.illustrative.notice },
      selection: selectionInWords(actions.total, request.words),
      ...{ madeOn: this.clock.today(), madeFor: person.name, dated: startOfDay(this.clock.today()) },
      markedPlans: plans.flatMap(({ slug, title, marking: own }) =>
        own !== null && (request.filter.plan ?? slug) === slug ? [{ title, marking: own }] : [],
      ),
      address: this.settings.publicUrl,
    }
    const body = Readable.from(actionWorkbook(facts, actions.batches()))
    return { fileName: fileName(day, 'xlsx'), type: workbookType, body }
  }

  /** Finds the actions and tells the trail, before the first byte leaves. */
  private async take(person: Person, { filter, asAt, words }: ExportRequest, what: string) {
    const now = this.clock.now()
    const knownBy = (asAt === undefined ? null : parseAsAt(asAt)) ?? now
    // What is recorded while the file is made is not in it, or some of its rows would be older than others.
    const moment = { knownBy, recordedBy: await this.ledger.lastMoment() }
    const actions: AllActions = await this.reading.all(person, filter, moment)
    const day = londonDay(knownBy)
    const filters = [...words, ...(asAt === undefined ? [] : [`as known on ${asAt}`])].join(', ')
    await this.trail.exported(person, `Actions as ${what}`, {
      filters: filters === '' ? 'none' : filters,
      actions: actions.total,
    })
    return { day, moment, actions }
  }
}

/** "23 actions, overdue, led by Home Office" */
function selectionInWords(total: number, words: readonly string[]): string {
  const actions = count(total, 'action')
  return words.length === 0 ? `all ${actions}` : [actions, ...words].join(', ')
}

const fileName = (day: Day, extension: string) => `throughline-actions-${day}-${marking}.${extension}`
