import { countsOf, groupsBy } from '../../register/overview-counts.js'
import type { PriorityReading } from '../../register/overview-reading.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { type CountTable, countTable } from '../count-table.js'
import { type StatusChart, statusChart, statusInWords, timelinessInWords } from '../figures.js'
import { pageInTitle } from '../paging.js'
import { paths } from '../paths.js'
import { type ActionPage, type Asked, type ShownActions, shownActions } from '../register-page.js'
import { ourReading } from './our-reading.js'

interface PriorityPage {
  programme: string
  title: string
  /** In the words of the document, and where they stand. */
  text: string
  source: string
  words: string
  chart: StatusChart | null
  ourReading: string
  plans: CountTable | null
  actions: ShownActions | null
  listHref: string
  asKnownOn: AsKnownOnForm
}

const priorityPage = pageOf<PriorityPage>('priorities/priority')

/** One priority in its own words, with the plans and the actions that serve it. */
export function showPriority(reading: PriorityReading, list: ActionPage, asked: Asked): PageAnswer {
  const { priority, facts } = reading
  const { programme, programmeName, code, title, text } = priority
  const { asAt, errors, form } = asked.at
  const counts = countsOf(facts)
  const hrefOf = (page: number) => paths.priority(programme, code, asAt, page)
  return priorityPage(
    {
      title: `${title} – ${programmeName}${pageInTitle(list.page, list.pages)}`,
      breadcrumbs: [{ text: 'Priorities', href: paths.priorities(asAt) }],
      ...{ section: 'priorities', wide: true, asAt, errors },
    },
    {
      ...{ programme: programmeName, title, text, source: sourceOf(priority), ourReading },
      words: [statusInWords(counts), timelinessInWords(counts, asked.today)].filter(Boolean).join(' '),
      chart: statusChart(counts),
      plans: facts.length === 0 ? null : plansOf(reading, asAt),
      actions: facts.length === 0 ? null : shownActions(list, 'The actions that serve it', hrefOf),
      listHref: paths.actions({ priority: code, asAt }),
      asKnownOn: form,
    },
  )
}

/** "In its own words: Home Office Peer Review and Gang Call-in, 2.3. The peer review heads it ..." */
function sourceOf({ plan, section, note }: PriorityReading['priority']): string {
  const place = plan === null ? `section ${section}` : `“${plan}”, section ${section}`
  return [`In the document’s own words: ${place}.`, note ?? ''].join(' ').trim()
}

function plansOf({ priority, plans, facts }: PriorityReading, asAt: string | undefined): CountTable {
  const groups = groupsBy(facts, ({ plan }) => plan)
  const filters = { priority: priority.code }
  return countTable(
    { caption: 'The plans that serve it', of: 'Plan' },
    plans.flatMap(({ slug, title }) => {
      const own = groups.get(slug)
      const part = { name: title, href: paths.plan(slug, asAt), filters: { ...filters, plan: slug } }
      return own ? [{ ...part, facts: own }] : []
    }),
    { name: 'All of them', facts, filters },
    asAt,
  )
}
