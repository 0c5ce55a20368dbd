import { inWords } from '../../clock/dates.js'
import { figure } from '../../reports/shared/words.js'
import type { Choices } from './list-choices.js'
import { filterLabels, type FilterName, type Filters, scales, type ScaleName } from './list-scales.js'

/** A filter that is in force, as a reader says it. */
export interface ChosenFilter {
  name: FilterName
  /** "Status" */
  label: string
  /** "In progress" */
  value: string
  /** "in progress", "led by Home Office" */
  words: string
}

/** The order in which a sentence names them: what the actions are, then whose, then when. */
const spoken = [
  ...[
    'status',
    'timeliness',
    'confidence',
    'flag',
    'kind',
    'plan',
    'theme',
    'priority',
    'lead',
    'partner',
    'agency',
  ],
  ...['dueAfter', 'dueBefore', 'q'],
] as FilterName[]

/** The filters in force, in the order of a sentence. */
export function chosenFilters(filters: Filters, choices: Choices): ChosenFilter[] {
  return spoken.flatMap((name) => {
    const given = filters[name]
    if (given === undefined) return []
    const value = nameOf(name, given, filters, choices)
    return [{ name, label: filterLabels[name], value, words: wordsOf[name](value) }]
  })
}

const lower = (label: string) => label.charAt(0).toLowerCase() + label.slice(1)

const wordsOf: Record<FilterName, (value: string) => string> = {
  status: lower,
  timeliness: (value) => (value === 'No date' ? 'without a date' : lower(value)),
  confidence: (value) => (value === 'Not rated' ? 'not rated' : `confidence ${lower(value)}`),
  flag: (value) => `flagged “${lower(value)}”`,
  kind: (value) => `of the kind “${lower(value)}”`,
  plan: (value) => `in “${value}”`,
  theme: (value) => `under “${value}”`,
  priority: (value) => `serving “${value}”`,
  lead: (value) => `led by ${value}`,
  partner: (value) => `with ${value} as partner`,
  agency: (value) => `with ${value} as lead or partner`,
  dueAfter: (value) => `due on or after ${value}`,
  dueBefore: (value) => `due on or before ${value}`,
  q: (value) => `mentioning “${value}”`,
}

/** What a value is called. */
function nameOf(name: FilterName, given: string, filters: Filters, choices: Choices): string {
  const { plans, priorities, agencies } = choices.every
  switch (name) {
    case 'q':
      return given
    case 'plan':
      return plans.get(given)?.title ?? given
    case 'theme':
      return themeTitle(given, filters.plan, choices)
    case 'priority':
      return priorities.get(given) ?? given
    case 'lead':
    case 'partner':
    case 'agency':
      return agencies.get(given) ?? given
    case 'dueAfter':
    case 'dueBefore':
      return inWords(given)
    default:
      return scaleName(name, given)
  }
}

function scaleName(name: ScaleName, given: string): string {
  return scales[name].find(({ value }) => value === given)?.text ?? given
}

function themeTitle(given: string, plan: string | undefined, { every }: Choices): string {
  const plans = [...every.plans.values()].filter(({ slug }) => plan === undefined || slug === plan)
  const theme = plans
    .flatMap(({ themes }) => themes)
    .find(({ code, title }) => code === given || title === given)
  return theme?.title ?? given
}

/** "168 actions", "23 of 168 actions, overdue, led by Home Office" */
export function resultInWords(found: number, total: number, chosen: readonly ChosenFilter[]): string {
  const all = `${figure(total)} ${total === 1 ? 'action' : 'actions'}`
  if (chosen.length === 0) return all
  return [`${figure(found)} of ${all}`, ...chosen.map(({ words }) => words)].join(', ')
}
