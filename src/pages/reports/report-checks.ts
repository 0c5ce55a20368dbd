import type { PdfChecks } from '../../print/checks/pdf-checks.js'
import type { Tag } from '../tags.js'

export interface ChecksModel {
  /** "The PDF passed 31 of 31 checks" */
  says: string
  standard: string
  rules: { clause: string; rule: string; state: Tag; findings: string[] }[]
}

/** The checks of the PDF, those that did not pass first. */
export function checksModel(checks: PdfChecks | null): ChecksModel | null {
  if (checks === null) return null
  const { rules, standard } = checks
  const well = rules.filter((rule) => rule.passed)
  return {
    says: `The PDF passed ${well.length} of ${rules.length} checks by machine`,
    standard,
    rules: [...rules.filter((rule) => !rule.passed), ...well].map((rule) => ({
      ...{ clause: rule.clause, rule: rule.rule, findings: rule.findings },
      state: rule.passed
        ? { text: 'Passed', classes: 'govuk-tag--green' }
        : { text: 'Not passed', classes: 'govuk-tag--red' },
    })),
  }
}
