import { asText, isGiven } from './values.js'

/** One box of a date, as govuk-frontend describes it. */
interface DateItem {
  name?: string
  id?: string
  label?: string
  value?: unknown
  classes?: string
  error?: boolean
  inputmode?: string
  autocomplete?: string
  pattern?: string
  attributes?: Record<string, unknown>
}

interface DateInput {
  id?: string
  namePrefix?: string
  values?: Record<string, unknown>
  items?: (DateItem | null | false)[]
  day?: DateItem | null | false
  month?: DateItem | null | false
  year?: DateItem | null | false
  errorMessage?: unknown
}

const errorClass = 'govuk-input--error'
const parts = ['day', 'month', 'year'] as const

type DatePart = (typeof parts)[number]

/** The boxes of a date as options of the input component; which of them are marked when only the whole is wrong. */
export function dateInputItems(date: DateInput) {
  const byPart = parts.map((part) => ({
    part,
    box: date[part] === undefined ? ordinaryBox(part, date) : date[part] || null,
  }))
  const items = date.items?.length ? date.items : byPart.map(({ box }) => box)
  const boxes = items.filter((item): item is DateItem => isGiven(item))
  const allMarked = isGiven(date.errorMessage) && !boxes.some(isMarked)
  return boxes.map((item) => {
    const known = byPart.find(({ part, box }) => item === box || isNamed(item, part, box?.name))
    const name = item.name ?? known?.part ?? ''
    const fullName = date.namePrefix ? `${date.namePrefix}-${name}` : name
    const wrong = item.error === true || (allMarked && item.error !== false)
    return {
      label: { text: item.label ?? capitalised(name), classes: 'govuk-date-input__label' },
      id: item.id ?? `${asText(date.id)}-${name}`,
      classes: classesOf(item, wrong, known?.part),
      name: fullName,
      value: item.value ?? known?.box?.value ?? date.values?.[fullName],
      inputmode: item.inputmode ?? 'numeric',
      autocomplete: item.autocomplete,
      pattern: item.pattern,
      attributes: item.attributes,
    }
  })
}

function ordinaryBox(part: DatePart, date: DateInput): DateItem {
  return { name: part, value: date.values?.[part], classes: widthOf(part) }
}

function isNamed({ name }: DateItem, ...names: (string | undefined)[]): boolean {
  return name !== undefined && names.includes(name)
}

function isMarked(item: DateItem): boolean {
  return item.error === true || (item.classes?.includes(errorClass) ?? false)
}

function classesOf({ classes = '' }: DateItem, wrong: boolean, part: DatePart | undefined): string {
  return [
    'govuk-date-input__input',
    wrong && !classes.includes(errorClass) && errorClass,
    !classes.includes('govuk-input--width-') && widthOf(part),
    classes,
  ]
    .filter(Boolean)
    .join(' ')
}

const widthOf = (part: DatePart | undefined) => `govuk-input--width-${part === 'year' ? '4' : '2'}`

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
