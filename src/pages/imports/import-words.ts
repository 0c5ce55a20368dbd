import { momentInWords } from '../../clock/dates.js'
import type { OpenImport } from '../../imports/import-parts.js'
import type { PlanImportState } from '../../imports/plan-import.entity.js'
import type { PageLink } from '../../web/pages/frame.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'

export const stateTags: Record<PlanImportState, Tag> = {
  read: { text: 'Being prepared', classes: 'govuk-tag--blue' },
  draft: { text: 'Waiting for approval', classes: 'govuk-tag--yellow' },
  approved: { text: 'In the register', classes: 'govuk-tag--green' },
  abandoned: { text: 'Abandoned', classes: 'govuk-tag--grey' },
}

/** What a plan on its way in is called: its title, or the file while it has none. */
export const nameOf = ({ plan, fileName }: OpenImport) => plan.facts.title || fileName

export function crumbsTo(found?: OpenImport): PageLink[] {
  return [
    { text: 'Plans', href: paths.plans() },
    { text: 'Plans from spreadsheets', href: paths.planImports() },
    ...(found ? [{ text: nameOf(found), href: paths.planImport(found.id) }] : []),
  ]
}

/** "Olive Office, 3 June 2025 at 14:05" */
export const byAt = (name: string, at: string) => `${name}, ${momentInWords(at)}`

export const some = (count: number, noun: string, nouns = `${noun}s`) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? noun : nouns}`
