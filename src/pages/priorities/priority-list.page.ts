import { groupsByEach } from '../../register/overview-counts.js'
import type { PriorityText } from '../../register/overview-details.js'
import { type ActionFact, priorityKey } from '../../register/overview-fact.js'
import { count } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { type CountTable, countTable } from '../count-table.js'
import { paths } from '../paths.js'
import type { Asked } from '../register-page.js'
import { ourReading } from './our-reading.js'

interface PriorityListPage {
  lead: string
  ourReading: string
  programmes: CountTable[]
  empty: string
  asKnownOn: AsKnownOnForm
}

const priorityListPage = pageOf<PriorityListPage>('priorities/list')

/** The priorities of every programme, each with the actions that serve it. */
export function showPriorities(
  priorities: readonly PriorityText[],
  facts: readonly ActionFact[],
  { at }: Asked,
): PageAnswer {
  const { asAt, errors, form, words } = at
  const served = groupsByEach(facts, (fact) => fact.priorities)
  const programmes = [...new Set(priorities.map(({ programme }) => programme))]
  const serving = facts.filter((fact) => fact.priorities.length > 0).length
  return priorityListPage(
    { title: 'Priorities', section: 'priorities', wide: true, asAt, errors },
    {
      lead: `${count(priorities.length, 'priority', 'priorities')} of ${count(programmes.length, 'programme')}, served by ${count(serving, 'action')}.`,
      ourReading,
      programmes: programmes.map((programme) =>
        tableOf(
          priorities.filter((priority) => priority.programme === programme),
          served,
          asAt,
        ),
      ),
      empty: words === null ? 'No programme has priorities.' : `No priority was known on ${words}.`,
      asKnownOn: form,
    },
  )
}

/** An action may serve two priorities, so that they do not add up, and have no row for the whole. */
function tableOf(
  priorities: readonly PriorityText[],
  served: ReadonlyMap<string, readonly ActionFact[]>,
  asAt: string | undefined,
): CountTable {
  return countTable(
    { caption: priorities[0]?.programmeName ?? '', of: 'Priority' },
    priorities.map((priority) => ({
      ...{ name: priority.title, href: paths.priority(priority.programme, priority.code, asAt) },
      ...{ facts: served.get(priorityKey(priority)) ?? [], filters: { priority: priority.code } },
    })),
    null,
    asAt,
  )
}
