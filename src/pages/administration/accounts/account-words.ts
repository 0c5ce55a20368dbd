import type { AccountFacts } from '../../../accounts/account-admin.reading.js'
import { type AccountState } from '../../../accounts/account.entity.js'
import { momentInWords } from '../../../clock/dates.js'
import type { Tag } from '../../tags.js'

const states: Record<AccountState, Tag> = {
  invited: { text: 'Invited', classes: 'govuk-tag--yellow' },
  active: { text: 'Active', classes: 'govuk-tag--green' },
  disabled: { text: 'Disabled', classes: 'govuk-tag--grey' },
}

export function stateTag(state: AccountState): Tag {
  return states[state]
}

export function lastSignedIn({ signedInAt }: Pick<AccountFacts, 'signedInAt'>): string {
  return signedInAt === null ? 'Never' : momentInWords(signedInAt)
}

/** Whether the account asks for one-time codes, and whether it must: "On, required". */
export function codesInWords(account: Pick<AccountFacts, 'codesSince' | 'codesRequired'>): string {
  if (account.codesSince !== null) return account.codesRequired ? 'On, required' : 'On'
  return account.codesRequired ? 'Required, not set up yet' : 'Off'
}
