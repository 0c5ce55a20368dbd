import { columnLetters } from '../../documents/workbook/sheet.js'
import { rowsToChoose } from '../../imports/sheet/header-row.js'
import type { OpenImport } from '../../imports/import-parts.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { crumbsTo, nameOf, some } from './import-words.js'

interface TablePage {
  caption: string
  action: string
  revision: number
  reason: string
  sheet: number
  sheetName: string
  sheets: { text: string; href: string; current: boolean }[] | null
  header: string
  rows: { number: number; cells: string; chosen: boolean }[]
  errors: Record<'sheet' | 'header', ErrorMessage>
  cancelHref: string
}

const tablePage = pageOf<TablePage>('imports/table')
const shown = 20

/** Which sheet and which row hold the headings, and why; another can be chosen. */
export function showTable(
  found: OpenImport,
  asked: number | null,
  header: string | null,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const { table, book } = found
  const index = asked !== null && book.sheets[asked] ? asked : (table.sheet ?? 0)
  const sheet = book.sheets[index]
  const errors = formErrors(wrong, { sheet: 'sheet', header: 'header' })
  const chosen = index === table.sheet ? table.header : null
  return tablePage(
    {
      title: `Where the table begins – ${nameOf(found)}`,
      ...{ section: 'plans', breadcrumbs: crumbsTo(found), errors: errors.links },
    },
    {
      ...{ caption: nameOf(found), action: paths.planImport(found.id, 'table'), revision: found.revision },
      ...{
        sheet: index,
        sheetName: sheet?.name ?? '',
        errors: errors.at,
        cancelHref: paths.planImport(found.id),
      },
      reason:
        table.reason ??
        (table.header === null ? 'No row looks like the headings of a table.' : 'Somebody chose this row.'),
      sheets:
        book.sheets.length < 2
          ? null
          : book.sheets.map(({ name, rows }, place) => ({
              text: `${name} (${some(rows.length, 'row')})`,
              href: paths.planImport(found.id, 'table', { sheet: place + 1 }),
              current: place === index,
            })),
      header: header ?? (chosen === null ? '' : String(chosen + 1)),
      rows: (sheet ? rowsToChoose(sheet, Math.max(shown, (chosen ?? 0) + 3)) : []).map(({ row, cells }) => ({
        number: row + 1,
        cells: cells.length === 0 ? '(empty)' : cells.map((text) => text.slice(0, 60)).join(' | '),
        chosen: row === chosen,
      })),
    },
  )
}

export const columnName = (column: number) => `Column ${columnLetters(column)}`
