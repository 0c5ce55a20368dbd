import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { updatingRole } from '../../accounts/rights.js'
import { SecurityTrail } from '../../accounts/security-trail.js'
import { ChangeRefused, NotYours, RevisionConflict } from '../../actions/action-errors.js'
import { ownersOf, ReadingService } from '../../register/reading.service.js'
import { EvidenceFiles } from '../../updates/evidence-files.service.js'
import type { NewUpdate } from '../../updates/new-update.js'
import { UpdateDrafts } from '../../updates/update-drafts.service.js'
import { UpdatesService } from '../../updates/updates.service.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { waitsForAgreement } from './date-agreement.js'
import { updateCheckPage } from './update-check.page.js'
import { updateConflictPage } from './update-conflict.page.js'
import { discardPage } from './update-discard.page.js'
import { UpdateFileIntake } from './update-file-intake.js'
import { updateFormPage } from './update-form.page.js'
import { pressedButton, readTyped, type TypedUpdate, typedOf } from './update.form.js'
import { isOvertaken, type UpdateInHand } from './update-in-hand.js'
import { atFields, judge } from './update-judgement.js'
import type { Upload } from './update-uploads.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/**
 * The journey of an update: form, check, record. Whatever is sent is kept as a draft before it is judged, so that neither
 * a mistake nor the end of a session nor another person's update loses a word of it.
 */
@Injectable()
export class UpdateJourney {
  constructor(
    private readonly reading: ReadingService,
    private readonly updates: UpdatesService,
    private readonly drafts: UpdateDrafts,
    private readonly files: EvidenceFiles,
    private readonly intake: UpdateFileIntake,
    private readonly trail: SecurityTrail,
  ) {}

  /** The form, with what the draft holds. */
  async form(person: Person, ref: string): Answer {
    const hand = await this.inHand(person, ref)
    return isOvertaken(hand) ? this.conflict(hand) : updateFormPage(hand, [])
  }

  /** Keeps what was typed, and goes where the button that was pressed leads. */
  async take(person: Person, ref: string, form: Typed, uploads: readonly Upload[]): Answer {
    const before = await this.inHand(person, ref)
    const typed = readTyped(
      form,
      before.action.steps.map((step) => step.ref),
    )
    const { does, what } = pressedButton(form)
    if (does === 'remove-file') typed.files = typed.files.filter((id) => id !== what)
    const revision = readRevision(form, before)
    await this.drafts.save(person.accountId, ref, revision, typed)
    const { given, refused } = await this.intake.take(person, ref, typed.files.length, uploads)
    typed.files = [...typed.files, ...given]
    const hand = await this.keep(before, revision, typed)
    const errors = refused.length > 0 ? [{ field: 'file', message: refused.join(' ') }] : []
    return this.goOn(hand, does, errors)
  }

  /** Check your answers. */
  async check(person: Person, ref: string): Answer {
    const hand = await this.inHand(person, ref)
    if (hand.draft === null) return redirectTo(paths.updateAction(ref))
    return this.judged(hand, [], async (said) => {
      await this.updates.check(person, ref, said)
      return updateCheckPage(hand, said)
    })
  }

  /** Records what the person has checked. */
  async record(person: Person, ref: string, form: Typed): Answer {
    const hand = await this.inHand(person, ref)
    if (hand.draft === null) return redirectTo(paths.action(ref))
    // The draft was changed in another window: what is recorded is what was seen.
    if (textOf(form, 'savedAt') !== hand.draft.savedAt) return redirectTo(paths.checkUpdate(ref))
    return this.judged(hand, [], async (said) => {
      await this.updates.record(person, ref, said)
      await this.drafts.discard(person.accountId, ref)
      return redirectTo(paths.action(ref), recorded(ref) + dateNote(hand, said))
    })
  }

  /** Goes on with the draft on the revision that the person was shown. */
  async carryOn(person: Person, ref: string, form: Typed): Answer {
    const hand = await this.inHand(person, ref)
    if (hand.draft === null) return redirectTo(paths.updateAction(ref))
    await this.drafts.save(person.accountId, ref, readRevision(form, hand), hand.typed)
    return redirectTo(
      paths.updateAction(ref),
      `Your update now stands on the newest revision of ${ref}. Read through it before you go on.`,
    )
  }

  /** Asks whether the draft shall go. */
  async askToDiscard(person: Person, ref: string): Answer {
    const hand = await this.inHand(person, ref)
    return hand.draft === null ? redirectTo(paths.action(ref)) : discardPage(hand, hand.draft)
  }

  async discard(person: Person, ref: string): Answer {
    await this.inHand(person, ref)
    await this.drafts.discard(person.accountId, ref)
    return redirectTo(paths.action(ref), `Your draft is discarded. Nothing of it was recorded.`)
  }

  private async goOn(hand: UpdateInHand, does: string, errors: FieldError[]): Answer {
    const { ref } = hand.action
    if (does === 'continue') {
      return this.judged(hand, errors, async (said) => {
        await this.updates.check(hand.person, ref, said)
        return redirectTo(paths.checkUpdate(ref))
      })
    }
    if (errors.length > 0) return updateFormPage(hand, errors)
    const form = paths.updateAction(ref)
    switch (does) {
      case 'discard':
        return redirectTo(paths.discardUpdate(ref))
      case 'add-link':
        return redirectTo(`${form}#link-${hand.typed.links.length + 1}-title`)
      case 'upload':
      case 'remove-file':
        return redirectTo(`${form}#files`)
      // What the script sends while somebody is typing.
      case 'keep':
        return redirectTo(form)
      default:
        return redirectTo(
          form,
          'Your draft is saved. Nothing is recorded until you have checked it and sent it.',
        )
    }
  }

  /** Goes on where nothing is wrong and nobody was first; else says so, with all that was typed. */
  private async judged(
    hand: UpdateInHand,
    found: FieldError[],
    onward: (said: NewUpdate) => Promise<PageAnswer | RedirectAnswer>,
  ): Answer {
    if (isOvertaken(hand)) return this.conflict(hand)
    const { said, errors } = judge(hand)
    const wrong = [...errors, ...found]
    if (wrong.length > 0) return updateFormPage(hand, wrong)
    try {
      return await onward(said)
    } catch (error) {
      if (error instanceof RevisionConflict) return this.overtaken(hand)
      if (error instanceof ChangeRefused) return updateFormPage(hand, atFields(error.errors, hand))
      throw error
    }
  }

  /** Somebody was first since the action was read. It may have been this person, by a button that was pressed twice. */
  private async overtaken({ person, action: { ref } }: UpdateInHand): Answer {
    const hand = await this.inHand(person, ref)
    return hand.draft === null ? redirectTo(paths.action(ref)) : this.conflict(hand)
  }

  /** Both versions; but where the newer one is this very draft, it is recorded and needs no choice. */
  private async conflict(hand: UpdateInHand): Answer {
    const { person, typed } = hand
    const { ref } = hand.action
    const revisions = await this.reading.history(person, ref, null)
    const since = revisions.filter(({ number }) => number > hand.revision)
    const own = since.some(
      ({ author, update }) => author === person.name && update?.narrative === typed.narrative,
    )
    if (!own) return updateConflictPage(hand, since)
    await this.drafts.discard(person.accountId, ref)
    return redirectTo(paths.action(ref), recorded(ref))
  }

  /** @throws ActionNotFound, NotYours: who may not update the action has no form for it */
  private async inHand(person: Person, ref: string): Promise<UpdateInHand> {
    const action = await this.reading.one(person, ref, null)
    const role = updatingRole(person, ownersOf(action))
    if (role === null) {
      await this.trail.refused(person, `update ${ref}`)
      throw new NotYours(ref, 'update')
    }
    const draft = await this.drafts.find(person.accountId, ref)
    const typed = typedOf(draft?.typed)
    const files = await this.files.givenBy(person, ref, typed.files)
    return { person, role, action, draft, typed, files, revision: draft?.revision ?? action.revision }
  }

  private async keep(before: UpdateInHand, revision: number, typed: TypedUpdate): Promise<UpdateInHand> {
    const { person, action } = before
    const files = await this.files.givenBy(person, action.ref, typed.files)
    const kept = { ...typed, files: files.map(({ id }) => id) }
    const draft = await this.drafts.save(person.accountId, action.ref, revision, kept)
    return { ...before, revision, typed: kept, files, draft }
  }
}

const recorded = (ref: string) => `Your update of ${ref} is recorded.`

/** What is added where the new date is not set yet. */
function dateNote({ role, action }: UpdateInHand, { timescaleEnd }: NewUpdate): string {
  if (timescaleEnd === undefined || !waitsForAgreement(role, action, timescaleEnd)) return ''
  return ' The new target date waits for the agreement of the programme office.'
}

/** The revision that a page of ours carried: none that is not there yet. */
function readRevision(form: Typed, { action, revision }: UpdateInHand): number {
  const given = Number(textOf(form, 'revision'))
  return Number.isInteger(given) && given >= 1 && given <= action.revision ? given : revision
}
