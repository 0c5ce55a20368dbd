import type { EditionFileFacts } from '../../reports/editions/edition-reading.service.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { sizeInWords } from '../actions/action-words.js'
import { paths } from '../paths.js'

/** A lead of a report that has a page of its own. */
export interface ReportLead {
  slug: string
  name: string
}

interface FileLink {
  text: string
  href: string
  download: boolean
  about: string | null
}

export interface ReportFiles {
  groups: { title: string; items: FileLink[] }[]
  leads: { name: string; pdfHref: string; htmlHref: string }[]
}

/** The files besides the paper, in the order in which they are offered: some to be edited, some to be counted with. */
const toEdit = ['docx', 'odt']
const toCountWith = ['csv', 'xlsx', 'ods', 'json']

/**
 * What can be read and taken away: the paper first, then what goes out alone, what is to be edited and the data.
 *
 * @param exempt whether it has a part that is not for publication
 */
export function reportFiles(
  report: ReportStanding,
  list: readonly EditionFileFacts[],
  leads: readonly ReportLead[],
  exempt: boolean,
): ReportFiles {
  const { id, kind } = report
  const about = (name: string) => aboutOf(list.find((file) => file.name === name))
  const links = (names: readonly string[]): FileLink[] =>
    names.flatMap((name) => {
      const file = list.find((each) => each.name === name)
      if (!file) return []
      return [{ text: file.label, href: paths.reportFile(id, name), download: true, about: aboutOf(file) }]
    })
  const groups = [
    {
      title: '',
      items: [
        { text: 'Read the report as a page', href: paths.reportHtml(id), download: false, about: null },
        { text: 'The report as a PDF', href: paths.reportPdf(id), download: true, about: about('pdf') },
        ...(kind === 'img' ? [boxLink(id)] : []),
        ...(exempt ? [exemptLink(id)] : []),
      ],
    },
    { title: 'To edit', items: links(toEdit) },
    { title: 'Its data', items: links(toCountWith) },
  ]
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    leads: leads.map(({ slug, name }) => ({
      name,
      pdfHref: paths.reportPdf(id, { lead: slug }),
      htmlHref: paths.reportHtml(id, { lead: slug }),
    })),
  }
}

function boxLink(id: string): FileLink {
  const about = 'the first page alone, as a PDF'
  return {
    text: 'One page for a minister’s box',
    href: paths.reportPdf(id, { only: 'box' }),
    download: true,
    about,
  }
}

function exemptLink(id: string): FileLink {
  const about = 'not for publication, as a PDF of its own'
  return { text: 'The exempt part', href: paths.reportPdf(id, { only: 'exempt' }), download: true, about }
}

function aboutOf(file: EditionFileFacts | undefined): string | null {
  return file?.size == null ? null : sizeInWords(file.size)
}
