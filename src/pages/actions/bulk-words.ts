import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import { inWords } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import type { SaidOfAll } from './bulk-judgement.js'
import type { BulkItem } from './bulk-moves.js'
import type { BulkKind } from './bulk.form.js'
import { waitsForAgreement } from './date-agreement.js'

/** "12 actions" */
export function actionsInWords(count: number): string {
  return `${count} ${count === 1 ? 'action' : 'actions'}`
}

/** "the status", as a heading goes on. */
export const changedThing: Record<BulkKind, string> = {
  status: 'status',
  confidence: 'confidence',
  date: 'target date',
}

/** What the thing that is changed is at an action now. */
export function valueNow(change: BulkKind, { status, confidence, timescale }: ActionView): string {
  switch (change) {
    case 'status':
      return statusFacts[status].label
    case 'confidence':
      return confidenceFacts[confidence].label
    case 'date':
      return timescale.end === null ? 'None' : inWords(timescale.end)
  }
}

/** What it will be: of one action, or of all alike. */
export function valueThen({ status, confidence, timescaleEnd }: SaidOfAll, item?: BulkItem): string {
  if (status !== undefined) return statusFacts[status].label
  if (confidence !== undefined) return confidenceFacts[confidence].label
  if (timescaleEnd === undefined) return 'None'
  const waits = item !== undefined && waitsForAgreement(item.role, item.action, timescaleEnd)
  return waits ? `${inWords(timescaleEnd)}, once the programme office agrees` : inWords(timescaleEnd)
}

/** What was typed, as rows of a summary list. */
export function summaryOf(
  change: BulkKind,
  said: SaidOfAll,
): { key: { text: string }; value: { text: string } }[] {
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  const evidence = (said.evidence ?? []).map(({ title, url }) => (url === null ? title : `${title}, ${url}`))
  const thing = changedThing[change]
  return [
    row(`New ${thing}`, valueThen(said)),
    ...evidence.map((one) => row('Evidence', one)),
    ...(said.supersededBy ? [row('Superseded by', said.supersededBy)] : []),
    row('What has happened', said.narrative),
    row('Reason', said.reason ?? ''),
  ]
}
