import type { NewCommission } from '../../commissions/views.js'
import { figure, inList } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { CommissionChoices } from './commission-form.page.js'
import { fieldsOf, queryOf, type TypedCommission } from './commission.form.js'
import { agencyCount, calendarFacts, calendarFields, periodInWords, withWeekday } from './commission-words.js'

/** What an agency will be asked. */
export interface AgencyAsked {
  agency: { slug: string; name: string }
  lines: number
  led: number
  /** Nobody of it can be written to: it has no contact, and no account answers for it. */
  unreachable: boolean
}

interface SummaryRow {
  key: { text: string }
  value: { text: string } | { html: Markup }
}

interface CheckPage {
  lead: string
  rows: SummaryRow[]
  changeHref: string
  asked: { name: string; href: string; lines: string; led: string; unreachable: boolean }[]
  total: { lines: string; led: string }
  unreachable: string | null
  action: string
  fields: { name: string; value: string }[]
  cancelHref: string
}

const checkPage = pageOf<CheckPage>('commissions/check')

/** What will be asked of whom, before a commission is planned. */
export function showCheck(
  commission: NewCommission,
  typed: TypedCommission,
  asked: readonly AgencyAsked[],
  choices: CommissionChoices,
): PageAnswer {
  const changeHref = paths.newCommission(queryOf(typed))
  const [lines, led] = [sum(asked.map((each) => each.lines)), sum(asked.map((each) => each.led))]
  return checkPage(
    {
      ...{ title: 'Check what will be asked', section: 'commissions' },
      backLink: { text: 'Back to the form', href: changeHref },
    },
    {
      lead: leadOf(asked.length, lines),
      rows: summaryOf(commission, choices),
      changeHref,
      asked: asked.map(({ agency, unreachable, ...each }) => ({
        ...{ name: agency.name, href: paths.agency(agency.slug), unreachable },
        ...{ lines: figure(each.lines), led: figure(each.led) },
      })),
      total: { lines: figure(lines), led: figure(led) },
      unreachable: unreachableInWords(asked),
      action: paths.newCommission(),
      fields: fieldsOf(typed).map(([name, value]) => ({ name, value })),
      cancelHref: paths.commissions(),
    },
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0)

function leadOf(asked: number, lines: number): string {
  if (asked === 0) return 'Nobody would be asked: no agency leads or partners an action of this choice.'
  return `${agencyCount(asked)} will be asked, about ${figure(lines)} ${lines === 1 ? 'line' : 'lines'} in all.`
}

/** Who cannot be written to, as a warning; null where everybody can be. */
export function unreachableInWords(asked: readonly AgencyAsked[]): string | null {
  const names = asked.filter(({ unreachable }) => unreachable).map(({ agency }) => agency.name)
  if (names.length === 0) return null
  const many = names.length > 5 ? agencyCount(names.length) : inList(names)
  return `Nobody can be written to at ${many}. Give them a contact before the round opens, or answer on their behalf.`
}

/** What is asked, as the check and the round's page tell it. */
function summaryOf(commission: NewCommission, choices: CommissionChoices): SummaryRow[] {
  return [
    row('Title', commission.title),
    row('Asks about', periodInWords(commission)),
    ...calendarFields.map((field) => row(calendarFacts[field].label, withWeekday(commission[field]))),
    ...scopeRows(commission, choices),
  ]
}

/** Which actions are asked about, and what besides the ordinary. */
export function scopeRows(
  { scope, questions }: Pick<NewCommission, 'scope' | 'questions'>,
  { plans, agencies, views }: CommissionChoices,
): SummaryRow[] {
  const named = (slugs: readonly string[], all: readonly { slug: string; name: string }[]) =>
    slugs.map((slug) => all.find((each) => each.slug === slug)?.name ?? slug).join('; ')
  const titles = plans.map(({ slug, title }) => ({ slug, name: title }))
  return [
    row('Plans', scope.plans.length === 0 ? 'Every plan' : named(scope.plans, titles)),
    ...(scope.agencies.length === 0 ? [] : [row('Agencies', named(scope.agencies, agencies))]),
    ...(scope.filter === '' ? [] : [listRow(scope.filter, views)]),
    row('Actions', scope.openOnly ? 'Open ones only' : 'Completed ones as well'),
    ...questions.map(({ text, of, required }) =>
      row(
        of === 'line' ? 'Own question, of each line' : 'Own question, of the whole return',
        `${text}${required ? ' (must be answered)' : ''}`,
      ),
    ),
  ]
}

/** The list of actions that it is narrowed to: by its name, where the reader has kept it. */
function listRow(filter: string, views: CommissionChoices['views']): SummaryRow {
  const name = views.find(({ query }) => query === filter)?.name ?? 'A list of actions'
  const link = html`<a class="govuk-link" href="${paths.actionList(filter)}">${name}</a>`
  return { key: { text: 'Only those of' }, value: { html: link } }
}

const row = (key: string, value: string): SummaryRow => ({ key: { text: key }, value: { text: value } })
