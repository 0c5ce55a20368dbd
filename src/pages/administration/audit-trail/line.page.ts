import type { Person } from '../../../accounts/person.js'
import { firstHash, hashOf } from '../../../audit/chain.js'
import { detailRows } from '../../../audit/detail-words.js'
import { labelOfKind, sentenceOf } from '../../../audit/event-words.js'
import type { TrailLine } from '../../../audit/trail-reader.service.js'
import { momentInWords } from '../../../clock/dates.js'
import { figure } from '../../../reports/shared/words.js'
import { html, type Markup } from '../../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import { paths } from '../../paths.js'
import { stepsOf, type Steps, trailCrumbs } from './trail.presenter.js'

interface Row {
  key: { text: string }
  value: { text: string } | { html: Markup }
}

interface LinePage {
  heading: string
  sentence: string
  facts: Row[]
  details: Row[]
  chain: Row[]
  /** Whether the line fits the one before it. */
  fits: { holds: boolean; sentence: string }
  paging: Steps | null
}

const linePage = pageOf<LinePage>('administration/audit-trail/line')

/** The page of one line, with everything that stands in it. */
export function showLine(
  line: TrailLine,
  around: { before: TrailLine | null; after: TrailLine | null },
  person: Person,
): PageAnswer {
  const heading = `Line ${figure(line.sequence)} of the audit trail`
  return linePage(
    {
      ...{ title: heading, section: 'administration' },
      breadcrumbs: [...trailCrumbs, { text: 'Audit trail', href: paths.auditTrail() }],
    },
    {
      ...{ heading, sentence: sentenceOf(line) },
      facts: factsOf(line, person),
      details: detailsOf(line.details).map(({ name, value }) => row(name, value)),
      chain: [coded('Hash of this line', line.hash), coded('Hash of the line before it', line.previousHash)],
      fits: fitOf(line, around.before),
      paging: stepsOf('Lines around this one', linkTo(around.after), linkTo(around.before)),
    },
  )
}

const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } })
const coded = (key: string, text: string): Row => ({
  key: { text: key },
  value: { html: html`<code class="tl-code">${text}</code>` },
})

function factsOf(line: TrailLine, person: Person): Row[] {
  const about = subjectHref(line, person)
  return [
    row('When', `${momentInWords(line.at)} in London (${line.at})`),
    row('Who', line.actor),
    row('Kind', `${labelOfKind(line.kind)} (${line.kind})`),
    {
      key: { text: 'About' },
      value: about
        ? { html: html`<a class="govuk-link" href="${about}">${line.subject}</a>` }
        : { text: line.subject },
    },
  ]
}

/** Details that are no JSON were not written by the service: they are shown as they stand. */
function detailsOf(details: string): { name: string; value: string }[] {
  try {
    return detailRows(JSON.parse(details))
  } catch {
    return [{ name: 'Details, which cannot be read', value: details }]
  }
}

function fitOf(line: TrailLine, before: TrailLine | null): LinePage['fits'] {
  const expected = line.sequence === 1 ? firstHash : before?.hash
  if (hashOf(line) !== line.hash) {
    return { holds: false, sentence: 'The contents of this line do not give its hash: it was altered.' }
  }
  if (line.previousHash !== expected) {
    return { holds: false, sentence: 'This line does not carry the hash of the line before it.' }
  }
  return {
    holds: true,
    sentence: 'Its contents give its hash, and it carries the hash of the line before it.',
  }
}

function linkTo(line: TrailLine | null): { href: string; labelText: string } | null {
  return line && { href: paths.auditLine(line.sequence), labelText: `line ${figure(line.sequence)}` }
}

/** The page of what the line is about, where the person's rights open it. */
function subjectHref({ kind, subject }: TrailLine, person: Person): string | null {
  const [noun] = kind.split('.')
  const can = (permission: 'read the register' | 'read reports' | 'manage agencies') =>
    person.permissions.has(permission)
  switch (noun) {
    case 'action':
    case 'update':
    case 'relation':
    case 'priority':
    case 'evidence':
      // An update of a theme is about a plan, whose slug is in small letters.
      if (!can('read the register')) return null
      return /^[A-Z]/u.test(subject) ? paths.action(subject) : paths.plan(subject)
    case 'plan':
      return can('read the register') ? paths.plan(subject) : null
    case 'report':
      return can('read reports') ? paths.report(subject) : null
    case 'agency':
      return can('manage agencies') ? paths.registeredAgency(subject) : null
    default:
      return null
  }
}
