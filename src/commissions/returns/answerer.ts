import type { Person } from '../../accounts/person.js'
import type { Author } from '../../audit/ledger.service.js'
import type { ReturnWay } from './return.entity.js'

/** Who speaks for a return: a person with an account, or whoever was sent a link that opens this one return. */
export interface Answerer extends Author {
  name: string
  accountId: number | null
  way: ReturnWay
  /** Null where somebody came by a link. */
  person: Person | null
  /** Address of the account, or the one that the link was sent to; null where it is not known. */
  email: string | null
  /** The one return that the link opens; null where somebody has an account. */
  linkReturnId: number | null
}

export function byAccount(person: Person, way: 'account' | 'workbook' = 'account'): Answerer {
  const { name, accountId, email } = person
  return { name, accountId, email, way, person, linkReturnId: null }
}

/** Opens that one return and nothing else. */
export function byLink(
  { returnId, name, email = null }: { returnId: number; name: string; email?: string | null },
  way: 'link' | 'workbook' = 'link',
): Answerer {
  return { name, accountId: null, email, way, person: null, linkReturnId: returnId }
}
