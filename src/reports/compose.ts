import { createHash } from 'node:crypto'
import { Clock } from '../clock/clock.js'
import { addDays, endOfDay, type Instant, londonDay, quarterOf } from '../clock/dates.js'
import type { Database } from '../database/database.js'
import { ActionLoader } from '../register/action-loader.js'
import { OverviewReader } from '../register/overview-reader.js'
import { OverviewService } from '../register/overview.service.js'
import { ReferenceService } from '../register/reference.service.js'
import { RegisterService } from '../register/register.service.js'
import type { RegisterSnapshot } from '../register/views.js'
import type { ReportKind } from './edition.entity.js'
import { presentImg } from './img/img.presenter.js'
import type { ImgReport } from './img/img.model.js'
import { lookOf, renderReport } from './shared/render.js'
import { presentScrutiny } from './scrutiny/scrutiny.presenter.js'
import type { ScrutinyReport } from './scrutiny/scrutiny.model.js'
import { formOf } from './scrutiny/form-of.js'

/** What a report is made of: the register as known by one instant and recorded by another. */
export interface ReportRequest {
  kind: ReportKind
  /** Slug of the plan of a scrutiny report. */
  plan: string | null
  title: string | null
  knownBy: Instant
  recordedBy: Instant
}

export interface Composed {
  /** Made from the kind, the plan, the cut-off, the data and the templates: the same of all is the same edition. */
  id: string
  title: string
  /** The report's data as JSON text: the open data file. */
  data: string
  dataSha256: string
}

const templates = { img: 'img-quarterly', scrutiny: 'scrutiny-panel' } as const

/** Reads the register and makes the report's data. The same request on the same records gives the same text. */
export async function compose(database: Database, request: ReportRequest): Promise<Composed> {
  const report = await presentFrom(database, request)
  const data = JSON.stringify(report)
  const dataSha256 = sha256(data)
  const subject = request.plan ? `${request.kind}-${request.plan}` : request.kind
  const id = `${subject}-${londonDay(request.knownBy)}-${sha256(dataSha256 + lookOf(templates[request.kind])).slice(0, 12)}`
  return { id, title: report.frame.title, data, dataSha256 }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The HTML of a report's data: what is printed, and its twin on a screen. */
export function renderData(kind: ReportKind, id: string, data: string, dataSha256: string): string {
  const report = JSON.parse(data) as ImgReport | ScrutinyReport
  return renderReport(templates[kind], { report, edition: { id, sha256: dataSha256 } })
}

async function presentFrom(database: Database, request: ReportRequest): Promise<ImgReport | ScrutinyReport> {
  const loader = new ActionLoader(database)
  const [reference, clock] = [new ReferenceService(database), new Clock()]
  const overview = new OverviewService(new OverviewReader(database, loader), clock)
  const register = new RegisterService(database, loader, reference, overview, clock)
  const { knownBy, recordedBy } = request
  const closing = await register.snapshot({ knownBy, recordedBy })
  switch (request.kind) {
    case 'img': {
      const endOfLastQuarter = addDays(quarterOf(londonDay(knownBy)).start, -1)
      const opening = await register.snapshot({ knownBy: endOfDay(endOfLastQuarter), recordedBy })
      return presentImg({
        opening,
        closing,
        title: request.title ?? `${programmesOf(closing)}: quarterly progress report`,
      })
    }
    case 'scrutiny': {
      const plan = request.plan ?? ''
      const title = request.title === null ? {} : { title: request.title }
      return presentScrutiny({ snapshot: closing, plan, ...(await formOf(database, plan)), ...title })
    }
  }
}

/** The programme that the report is of; by its newest name where one has followed another. */
function programmesOf(snapshot: RegisterSnapshot): string {
  return snapshot.programmes.at(-1)?.name ?? 'Programme'
}
