import { momentInWords } from '../../clock/dates.js'
import type { EditablePart } from '../../reports/writing/editable-part.js'
import { isUnwritten } from '../../reports/writing/edition-parts.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import type { ReportAbout } from './report-about.js'

/** An item of a task list: a part, who wrote it last and when, and whether it is written. */
interface PartItem {
  title: { text: string }
  href?: string
  hint?: { text: string }
  status: { tag: Tag } | { text: string }
}

export interface PartList {
  items: PartItem[]
  /** The paragraphs by theme, which are many: folded. */
  themes: { says: string; items: PartItem[] } | null
}

/** What is written into the report, in the order of the document. */
export function partList(about: ReportAbout): PartList {
  const isTheme = ({ name }: EditablePart) => name.startsWith('theme.')
  const themes = about.parts.filter(isTheme)
  const written = themes.filter((part) => !isUnwritten(part)).length
  const itemOf = (part: EditablePart) => partItem(part, about)
  return {
    items: about.parts.filter((part) => !isTheme(part)).map(itemOf),
    themes:
      themes.length === 0
        ? null
        : {
            says: `Paragraphs of the programme office by theme: ${written} of ${themes.length} written`,
            items: themes.map(itemOf),
          },
  }
}

function partItem(part: EditablePart, { report, mayWrite }: ReportAbout): PartItem {
  const { savedBy, savedAt, label, name } = part
  return {
    title: { text: label },
    ...(mayWrite ? { href: paths.reportPart(report.id, name) } : {}),
    ...(savedBy === null || savedAt === null
      ? {}
      : { hint: { text: `${savedBy}, ${momentInWords(savedAt)}` } }),
    status: statusOf(part),
  }
}

function statusOf(part: EditablePart): PartItem['status'] {
  if (!isUnwritten(part)) return { text: 'Written' }
  return part.required
    ? { tag: { text: 'To be written', classes: 'govuk-tag--yellow' } }
    : { text: 'May stay empty' }
}
