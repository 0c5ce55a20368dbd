import type { ImportSummary } from '../../imports/import-store.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { byAt, crumbsTo, stateTags } from './import-words.js'

export interface ImportRow {
  title: string
  href: string
  council: string
  file: string
  tag: Tag
  by: string
}

interface ImportListPage {
  waiting: ImportRow[] | null
  others: ImportRow[] | null
  newHref: string
  templateHref: string
}

const listPage = pageOf<ImportListPage>('imports/list')

/** Every plan on its way in that the person may see: those that wait for approval first. */
export function showImports(all: readonly ImportSummary[]): PageAnswer {
  const rows = (list: readonly ImportSummary[]) => (list.length === 0 ? null : list.map(rowOf))
  return listPage(
    {
      title: 'Plans from spreadsheets',
      ...{ section: 'plans', wide: true, breadcrumbs: crumbsTo().slice(0, 1) },
    },
    {
      waiting: rows(all.filter(({ state }) => state === 'draft')),
      others: rows(all.filter(({ state }) => state !== 'draft')),
      ...{ newHref: paths.newPlanImport(), templateHref: paths.planTemplate() },
    },
  )
}

export function rowOf(one: ImportSummary): ImportRow {
  const { id, title, council, fileName, state, author, readAt, approvedBy, approvedAt, draftedAt } = one
  const last =
    state === 'approved' && approvedBy !== null && approvedAt !== null
      ? `Approved: ${byAt(approvedBy, approvedAt)}`
      : `Read: ${byAt(author, draftedAt ?? readAt)}`
  return {
    title,
    href: paths.planImport(id),
    council: council.name,
    file: fileName,
    tag: stateTags[state],
    by: last,
  }
}
