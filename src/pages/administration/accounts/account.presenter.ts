import type { AccountFacts } from '../../../accounts/account-admin.reading.js'
import { roleInWords } from '../../../accounts/people.service.js'
import { momentInWords } from '../../../clock/dates.js'
import { html, type Markup } from '../../../web/pages/html.js'
import { paths } from '../../paths.js'
import type { Tag } from '../../tags.js'
import { codesInWords, lastSignedIn, stateTag } from './account-words.js'

interface SummaryRow {
  key: { text: string }
  value: { text: string } | { html: Markup }
  actions?: { items: { href: string; text: string; visuallyHiddenText: string }[] }
}

/** Something that can be done with one press: where it is sent, and what it does. */
interface Deed {
  action: string
  text: string
  /** What happens then. */
  says: string
  /** Fields that go with it. */
  hidden: { name: string; value: string }[]
}

export interface AccountPage {
  name: string
  state: Tag
  rows: SummaryRow[]
  deeds: Deed[]
  /** Where the account can be disabled; null where it is, or is one's own. */
  disableHref: string | null
  isOwn: boolean
  trailHref: string | null
}

/** What else is known of the account at this moment. */
export interface Around {
  openSessions: number
  workingTokens: number
  isOwn: boolean
  maySeeTrail: boolean
}

export function accountPage(account: AccountFacts, around: Around): AccountPage {
  return {
    name: account.name,
    state: stateTag(account.state),
    rows: rowsOf(account, around),
    deeds: deedsOf(account, around),
    disableHref:
      account.state === 'disabled' || around.isOwn ? null : paths.accountStep(account.id, 'disable'),
    isOwn: around.isOwn,
    trailHref: around.maySeeTrail ? paths.auditTrail({ subject: account.email }) : null,
  }
}

function rowsOf(account: AccountFacts, { openSessions, workingTokens }: Around): SummaryRow[] {
  const roles = account.roles.map((role) => html`<li>${roleInWords(role)}</li>`)
  return [
    {
      ...row('Name', account.name),
      actions: changeAt(paths.accountStep(account.id, 'details'), 'name'),
    },
    {
      ...row('Email address', account.email),
      actions: changeAt(paths.accountStep(account.id, 'details'), 'email address'),
    },
    {
      key: { text: 'Roles' },
      value:
        roles.length > 0
          ? {
              html: html`<ul class="govuk-list">
                ${roles}
              </ul>`,
            }
          : { text: 'None' },
      actions: changeAt(paths.accountStep(account.id, 'roles'), 'roles'),
    },
    row('Last signed in', lastSignedIn(account)),
    row('Signs in with', waysIn(account) ?? 'Nothing yet'),
    row('One-time codes', codesInWords(account)),
    row('Browsers signed in now', String(openSessions)),
    row('API tokens that work', String(workingTokens)),
    row('Account made', momentInWords(account.madeAt)),
  ]
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

const changeAt = (href: string, what: string) => ({
  items: [{ href, text: 'Change', visuallyHiddenText: what }],
})

function waysIn({ hasPassword, singleSignOn }: AccountFacts): string | null {
  const ways = [...(hasPassword ? ['a password'] : []), ...(singleSignOn ? ['single sign-on'] : [])]
  return ways.length > 0 ? capital(ways.join(', or ')) : null
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What can be done, given where the account stands. */
function deedsOf(account: AccountFacts, { openSessions }: Around): Deed[] {
  const { id, email, state, codesSince, codesRequired } = account
  const deed = (
    step: Parameters<typeof paths.accountStep>[1],
    text: string,
    says: string,
    required = '',
  ) => ({
    ...{ action: paths.accountStep(id, step), text, says },
    hidden: required === '' ? [] : [{ name: 'codes', value: required }],
  })
  if (state === 'disabled') {
    const again =
      waysIn(account) === null
        ? 'The person can be invited again.'
        : 'The person can sign in again as before.'
    return [deed('enable', 'Enable this account again', `${again} Tokens that were revoked stay revoked.`)]
  }
  return [
    ...(state === 'invited'
      ? [
          deed(
            'invite',
            'Send the invitation again',
            `The person gets a new link at ${email}; the one that was sent before ends.`,
          ),
        ]
      : [
          deed(
            'reset',
            'Send a password reset',
            `The person gets a link to choose another password at ${email}.`,
          ),
        ]),
    ...(openSessions > 0
      ? [deed('sign-out', 'Sign out everywhere', 'Every browser must sign in again; tokens go on working.')]
      : []),
    codesRequired
      ? deed(
          'codes',
          'Stop requiring one-time codes',
          'Whether to use one-time codes is left to the person.',
          'optional',
        )
      : deed(
          'codes',
          'Require one-time codes',
          'The person must set up one-time codes at the next sign-in, and give one each time.',
          'required',
        ),
    ...(codesSince === null
      ? []
      : [
          deed(
            'codes',
            'Turn one-time codes off',
            'For a person who has lost both phone and recovery codes. Be sure that it is this person who asks.',
            'off',
          ),
        ]),
  ]
}
