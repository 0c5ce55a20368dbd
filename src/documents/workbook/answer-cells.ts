import { escaped } from '../xml.js'

/** Looks of the cells that are filled in by whoever gets the workbook; the other cells of their sheet are locked. */
export type AnswerLook = 'answer' | 'answerDay'

/** What may be entered into some cells. The program that shows the sheet holds people to it; whoever reads the file asks again. */
export type CellRule = {
  /** Places as the sheet counts them: "K5:K9 K12". */
  cells: readonly string[]
  /** Shown beside the cell, and when something else is entered. */
  title: string
  sentence: string
} & (
  | { allows: 'one of'; /** "'Allowed words'!$A$3:$A$7" */ list: string }
  | { allows: 'a day' }
  | { allows: 'text'; longest: number }
)

/** Makes a sheet one that is filled in: locked but for these cells of its table. There is no password. */
export interface AnswerCells {
  /** Columns that stay in sight, on the screen and on paper. */
  frozen: number
  /** Of a cell of the table, both counted from 0; null where it is locked. */
  lookOf: (row: number, column: number) => AnswerLook | null
  rules: readonly CellRule[]
}

/** Columns and rows can be made wider and filtered; all else of a locked cell stays. */
export const protectionXml =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" autoFilter="0"/>'

/** Some programs take no longer lists of places. */
const mostPlaces = 200

export function validationsXml(rules: readonly CellRule[]): string {
  const validations = rules.flatMap((rule) => {
    const parts: string[] = []
    for (let from = 0; from < rule.cells.length; from += mostPlaces) {
      parts.push(validationXml(rule, rule.cells.slice(from, from + mostPlaces).join(' ')))
    }
    return parts
  })
  if (validations.length === 0) return ''
  return `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`
}

function validationXml(rule: CellRule, places: string): string {
  const title = escaped(rule.title.slice(0, 32))
  const sentence = escaped(rule.sentence.slice(0, 255))
  return [
    `<dataValidation ${typeOf(rule)} allowBlank="1" showInputMessage="1" showErrorMessage="1"`,
    ` errorTitle="${title}" error="${sentence}" promptTitle="${title}" prompt="${sentence}"`,
    ` sqref="${places}"><formula1>${escaped(formulaOf(rule))}</formula1></dataValidation>`,
  ].join('')
}

function typeOf({ allows }: CellRule): string {
  switch (allows) {
    case 'one of':
      return 'type="list"'
    case 'a day':
      return 'type="date" operator="greaterThanOrEqual"'
    case 'text':
      return 'type="textLength" operator="lessThanOrEqual"'
  }
}

/** Days are counted as spreadsheets do: from 1 January 2000 on. */
function formulaOf(rule: CellRule): string {
  switch (rule.allows) {
    case 'one of':
      return rule.list
    case 'a day':
      return '36526'
    case 'text':
      return String(rule.longest)
  }
}
