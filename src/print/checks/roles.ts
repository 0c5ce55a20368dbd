import { nameOf, type PdfFile } from '../pdf/pdf-file.js'
import type { PdfDict, PdfValue } from '../pdf/pdf-values.js'

/** The roles of ISO 32000-1:2008, 14.8.4: of groups, blocks, lines and pictures. */
const standardRoles = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private ' +
    'P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot ' +
    'Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP ' +
    'Figure Formula Form'
  ).split(' '),
)

/** What the roles of a document stand for. */
export class RoleMap {
  private readonly map: PdfDict
  private readonly resolved = new Map<string, string>()

  constructor(file: PdfFile, root: PdfDict | null) {
    this.map = file.dict(root?.get('RoleMap')) ?? new Map<string, PdfValue>()
  }

  /** The standard's role that a role stands for; empty where it stands for none or goes in a circle. */
  standardOf(role: string): string {
    const before = this.resolved.get(role)
    if (before !== undefined) return before
    const found = this.follow(role)
    this.resolved.set(role, found)
    return found
  }

  /** The standard's own roles that the document maps all the same. */
  get remapped(): string[] {
    return [...this.map.keys()].filter((role) => standardRoles.has(role))
  }

  private follow(role: string): string {
    let name = role
    for (let steps = 0; steps <= this.map.size; steps += 1) {
      if (standardRoles.has(name)) return name
      name = nameOf(this.map.get(name))
    }
    return ''
  }
}
