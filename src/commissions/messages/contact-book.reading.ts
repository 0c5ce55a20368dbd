import { agenciesAsRead } from '../../agencies/merged-agencies.js'
import type { Database } from '../../database/database.js'
import { everything } from '../../register/moment.js'
import type { Rung } from './message.entity.js'
import { ContactBook } from './contact-book.js'

/** Reads whom to write to for every agency. Agencies that were merged are one: the contacts of either are. */
export async function readContactBook(database: Database): Promise<ContactBook> {
  const [merged, agencies, contacts, accounts] = await Promise.all([
    agenciesAsRead(database, everything),
    database.select<{ id: number; name: string; parent_id: number | null }>(
      'SELECT id, name, parent_id FROM agency ORDER BY id',
    ),
    database.select<{ agency_id: number; rung: Rung; name: string; email: string }>(
      // Whose account was disabled is let in no more, and is written to no more.
      `SELECT c.agency_id, c.rung, c.name, c.email FROM agency_contact c WHERE c.removed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM account a WHERE a.email = c.email AND a.state = 'disabled') ORDER BY c.id`,
    ),
    database.select<{ agency_id: number; name: string; email: string }>(
      `SELECT COALESCE(h.agency_id, p.publisher_id) AS agency_id, a.name, a.email FROM account_role h
      JOIN account a ON a.id = h.account_id LEFT JOIN plan p ON p.id = h.plan_id
      WHERE a.state = 'active' AND h.role IN ('agency_owner', 'council_officer') ORDER BY h.role, h.id`,
    ),
  ])
  const asRead = <Row extends { agency_id: number }>({ agency_id: id, ...row }: Row) => ({
    ...row,
    agencyId: merged.idOf(id),
  })
  return new ContactBook({
    agencies: agencies.map(({ id, name, parent_id: parentId }) => ({
      ...{ id, name, parentId: parentId === null ? null : merged.idOf(parentId) },
    })),
    readAs: (id) => merged.idOf(id),
    contacts: contacts.map(asRead),
    accounts: accounts.map(asRead),
  })
}
