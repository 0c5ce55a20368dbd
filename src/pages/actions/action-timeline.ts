import { statusFacts } from '../../actions/action-status.js'
import { londonDay } from '../../clock/dates.js'
import type { ActionStory, GivenEvidence, StatementView } from '../../register/story.service.js'
import { html, type Markup } from '../../web/pages/html.js'
import { labelOf } from '../../updates/evidence-files.kinds.js'
import { paths } from '../paths.js'
import { knownWhen, saidByInWords, saidWhen, sizeInWords } from './action-words.js'

/** Updates that the page of an action shows; the others stand in its history. */
const shown = 20

/** An item of the Ministry of Justice's timeline. */
export interface TimelineItem {
  label: { text: string }
  byline: { text: string }
  datetime: { timestamp: string; text: string }
  html: Markup
  attributes: { id: string }
}

export interface Timeline {
  items: TimelineItem[]
  /** "The newest 20 of 34 updates": null where all are shown. */
  left: string | null
}

/** A piece of evidence as it is shown: a link where it has one. */
export interface EvidenceModel {
  title: string
  href: string | null
  /** "PDF, 1.2 MB" */
  about: string | null
}

/** The updates of an action, the newest first. */
export function timelineOf(story: ActionStory, asAt: string | undefined): Timeline {
  const { statements } = story
  const items = statements.slice(0, shown).map((statement) => itemOf(statement, story, asAt))
  const left = statements.length > shown ? `The newest ${shown} of ${statements.length} updates.` : null
  return { items, left }
}

export function evidenceModels(evidence: readonly GivenEvidence[]): EvidenceModel[] {
  return evidence.map(({ title, url, file }) => ({
    title,
    // What documents and the API gave is shown as a link only where it is one.
    href: url !== null && /^(?:https?:\/\/|\/evidence\/)/iu.test(url) ? url : null,
    about: file ? `${labelOf(file.mediaType) ?? 'file'}, ${sizeInWords(file.size)}` : null,
  }))
}

function itemOf(statement: StatementView, story: ActionStory, asAt: string | undefined): TimelineItem {
  const revision = story.revisions.find(({ number }) => number === statement.revision)
  const moved = revision?.changed.some(({ field }) => field === 'status') ?? false
  const says = moved && statement.status ? `Status: ${statusFacts[statement.status].label}` : null
  return {
    label: { text: says ?? (statement.section === null ? 'Update' : 'Statement of a document') },
    byline: { text: saidByInWords(statement) },
    datetime: {
      timestamp: statement.on ?? londonDay(statement.knownFrom),
      text: saidWhen(statement),
    },
    html: described(
      statement,
      (revision?.changed ?? []).map(({ sentence }) => sentence),
      `${paths.actionHistory(story.action.ref, asAt)}#revision-${statement.revision}`,
    ),
    attributes: { id: `update-${statement.id}` },
  }
}

function described(statement: StatementView, changes: string[], historyHref: string): Markup {
  const { narrative, nextStep, section, note, revision } = statement
  const known = `Known from ${knownWhen(statement)}.`
  return html`${quoted(narrative, section)}
    ${note === null ? null : html`<p class="govuk-body-s">Our note: ${note}</p>`}
    ${listed(changes.map((sentence) => html`${sentence}`))}
    ${nextStep === null ? null : html`<p class="govuk-body tl-narrative"><strong>Next step:</strong> ${nextStep}</p>`}
    ${evidenceMarkup(evidenceModels(statement.evidence))}
    <p class="govuk-body-s tl-quiet">
      ${known} <a class="govuk-link" href="${historyHref}">Revision ${revision} in the history</a>
    </p>`
}

/** The words of a document stand as a quote, with their section; those of a person as they were typed. */
function quoted(narrative: string, section: string | null): Markup {
  if (section === null) return html`<p class="govuk-body tl-narrative">${narrative}</p>`
  return html`<figure class="tl-passage">
    <blockquote><p class="tl-narrative">${narrative}</p></blockquote>
    <figcaption>${section}</figcaption>
  </figure>`
}

function listed(items: Markup[]): Markup | null {
  if (items.length === 0) return null
  return html`<ul class="govuk-list govuk-list--bullet">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`
}

function evidenceMarkup(evidence: EvidenceModel[]): Markup | null {
  if (evidence.length === 0) return null
  const items = evidence.map(({ title, href, about }) => {
    const shownTitle =
      href === null ? html`${title}` : html`<a class="govuk-link" href="${href}">${title}</a>`
    return html`${shownTitle}${about === null ? null : `, ${about}`}`
  })
  return html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>Evidence:</strong></p>
    ${listed(items)}`
}
