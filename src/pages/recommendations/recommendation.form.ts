import type { Day } from '../../clock/dates.js'
import type { NewRecommendation } from '../../recommendations/new-recommendation.js'
import { addressees } from '../../recommendations/panel-recommendation.entity.js'
import { wrongWithRecommendation } from '../../recommendations/recommendation-rules.js'
import type { RecommendationStanding } from '../../recommendations/recommendation-views.js'
import type { FieldError } from '../../web/problems.js'
import type { TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { boxesOf, dayOf, noDay, readDayField, withoutStops } from './typed-fields.js'

export type RecommendationField =
  'panel' | 'madeOn' | 'label' | 'text' | 'addressee' | 'agency' | 'receivedOn' | 'source'

/** The form as it was typed. */
export interface TypedRecommendation {
  panel: string
  madeOn: TypedDay
  label: string
  text: string
  addressee: string
  agency: string
  receivedOn: TypedDay
  source: string
}

/** The form as it is opened: empty, or with what it shares with another of the same meeting. */
export function openedRecommendation(like: RecommendationStanding | null): TypedRecommendation {
  return {
    ...{ label: '', text: '' },
    ...{ panel: like?.panel ?? '', source: like?.source ?? '' },
    ...{ addressee: like?.addressee ?? '', agency: like?.agency ?? '' },
    madeOn: like ? boxesOf(like.madeOn) : noDay,
    receivedOn: like ? boxesOf(like.receivedOn) : noDay,
  }
}

export function readTypedRecommendation(form: Typed): TypedRecommendation {
  return {
    ...{ panel: lineOf(form, 'panel'), label: lineOf(form, 'label'), text: textOf(form, 'text') },
    ...{ addressee: textOf(form, 'addressee'), agency: textOf(form, 'agency') },
    ...{ madeOn: readDayField(form, 'madeOn'), receivedOn: readDayField(form, 'receivedOn') },
    source: textOf(form, 'source'),
  }
}

/** What the form notes, or what is wrong with it. */
export function readRecommendation(
  typed: TypedRecommendation,
  today: Day,
): { noted: NewRecommendation } | { errors: FieldError[] } {
  const madeOn = dayOf(typed.madeOn, 'madeOn', 'The day of the meeting')
  const receivedOn = dayOf(typed.receivedOn, 'receivedOn', 'The day of receipt')
  const addressee = addressees.find((one) => one === typed.addressee) ?? null
  const { panel, label, text } = typed
  const noted = {
    ...{ panel, label, text, addressee, madeOn: madeOn.day, receivedOn: receivedOn.day },
    // What was chosen for a partner means nothing where the executive is meant.
    agency: addressee === 'partner' && typed.agency !== '' ? typed.agency : null,
    source: typed.source === '' ? null : typed.source,
  }
  const errors = [...madeOn.errors, ...receivedOn.errors, ...wrongWithRecommendation(noted, today)]
  if (errors.length > 0 || !noted.madeOn || !noted.receivedOn || !noted.addressee) {
    return { errors: withoutStops(errors) }
  }
  return {
    noted: { ...noted, madeOn: noted.madeOn, receivedOn: noted.receivedOn, addressee: noted.addressee },
  }
}
