import type { PdfFile } from '../pdf/pdf-file.js'
import { PdfRef, PdfString, type PdfValue } from '../pdf/pdf-values.js'
import { type Findings, quoted } from './findings.js'
import type { HeadingFound } from './heading-check.js'

const mostEntries = 200_000

interface Entry {
  title: string
  /** From 1. */
  level: number
}

/** Compares the outline with the headings. */
export function checkOutline(file: PdfFile, headings: HeadingFound[], findings: Findings): void {
  const entries = outlineOf(file)
  const worded = headings.filter(({ gathered }) => compact(gathered.text) !== '')
  if (entries.length === 0) {
    findings.add('outline', 'there is no outline')
    return
  }
  if (entries.length !== worded.length)
    findings.add(
      'outline',
      `the outline has ${entries.length} entries, the document ${worded.length} headings`,
    )
  for (const [index, { title, level }] of entries.entries()) {
    const heading = worded[index]
    if (!heading) return
    const [page = null] = heading.gathered.pages
    if (compact(title) !== compact(heading.gathered.text)) {
      findings.add(
        'outline',
        `${quoted(title)} stands where the heading ${quoted(heading.gathered.text)} does`,
      )
      return
    }
    if (heading.level > 0 && level !== heading.level)
      findings.addOn(
        'outline',
        `${quoted(title)} is at level ${level}, its heading at ${heading.level}`,
        page,
      )
  }
}

function outlineOf(file: PdfFile): Entry[] {
  const entries: Entry[] = []
  const seen = new Set<number>()
  const walk = (first: PdfValue | undefined, level: number): void => {
    for (let at = first; at instanceof PdfRef && !seen.has(at.number) && entries.length < mostEntries;) {
      seen.add(at.number)
      const item = file.dict(at)
      const title = file.resolve(item?.get('Title'))
      entries.push({ title: title instanceof PdfString ? title.text : '', level })
      if (level < 20) walk(item?.get('First'), level + 1)
      at = item?.get('Next')
    }
  }
  walk(file.dict(file.catalog.get('Outlines'))?.get('First'), 1)
  return entries
}

/** Where a line breaks, and how its words are parted there, is no matter of what a heading says. */
function compact(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u00ad\u200b]+/gu, '')
}
