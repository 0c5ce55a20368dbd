import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import { type Confidence, confidenceFacts } from '../../actions/confidence.js'
import { type Timeliness, timelinessFacts } from '../../register/timeliness.js'

/** A state as a reader sees it: a word, a shape and a tone, so that nothing rests on colour. */
export interface Tag {
  word: string
  /** Name of the shape in report.css. */
  symbol:
    | 'ring'
    | 'half'
    | 'disc'
    | 'tick'
    | 'bars'
    | 'cross'
    | 'arrow'
    | 'triangle'
    | 'diamond'
    | 'dash'
    | 'chevron'
  tone: 'plain' | 'quiet' | 'good' | 'warn' | 'bad'
}

const statusLook: Record<ActionStatus, Omit<Tag, 'word'>> = {
  not_started: { symbol: 'ring', tone: 'plain' },
  in_progress: { symbol: 'half', tone: 'plain' },
  complete_reported: { symbol: 'disc', tone: 'good' },
  complete_verified: { symbol: 'tick', tone: 'good' },
  paused: { symbol: 'bars', tone: 'warn' },
  closed_not_delivered: { symbol: 'cross', tone: 'bad' },
  superseded: { symbol: 'arrow', tone: 'quiet' },
}

const timelinessLook: Record<Timeliness, Omit<Tag, 'word'>> = {
  no_date: { symbol: 'dash', tone: 'quiet' },
  not_yet_due: { symbol: 'chevron', tone: 'plain' },
  due_this_quarter: { symbol: 'diamond', tone: 'warn' },
  overdue: { symbol: 'triangle', tone: 'bad' },
  completed_on_time: { symbol: 'tick', tone: 'good' },
  completed_late: { symbol: 'tick', tone: 'warn' },
}

const confidenceLook: Record<Confidence, Omit<Tag, 'word'>> = {
  red: { symbol: 'triangle', tone: 'bad' },
  amber: { symbol: 'diamond', tone: 'warn' },
  green: { symbol: 'disc', tone: 'good' },
  none: { symbol: 'dash', tone: 'quiet' },
}

export function statusTag(status: ActionStatus): Tag {
  return { word: statusFacts[status].label, ...statusLook[status] }
}

export function timelinessTag(timeliness: Timeliness): Tag {
  return { word: timelinessFacts[timeliness].label, ...timelinessLook[timeliness] }
}

export function confidenceTag(confidence: Confidence): Tag {
  return { word: confidenceFacts[confidence].label, ...confidenceLook[confidence] }
}
