import type { Write } from '../audit/ledger.service.js'
import { Account, AccountRoleHeld } from './account.entity.js'
import { AccountRefused } from './accounts.service.js'

const notYourself = {
  disabling:
    'You cannot disable your own account, so that nobody shuts themselves out by mistake: ask another administrator',
  roles:
    'You cannot give up the role of administrator yourself, so that nobody shuts themselves out by mistake: ask another administrator',
}

/**
 * Asks whether an account may stop to be an administrator's. Nobody shuts themselves out, and somebody must be left who
 * can give rights back: this is asked within the write, so that two administrators cannot take each other's rights at once.
 *
 * @param by what is done: the account is disabled, or loses the role
 * @throws AccountRefused saying why not
 */
export async function mayLoseAdministrator(
  write: Write,
  author: { accountId: number },
  account: Account,
  by: 'disabling' | 'roles',
): Promise<void> {
  const refuse = (message: string) =>
    new AccountRefused([{ field: by === 'roles' ? 'roles' : 'reason', message }])
  if (account.id === author.accountId) throw refuse(notYourself[by])
  const administrators = await activeAdministrators(write)
  if (administrators.length === 1 && administrators[0] === account.id) {
    throw refuse(
      `${account.name} is the only administrator who can sign in: make another account an administrator first, or nobody could look after accounts any more`,
    )
  }
}

async function activeAdministrators(write: Write): Promise<number[]> {
  const rows = await write.manager
    .createQueryBuilder(Account, 'account')
    .select('account.id', 'id')
    .distinct(true)
    .innerJoin(AccountRoleHeld, 'held', 'held.accountId = account.id AND held.role = :role', {
      role: 'administrator',
    })
    .where('account.state = :state', { state: 'active' })
    .getRawMany<{ id: number }>()
  return rows.map(({ id }) => id)
}
