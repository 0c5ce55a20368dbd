import Handlebars from 'handlebars'
import type { ActionStatus } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Timeliness } from '../../register/timeliness.js'
import { columnChart, stackedBar, swatch } from './charts.js'
import { pageMargins } from './css.js'
import { fontFaces } from './fonts.js'
import type { ReportFrame } from './frame.js'
import { type PositionCounts, positionFacts, positionParts, positions, positionWords } from './position.js'
import { confidenceTag, statusTag, type Tag, timelinessTag } from './tags.js'
import type { RichText, Span } from './rich-text.js'
import { type Timeline, timelineChart } from './timeline.js'
import { count, cut, dayInWords, figure } from './words.js'

const { SafeString, escapeExpression } = Handlebars
const mostInCell = 240
const safe = (html: string) => new SafeString(html)

/** A shape and a word. Ten thousand rows carry one or more each, hence no partial. */
function tagHtml({ word, symbol, tone }: Tag): string {
  const shape = `<i class="symbol symbol-${escapeExpression(symbol)}"></i>`
  return `<span class="tag tone-${escapeExpression(tone)}">${shape}${escapeExpression(word)}</span>`
}

/**
 * A reference with an empty link laid over it, which only the page on a screen has: a link in print would ask for an
 * annotation of its own in each place, and Chromium gives those no description.
 */
function actionHtml(ref: string): string {
  const words = escapeExpression(ref)
  return `<span class="to-action">${words}<a href="#${words}" aria-label="${words}, in Annex A"></a></span>`
}

/** A person's words, kept apart from ours whatever direction they are written in. */
const wordsHtml = (text: string) => `<bdi>${raised(escapeExpression(text))}</bdi>`

/** Raised figures, as of footnotes: the embedded font has only three of them, so all are set from its ordinary ones. */
function raised(html: string): string {
  return html.replace(/[⁰¹²³⁴-⁹]+/gu, (marks) => `<sup>${marks.normalize('NFKC')}</sup>`)
}

function richHtml(blocks: RichText): string {
  return blocks
    .map((block) => {
      if (block.kind === 'paragraph') return `<p>${spansHtml(block.spans)}</p>`
      const tag = block.ordered ? 'ol' : 'ul'
      return `<${tag}>${block.items.map((item) => `<li>${spansHtml(item)}</li>`).join('')}</${tag}>`
    })
    .join('\n')
}

function spansHtml(spans: readonly Span[]): string {
  return spans
    .map(({ text, strong, emphasis, href }) => {
      let html = wordsHtml(text)
      if (emphasis) html = `<em>${html}</em>`
      if (strong) html = `<strong>${html}</strong>`
      return href ? `<a href="${escapeExpression(href)}">${html}</a>` : html
    })
    .join('')
}

/** Everything a report template may call. Each escapes what it is given. */
export function reportHelpers(stylesheet: string) {
  return {
    /** `{{rich blocks}}`: what a person has written, as paragraphs and lists. */
    rich: (blocks: RichText) => safe(richHtml(blocks)),
    /** `{{figure 10000}}`: "10,000" */
    figure: (value: number) => figure(value),
    /** `{{count n "action"}}`: "38 actions" */
    count: (value: number, noun: string, plural?: unknown) =>
      typeof plural === 'string' ? count(value, noun, plural) : count(value, noun),
    /** `{{day value}}` or `{{day value "not set"}}`: "3 June 2025" */
    day: (value: string | null, unknown?: unknown) =>
      typeof unknown === 'string' ? dayInWords(value, unknown) : dayInWords(value),
    words: (text: string) => safe(wordsHtml(text)),
    /** `{{cut text 240}}`: words cut to a length, with an ellipsis. */
    cut: (text: string, most: number) => safe(wordsHtml(cut(text, most))),
    /** `{{list names}}`: "Home Office; Ministry of Justice", each cut to what a cell can hold. */
    list: (texts: string[]) => safe(texts.map((text) => wordsHtml(cut(text, mostInCell))).join('; ')),
    /** `{{refs refs}}`: references with commas, none broken over two lines. */
    refs: (refs: string[]) =>
      safe(refs.map((ref) => `<span class="nowrap">${escapeExpression(ref)}</span>`).join(', ')),
    /** `{{action ref}}`: a reference; on a screen a press on it leads to its row in Annex A. */
    action: (ref: string) => safe(actionHtml(ref)),
    /** `{{actions refs}}`: the same for many, with commas. */
    actions: (refs: string[]) => safe(refs.map(actionHtml).join(', ')),
    tag: (tag: Tag) => safe(tagHtml(tag)),
    status: (code: ActionStatus) => safe(tagHtml(statusTag(code))),
    timeliness: (code: Timeliness) => safe(tagHtml(timelinessTag(code))),
    confidence: (code: Confidence) => safe(tagHtml(confidenceTag(code))),
    /** `{{number 0}}`: a figure of a table; a zero is printed, and printed lighter. */
    number: (value: number) => safe(value === 0 ? '<span class="zero">0</span>' : figure(value)),
    /** `{{daysMoved days}}`: "120", "14 earlier"; a dash where a date was first set or taken away. */
    daysMoved: (days: number | null) =>
      days === null ? '–' : days < 0 ? `${figure(-days)} earlier` : figure(days),
    /** `{{positionBar row 200 14}}`: where the actions of a row stand, as a bar. */
    positionBar: (
      row: { key: string; label: string; positions: PositionCounts },
      width: number,
      height: number,
    ) =>
      safe(
        stackedBar({
          name: nameOf(`bar-${row.key}`),
          alt: `${cut(row.label, 120)}: ${positionWords(row.positions)}`,
          parts: positionParts(row.positions),
          width,
          height,
        }),
      ),
    /** `{{positionLegend counts}}`: the parts that a chart of these counts shows, in words. */
    positionLegend: (counts: PositionCounts) =>
      safe(
        positions
          .filter((position) => counts[position] > 0)
          .map((position) => positionFacts[position])
          .map(({ label, look }) => `<li>${swatch(look)} ${escapeExpression(label)}</li>`)
          .join(''),
      ),
    /** `{{columns "forward" "4 actions fall due ..." months 640 150}}`: counts over time. */
    columns: (
      name: string,
      alt: string,
      columns: { label: string; value: number }[],
      width: number,
      height: number,
    ) => safe(columnChart({ name, alt, columns, width, height })),
    /** `{{timeline forward 640}}`: what falls due, on a line of time. */
    timeline: (forward: Pick<Timeline, 'from' | 'until' | 'marks'> & { says: string }, width: number) =>
      safe(timelineChart({ ...forward, alt: forward.says, width })),
    /** `{{trend points says 640 130}}`: open actions at each edition. */
    trend: (points: { quarter: string; open: number }[], alt: string, width: number, height: number) => {
      const columns = points.map(({ quarter, open }) => ({ label: quarter, value: open }))
      return safe(columnChart({ name: 'trend', alt, columns, width, height }))
    },
    /** `{{at list index}}`: one figure of a list. */
    at: (list: readonly number[], index: number) => list[index] ?? 0,
    /** `{{styles frame}}`: fonts, the look, and the page margins of this report. */
    styles: (frame: ReportFrame) =>
      safe(`<style>\n${fontFaces()}${stylesheet}\n${pageMargins(frame)}</style>`),
    /** What the whole report must say of its data ("Illustrative data ..."), where it must. */
    noticeOf: (frame: ReportFrame) => frame.notice ?? '',
  }
}

/** A key as the beginning of ids: other characters are written as their code points, so that no two keys meet. */
function nameOf(key: string): string {
  return key.replace(/[^a-zA-Z0-9-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}`)
}
