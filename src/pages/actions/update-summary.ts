import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import { inWords } from '../../clock/dates.js'
import type { NewUpdate } from '../../updates/new-update.js'
import { html, type Markup } from '../../web/pages/html.js'
import { paths } from '../paths.js'
import { moveOfDay } from './action-words.js'
import { waitsForAgreement } from './date-agreement.js'
import { fields, movedTo, ratedAs } from './update.form.js'
import { speakersOf, type UpdateInHand } from './update-in-hand.js'

/** A row of a summary list. */
export interface SummaryRow {
  key: { text: string }
  value: { html: Markup }
  actions?: { items: { href: string; text: string; visuallyHiddenText: string }[] }
}

/** What an update changes, a sentence for each change: "Status moves from “Not started” to “In progress”." */
export function changesOf({ action, role }: UpdateInHand, said: NewUpdate): string[] {
  const changes: string[] = []
  if (said.status) {
    const [from, to] = [statusFacts[action.status].label, statusFacts[said.status].label]
    changes.push(`Status moves from “${from}” to “${to}”.`)
  }
  if (said.confidence) {
    const [from, to] = [confidenceFacts[action.confidence].label, confidenceFacts[said.confidence].label]
    changes.push(`Confidence moves from ${from} to ${to}.`)
  }
  for (const { ref, status } of said.steps ?? []) {
    changes.push(`Step ${ref} moves to “${statusFacts[status].label}”.`)
  }
  if (said.timescaleEnd) {
    const { end } = action.timescale
    const moves =
      end === null
        ? `is set to ${inWords(said.timescaleEnd)}`
        : `moves from ${moveOfDay(end, said.timescaleEnd)}`
    changes.push(
      waitsForAgreement(role, action, said.timescaleEnd)
        ? `The new target date waits for the agreement of the programme office: it then ${moves}. Until then it stays.`
        : `The target date ${moves}.`,
    )
  }
  return changes
}

/** Everything that was said, as the rows of a summary list, each with the way back to its field. */
export function summaryRows(hand: UpdateInHand, said: NewUpdate): SummaryRow[] {
  const { action } = hand
  const back = (id: string, of: string) => ({
    items: [{ href: `${paths.updateAction(action.ref)}#${id}`, text: 'Change', visuallyHiddenText: of }],
  })
  const row = (text: string, id: string, value: Markup): SummaryRow => ({
    key: { text },
    value: { html: value },
    actions: back(id, text.toLowerCase()),
  })
  return [
    row('Status', 'status', statusValue(hand, said)),
    ...(action.steps.length > 0 ? [row('Steps', stepId(hand), stepsValue(said))] : []),
    row('Confidence', 'confidence', confidenceValue(hand, said)),
    row('What has happened', 'narrative', typedText(said.narrative)),
    row('Evidence', fields.linkTitle(0), evidenceValue(said)),
    row('Next step', 'nextStep', said.nextStep ? typedText(said.nextStep) : html`None named`),
    row('Target date', 'date-day', dateValue(hand, said)),
    ...(speakersOf(hand).length > 0 ? [row('On behalf of', 'onBehalfOf', speakerValue(hand, said))] : []),
  ]
}

const typedText = (text: string) => html`<span class="tl-narrative">${text}</span>`
const stays = (label: string) => html`No change: stays “${label}”`

const stepId = ({ action }: UpdateInHand) => fields.step(action.steps[0]?.ref ?? '')

function statusValue({ action }: UpdateInHand, { status, reason, supersededBy }: NewUpdate): Markup {
  if (!status) return stays(statusFacts[action.status].label)
  return html`${statusFacts[status].label} ${reason ? html`<br />Reason: ${typedText(reason)}` : null}
  ${supersededBy ? html`<br />${supersededBy} takes its place` : null}`
}

function stepsValue({ steps = [] }: NewUpdate): Markup {
  if (steps.length === 0) return html`No change`
  return html`${steps.map(({ ref, status }) => html`<div>${ref}: ${statusFacts[status].label}</div>`)}`
}

function confidenceValue({ action }: UpdateInHand, { confidence }: NewUpdate): Markup {
  if (!confidence) return stays(confidenceFacts[action.confidence].label)
  return html`${confidenceFacts[confidence].label} (self-assessed)`
}

function evidenceValue({ evidence = [] }: NewUpdate): Markup {
  if (evidence.length === 0) return html`None given`
  const items = evidence.map(({ title, url }) =>
    url === null ? html`<li>${title}</li>` : html`<li><a class="govuk-link" href="${url}">${title}</a></li>`,
  )
  return html`<ul class="govuk-list govuk-!-margin-bottom-0">
    ${items}
  </ul>`
}

function dateValue({ action }: UpdateInHand, { timescaleEnd, timescaleReason }: NewUpdate): Markup {
  const { end } = action.timescale
  if (!timescaleEnd)
    return html`${end === null ? 'No change: there is none' : `No change: stays ${inWords(end)}`}`
  return html`${inWords(timescaleEnd)}<br />Reason: ${typedText(timescaleReason ?? '')}`
}

function speakerValue(hand: UpdateInHand, { onBehalfOf }: NewUpdate): Markup {
  const name = speakersOf(hand).find(({ slug }) => slug === onBehalfOf)?.name
  return html`${name ?? 'No agency: in your own name'}`
}

/** Everything that was typed, whether it can be taken or not. What was left empty is left out. */
export function typedRows(hand: UpdateInHand): SummaryRow[] {
  const { typed, files, action } = hand
  const { day, month, year } = typed.date
  const status = movedTo(typed.status, action.status)
  const confidence = ratedAs(typed.confidence, action.confidence)
  const steps = action.steps.flatMap(({ ref, status: now }) => {
    const to = movedTo(typed.steps[ref] ?? '', now)
    return to === null ? [] : [`${ref}: ${statusFacts[to].label}`]
  })
  const links = typed.links.map(({ title, url }) => `${title} ${url}`.trim())
  const texts: [string, string][] = [
    ['Status', status === null ? '' : statusFacts[status].label],
    ['Reason', Object.values(typed.reasons).join('\n')],
    ['Taken over by', typed.supersededBy],
    ['Steps', steps.join('\n')],
    ['Confidence', confidence === null ? '' : confidenceFacts[confidence].label],
    ['What has happened', typed.narrative],
    ['Evidence', [...links, ...files.map(({ name }) => name)].join('\n')],
    ['Next step', typed.nextStep],
    ['New target date', `${day} ${month} ${year}`.trim()],
    ['Why the date moves', typed.dateReason],
    ['On behalf of', speakersOf(hand).find(({ slug }) => slug === typed.onBehalfOf)?.name ?? ''],
  ]
  return texts
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ({ key: { text: key }, value: { html: typedText(value) } }))
}
