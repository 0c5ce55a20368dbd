import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import { changeRows, insertRow } from '../../database/rows.js'
import { paths } from '../paths.js'
import { SavedView } from './saved-view.entity.js'

/** A list that the person comes back to. */
export interface SavedViewLink {
  id: number
  name: string
  query: string
  href: string
}

/** As many as a person can keep. */
export const mostViews = 50
export const longestName = 80

/** What is wrong with the name of a view, as its person reads it. */
export class ViewRefused extends Error {}

/** Keeps each person's own views of the list of actions. Nobody sees those of others. */
@Injectable()
export class SavedViews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The person's views, by their names. */
  async of({ accountId }: Person): Promise<SavedViewLink[]> {
    const rows = await this.database.select<{ id: number; name: string; query: string }>(
      'SELECT id, name, query FROM saved_view WHERE account_id = ? ORDER BY id',
      [accountId],
    )
    // Sorted here, since the databases sort text by different rules.
    return rows
      .sort((one, other) => one.name.localeCompare(other.name, 'en'))
      .map((view) => ({ ...view, href: paths.actionList(view.query) }))
  }

  /** The person's view with that number, or null. */
  async find(person: Person, id: number): Promise<SavedViewLink | null> {
    return (await this.of(person)).find((view) => view.id === id) ?? null
  }

  /** @throws ViewRefused when the name cannot be taken, or the person has as many views as can be kept */
  async save(person: Person, name: string, query: string): Promise<void> {
    await this.database.write(async (manager) => {
      const views = await viewsIn(manager, person)
      if (views.length >= mostViews) {
        throw new ViewRefused(`You have ${mostViews} saved views, and more cannot be kept: delete one first`)
      }
      checkName(name, views)
      const { accountId } = person
      await insertRow(manager, SavedView, { accountId, name, query, madeAt: this.clock.now() })
    })
  }

  /** @throws ViewRefused when the name cannot be taken */
  async rename(person: Person, id: number, name: string): Promise<void> {
    await this.database.write(async (manager) => {
      const views = await viewsIn(manager, person)
      checkName(
        name,
        views.filter((view) => view.id !== id),
      )
      await changeRows(manager, SavedView, { id, accountId: person.accountId }, { name })
    })
  }

  async delete({ accountId }: Person, id: number): Promise<void> {
    await this.database.write((manager) => manager.delete(SavedView, { id, accountId }))
  }
}

function viewsIn(manager: EntityManager, { accountId }: Person): Promise<SavedView[]> {
  return manager.findBy(SavedView, { accountId })
}

/** Two names that differ in small and capital letters only are the same to a reader. */
function checkName(name: string, others: readonly SavedView[]): void {
  if (name === '') throw new ViewRefused('Enter a name for the view')
  if (name.length > longestName) throw new ViewRefused(`The name must have at most ${longestName} characters`)
  const same = others.find((view) => view.name.toLowerCase() === name.toLowerCase())
  if (same) throw new ViewRefused(`You already have a view called “${same.name}”: give this one another name`)
}
