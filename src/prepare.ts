import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { INestApplicationContext } from '@nestjs/common'
import { Illustrative } from './config/illustrative.js'
import { Settings } from './config/settings.js'
import { endOfDay } from './clock/dates.js'
import type { Credential } from './demonstration/cast.service.js'
import { DemonstrationService, type Progress } from './demonstration/demonstration.service.js'
import type { Edition } from './reports/editions/edition.entity.js'
import { EditionStore } from './reports/editions/edition-store.js'
import { EditionsService } from './reports/making/editions.service.js'
import type { NewReport } from './reports/making/report-request.js'
import { SeedingService } from './seeding/seeding.service.js'

/** The folder that holds package.json, seeds and templates. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

/** The reports that a fresh register prints: the IMG's at the end of the quarter, Merton's for its own committee. */
const firstReports: NewReport[] = [
  { kind: 'img', plan: null, title: null, knownBy: endOfDay('2013-12-31') },
  { kind: 'scrutiny', plan: 'merton-2013', title: null, knownBy: endOfDay('2013-07-04') },
]

/** A report that was asked for and could not be printed: the message is the sentence to print. */
export class ReportNotPrinted extends Error {}

/**
 * Enters the source documents that the register does not hold yet.
 *
 * @returns the number of actions entered; 0 when there was nothing to do
 */
export async function enterNewPlans(app: INestApplicationContext): Promise<number> {
  if (app.get(Settings).SEED === 'none') return 0
  return app.get(SeedingService).seed(join(projectFolder, 'seeds'))
}

/**
 * Makes the demonstration where SEED asks for it and the register is empty.
 *
 * @returns how its people sign in, shown once; null where there is nothing to show
 * @throws SettingsError where the register holds something else
 */
export async function makeDemonstration(
  app: INestApplicationContext,
  tell: Progress,
  parts: 'all' | 'without reports' = 'all',
): Promise<Credential[] | null> {
  if (app.get(Settings).SEED !== 'demo') return null
  const told: Progress = (what, outcome) => tell(what, what === 'Report' ? shortPath(outcome) : outcome)
  return app.get(DemonstrationService).make(join(projectFolder, 'seeds'), told, parts)
}

/** Prints a report and answers with its edition. @throws ReportNotPrinted, ReportRefused */
export async function printReport(
  app: INestApplicationContext,
  report: NewReport,
  by: string,
): Promise<Edition> {
  const editions = app.get(EditionsService)
  const edition = await editions.print(await editions.make({ name: by }, report))
  if (edition.printState === 'failed')
    throw new ReportNotPrinted(edition.failure ?? `${edition.id} could not be printed.`)
  return edition
}

/** The first reports that no start has printed yet; none where the register did not begin with the source documents, or is a demonstration. */
export async function firstReportsLeft(app: INestApplicationContext): Promise<NewReport[]> {
  if (app.get(Settings).SEED === 'none' || app.get(Illustrative).notice !== null) return []
  const store = app.get(EditionStore)
  const written = new Set(await store.withWords())
  // One that somebody writes, or that an upgrade has renewed, waits for its next print: it is not made a second time.
  const there = (await store.list()).filter(
    ({ id, pdfSha256, printState }) => pdfSha256 !== null || printState === 'queued' || written.has(id),
  )
  return firstReports.filter(
    ({ kind, knownBy }) => !there.some((edition) => edition.kind === kind && edition.knownBy === knownBy),
  )
}

/** Prints one of the first reports and answers with where it stands. */
export async function printFirstReport(app: INestApplicationContext, report: NewReport): Promise<string> {
  const edition = await printReport(app, report, 'Throughline (first start)')
  return shortPath(app.get(EditionsService).pdfPath(edition))
}

/** A path as a person in the project's folder would type it. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short
}
