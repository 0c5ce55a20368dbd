import type { INestApplicationContext } from '@nestjs/common'
import type { Person } from '../../src/accounts/person.js'
import { PlanDrafts } from '../../src/imports/plan-drafts.service.js'
import { noFacts } from '../../src/imports/checking/plan-facts.js'
import { PlanImports } from '../../src/imports/plan-imports.service.js'

/** A plan of so many actions, as a CSV file. */
export function bigPlan(actions: number): Buffer {
  const lines = Array.from({ length: actions }, (_, index) => {
    const number = index + 1
    const words = `Test action ${number}: do the thing that is numbered ${number}.`
    return `${number},Theme ${number % 12},${words},Home Office,Metropolitan Police Service; MOPAC,by 31 March 2014,Note ${number}`
  })
  return Buffer.from(['Ref,Theme,Action,Lead,Partners,Timescale,Notes', ...lines].join('\r\n'))
}

/** Takes in a plan of a council and makes a draft of it; answers with the id of the import. */
export async function draftOf(app: INestApplicationContext, person: Person, bytes: Buffer): Promise<number> {
  const imports = app.get(PlanImports)
  const id = await imports.read(person, { slug: 'london-borough-of-merton' }, { name: 'big.csv', bytes })
  const { table } = await imports.one(person, id)
  await imports.chooseColumns(person, id, 1, table.columns, table.loneRows)
  await imports.describe(person, id, 2, {
    ...noFacts,
    ...{ title: 'Big test plan', slug: 'big-plan', prefix: 'BIG14', programme: 'EGYV' },
    ...{ published: '7 May 2013', licence: 'By permission, for a test' },
  })
  await app.get(PlanDrafts).draft(person, id, 3)
  return id
}
