import { Injectable } from '@nestjs/common'
import { Ledger } from '../../audit/ledger.service.js'
import { Database } from '../../database/database.js'
import type { Blocker } from './blocker.js'
import { printBlockers, unwrittenParts } from './blockers.js'
import { Composer } from '../making/composer.service.js'
import { followedBy } from '../editions/edition-history.js'
import { EditionParts } from '../writing/edition-parts.service.js'
import { editionStateFacts } from '../editions/edition-state.js'
import { type EditionFacts, EditionStore } from '../editions/edition-store.js'
import { mayStandIn } from '../editions/marking.js'

/** Of how many editions the findings are remembered: their data are long, and pages ask again and again. */
const mostRemembered = 20

/** What stands in the way of approval and issue. */
@Injectable()
export class EditionBlockers {
  /** What the data of an edition show, by the id and the SHA-256 of the data. */
  private readonly findings = new Map<string, Promise<Blocker[]>>()

  constructor(
    private readonly database: Database,
    private readonly store: EditionStore,
    private readonly parts: EditionParts,
    private readonly composer: Composer,
    private readonly ledger: Ledger,
  ) {}

  /** Empty when it can be issued, and for what was issued. */
  async of(edition: EditionFacts): Promise<Blocker[]> {
    if (editionStateFacts[edition.state].frozen) return []
    return [
      ...unwrittenParts(await this.parts.of(edition)),
      ...(await this.remembered(edition)),
      ...(await this.followedEdition(edition)),
      ...printBlockers(edition),
    ]
  }

  private async remembered(edition: EditionFacts): Promise<Blocker[]> {
    const key = `${edition.id} ${edition.dataSha256}`
    const known = this.findings.get(key)
    if (known) return known
    const found = this.look(edition)
    this.findings.set(key, found)
    for (const oldest of [...this.findings.keys()].slice(0, -mostRemembered)) this.findings.delete(oldest)
    found.catch(() => this.findings.delete(key))
    return found
  }

  private async look({ id, marking }: EditionFacts): Promise<Blocker[]> {
    const { kind, data } = await this.store.get(id)
    return this.composer.findings(kind, data, await this.markedHigher(marking))
  }

  /** Refs of the actions whose plan is marked higher than the edition. */
  private async markedHigher(marking: string | null): Promise<string[]> {
    const plans = await this.database.select<{ id: number; marking: string | null }>(
      'SELECT id, marking FROM plan ORDER BY id',
    )
    const higher = plans.filter((plan) => !mayStandIn(plan.marking, marking)).map(({ id }) => id)
    if (higher.length === 0) return []
    const actions = await this.database.select<{ ref: string }>(
      `SELECT ref FROM action WHERE plan_id IN (${higher.map(() => '?').join(', ')}) ORDER BY ref`,
      higher,
    )
    return actions.map(({ ref }) => ref)
  }

  /** Its changes are counted from the edition before: where that is another by now, they are counted from the wrong day. */
  private async followedEdition(edition: EditionFacts): Promise<Blocker[]> {
    const request = await this.store.request(edition)
    const recordedBy = await this.ledger.lastMoment()
    const now = await followedBy(this.database, { ...request, recordedBy })
    const { previousId } = edition
    if (now === previousId) return []
    const why =
      now === null
        ? `${previousId ?? ''}, which this edition follows, was withdrawn after it was made`
        : `${now} was issued after this edition was made, and this edition should follow it`
    const message = `${why}. Make it anew with its words, so that its changes are counted from the right day.`
    return [{ code: 'followed-edition-changed', message, href: '/reports/new' }]
  }
}
