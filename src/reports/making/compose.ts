import { createHash } from 'node:crypto'
import { Clock } from '../../clock/clock.js'
import { type Instant, londonDay } from '../../clock/dates.js'
import { illustrativeNotice } from '../../config/illustrative.js'
import type { Database } from '../../database/database.js'
import { isIllustrative } from '../../audit/illustrative-register.js'
import { roundsKnown } from '../../commissions/round-known.js'
import { recommendationsKnown } from '../../recommendations/recommendations-known.js'
import { ActionLoader } from '../../register/action-loader.js'
import { dateMovesKnown } from '../../register/date-moves.js'
import { OverviewReader } from '../../register/overview-reader.js'
import { OverviewService } from '../../register/overview.service.js'
import { ReferenceService } from '../../register/reference.service.js'
import { RegisterService } from '../../register/register.service.js'
import type { RegisterSnapshot } from '../../register/views.js'
import type { Audience, ReportKind } from '../editions/edition.entity.js'
import { type EditionHistory, historyOf } from '../editions/edition-history.js'
import { mostMarked } from '../editions/marking.js'
import { drawnImg } from '../img/img-variants.js'
import { presentImg } from '../img/img.presenter.js'
import type { ImgReport } from '../img/img.model.js'
import type { EditionStamp } from '../shared/frame.js'
import { lookOf, renderReport } from '../shared/render.js'
import { drawnScrutiny } from '../scrutiny/scrutiny-variants.js'
import { presentScrutiny } from '../scrutiny/scrutiny.presenter.js'
import type { ScrutinyReport } from '../scrutiny/scrutiny.model.js'
import { formOf } from '../scrutiny/form-of.js'
import { type Variant, whole } from '../editions/variant.js'
import type { Written } from '../writing/written.js'

/** What a report is made of: the register as known by one instant and recorded by another. */
export interface ReportRequest {
  kind: ReportKind
  /** Slug of the plan of a scrutiny report. */
  plan: string | null
  title: string | null
  audience: Audience
  /** "OFFICIAL"; null on a public edition. */
  marking: string | null
  knownBy: Instant
  recordedBy: Instant
  /** What people have written into it. */
  written: Written
}

export interface Composed {
  /** Made from the kind, the plan, the cut-off, the data and the templates: the same of all is the same edition. */
  id: string
  title: string
  /** The report's data as JSON text: the open data file. */
  data: string
  dataSha256: string
  /** Where its changes are counted from, and the issued edition that it follows. */
  since: Instant
  previousId: string | null
}

const templates = { img: 'img-quarterly', scrutiny: 'scrutiny-panel' } as const

/** Reads the register and makes the report's data. The same request on the same records gives the same text. */
export async function compose(database: Database, request: ReportRequest): Promise<Composed> {
  const { report, since, previousId, withdrawn } = await presentFrom(database, request)
  const data = JSON.stringify(report)
  const dataSha256 = sha256(data)
  const subject = request.plan ? `${request.kind}-${request.plan}` : request.kind
  const made = [dataSha256, lookOf(templates[request.kind]), audienceMark(request), ...withdrawn].join('')
  const id = `${subject}-${londonDay(request.knownBy)}-${sha256(made).slice(0, 12)}`
  return { id, title: report.frame.title, data, dataSha256, since, previousId }
}

/** Told only where it is not the usual one, so that the usual editions keep the names that they always had. */
function audienceMark({ kind, audience }: ReportRequest): string {
  return audience === (kind === 'img' ? 'ministers' : 'panel') ? '' : audience
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A document of an edition, ready to be printed. */
export interface Rendered {
  html: string
  /** Its own: a page that goes out alone may have another than the report. */
  title: string
  marking: string | null
}

/**
 * A document of an edition from the report's data: what is printed, and its twin on a screen.
 *
 * @param exempt what is not for publication: it is in no report's data, only in a document of its own
 * @throws NoSuchVariant
 */
export function renderDocument(
  kind: ReportKind,
  data: string,
  stamp: EditionStamp,
  variant: Variant = whole,
  exempt: Written['exempt'] = null,
): Rendered {
  const { template, report } =
    kind === 'img'
      ? drawnImg(JSON.parse(data) as ImgReport, variant)
      : drawnScrutiny(JSON.parse(data) as ScrutinyReport, variant, exempt)
  const notices = [report.frame.notice, stamp.issued ? null : 'Draft'].filter((notice) => notice != null)
  const frame = { ...report.frame, ...(notices.length > 0 ? { notice: notices.join('. ') } : {}) }
  const html = renderReport(templates[kind], { report: { ...report, frame }, edition: stamp }, template)
  return { html, title: frame.title, marking: frame.marking }
}

interface Presented {
  report: ImgReport | ScrutinyReport
  since: Instant
  previousId: string | null
  /** Withdrawn editions that it speaks of: after a withdrawal the same figures are another edition. */
  withdrawn: string[]
}

async function presentFrom(database: Database, request: ReportRequest): Promise<Presented> {
  const loader = new ActionLoader(database)
  const [reference, clock] = [new ReferenceService(database), new Clock()]
  const overview = new OverviewService(new OverviewReader(database, loader), clock)
  const register = new RegisterService(database, loader, reference, overview, clock)
  const { knownBy, recordedBy, marking, written } = request
  const read = async (moment: Instant) =>
    mostMarked(await register.snapshot({ knownBy: moment, recordedBy }), marking)
  const closing = await read(knownBy)
  const rounds = await roundsKnown(database, { knownBy, recordedBy })
  const notice = (await isIllustrative(database)) ? { notice: illustrativeNotice } : {}
  const title = request.title === null ? {} : { title: request.title }
  switch (request.kind) {
    case 'img': {
      const history = await historyOf<ImgReport>(database, request)
      const opening = await read(history.since)
      const usual = `${programmesOf(closing)}: quarterly progress report`
      const report = presentImg({
        opening,
        closing,
        history,
        written,
        rounds,
        dateMoves: await dateMovesKnown(database, { knownBy, recordedBy }),
        marking,
        ...{ title: usual, ...title, ...notice },
      })
      return { report, ...placeIn(history) }
    }
    case 'scrutiny': {
      const plan = request.plan ?? ''
      const history = await historyOf<ScrutinyReport>(database, request)
      const form = await formOf(database, plan, recordedBy)
      const cutOff = londonDay(knownBy)
      const tracker = await recommendationsKnown(database, plan, { knownBy, recordedBy, cutOff })
      const report = presentScrutiny({
        snapshot: closing,
        plan,
        ...{ ...form, tracker, rounds },
        history,
        written,
        marking,
        ...{ ...title, ...notice },
      })
      return { report, ...placeIn(history) }
    }
  }
}

function placeIn({ since, previous, withdrawn }: EditionHistory): Omit<Presented, 'report'> {
  return { since, previousId: previous?.id ?? null, withdrawn: withdrawn.map(({ id }) => id) }
}

/** The programme that the report is of; by its newest name where one has followed another. */
function programmesOf(snapshot: RegisterSnapshot): string {
  return snapshot.programmes.at(-1)?.name ?? 'Programme'
}
