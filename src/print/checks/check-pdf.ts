import { askChild, compiled } from '../child-task.js'
import { checkFile } from './check-file.js'
import type { ExpectedPdf, PdfChecks } from './pdf-checks.js'

export type { ExpectedPdf, PdfChecks, RuleResult } from './pdf-checks.js'

export interface CheckTask {
  bytes: Uint8Array
  expected: ExpectedPdf
}

const file = new URL('./check.child.js', import.meta.url)
let last: Promise<unknown> = Promise.resolve()

/**
 * Checks a PDF by the rules of `rules.ts`, in a process of its own that ends with it, so that what a long report needs of
 * memory goes again. One is checked after the other.
 *
 * @throws Error when the process ends without an answer; a PDF that cannot be read is an answer
 */
export async function checkPdf(bytes: Uint8Array, expected: ExpectedPdf): Promise<PdfChecks> {
  if (!compiled) return checkFile(bytes, expected)
  const task: CheckTask = { bytes, expected }
  const result = last.then(async () => askChild<PdfChecks>(file, task))
  last = result.catch(() => undefined)
  return result
}
