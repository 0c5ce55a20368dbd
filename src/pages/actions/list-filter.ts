import type { ErrorMessage } from '../form-errors.js'
import type { TypedDay } from '../typed-day.js'
import type { Choice, Choices } from './list-choices.js'
import { boxesOf, dateNames, type ReadListQuery, themeOf } from './list-query.js'
import { filterLabels, type FilterName, scales } from './list-scales.js'

/** A list to choose from, as `govuk/select` is given it. */
export interface SelectField {
  id: string
  name: string
  label: { text: string }
  items: { value: string; text: string }[]
  value: string
  hint: { text: string } | null
  errorMessage: ErrorMessage
}

/** A date in three boxes, as `govuk/date-input` is given it. */
export interface DateField {
  id: string
  namePrefix: string
  fieldset: { legend: { text: string } }
  values: Record<string, string>
  hint: { text: string } | null
  errorMessage: ErrorMessage
}

/** The fields of the filter, with what is in force or was typed. */
export interface FilterFields {
  selects: SelectField[]
  dates: DateField[]
  /** What the form sends along unseen. */
  hidden: { name: string; value: string }[]
}

/** @param asAt the past day that is read; the filter stays on it */
export function filterFields(read: ReadListQuery, choices: Choices, asAt: string | undefined): FilterFields {
  const { query } = read
  const { plan } = query.filters
  const hidden: Record<string, string | undefined> = {
    ...{ q: query.filters.q, [themeOf]: plan, sort: query.sort ?? undefined, asAt },
    pageSize: String(query.pageSize),
  }
  return {
    selects: [
      select(
        'plan',
        choices.plans.map(({ slug, title }) => ({ value: slug, text: title })),
        read,
      ),
      ...themeSelect(read, choices),
      select('priority', choices.priorities, read),
      select('lead', choices.leads, read),
      select('partner', choices.partners, read),
      select('agency', choices.leadsAndPartners, read),
      select('status', scales.status, read),
      select('timeliness', scales.timeliness, read),
      select('confidence', scales.confidence, read),
      select('flag', scales.flag, read),
      select('kind', scales.kind, read),
    ],
    dates: dateNames.map((name) => date(name, read)),
    hidden: Object.entries(hidden).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  }
}

/** Only a plan that is chosen offers its themes. */
function themeSelect(read: ReadListQuery, choices: Choices): SelectField[] {
  const { plan, theme } = read.query.filters
  const themes = (plan === undefined ? undefined : choices.every.plans.get(plan))?.themes ?? []
  if (themes.length === 0 && theme === undefined && read.wrong.theme === undefined) return []
  return [
    select(
      'theme',
      themes.map(({ code, title }) => ({ value: code, text: title })),
      read,
    ),
  ]
}

function select(
  name: Exclude<FilterName, 'q' | 'dueAfter' | 'dueBefore'>,
  offered: readonly Choice[],
  { query, errors, wrong }: ReadListQuery,
): SelectField {
  const value = query.filters[name] ?? wrong[name] ?? ''
  const error = errors.find(({ field }) => field === name)
  // What the address names and the form does not offer stays chosen all the same.
  const further =
    value === '' || offered.some((choice) => choice.value === value) ? [] : [{ value, text: value }]
  return {
    ...{ id: name, name, label: { text: filterLabels[name] }, value, hint: null },
    items: [{ value: '', text: 'Any' }, ...offered, ...further],
    errorMessage: error ? { text: error.message } : null,
  }
}

function date(name: 'dueAfter' | 'dueBefore', { query, typed, wrong, errors }: ReadListQuery): DateField {
  const error = errors.find(({ field }) => field === name || field.startsWith(`${name}-`))
  const given = query.filters[name]
  const shown: TypedDay = given === undefined ? typed[name] : boxesOf(given)
  const { day, month, year } = shown.day + shown.month + shown.year === '' ? asTyped(wrong[name]) : shown
  return {
    ...{ id: name, namePrefix: name, fieldset: { legend: { text: filterLabels[name] } } },
    values: { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year },
    hint: name === 'dueAfter' ? { text: 'For example, 31 3 2014' } : null,
    errorMessage: error ? { text: error.message } : null,
  }
}

/** A date in the address that is none: its parts, so that nothing typed is lost. */
function asTyped(wrong: string | undefined): TypedDay {
  const [year = '', month = '', day = ''] = (wrong ?? '').split('-')
  return { day, month, year }
}
