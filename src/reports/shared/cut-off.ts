import { endOfDay, inWords } from '../../clock/dates.js'
import type { RegisterSnapshot } from '../../register/views.js'

/** The cut-off to the moment: a whole day, or the instant that was asked for. */
export function cutOffInWords({ cutOff, knownBy }: Pick<RegisterSnapshot, 'cutOff' | 'knownBy'>): string {
  if (knownBy === endOfDay(cutOff)) return `${inWords(cutOff)}, the end of that day in London`
  return `${inWords(cutOff)}, at ${knownBy.slice(11, 19)} UTC`
}
