import type { Person } from '../accounts/person.js'
import type { Author } from '../audit/ledger.service.js'
import type { ReturnWay } from './return.entity.js'

/** Who speaks for a return: a person with an account, or whoever was sent a link that opens this one return. */
export interface Answerer extends Author {
  name: string
  accountId: number | null
  way: ReturnWay
  /** Null where somebody came by a link. */
  person: Person | null
  /** The one return that the link opens; null where somebody has an account. */
  linkReturnId: number | null
}

export function byAccount(person: Person, way: 'account' | 'workbook' = 'account'): Answerer {
  return { name: person.name, accountId: person.accountId, way, person, linkReturnId: null }
}

/** Opens that one return and nothing else. */
export function byLink(
  link: { returnId: number; name: string },
  way: 'link' | 'workbook' = 'link',
): Answerer {
  return { name: link.name, accountId: null, way, person: null, linkReturnId: link.returnId }
}
