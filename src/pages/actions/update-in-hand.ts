import type { Person } from '../../accounts/person.js'
import { canSpeakFor, type UpdatingRole } from '../../accounts/rights.js'
import { movesOf, type Transition } from '../../actions/action-status.js'
import type { ActionInFull, ActionView } from '../../register/views.js'
import type { EvidenceFile } from '../../updates/evidence-file.entity.js'
import type { Draft } from '../../updates/update-drafts.service.js'
import type { TypedUpdate } from './update.form.js'

/** An update that somebody is making: the action as it is, who makes it, and what is typed so far. */
export interface UpdateInHand {
  person: Person
  role: UpdatingRole
  action: ActionInFull
  /** The revision that the person read when the update was begun. */
  revision: number
  typed: TypedUpdate
  /** The files that were given for it. */
  files: EvidenceFile[]
  draft: Draft | null
}

/** Whether the action has changed since the update was begun. */
export function isOvertaken({ action, revision }: UpdateInHand): boolean {
  return revision !== action.revision
}

/** The moves of the status that the person may make. */
export function movesInHand({ role, action }: UpdateInHand): readonly Transition[] {
  return movesOf(role, action.status)
}

export interface Speaker {
  slug: string
  name: string
}

/** The agencies of the action that the person may speak for: its leads, its partners, then those that it names. */
export function speakersOf({ person, action }: { person: Person; action: ActionView }): Speaker[] {
  const named = [...action.leads, ...action.partners, ...action.namedInText]
  const speakers = new Map(named.map(({ agency, name }) => [agency, { slug: agency, name }]))
  return [...speakers.values()].filter(({ slug }) => canSpeakFor(person, slug))
}

/** Who answers for agencies speaks for one of them; the others may speak in their own name. */
export function mustSpeakForAgency({ role }: UpdateInHand): boolean {
  return role === 'agency_owner'
}
