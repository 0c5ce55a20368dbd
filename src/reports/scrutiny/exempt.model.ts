import type { RichText } from '../shared/rich-text.js'
import type { ExemptNotice, ScrutinyReport } from './scrutiny.model.js'

/** What the document that is not for publication is drawn from: the open report, and the text apart from it. */
export interface ExemptReport extends ScrutinyReport {
  exempt: ExemptNotice
  exemptPart: {
    /** "Not for publication: exempt information within paragraph 3 of ..." */
    says: string
    /** "Paragraph 3: Information relating to ..." */
    ground: string
    /** The condition under which the Act keeps it exempt. */
    condition: string
    paragraphs: { number: string; anchor: string; rich: RichText }[]
  }
}
