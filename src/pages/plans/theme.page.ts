import { countsOf } from '../../register/overview-counts.js'
import type { ThemeReading } from '../../register/overview-reading.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { type StatusChart, statusChart, statusInWords, timelinessInWords } from '../figures.js'
import { pageInTitle } from '../paging.js'
import { paths } from '../paths.js'
import { type ActionPage, type Asked, type ShownActions, shownActions } from '../register-page.js'

interface ThemePage {
  code: string
  title: string
  plan: string
  words: string
  chart: StatusChart | null
  actions: ShownActions | null
  listHref: string
  asKnownOn: AsKnownOnForm
}

const themePage = pageOf<ThemePage>('plans/theme')

/** One theme of a plan, and its actions. */
export function showTheme({ plan, theme, facts }: ThemeReading, list: ActionPage, asked: Asked): PageAnswer {
  const { at, today } = asked
  const { asAt, errors, form } = at
  const counts = countsOf(facts)
  const hrefOf = (page: number) => paths.theme(plan.slug, theme.code, asAt, page)
  return themePage(
    {
      title: `${theme.title} – ${plan.title}${pageInTitle(list.page, list.pages)}`,
      breadcrumbs: [
        { text: 'Plans', href: paths.plans(asAt) },
        { text: plan.title, href: paths.plan(plan.slug, asAt) },
      ],
      ...{ section: 'plans', wide: true, asAt, errors },
    },
    {
      ...{ code: theme.code, title: theme.title, plan: plan.title },
      words: [statusInWords(counts), timelinessInWords(counts, today)].filter(Boolean).join(' '),
      chart: statusChart(counts),
      actions: facts.length === 0 ? null : shownActions(list, 'Its actions, in the plan’s order', hrefOf),
      listHref: paths.actions({ plan: plan.slug, theme: theme.code, asAt }),
      asKnownOn: form,
    },
  )
}
