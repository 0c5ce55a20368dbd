import type { Council } from '../../imports/import-store.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { crumbsTo } from './import-words.js'

export interface TypedImport {
  council: string
  name: string
}

type Field = 'council' | 'name' | 'file'

interface NewImportPage {
  action: string
  typed: TypedImport
  councils: { value: string; text: string }[]
  mayRegister: boolean
  errors: Record<Field, ErrorMessage>
  templateHref: string
  cancelHref: string
}

const newPage = pageOf<NewImportPage>('imports/new')

const ids: Record<Field, string> = { council: 'council', name: 'name', file: 'file' }

/** The form that takes a council's file. */
export function showNewImport(
  councils: readonly Council[],
  mayRegister: boolean,
  typed: TypedImport,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const errors = formErrors(wrong, ids)
  const publishers = councils.filter(({ plans }) => plans.length > 0)
  const inOrder = [...publishers, ...councils.filter(({ plans }) => plans.length === 0)]
  const only = councils.length === 1 ? councils[0] : undefined
  return newPage(
    {
      title: 'Take in a plan from a spreadsheet',
      ...{ section: 'plans', breadcrumbs: crumbsTo(), errors: errors.links },
    },
    {
      ...{ action: paths.planImports(), mayRegister, errors: errors.at, cancelHref: paths.planImports() },
      typed: { ...typed, council: typed.council || (only?.agency ?? '') },
      councils: [
        { value: '', text: 'Choose the council' },
        ...inOrder.map(({ agency, name }) => ({ value: agency, text: name })),
      ],
      templateHref: paths.planTemplate(),
    },
  )
}
