import type { TokenFacts } from '../../accounts/api-tokens.service.js'
import type { CodesState } from '../../accounts/one-time-codes.js'
import type { OpenSession } from '../../accounts/own-account.sessions.js'
import { roleInWords } from '../../accounts/people.service.js'
import { permissionFacts, tokenPermissions } from '../../accounts/permission.js'
import type { Person } from '../../accounts/person.js'
import { roleFacts } from '../../accounts/role.js'
import { type Instant, inWords, londonDay, momentInWords } from '../../clock/dates.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'

interface SummaryRow {
  key: { text: string }
  value: { text: string }
  actions?: { items: { href: string; text: string; visuallyHiddenText: string }[] }
}

export interface OwnAccountPage {
  rows: SummaryRow[]
  roles: { label: string; definition: string }[]
  /** What the roles open, in words. */
  opens: string[]
  sessions: { name: string; began: string; seen: string; isThis: boolean }[]
  tokens: TokenRow[]
  /** Where a token is made; null where the roles hold nothing that a token could do. */
  newTokenHref: string | null
  /** The address of the calendar of deadlines; null where no deadlines concern the person. */
  calendar: { sentence: string; makeHref: string; makeText: string; endHref: string | null } | null
}

interface TokenRow {
  name: string
  scope: string[]
  made: string
  ends: string
  used: string
  state: Tag
  revokeHref: string | null
}

/** What is known of the person's own account besides the person. */
export interface OwnFacts {
  codes: CodesState
  sessions: OpenSession[]
  tokens: (TokenFacts & { works: boolean })[]
  /** When the address of the calendar was made, if it was; null where there is nothing that a calendar could show. */
  calendar: { since: Instant | null } | null
}

export function ownAccountPage(
  person: Person,
  { codes, sessions, tokens, calendar }: OwnFacts,
): OwnAccountPage {
  return {
    rows: rowsOf(person, codes),
    roles: person.roles.map((role) => ({
      label: roleInWords(role),
      definition: roleFacts[role.role].definition,
    })),
    opens: [...person.permissions].map((permission) => permissionFacts[permission].words),
    sessions: sessions.map(({ name, beganAt, seenAt, isThis }) => ({
      ...{ name, isThis, began: momentInWords(beganAt), seen: momentInWords(seenAt) },
    })),
    tokens: tokens.map(tokenRow),
    newTokenHref: tokenPermissions(person.permissions).length > 0 ? paths.newToken() : null,
    calendar: calendar && calendarPart(calendar.since),
  }
}

function calendarPart(since: Instant | null): OwnAccountPage['calendar'] {
  const makeHref = paths.ownAccountStep('calendar')
  if (since === null) {
    return { sentence: 'You have no address yet.', makeHref, makeText: 'Make an address', endHref: null }
  }
  return {
    sentence: `You have an address since ${inWords(londonDay(since))}. A new one ends it.`,
    ...{ makeHref, makeText: 'Make a new address', endHref: paths.ownAccountStep('calendar/end') },
  }
}

function rowsOf(person: Person, codes: CodesState): SummaryRow[] {
  const change = (step: Parameters<typeof paths.ownAccountStep>[0], text: string, what: string) => ({
    items: [{ href: paths.ownAccountStep(step), text, visuallyHiddenText: what }],
  })
  const password = { key: { text: 'Password' }, value: { text: 'Set' } }
  return [
    { key: { text: 'Name' }, value: { text: person.name }, actions: change('name', 'Change', 'name') },
    { key: { text: 'Email address' }, value: { text: person.email } },
    codes.withoutPassword
      ? { ...password, value: { text: 'None: you come in by single sign-on' } }
      : { ...password, actions: change('password', 'Change', 'password') },
    {
      ...{ key: { text: 'One-time codes' }, value: { text: codesInWords(codes) } },
      ...(codes.withoutPassword ? {} : { actions: codesLink(codes, change) }),
    },
  ]
}

function codesInWords({ since, required, withoutPassword, recoveryCodesLeft: left }: CodesState): string {
  if (withoutPassword) return 'Asked for by your single sign-on provider, if at all'
  if (since === null) return required ? 'Off: an administrator asks you to set them up' : 'Off'
  const codes = left === 1 ? '1 recovery code' : `${left} recovery codes`
  return `On since ${inWords(londonDay(since))}, with ${codes} left`
}

function codesLink(
  { since }: CodesState,
  change: (step: 'codes', text: string, what: string) => NonNullable<SummaryRow['actions']>,
): NonNullable<SummaryRow['actions']> {
  return since === null
    ? change('codes', 'Set up', 'one-time codes')
    : change('codes', 'Manage', 'one-time codes')
}

function tokenRow(token: OwnFacts['tokens'][number]): TokenRow {
  const { name, scope, madeAt, endsAt, usedAt, works } = token
  return {
    ...{ name, scope: scope.map((permission) => permissionFacts[permission].words) },
    ...{ made: inWords(londonDay(madeAt)), ends: inWords(londonDay(endsAt)) },
    used: usedAt === null ? 'Never' : momentInWords(usedAt),
    state: tokenState(token),
    revokeHref: works ? paths.revokeToken(token.id) : null,
  }
}

function tokenState({ revokedAt, works }: OwnFacts['tokens'][number]): Tag {
  if (works) return { text: 'Works', classes: 'govuk-tag--green' }
  return { text: revokedAt === null ? 'Ended' : 'Revoked', classes: 'govuk-tag--grey' }
}
