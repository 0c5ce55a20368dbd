import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { SecurityTrail } from '../../accounts/security-trail.js'
import { Clock } from '../../clock/clock.js'
import { pageCountOf, pagePicture } from '../../print/page-pictures.js'
import { EditionReading } from '../../reports/editions/edition-reading.service.js'
import { EditionStore } from '../../reports/editions/edition-store.js'
import { NotPrinted } from '../../reports/report-errors.js'
import { ReportsService, type ReportStanding } from '../../reports/reports.service.js'
import { NotFound } from '../../web/problems.js'
import { Kept } from './kept.js'
import { pageOfPlace, type PrintedHeading, printedHeadings } from './printed-headings.js'

/** A printed report as its writer finds the way in it. */
export interface PrintedPages {
  /** SHA-256 of the PDF that they are pages of. */
  print: string
  pages: number
  /** The page on which a place of the HTML twin is printed. */
  pageOf(anchor: string): number
}

interface Print {
  sha256: string
  pdf: Buffer
  pages: number
  headings: PrintedHeading[]
  html: string
}

/** Sharp on a screen of two dots a pixel, beside a form. */
const pictureWidth = 1_000

/** Looking at the pages of a report again within this time is the same visit. */
const visitMilliseconds = 30 * 60_000

/** The pages of printed reports as pictures, for those who write them. */
@Injectable()
export class PrintedPagesService {
  /** The last print of each report that was looked at: it is shown on while another is made. */
  private readonly prints = new Kept<Print>(8)
  private readonly visits = new Kept<number>(500)

  constructor(
    private readonly reports: ReportsService,
    private readonly reading: EditionReading,
    private readonly store: EditionStore,
    private readonly trail: SecurityTrail,
    private readonly clock: Clock,
  ) {}

  /** The pages of a report that the person was let see; null where there is no print to show. */
  async pagesOf(report: ReportStanding): Promise<PrintedPages | null> {
    const print = await this.lastPrint(report)
    if (!print) return null
    const { pages, headings, html, sha256 } = print
    return {
      ...{ print: sha256, pages },
      pageOf: (anchor) => Math.min(pages, pageOfPlace(html, anchor, headings)),
    }
  }

  /**
   * A page as a PNG. A visit leaves one line in the trail, however many pages are looked at.
   *
   * @throws EditionNotFound, NotAllowed, NotPrinted, or NotFound where there is no such page
   */
  async picture(person: Person, id: string, page: number): Promise<{ png: Buffer; print: string }> {
    const report = await this.reports.standing(person, id)
    const print = await this.lastPrint(report)
    if (!print) throw new NotPrinted(id, report.printState, report.failure)
    const { pdf, pages, sha256 } = print
    if (!Number.isInteger(page) || page < 1 || page > pages) {
      throw new NotFound(`The report has ${pages} pages: there is no other.`)
    }
    const png = await pagePicture(pdf, page, pictureWidth)
    await this.noteVisit(person, report)
    return { png, print: sha256 }
  }

  /** The print of what is written now; while there is none, the one before it, if that was looked at. */
  private async lastPrint({ id, pdfSha256 }: ReportStanding): Promise<Print | null> {
    const known = await this.prints.known(id)
    if (pdfSha256 === null || known?.sha256 === pdfSha256) return known
    this.prints.forget(id)
    try {
      return await this.prints.get(id, () => this.read(id))
    } catch (error) {
      // It was written into in this moment: there is nothing to show until it is printed again.
      if (error instanceof NotPrinted) return known
      throw error
    }
  }

  private async read(id: string): Promise<Print> {
    const facts = await this.store.facts(id)
    const [pdf, html] = [await this.reading.pdf(facts), await this.reading.html(facts)]
    return {
      ...{ sha256: facts.pdfSha256 ?? '', pdf: pdf.bytes, html: html.bytes.toString() },
      ...{ pages: await pageCountOf(pdf.bytes), headings: await printedHeadings(pdf.bytes) },
    }
  }

  private async noteVisit(person: Person, report: ReportStanding): Promise<void> {
    const visit = `${person.accountId} ${report.id}`
    const since = await this.visits.known(visit)
    if (since !== null && Date.parse(this.clock.now()) - since < visitMilliseconds) return
    if (since !== null) this.visits.forget(visit)
    await this.visits.get(visit, () => this.note(person, report))
  }

  private async note(person: Person, { id, marking }: ReportStanding): Promise<number> {
    await this.trail.note(person.name, { kind: 'report.read', subject: id, details: { marking } })
    return Date.parse(this.clock.now())
  }
}
