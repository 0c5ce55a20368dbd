import type { PdfFile } from '../pdf/pdf-file.js'
import { PdfString, type PdfValue } from '../pdf/pdf-values.js'
import type { Findings } from './findings.js'
import type { Part, StructureCheck } from './structure-reader.js'

const languageTag = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/u

export function isLanguage(tag: string): boolean {
  return languageTag.test(tag)
}

/** Checks what a part says of itself: its role, its language, the words in place of a figure, the name of a note. */
export class PartCheck implements StructureCheck {
  parts = 0
  private readonly notes = new Set<string>()

  constructor(
    private readonly file: PdfFile,
    private readonly findings: Findings,
  ) {}

  leave(part: Part): void {
    this.parts += 1
    const { dict, role, standard, page } = part
    if (standard === '')
      this.findings.addOn('roles', `“${role}” stands for none of the standard’s roles`, page)
    const language = dict.has('Lang') ? this.text(dict.get('Lang')) : null
    if (language !== null && !isLanguage(language))
      this.findings.addOn('language', `a ${role} names the language “${language}”`, page)
    if (standard === 'Figure' && !this.isDescribed(part))
      this.findings.addOn('figures', 'a figure has no words in its place', page)
    if (standard === 'Formula' && !this.isDescribed(part))
      this.findings.addOn('formulas', 'a formula has no words in its place', page)
    if (standard === 'Note') this.note(part)
  }

  private isDescribed({ dict }: Part): boolean {
    return this.text(dict.get('Alt')).trim() !== '' || dict.has('ActualText')
  }

  private note({ dict, page }: Part): void {
    const name = this.text(dict.get('ID'))
    if (name === '') this.findings.addOn('notes', 'a note has no name', page)
    else if (this.notes.has(name)) this.findings.addOn('notes', `two notes are named “${name}”`, page)
    this.notes.add(name)
  }

  private text(value: PdfValue | undefined): string {
    const found = this.file.resolve(value)
    return found instanceof PdfString ? found.text : ''
  }
}
