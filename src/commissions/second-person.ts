import type { Answerer } from './returns/answerer.js'
import type { Select } from './returns/return-lines.reading.js'
import type { StepRow } from './returns/return-rows.js'

/** All that one person is known by in the moves of a return: an account, and the names of the links to its address. */
export interface Voices {
  accountIds: readonly number[]
  names: readonly string[]
}

/** Whoever has an account can be sent a link as well: that makes no second person of them. */
export async function voicesOf(
  select: Select,
  { accountId, name, email }: Pick<Answerer, 'accountId' | 'name' | 'email'>,
  returnId: number,
): Promise<Voices> {
  const links = await select<{ name: string }>(
    'SELECT name FROM return_link WHERE return_id = ? AND LOWER(email) = LOWER(?)',
    [returnId, email ?? ''],
  )
  const accounts = await select<{ id: number }>('SELECT id FROM account WHERE LOWER(email) = LOWER(?)', [
    email ?? '',
  ])
  return {
    accountIds: [...(accountId === null ? [] : [accountId]), ...accounts.map(({ id }) => id)],
    names: [name, ...links.map((link) => link.name)],
  }
}

/** Whether somebody else than this person sent the return on. */
export function isSecondPerson(
  { accountIds, names }: Voices,
  steps: readonly Pick<StepRow, 'to_state' | 'account_id' | 'author'>[],
): boolean {
  const sent = steps.findLast((step) => step.to_state === 'awaiting_sign_off')
  if (!sent) return true
  const sentByAccount = sent.account_id !== null && accountIds.includes(sent.account_id)
  return !sentByAccount && !names.includes(sent.author)
}
