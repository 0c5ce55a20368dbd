import { inWords } from '../../clock/dates.js'
import type { EarlierEdition } from '../editions/edition-history.js'
import { richTextOf } from '../shared/rich-text.js'
import { count } from '../shared/words.js'
import type { Corrections } from './scrutiny.model.js'

/** Corrections to earlier editions: those that were withdrawn, and what the officer has written of them. */
export function correctionsOf(
  withdrawn: readonly EarlierEdition[],
  markdown: string | undefined,
): Corrections {
  const rich = richTextOf(markdown ?? '')
  const written = rich.length > 0 ? rich : null
  const entries = withdrawn.map((edition) => ({ id: edition.id, sentence: sentenceOf(edition) }))
  if (entries.length === 0) {
    const none = 'No correction to an earlier edition is recorded.'
    return { says: written ? 'What was wrong in an earlier edition:' : none, withdrawn: [], written }
  }
  const says = `${count(entries.length, 'earlier edition was', 'earlier editions were')} withdrawn:`
  return { says, withdrawn: entries, written }
}

function sentenceOf({ id, cutOff, issuedOn, withdrawn }: EarlierEdition): string {
  const told = `${id}, as known on ${inWords(cutOff)} and issued on ${inWords(issuedOn)}`
  if (withdrawn === null) return `${told}.`
  const { on, reason, successor } = withdrawn
  const why = /[.!?]$/u.test(reason) ? reason : `${reason}.`
  const next = successor === null ? '' : ` ${successor} takes its place.`
  return `${told}, was withdrawn on ${inWords(on)}: ${why}${next}`
}
