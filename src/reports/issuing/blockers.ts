import type { PdfChecks } from '../../print/checks/pdf-checks.js'
import type { Blocker } from './blocker.js'
import type { EditablePart } from '../writing/editable-part.js'
import { isUnwritten } from '../writing/edition-parts.js'
import type { PrintState } from '../editions/edition-state.js'
import type { ReportKind } from '../editions/edition.entity.js'
import type { ImgReport } from '../img/img.model.js'
import { refsNamedIn } from './marked-refs.js'
import { imgMismatches, type Mismatch, scrutinyMismatches } from './reconciliation.js'
import type { ScrutinyReport } from '../scrutiny/scrutiny.model.js'

/**
 * Why an edition cannot be approved or issued, as plain values. Pure: what is looked at is given.
 */

/**
 * What its data alone show: counts that do not add up, and actions of marked plans that are named.
 *
 * @param marked refs of the actions whose plan is marked higher than the edition
 */
export function findingsOf(kind: ReportKind, data: string, marked: readonly string[]): Blocker[] {
  const report = JSON.parse(data) as unknown
  const named = refsNamedIn(report, marked)
  return [
    ...mismatchesOf(kind, report).map(({ anchor, message }): Blocker => ({
      code: 'counts-do-not-reconcile',
      anchor,
      message,
    })),
    ...named.map((ref): Blocker => ({
      code: 'marked-action',
      message: `${ref} is of a plan that is marked higher than this edition, and the edition names it.`,
      href: `/actions/${encodeURIComponent(ref)}`,
    })),
  ]
}

function mismatchesOf(kind: ReportKind, report: unknown): Mismatch[] {
  try {
    return kind === 'img' ? imgMismatches(report as ImgReport) : scrutinyMismatches(report as ScrutinyReport)
  } catch {
    // Data of an earlier version lack what is counted here: what cannot be counted is not taken on trust.
    const message =
      'The counts of this edition cannot be checked, since an earlier version of the service made it. Make it anew with its words.'
    return [{ anchor: 'report', message }]
  }
}

/** The parts that must be written and are not. */
export function unwrittenParts(parts: readonly EditablePart[]): Blocker[] {
  return parts
    .filter((part) => part.required && isUnwritten(part))
    .map(({ name, anchor, label }) => ({
      ...{ code: 'part-not-written', part: name, anchor },
      message: `Not written yet: ${label}.`,
    }))
}

/** What is wrong with its print. */
export function printBlockers(edition: {
  printState: PrintState
  failure: string | null
  pdfChecks: string | null
}): Blocker[] {
  if (edition.printState === 'failed') {
    return [{ code: 'print-failed', message: edition.failure ?? 'The report could not be printed.' }]
  }
  if (edition.printState !== 'printed') {
    return [{ code: 'not-printed', message: 'The print of what is written now has not ended.' }]
  }
  if (edition.pdfChecks === null) {
    return [
      {
        code: 'not-checked',
        message: 'The PDF is not checked yet: look again in a moment, or open it.',
      },
    ]
  }
  const { passed, rules } = JSON.parse(edition.pdfChecks) as PdfChecks
  if (passed) return []
  return rules
    .filter((rule) => !rule.passed)
    .map(({ clause, rule, findings }) => ({
      code: 'checks-failed',
      message: `The PDF does not pass ${clause}: ${rule}${findings[0] === undefined ? '' : ` ${findings[0]}.`}`,
    }))
}
