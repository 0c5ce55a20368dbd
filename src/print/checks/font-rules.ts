import type { TextRun } from '../pdf/page-content.js'
import type { PdfFont } from '../pdf/pdf-font.js'
import type { Findings } from './findings.js'

/** Characters that say nothing, and so are no meaning for a letter. */
const meaningless = /[\0\ufeff\ufffe]/u

/** Checks the fonts of the letters as they are met; each fault of a font is told once. */
export class FontRules {
  private readonly met = new Map<PdfFont, Set<number>>()

  constructor(private readonly findings: Findings) {}

  check({ font, codes }: TextRun, place: number): void {
    let known = this.met.get(font)
    if (!known) {
      known = new Set()
      this.met.set(font, known)
      this.checkFont(font, place)
    }
    for (const code of codes) {
      if (known.has(code)) continue
      known.add(code)
      this.checkCode(font, code, place)
    }
  }

  private checkFont(font: PdfFont, place: number): void {
    if (!font.embedded) this.findings.add('fonts', `the font ${font.name} is not in the file`, place)
    if (!font.mapped)
      this.findings.add('fontMaps', `the font ${font.name} does not lead its codes to shapes`, place)
  }

  private checkCode(font: PdfFont, code: number, place: number): void {
    const meaning = font.meaning(code)
    if (meaning === undefined || meaning === '' || meaningless.test(meaning))
      this.findings.add('unicode', `the letter ${code} of ${font.name} says no character`, place)
    if (font.zeroIsMissing && code === 0)
      this.findings.add('missingShapes', `a letter is missing in ${font.name}`, place)
  }
}
