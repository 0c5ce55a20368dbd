import { type ColumnChoice, guessColumns } from '../../imports/sheet/column-mapping.js'
import { fieldFacts, importFields, isImportField } from '../../imports/sheet/import-field.js'
import { type OpenImport, tableOf } from '../../imports/import-parts.js'
import { textAt } from '../../imports/sheet/kept-book.js'
import type { LoneRows } from '../../imports/sheet/plan-rows.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { formErrors, type ErrorMessage } from '../form-errors.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { crumbsTo, nameOf } from './import-words.js'
import { columnName } from './table.page.js'

export interface TypedColumns {
  columns: ColumnChoice[]
  loneRows: LoneRows
}

interface ColumnField {
  id: string
  label: string
  hint: string
  value: string
  errorMessage: ErrorMessage
}

interface ColumnsPage {
  caption: string
  action: string
  revision: number
  fields: ColumnField[]
  items: { value: string; text: string }[]
  meanings: { key: { text: string }; value: { text: string } }[]
  loneRows: LoneRows
  backHref: string
}

const columnsPage = pageOf<ColumnsPage>('imports/columns')

const fieldOf = (column: number) => `column-${column + 1}`

/** What was chosen for each column. */
export function readColumns(typed: Typed, count: number): TypedColumns {
  const columns = Array.from({ length: count }, (_, column): ColumnChoice => {
    const value = textOf(typed, fieldOf(column))
    return value === 'left out' || isImportField(value) ? value : null
  })
  return { columns, loneRows: textOf(typed, 'loneRows') === 'actions' ? 'actions' : 'themes' }
}

/** Each column with what it holds and what it is taken for. */
export function showColumns(
  found: OpenImport,
  typed: TypedColumns,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const at = tableOf(found)
  const headings = at?.layout.headings ?? []
  const ids = Object.fromEntries(headings.map((_, column) => [fieldOf(column), fieldOf(column)]))
  const errors = formErrors(wrong, ids)
  const guesses = guessColumns(headings, null)
  const fields = headings.map((heading, column): ColumnField => {
    const samples = at ? samplesOf(at, column) : []
    const holds = samples.length === 0 ? 'Nothing stands in it.' : `It begins: ${samples.join(', ')}.`
    const guess = guesses[column]
    const isGuess = !found.table.confirmed && guess !== undefined && typed.columns[column] === guess.choice
    const guessed = isGuess ? ` ${guess.reason}` : ''
    return {
      id: fieldOf(column),
      label: heading === '' ? `${columnName(column)}, without a heading` : `“${heading}”`,
      hint: `${columnName(column)}. ${holds}${guessed}`,
      value: typed.columns[column] ?? '',
      errorMessage: errors.at[fieldOf(column)] ?? null,
    }
  })
  return columnsPage(
    {
      title: `What the columns mean – ${nameOf(found)}`,
      ...{ section: 'plans', breadcrumbs: crumbsTo(found), errors: errors.links },
    },
    {
      ...{
        caption: nameOf(found),
        action: paths.planImport(found.id, 'columns'),
        revision: found.revision,
        fields,
      },
      items: [
        ...[
          { value: '', text: 'Choose what it is' },
          { value: 'left out', text: 'Leave this column out' },
        ],
        ...importFields.map((field) => ({ value: field, text: fieldFacts[field].label })),
      ],
      meanings: importFields.map((field) => ({
        key: { text: fieldFacts[field].label },
        value: { text: fieldFacts[field].hint },
      })),
      ...{ loneRows: typed.loneRows, backHref: paths.planImport(found.id) },
    },
  )
}

/** The first values of a column, shortened. */
function samplesOf({ sheet, layout }: NonNullable<ReturnType<typeof tableOf>>, column: number): string[] {
  const found = new Set<string>()
  const last = Math.min(sheet.rows.length, layout.header + 40)
  for (let row = layout.header + 1; row < last && found.size < 3; row += 1) {
    const text = textAt(sheet, row, column).replaceAll(/\s+/gu, ' ')
    if (text !== '') found.add(`“${text.length > 50 ? `${text.slice(0, 49)}…` : text}”`)
  }
  return [...found]
}
