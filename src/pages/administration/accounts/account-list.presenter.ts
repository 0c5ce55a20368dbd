import type { AccountFacts, AccountFilter } from '../../../accounts/account-admin.reading.js'
import { type AccountState, accountStates } from '../../../accounts/account.entity.js'
import { roleInWords } from '../../../accounts/people.service.js'
import { type AccountRole, accountRoles, roleFacts } from '../../../accounts/role.js'
import { type Paging, pagesOf, pagingOf } from '../../paging.js'
import { paths } from '../../paths.js'
import type { Tag } from '../../tags.js'
import { lineOf, textOf, type Typed } from '../../typed-text.js'
import { codesInWords, lastSignedIn, stateTag } from './account-words.js'

export const accountsPerPage = 25

interface Choice {
  value: string
  text: string
}

export interface AccountListPage {
  filter: { q: string; role: string; state: string; roles: Choice[]; states: Choice[] }
  /** "3 of 12 accounts" */
  count: string
  /** The filters in force, each with the address that takes it away. */
  applied: { text: string; href: string }[]
  clearHref: string
  newHref: string
  rows: {
    name: string
    href: string
    email: string
    roles: string[]
    state: Tag
    lastSignedIn: string
    codes: string
  }[]
  paging: Paging | null
}

/** What the address asks for; a role or a state that there is none of filters nothing. */
export function readFilter(query: Typed): AccountFilter {
  const [q, role, state] = [lineOf(query, 'q'), textOf(query, 'role'), textOf(query, 'state')]
  return {
    ...(q === '' ? {} : { q: q.slice(0, 200) }),
    ...(isOneOf(accountRoles, role) ? { role } : {}),
    ...(isOneOf(accountStates, state) ? { state } : {}),
  }
}

const isOneOf = <Value extends AccountRole | AccountState>(
  all: readonly Value[],
  text: string,
): text is Value => (all as readonly string[]).includes(text)

/** @param everyone how many accounts there are without a filter */
export function accountListPage(
  filter: AccountFilter,
  found: { items: AccountFacts[]; total: number },
  everyone: number,
  page: number,
): AccountListPage {
  const { q, role, state } = filter
  const applied = [
    ...(q === undefined ? [] : [{ text: `“${q}”`, href: hrefOf({ ...filter, q: '' }) }]),
    ...(role === undefined ? [] : [{ text: roleFacts[role].label, href: hrefOf({ ...filter, role: '' }) }]),
    ...(state === undefined ? [] : [{ text: stateTag(state).text, href: hrefOf({ ...filter, state: '' }) }]),
  ]
  return {
    filter: {
      ...{ q: q ?? '', role: role ?? '', state: state ?? '' },
      roles: withAny('Any role', accountRoles, (value) => roleFacts[value].label),
      states: withAny('Any state', accountStates, (value) => stateTag(value).text),
    },
    count: countInWords(found.total, everyone, applied.length > 0),
    applied,
    clearHref: paths.accounts(),
    newHref: paths.newAccount(),
    rows: found.items.map(rowOf),
    paging: pagingOf(page, pagesOf(found.total, accountsPerPage), (number) =>
      hrefOf({ ...filter, page: number > 1 ? number : '' }),
    ),
  }
}

function rowOf(account: AccountFacts): AccountListPage['rows'][number] {
  return {
    ...{ name: account.name, href: paths.account(account.id), email: account.email },
    roles: account.roles.map(roleInWords),
    state: stateTag(account.state),
    lastSignedIn: lastSignedIn(account),
    codes: codesInWords(account),
  }
}

function hrefOf(query: Record<string, string | number>): string {
  return paths.accounts(query)
}

function withAny<Value extends string>(
  any: string,
  values: readonly Value[],
  text: (value: Value) => string,
) {
  return [{ value: '', text: any }, ...values.map((value) => ({ value, text: text(value) }))]
}

function countInWords(total: number, everyone: number, filtered: boolean): string {
  const accounts = `${everyone} ${everyone === 1 ? 'account' : 'accounts'}`
  return filtered ? `${total} of ${accounts}` : accounts
}
