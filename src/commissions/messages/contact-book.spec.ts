import { describe, expect, it } from '@jest/globals'
import { ContactBook, type ContactRows } from './contact-book.js'

const agencies = [
  { id: 1, name: 'London Borough of Merton', parentId: null },
  { id: 2, name: 'Youth Offending Team', parentId: 1 },
  { id: 3, name: 'Street team', parentId: 2 },
]
const contact = (agencyId: number, rung: 'owner' | 'deputy' | 'accountable', name: string) => ({
  ...{ agencyId, rung, name, email: `${name}@example.org` },
})
const account = (agencyId: number, name: string) => ({ agencyId, name, email: `${name}@example.org` })

const namesOf = (rows: Partial<ContactRows>, agencyId: number) => {
  const { people, insteadOf } = new ContactBook({
    ...{ agencies, contacts: [], accounts: [], readAs: (id: number) => id, ...rows },
  }).of(agencyId)
  return { names: people.map(({ name, rung }) => `${name} ${rung}`), insteadOf }
}

describe('whom to write to', () => {
  it('are the contacts of the agency, by rung, each address once', () => {
    const contacts = [
      contact(1, 'accountable', 'ann'),
      contact(1, 'deputy', 'dev'),
      contact(1, 'owner', 'olga'),
    ]
    expect(namesOf({ contacts: [...contacts, contact(1, 'deputy', 'olga')] }, 1)).toEqual({
      ...{ names: ['olga owner', 'dev deputy', 'ann accountable'], insteadOf: null },
    })
  })

  it('are those of the agency that it was merged into', () => {
    const rows = { contacts: [contact(1, 'owner', 'olga')], readAs: (id: number) => (id === 9 ? 1 : id) }
    expect(namesOf(rows, 9)).toEqual({ names: ['olga owner'], insteadOf: null })
  })

  it('are its accounts where no contact is its owner', () => {
    const rows = {
      contacts: [contact(1, 'deputy', 'dev')],
      accounts: [account(1, 'amir'), account(2, 'yot')],
    }
    expect(namesOf(rows, 1).names).toEqual(['amir owner', 'dev deputy'])
    const named = { ...rows, contacts: [...rows.contacts, contact(1, 'owner', 'olga')] }
    expect(namesOf(named, 1).names).toEqual(['olga owner', 'dev deputy'])
  })

  it('are those of the nearest agency above it that has contacts, where it has nobody', () => {
    expect(namesOf({ contacts: [contact(1, 'owner', 'olga')] }, 3)).toEqual({
      ...{ names: ['olga owner'], insteadOf: 'London Borough of Merton' },
    })
    expect(namesOf({ contacts: [contact(2, 'deputy', 'dev'), contact(1, 'owner', 'olga')] }, 3)).toEqual({
      ...{ names: ['dev deputy'], insteadOf: 'Youth Offending Team' },
    })
    const accounts = [account(1, 'amir')]
    expect(namesOf({ accounts }, 3)).toEqual({ names: [], insteadOf: null })
    expect(namesOf({ accounts, contacts: [contact(1, 'deputy', 'dev')] }, 3).names).toEqual([
      ...['amir owner', 'dev deputy'],
    ])
  })

  it('are nobody where there is nobody, also where agencies go in a circle', () => {
    const circle = [
      { id: 1, name: 'One', parentId: 2 },
      { id: 2, name: 'Two', parentId: 1 },
    ]
    expect(namesOf({ agencies: circle }, 1)).toEqual({ names: [], insteadOf: null })
  })
})
