import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canMakeReport, canReadReport } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { TrailReader } from '../audit/trail-reader.service.js'
import { Database } from '../database/database.js'
import { NotAllowed } from '../web/problems.js'
import type { Edition } from './edition.entity.js'
import { EditionStore } from './edition-store.js'
import { EditionsService } from './editions.service.js'
import type { NewReport } from './report-request.js'

/** The plan of a report, as far as pages and rights need it. */
export interface ReportPlan {
  slug: string
  title: string
  marking: string | null
}

/** Where a report stands, without its data, with its plan. */
export type ReportStanding = Omit<Edition, 'data' | 'planId'> & { plan: ReportPlan | null }

/** A file of a report, as a person takes it away. */
export interface ReportFile {
  name: string
  bytes: Buffer
}

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
    private readonly security: SecurityTrail,
    private readonly trail: TrailReader,
  ) {}

  /** The reports that the person may read, newest cut-off first. */
  async list(person: Person): Promise<ReportStanding[]> {
    const plans = await this.plansById()
    const all = (await this.store.list()).map((edition) => standingOf(edition, plans))
    return all.filter((report) => canReadReport(person, owned(report)))
  }

  /** @throws EditionNotFound, or NotAllowed when the person may not read it */
  async standing(person: Person, id: string): Promise<ReportStanding> {
    const report = standingOf(await this.store.facts(id), await this.plansById())
    if (!canReadReport(person, owned(report))) {
      await this.security.refused(person, `read the report ${id}`)
      throw new NotAllowed('Your account does not let you read this report.')
    }
    return report
  }

  /**
   * Makes the report and begins to print it.
   *
   * @throws ReportRefused, or NotAllowed when the person may not make it
   */
  async make(person: Person, report: NewReport): Promise<{ edition: Edition; print: Promise<Edition> }> {
    await this.demandMaking(person, report, `make a report (${report.plan ?? report.kind})`)
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
    await this.demandMaking(person, owned(report), `print the report ${id}`)
    const edition = await this.store.get(id)
    return { print: this.editions.print(await this.editions.retry(edition)) }
  }

  /** The report as a page. Who has read it stands in the trail. */
  async html(person: Person, id: string): Promise<string> {
    const { plan } = await this.standing(person, id)
    const page = await this.editions.html(await this.store.get(id))
    await this.security.note(person.name, {
      kind: 'report.read',
      subject: id,
      details: { marking: plan?.marking ?? null },
    })
    return page
  }

  /** The printed report. Who has taken it away stands in the trail. @throws NotPrinted */
  async pdf(person: Person, id: string): Promise<ReportFile> {
    const { plan } = await this.standing(person, id)
    // The line goes into the trail only when the bytes are in hand: a failure is a problem, never a PDF.
    const bytes = await this.editions.pdf(await this.store.get(id))
    return this.handOut(person, id, plan, { name: `${id}-OFFICIAL.pdf`, bytes })
  }

  /** The open data of the report. Who has taken it away stands in the trail. */
  async data(person: Person, id: string): Promise<ReportFile> {
    const { plan } = await this.standing(person, id)
    const { data } = await this.store.get(id)
    return this.handOut(person, id, plan, { name: `${id}-OFFICIAL.json`, bytes: Buffer.from(data) })
  }

  /** Who made the report; null where the trail does not tell. */
  async madeBy({ id, madeAt }: Pick<ReportStanding, 'id' | 'madeAt'>): Promise<string | null> {
    return (await this.trail.firstSince(madeAt, 'report.made', id))?.actor ?? null
  }

  /** Whether the person may make a report like this one, and so print it again. */
  mayMake(person: Person, report: ReportStanding): boolean {
    return canMakeReport(person, owned(report))
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

  private async demandMaking(
    person: Person,
    report: Pick<NewReport, 'kind' | 'plan'>,
    what: string,
  ): Promise<void> {
    if (canMakeReport(person, report)) return
    await this.security.refused(person, what)
    throw new NotAllowed('Your account does not let you make this report.')
  }

  private async handOut(
    person: Person,
    id: string,
    plan: ReportPlan | null,
    file: ReportFile,
  ): Promise<ReportFile> {
    await this.security.note(person.name, {
      kind: 'report.exported',
      subject: id,
      details: { file: file.name, marking: plan?.marking ?? null },
    })
    return file
  }

  private async plansById(): Promise<Map<number, ReportPlan>> {
    const plans = await this.database.select<ReportPlan & { id: number }>(
      'SELECT id, slug, title, marking FROM plan',
    )
    return new Map(plans.map(({ id, ...plan }) => [id, plan]))
  }
}

function standingOf(
  { planId, ...edition }: Omit<Edition, 'data'>,
  plans: ReadonlyMap<number, ReportPlan>,
): ReportStanding {
  return { ...edition, plan: planId === null ? null : (plans.get(planId) ?? null) }
}

const owned = ({ kind, plan }: ReportStanding) => ({ kind, plan: plan?.slug ?? null })
