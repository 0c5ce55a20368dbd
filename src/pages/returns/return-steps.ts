import { momentInWords } from '../../clock/dates.js'
import type { ReturnView } from '../../commissions/views.js'

type Step = ReturnView['steps'][number]

/** "Signed off and sent by Colin Cabinet" */
export function stepInWords({ from, to, author }: Pick<Step, 'from' | 'to' | 'author'>): string {
  switch (to) {
    case 'awaiting_sign_off':
      return `Sent on to be signed off by ${author}`
    case 'submitted':
      return `${from === 'awaiting_sign_off' ? 'Signed off and sent' : 'Sent'} by ${author}`
    case 'open':
      return `Given back by ${author}`
    case 'sent_back':
      return `${from === 'awaiting_sign_off' ? 'Given back' : 'Sent back'} by ${author}`
    case 'accepted':
      return `Accepted by ${author}`
    case 'not_answered':
      return 'Closed without an answer'
  }
}

/** Why the second person has given the return back; null where nobody has, or it has gone on since. */
export function givenBack({ steps }: Pick<ReturnView, 'steps'>): { text: string; by: string } | null {
  const last = steps.at(-1)
  if (last?.from !== 'awaiting_sign_off' || last.reason === null) return null
  return { text: last.reason, by: `${last.author}, ${momentInWords(last.at)}` }
}
