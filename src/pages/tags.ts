import { type ActionStatus, statusFacts } from '../actions/action-status.js'
import { type Confidence, confidenceFacts } from '../actions/confidence.js'
import { type Timeliness, timelinessFacts } from '../register/timeliness.js'

/** A govuk tag: a word with a colour, never a colour alone. */
export interface Tag {
  text: string
  classes: string
}

const statusColours: Record<ActionStatus, string> = {
  not_started: 'govuk-tag--grey',
  in_progress: 'govuk-tag--blue',
  complete_reported: 'govuk-tag--green',
  complete_verified: 'govuk-tag--green',
  paused: 'govuk-tag--yellow',
  closed_not_delivered: 'govuk-tag--purple',
  superseded: 'govuk-tag--purple',
}

const timelinessColours: Record<Timeliness, string> = {
  no_date: 'govuk-tag--grey',
  not_yet_due: 'govuk-tag--blue',
  due_this_quarter: 'govuk-tag--yellow',
  overdue: 'govuk-tag--red',
  completed_on_time: 'govuk-tag--green',
  completed_late: 'govuk-tag--orange',
}

const confidenceColours: Record<Confidence, string> = {
  none: 'govuk-tag--grey',
  red: 'govuk-tag--red',
  amber: 'govuk-tag--orange',
  green: 'govuk-tag--green',
}

export function statusTag(status: ActionStatus): Tag {
  return { text: statusFacts[status].label, classes: statusColours[status] }
}

export function timelinessTag(timeliness: Timeliness): Tag {
  return { text: timelinessFacts[timeliness].label, classes: timelinessColours[timeliness] }
}

export function confidenceTag(confidence: Confidence): Tag {
  return { text: confidenceFacts[confidence].label, classes: confidenceColours[confidence] }
}
