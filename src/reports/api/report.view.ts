import type { PdfChecks } from '../../print/checks/pdf-checks.js'
import type { Blocker } from '../issuing/blocker.js'
import type { EditionFileFacts } from '../editions/edition-reading.service.js'
import { type ContractState, contractStateOf, type EditionState } from '../editions/edition-state.js'
import type { Audience, Edition, ReportKind } from '../editions/edition.entity.js'
import type { ReportStanding } from '../report-door.js'

/** A report as the API lists it. */
export interface ReportView {
  id: string
  kind: ReportKind
  /** Where its print stands, then draft or issued. */
  state: ContractState
  /** Where it stands on its way from draft to issue. */
  standing: EditionState
  audience: Audience
  marking: string | null
  title: string | null
  cutOff: string
  knownBy: string
  recordedBy: string
  dataSha256: string
  pdfSha256: string | null
  /** Why the print failed, or the issue. */
  failure: string | null
  links: { self: string; pdf: string; html: string; parts: string; moves: string }
}

/** A report as the API gives it alone: with what stands in its way and what can be had of it. */
export interface ReportDetails extends ReportView {
  blockers: Blocker[]
  /** What the machine found when it checked the print; null while it has not looked. */
  checks: { passed: boolean; standard: string } | null
  files: (EditionFileFacts & { href: string })[]
}

const path = (id: string) => `/api/v1/reports/${id}`

export function viewOf(edition: Edition | ReportStanding): ReportView {
  const { id, kind, audience, marking, title, cutOff, knownBy, recordedBy } = edition
  const { dataSha256, pdfSha256, failure } = edition
  const self = path(id)
  return {
    ...{ id, kind, state: contractStateOf(edition), standing: edition.state, audience, marking, title },
    ...{ cutOff, knownBy, recordedBy, dataSha256, pdfSha256, failure },
    links: {
      ...{ self, pdf: `${self}/pdf`, html: `${self}/html` },
      ...{ parts: `${self}/parts`, moves: `${self}/moves` },
    },
  }
}

export function detailsOf(
  report: ReportStanding,
  blockers: Blocker[],
  checks: PdfChecks | null,
  files: readonly EditionFileFacts[],
): ReportDetails {
  return {
    ...viewOf(report),
    blockers,
    checks: checks && { passed: checks.passed, standard: checks.standard },
    files: files.map((file) => ({ ...file, href: hrefOf(report.id, file.name) })),
  }
}

/** Where a file is fetched: the two that always were have addresses of their own. */
function hrefOf(id: string, name: string): string {
  return name === 'pdf' || name === 'html' ? `${path(id)}/${name}` : `${path(id)}/files/${name}`
}

const id = 'img-2013-12-31-0a1b2c3d4e5f'

export const reportExample: ReportView = {
  id,
  kind: 'img',
  state: 'draft',
  standing: 'draft',
  audience: 'ministers',
  marking: 'OFFICIAL',
  title: null,
  cutOff: '2013-12-31',
  knownBy: '2013-12-31T23:59:59.999Z',
  recordedBy: '2026-11-22T09:00:00.000Z',
  dataSha256: '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
  pdfSha256: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0',
  failure: null,
  links: {
    self: path(id),
    pdf: `${path(id)}/pdf`,
    html: `${path(id)}/html`,
    parts: `${path(id)}/parts`,
    moves: `${path(id)}/moves`,
  },
}

export const detailsExample: ReportDetails = {
  ...reportExample,
  blockers: [
    {
      code: 'part-not-written',
      message: 'Not written yet: Decisions sought.',
      part: 'decisions',
      anchor: 'decisions',
    },
  ],
  checks: { passed: true, standard: 'PDF/UA-1, as far as a machine can tell' },
  files: [
    {
      ...{ name: 'csv', label: 'Register as CSV', mediaType: 'text/csv; charset=utf-8' },
      ...{ size: null, sha256: null, href: `${path(id)}/files/csv` },
    },
  ],
}
