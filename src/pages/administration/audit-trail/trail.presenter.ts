import { auditKinds, eventWords, labelOfKind, sentenceOf } from '../../../audit/event-words.js'
import type { TrailLine, TrailPage } from '../../../audit/trail-reader.service.js'
import { momentInWords } from '../../../clock/dates.js'
import { count, figure } from '../../../reports/shared/words.js'
import type { PageAnswer } from '../../../web/pages/page.js'
import { pageOf } from '../../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../../form-errors.js'
import { paths } from '../../paths.js'
import type { TypedDay } from '../../typed-day.js'
import type { TrailQuery } from './trail-query.js'

export interface TrailRow {
  number: string
  href: string
  at: string
  when: string
  sentence: string
  kind: string
  /** The first characters of its hash, enough to tell it by. */
  hash: string
}

export interface TrailListPage {
  heading: string
  rows: TrailRow[]
  caption: string
  /** "Lines 1 to 8,212 were looked through": said where a filter had to stop before the end. */
  stopped: string | null
  empty: string | null
  fields: {
    who: { value: string }
    kind: { value: string; items: { value: string; text: string }[] }
    subject: { value: string }
    days: {
      id: string
      namePrefix: string
      fieldset: { legend: { text: string } }
      hint: { text: string } | null
      values: Record<string, string>
      errorMessage: ErrorMessage
    }[]
    errors: { kind: ErrorMessage }
  }
  applied: { text: string; href: string }[]
  clearHref: string
  download: { href: string }
  paging: Steps | null
}

/** The link to what came later, and to what was before, as `govuk/pagination` is given them. */
export interface Steps {
  landmarkLabel: string
  previous: Step | null
  next: Step | null
}

interface Step {
  href: string
  text: string
  labelText: string
}

const listPage = pageOf<TrailListPage>('administration/audit-trail/list')
const shownOfHash = 8

export const trailCrumbs = [{ text: 'Administration', href: paths.administration() }]

/** The page of the trail's lines. */
export function showTrail(query: TrailQuery, page: TrailPage): PageAnswer {
  const errors = formErrors(query.errors, {
    ...{ who: 'who', kind: 'kind', subject: 'subject', from: 'from-day', to: 'to-day' },
  })
  const heading = `Audit trail${placeInTitle(query, page)}`
  const address = (more: Record<string, number | undefined>) =>
    paths.auditTrail({ ...query.address, ...more })
  const model: TrailListPage = {
    heading,
    rows: page.lines.map(rowOf),
    caption: captionOf(query, page),
    stopped: stoppedAt(query, page),
    empty: page.lines.length > 0 ? null : emptySentence(query, page),
    fields: fieldsOf(query, errors.at),
    applied: query.words.map(({ field, words }) => ({
      text: words,
      href: paths.auditTrail({ ...query.address, [field]: undefined }),
    })),
    clearHref: paths.auditTrail(),
    download: { href: paths.auditTrailCsv(query.address) },
    paging: stepsOf(
      'Lines of the audit trail',
      page.newer === null
        ? null
        : { href: address({ after: page.newer }), labelText: 'the next newer lines' },
      page.older === null
        ? null
        : { href: address({ before: page.older }), labelText: 'the next older lines' },
    ),
  }
  return listPage(
    {
      ...{ title: heading, section: 'administration', wide: true, breadcrumbs: trailCrumbs },
      errors: errors.links,
    },
    model,
  )
}

/** The links to later and earlier lines; null where there are neither. */
export function stepsOf(
  landmarkLabel: string,
  later: Omit<Step, 'text'> | null,
  earlier: Omit<Step, 'text'> | null,
): Steps | null {
  if (later === null && earlier === null) return null
  return {
    landmarkLabel,
    previous: later && { ...later, text: 'Later' },
    next: earlier && { ...earlier, text: 'Earlier' },
  }
}

function rowOf(line: TrailLine): TrailRow {
  return {
    number: figure(line.sequence),
    href: paths.auditLine(line.sequence),
    at: line.at,
    when: momentInWords(line.at),
    sentence: sentenceOf(line),
    kind: labelOfKind(line.kind),
    hash: line.hash.slice(0, shownOfHash),
  }
}

function placeInTitle({ place }: TrailQuery, { looked, newer }: TrailPage): string {
  if (place === null || newer === null || looked === null) return ''
  return ` (lines ${figure(looked.newest)} to ${figure(looked.oldest)})`
}

function captionOf({ words }: TrailQuery, { lines, total }: TrailPage): string {
  const filters = words.length > 0 ? `, ${words.map((word) => word.words).join('; ')}` : ''
  return `${count(lines.length, 'line')} of ${figure(total)}, the newest first${filters}`
}

function stoppedAt({ words }: TrailQuery, { lines, looked, older }: TrailPage): string | null {
  const filtered = words.some(({ field }) => field === 'who' || field === 'kind' || field === 'subject')
  if (!filtered || older === null || looked === null || lines.at(-1)?.sequence === looked.oldest) return null
  return `Lines ${figure(looked.newest)} to ${figure(looked.oldest)} were looked through. “Earlier” goes on from there.`
}

function emptySentence({ words }: TrailQuery, { older, looked }: TrailPage): string {
  if (words.length === 0) return 'The audit trail has no lines yet.'
  if (older !== null && looked !== null) {
    return `No line from ${figure(looked.newest)} to ${figure(looked.oldest)} matches these filters.`
  }
  return 'No line matches these filters. Take one away, or choose other days.'
}

function fieldsOf({ typed }: TrailQuery, at: Record<string, ErrorMessage>): TrailListPage['fields'] {
  const kinds = auditKinds
    .map((kind) => ({ value: kind, text: eventWords[kind].label }))
    .sort((one, other) => one.text.localeCompare(other.text, 'en'))
  return {
    who: { value: typed.who },
    kind: { value: typed.kind, items: [{ value: '', text: 'Any' }, ...kinds] },
    subject: { value: typed.subject },
    days: [
      dayField('from', 'From this day', typed.from, at.from ?? null),
      dayField('to', 'To this day', typed.to, at.to ?? null),
    ],
    errors: { kind: at.kind ?? null },
  }
}

function dayField(
  id: 'from' | 'to',
  legend: string,
  typed: TypedDay,
  errorMessage: ErrorMessage,
): TrailListPage['fields']['days'][number] {
  return {
    ...{ id, namePrefix: id, fieldset: { legend: { text: legend } }, errorMessage },
    hint: id === 'from' ? { text: 'For example, 31 3 2014' } : null,
    values: { [`${id}-day`]: typed.day, [`${id}-month`]: typed.month, [`${id}-year`]: typed.year },
  }
}
