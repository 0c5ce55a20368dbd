import type { OpenImport } from '../../imports/import-parts.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { crumbsTo, nameOf } from './import-words.js'

interface AbandonPage {
  name: string
  action: string
  revision: number
  backHref: string
}

const abandonPage = pageOf<AbandonPage>('imports/abandon')

/** Asks before a plan on its way in is given up. */
export function showAbandon(found: OpenImport): PageAnswer {
  return abandonPage(
    { title: `Abandon the import of ${nameOf(found)}`, section: 'plans', breadcrumbs: crumbsTo(found) },
    {
      ...{ name: nameOf(found), action: paths.planImport(found.id, 'abandon') },
      ...{ revision: found.revision, backHref: paths.planImport(found.id) },
    },
  )
}
