/** What a PDF has to be besides accessible: the words that stand on it. */
export interface ExpectedPdf {
  title: string
  /** "en-GB" */
  language: string
  /** "OFFICIAL"; null where no page may bear one. */
  marking: string | null
}

/** How one rule came out. */
export interface RuleResult {
  /** "ISO 14289-1:2014, 7.4.2", or "House rule" where it is one of ours. */
  clause: string
  /** What must be so, as a sentence. */
  rule: string
  passed: boolean
  /** What is not so, the first few in words; also where only a part could be looked at. */
  findings: string[]
}

/** What the machine found when it checked a PDF. */
export interface PdfChecks {
  passed: boolean
  /** What was checked against, as a sentence; it names what a machine cannot check. */
  standard: string
  pages: number
  rules: RuleResult[]
}
