import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { inWords } from '../../clock/dates.js'
import { type FlagCode, flagLabel, flagRules } from '../../register/flags.js'
import type { ActionView } from '../../register/views.js'
import { count, figure } from '../../reports/shared/words.js'
import type { PageLink } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { factsOf } from '../actions/action-flags.js'
import type { AsKnownOn, AsKnownOnForm } from '../as-known-on.js'
import { pageInTitle, type Paging, pagingOf } from '../paging.js'
import { paths } from '../paths.js'

/** An action that a rule catches, with the facts that the flag rests on. */
interface FlaggedRow {
  ref: string
  title: string
  href: string
  plan: string
  reason: string
  facts: PageLink
  /** What the programme office can do with it. */
  decide: PageLink | null
}

interface FlagPage {
  label: string
  rule: string
  says: string
  rows: FlaggedRow[]
  caption: string
  paging: Paging | null
  /** Why no row stands there. */
  empty: string
  setAside: (FlaggedRow & { because: string; until: string; by: string; change: PageLink | null })[]
  setAsideCaption: string
  decides: boolean
  listHref: string | null
  asKnownOn: AsKnownOnForm
}

const draw = pageOf<FlagPage>('flags/flag')

/** One page of the actions that carry a flag, and those of which it is set aside. */
export interface FlaggedActions {
  page: number
  pages: number
  total: number
  carrying: readonly ActionView[]
  /** How many there are of which it is set aside. */
  asideTotal: number
  aside: readonly ActionView[]
}

/** One rule: the actions that it catches, each with the facts; those set aside apart. */
export function flagPage(person: Person, code: FlagCode, found: FlaggedActions, at: AsKnownOn): PageAnswer {
  const { asAt, errors, form } = at
  const { page, pages, total, carrying, aside, asideTotal } = found
  const decides = asAt === undefined && canCommission(person)
  const label = flagLabel(code)
  return draw(
    {
      ...{ title: `Flag: ${label}${pageInTitle(page, pages)}`, section: 'actions', asAt, errors },
      ...{ breadcrumbs: [{ text: 'Assurance flags', href: paths.flags(asAt) }], wide: true },
    },
    {
      ...{ label, rule: flagRules[code], decides, asKnownOn: form },
      says: saysOf(total, asideTotal),
      rows: carrying.map((action) => flaggedRow(action, code, asAt, decides)),
      caption: `Actions that carry this flag${pages === 1 ? '' : `: page ${page} of ${pages}`}`,
      paging: pagingOf(page, pages, (number) => paths.flag(code, asAt, number)),
      empty: asideTotal > 0 ? 'No other action carries this flag.' : 'No action carries this flag.',
      setAside: aside.map((action) => asideRow(action, code, asAt, decides)),
      setAsideCaption:
        aside.length < asideTotal
          ? `Set aside: the first ${figure(aside.length)} of ${figure(asideTotal)}`
          : 'Set aside: these do not count',
      listHref: total > 0 ? paths.actions({ flag: code, asAt }) : null,
    },
  )
}

function saysOf(total: number, aside: number): string {
  const carry =
    total === 0 ? 'No action carries' : `${count(total, 'action')} ${total === 1 ? 'carries' : 'carry'}`
  return aside === 0
    ? `${carry} this flag.`
    : `${carry} this flag and ${total === 1 ? 'counts' : 'count'}. Of ${figure(aside)} more it is set aside.`
}

function flaggedRow(
  action: ActionView,
  code: FlagCode,
  asAt: string | undefined,
  decides: boolean,
): FlaggedRow {
  const { ref, title, source, flags, setAside } = action
  const facts = factsOf(code)
  const href = paths.action(ref, asAt)
  return {
    ...{ ref, title, href, plan: source.document },
    reason: [...flags, ...setAside].find((flag) => flag.code === code)?.reason ?? '',
    facts: { ...facts, href: href + facts.href },
    decide: decides ? { text: 'Set aside', href: paths.setFlagAside(code, ref) } : null,
  }
}

function asideRow(
  action: ActionView,
  code: FlagCode,
  asAt: string | undefined,
  decides: boolean,
): FlagPage['setAside'][number] {
  const row = flaggedRow(action, code, asAt, decides)
  const decision = action.setAside.find((flag) => flag.code === code)
  return {
    ...row,
    ...{ because: decision?.because ?? '', by: decision?.by ?? '' },
    until: decision ? inWords(decision.until) : '',
    change: row.decide && { ...row.decide, text: 'Change' },
    decide: decides ? { text: 'Count it again', href: paths.countFlagAgain(code, row.ref) } : null,
  }
}
