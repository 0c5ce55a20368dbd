import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canMakeReport, canReadExempt } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { TrailReader } from '../audit/trail-reader.service.js'
import { Database } from '../database/database.js'
import type { PdfChecks } from '../print/checks/pdf-checks.js'
import type { Blocker } from './issuing/blocker.js'
import type { Edition, ReportKind } from './editions/edition.entity.js'
import { EditionChecks } from './making/edition-checks.service.js'
import { EditionBlockers } from './issuing/edition-blockers.service.js'
import { EditionParts } from './writing/edition-parts.service.js'
import {
  type EditionBytes,
  type EditionFileFacts,
  EditionReading,
} from './editions/edition-reading.service.js'
import { editionStateFacts } from './editions/edition-state.js'
import { EditionStore } from './editions/edition-store.js'
import { EditionsService } from './making/editions.service.js'
import { ownedOf, ReportDoor, type ReportStanding } from './report-door.js'
import type { NewReport } from './making/report-request.js'
import { type Variant, whole } from './editions/variant.js'

export type { ReportPlan, ReportStanding } from './report-door.js'

/** A file of a report, as a person takes it away. */
export type ReportFile = EditionBytes

/** What reports a person may make. */
export interface ReportChoices {
  img: boolean
  /** Councils' plans whose scrutiny reports the person may make. */
  plans: { slug: string; title: string }[]
}

/** Reports as one person may make and read them: the door for every page and every call of the API. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionsService,
    private readonly store: EditionStore,
    private readonly door: ReportDoor,
    private readonly reading: EditionReading,
    private readonly parts: EditionParts,
    private readonly editionBlockers: EditionBlockers,
    private readonly editionChecks: EditionChecks,
    private readonly security: SecurityTrail,
    private readonly trail: TrailReader,
  ) {}

  /** The reports that the person may read, newest cut-off first. */
  async list(person: Person): Promise<ReportStanding[]> {
    return this.door.list(person)
  }

  /** @throws EditionNotFound, or NotAllowed when the person may not read it */
  async standing(person: Person, id: string): Promise<ReportStanding> {
    return this.door.standing(person, id)
  }

  /**
   * Makes the report and begins to print it.
   *
   * @throws ReportRefused, or NotAllowed when the person may not make it
   */
  async make(person: Person, report: NewReport): Promise<{ edition: Edition; print: Promise<Edition> }> {
    await this.door.demandMaking(person, report, `make a report (${report.plan ?? report.kind})`)
    // Whoever may not read a report may not copy its words either.
    if (report.wordsOf != null && (await this.store.known(report.wordsOf)))
      await this.door.standing(person, report.wordsOf)
    const edition = await this.editions.make(person, report)
    return { edition, print: this.editions.print(edition) }
  }

  /**
   * Prints a report anew whose print has failed.
   *
   * @throws EditionNotFound, or NotAllowed when the person may not make it
   */
  async printAgain(person: Person, id: string): Promise<{ print: Promise<Edition> }> {
    const report = await this.standing(person, id)
    await this.door.demandMaking(person, ownedOf(report), `print the report ${id}`)
    const edition = await this.store.get(id)
    return { print: this.editions.print(await this.editions.retry(edition)) }
  }

  /** The report as a page, or one of its pages that go out alone. Who has read it stands in the trail. */
  async html(person: Person, id: string, variant: Variant = whole): Promise<string> {
    if (variant.of === 'exempt') await this.door.demandExempt(person, id)
    const { plan } = await this.standing(person, id)
    const { bytes } = await this.reading.html(await this.store.facts(id), variant)
    await this.security.note(person.name, {
      kind: 'report.read',
      subject: id,
      details: { marking: plan?.marking ?? null },
    })
    return bytes.toString()
  }

  /** The printed report, or one of its pages. Who has taken it away stands in the trail. @throws NotPrinted */
  async pdf(person: Person, id: string, variant: Variant = whole): Promise<ReportFile> {
    if (variant.of === 'exempt') await this.door.demandExempt(person, id)
    return this.handOut(person, id, async () => this.reading.pdf(await this.store.facts(id), variant))
  }

  /** A file by its name: see `files`. Who has taken it away stands in the trail. @throws NotFound, NotPrinted */
  async file(person: Person, id: string, name: string): Promise<ReportFile> {
    if (isExempt(name)) await this.door.demandExempt(person, id)
    return this.handOut(person, id, async () => this.reading.file(await this.store.facts(id), name))
  }

  /** The files that the report has. */
  async files(person: Person, id: string): Promise<EditionFileFacts[]> {
    const report = await this.standing(person, id)
    const files = await this.reading.list(await this.store.facts(id))
    return canReadExempt(person, ownedOf(report)) ? files : files.filter(({ name }) => !isExempt(name))
  }

  /** The lead departments that have a page of their own in the report. */
  async leads(person: Person, id: string): Promise<{ slug: string; name: string }[]> {
    await this.standing(person, id)
    return this.parts.leads(await this.store.facts(id))
  }

  /** What stands in the way of approval and issue; nothing of what was issued. */
  async blockers(person: Person, id: string): Promise<Blocker[]> {
    await this.standing(person, id)
    return this.editionBlockers.of(await this.store.facts(id))
  }

  /** What the machine found when it checked the print; null while it has not looked: see `checked`. */
  async checks(person: Person, id: string): Promise<PdfChecks | null> {
    const { pdfChecks } = await this.standing(person, id)
    return pdfChecks === null ? null : (JSON.parse(pdfChecks) as PdfChecks)
  }

  /** Waits a little for the check of the print, where one is under way; one that a stop cut off begins anew. */
  async checked(person: Person, id: string): Promise<void> {
    await this.standing(person, id)
    await this.editionChecks.ended(await this.store.facts(id))
  }

  /** Who made the report; null where the trail does not tell. */
  async madeBy({ id, madeAt }: Pick<ReportStanding, 'id' | 'madeAt'>): Promise<string | null> {
    return (await this.trail.firstSince(madeAt, 'report.made', id))?.actor ?? null
  }

  /** Whether the person may make a report like this one, and so print it again, write and move it. */
  mayMake(person: Person, report: ReportStanding): boolean {
    return canMakeReport(person, ownedOf(report))
  }

  /** The reports with whose words a new one of the kind and plan can begin, newest cut-off first. */
  async wordsChoices(
    person: Person,
    { kind, plan }: { kind: ReportKind; plan: string | null },
  ): Promise<ReportStanding[]> {
    const written = new Set(await this.store.withWords())
    const all = await this.door.list(person)
    return all.filter(
      (report) =>
        report.kind === kind &&
        (report.plan?.slug ?? null) === plan &&
        written.has(report.id) &&
        this.mayMake(person, report),
    )
  }

  async choices(person: Person): Promise<ReportChoices> {
    const boroughs = await this.database.select<{ slug: string; title: string }>(
      `SELECT slug, title FROM plan WHERE geography = 'borough' ORDER BY id`,
    )
    return {
      img: canMakeReport(person, { kind: 'img', plan: null }),
      plans: boroughs.filter(({ slug }) => canMakeReport(person, { kind: 'scrutiny', plan: slug })),
    }
  }

  /** Whether it can still be written into. */
  isDraft({ state }: ReportStanding): boolean {
    return editionStateFacts[state].editable
  }

  /** The line goes into the trail only when the bytes are in hand: a failure is a problem, never a file. */
  private async handOut(person: Person, id: string, bytes: () => Promise<ReportFile>): Promise<ReportFile> {
    const { plan } = await this.standing(person, id)
    const file = await bytes()
    await this.security.note(person.name, {
      kind: 'report.exported',
      subject: id,
      details: { file: file.name, marking: plan?.marking ?? null },
    })
    return file
  }
}

/** The files that hold what is not for publication. */
const isExempt = (name: string) => name.startsWith('exempt.')
