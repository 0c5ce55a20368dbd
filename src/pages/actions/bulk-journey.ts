import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { updatingRole } from '../../accounts/rights.js'
import { SecurityTrail } from '../../accounts/security-trail.js'
import { ChangeRefused, NotYours, RevisionConflict } from '../../actions/action-errors.js'
import { Clock } from '../../clock/clock.js'
import { ownersOf, ReadingService } from '../../register/reading.service.js'
import type { ActionView } from '../../register/views.js'
import { UpdatesService } from '../../updates/updates.service.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { paths } from '../paths.js'
import { bulkCheckPage } from './bulk-check.page.js'
import { bulkConflictPage, type OvertakenAction } from './bulk-conflict.page.js'
import { bulkFormPage } from './bulk-form.page.js'
import {
  atBulkFields,
  type BulkInHand,
  judgeBulk,
  overtaken,
  type SaidOfAll,
  speakerOf,
} from './bulk-judgement.js'
import type { BulkItem } from './bulk-moves.js'
import { actionsInWords } from './bulk-words.js'
import { type BulkKind, newBulk, type TypedBulk } from './bulk.form.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** The journey of a change of many actions: form, check, one transaction for all. */
@Injectable()
export class BulkJourney {
  constructor(
    private readonly reading: ReadingService,
    private readonly updates: UpdatesService,
    private readonly trail: SecurityTrail,
    private readonly clock: Clock,
  ) {}

  /** The empty form for these actions; null when the person may change none of them. */
  async begin(
    person: Person,
    change: BulkKind,
    refs: readonly string[],
    list: string,
  ): Promise<PageAnswer | null> {
    const items = itemsOf(person, await this.reading.these(person, refs))
    if (items.length === 0) return null
    const changeable = new Set(items.map(({ action }) => action.ref))
    const chosen = items.map(({ action: { ref, revision } }) => ({ ref, revision }))
    const hand = { person, items, typed: newBulk(change, chosen, list) }
    return bulkFormPage(
      hand,
      [],
      refs.filter((ref) => !changeable.has(ref)),
    )
  }

  /** The form once more, with what was typed. */
  async answers(person: Person, typed: TypedBulk): Answer {
    return bulkFormPage(await this.inHand(person, typed), [])
  }

  /** Check your answers. */
  async check(person: Person, typed: TypedBulk): Answer {
    const hand = await this.inHand(person, typed)
    return this.judged(hand, async (said) => Promise.resolve(bulkCheckPage(hand, said)))
  }

  /** Records what was checked, of all actions or of none. */
  async save(person: Person, typed: TypedBulk): Answer {
    const hand = await this.inHand(person, typed)
    return this.judged(hand, async (said) => {
      const all = hand.items.map((item) => {
        const onBehalfOf = speakerOf(person, item)?.slug
        const { revision, action } = item
        return {
          ref: action.ref,
          said: { ...said, revision, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) },
        }
      })
      const count = await this.updates.recordAll(person, all)
      return redirectTo(paths.actionList(typed.list), `${actionsInWords(count)} updated`)
    })
  }

  /** Goes on where nothing is wrong and nobody was first; else says so, with all that was typed. */
  private async judged(hand: BulkInHand, onward: (said: SaidOfAll) => Answer): Answer {
    if (overtaken(hand).length > 0) return this.conflict(hand)
    const { said, errors } = judgeBulk(hand)
    if (errors.length > 0) return bulkFormPage(hand, errors)
    try {
      return await onward(said)
    } catch (error) {
      if (error instanceof RevisionConflict) return this.conflict(await this.inHand(hand.person, hand.typed))
      if (error instanceof ChangeRefused) return this.refused(hand, error.errors)
      throw error
    }
  }

  private refused(hand: BulkInHand, errors: readonly FieldError[]): PageAnswer {
    return bulkFormPage(hand, atBulkFields(errors, hand))
  }

  private async conflict(hand: BulkInHand): Promise<PageAnswer> {
    const changed: OvertakenAction[] = []
    for (const { action, revision } of overtaken(hand)) {
      changed.push(await this.overtaken(hand.person, action, revision))
    }
    return bulkConflictPage(hand, changed)
  }

  /** Both versions of an action, and what lies between them. */
  private async overtaken(person: Person, now: ActionView, revision: number): Promise<OvertakenAction> {
    const history = await this.reading.history(person, now.ref, null)
    const read = history.find(({ number }) => number === revision)
    const moment = read && { knownBy: this.clock.now(), recordedBy: read.recordedAt }
    const before = moment ? await this.reading.one(person, now.ref, moment) : null
    return { before, now, revision, since: history.filter(({ number }) => number > revision) }
  }

  /** @throws NotYours where the form names an action that this person may not update: no page of ours does */
  private async inHand(person: Person, typed: TypedBulk): Promise<BulkInHand> {
    const actions = await this.reading.these(
      person,
      typed.chosen.map(({ ref }) => ref),
    )
    const revisions = new Map(typed.chosen.map(({ ref, revision }) => [ref, revision]))
    const items = itemsOf(person, actions).map((item) => ({
      ...item,
      revision: revisions.get(item.action.ref) ?? item.revision,
    }))
    const mine = new Set(items.map(({ action }) => action.ref))
    const foreign = typed.chosen.find(({ ref }) => !mine.has(ref))
    if (foreign) {
      await this.trail.refused(person, `update ${foreign.ref}`)
      throw new NotYours(foreign.ref, 'update')
    }
    return { person, typed, items }
  }
}

/** Those of the actions that the person may update, each as it is now. */
function itemsOf(person: Person, actions: readonly ActionView[]): BulkItem[] {
  return actions.flatMap((action) => {
    const role = updatingRole(person, ownersOf(action))
    return role === null ? [] : [{ action, role, revision: action.revision }]
  })
}
