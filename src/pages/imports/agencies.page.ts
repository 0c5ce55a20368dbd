import type { AgencyChoice } from '../../imports/agencies/agency-cells.js'
import type { AgencyNames } from '../../imports/agencies/agency-names.js'
import type { CheckedPlan } from '../../imports/checking/check-plan.js'
import type { OpenImport } from '../../imports/import-parts.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { type ChoiceField, choiceField, namesOnPage, type TypedChoice } from './agencies.form.js'
import { crumbsTo, nameOf, some } from './import-words.js'

interface NameField {
  key: string
  number: number
  asWritten: string
  where: string
  ids: Record<ChoiceField, string>
  typed: TypedChoice
  items: { value: string; text: string; hint: { text: string } | null }[]
  errors: Record<ChoiceField, ErrorMessage>
}

interface AgenciesPage {
  caption: string
  action: string
  revision: number
  lead: string
  names: NameField[] | null
  change: string
  decided: { key: { text: string }; value: { text: string }; actions: { items: object[] } }[] | null
  backHref: string
}

const agenciesPage = pageOf<AgenciesPage>('imports/agencies')
const choiceFields: readonly ChoiceField[] = ['means', 'other', 'name', 'parent']

export interface AgenciesShown {
  found: OpenImport
  checked: CheckedPlan | null
  names: AgencyNames
  /** A name that was decided and is asked about again; empty for none. */
  change: string
}

/** The names of the file that the register does not know, some at a time, and what was decided of the others. */
export function showAgencies(
  { found, checked, names, change }: AgenciesShown,
  typed: readonly TypedChoice[],
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const open = [...(checked?.unknown ?? [])]
  const again = Object.hasOwn(found.agencies, change)
    ? [[change, { asWritten: change, cell: '', count: 0 }] as const]
    : []
  const shown = [...again, ...open].slice(0, namesOnPage)
  const ids = shown.flatMap((_, place) => choiceFields.map((field) => choiceField(field, place)))
  // A name that is asked about no more has no field: its error leads to where the names stand.
  const fieldIds = [...wrong.map(({ field }) => [field, 'names']), ...ids.map((id) => [id, id])]
  const errors = formErrors(wrong, Object.fromEntries(fieldIds) as Record<string, string>)
  const fields = shown.map(([key, { asWritten, cell, count }], place): NameField => {
    const suggested = names.suggest(key, 4)
    return {
      ...{ key, number: place + 1, asWritten, ids: eachField((field) => choiceField(field, place)) },
      where: count === 0 ? '' : count === 1 ? `In ${cell}` : `In ${some(count, 'cell')}, first in ${cell}`,
      typed: typed.find((one) => one.key === key) ?? {
        key,
        means: '',
        other: '',
        name: asWritten,
        parent: '',
      },
      items: [
        ...suggested.map(({ slug, name, parent }) => ({
          ...{ value: `agency:${slug}`, text: name },
          hint: parent === null ? null : { text: `Unit of ${parent}` },
        })),
        { value: 'other', text: 'Another agency of the register', hint: null },
        { value: 'new', text: 'A new agency, registered when the plan is approved', hint: null },
        {
          value: 'text',
          text: 'Leave it as words of the plan: nobody of the register answers by it',
          hint: null,
        },
      ],
      errors: eachField((field) => errors.at[choiceField(field, place)] ?? null),
    }
  })
  return agenciesPage(
    {
      title: `Agencies – ${nameOf(found)}`,
      ...{ section: 'plans', breadcrumbs: crumbsTo(found), errors: errors.links },
    },
    {
      ...{
        caption: nameOf(found),
        action: paths.planImport(found.id, 'agencies'),
        revision: found.revision,
        change,
      },
      ...{
        lead: leadOf(open.length),
        names: fields.length === 0 ? null : fields,
        backHref: paths.planImport(found.id),
      },
      decided: decidedRows(found, names),
    },
  )
}

function leadOf(open: number): string {
  if (open === 0) return 'Every name of the file is known or decided.'
  const next = open > namesOnPage ? ` The first ${namesOnPage} are below; save to see the next.` : ''
  return `${some(open, 'name is', 'names are')} not in the register. Say what each means.${next}`
}

function decidedRows({ id, agencies }: OpenImport, names: AgencyNames): AgenciesPage['decided'] {
  const rows = Object.entries(agencies).map(([key, choice]) => ({
    key: { text: `“${key}”` },
    value: { text: meaningOf(choice, names) },
    actions: {
      items: [
        {
          ...{ href: paths.planImport(id, 'agencies', { change: key }), text: 'Change' },
          visuallyHiddenText: `what “${key}” means`,
        },
      ],
    },
  }))
  return rows.length === 0 ? null : rows
}

function meaningOf(choice: AgencyChoice, names: AgencyNames): string {
  if (choice.means === 'text') return 'Left as words of the plan; nobody of the register answers by it'
  if (choice.means === 'agency') return names.get(choice.slug)?.name ?? choice.slug
  const parent =
    choice.parent === null ? '' : `, a unit of ${names.get(choice.parent)?.name ?? choice.parent}`
  return `A new agency: ${choice.name}${parent}`
}

const eachField = <Value>(value: (field: ChoiceField) => Value) =>
  Object.fromEntries(choiceFields.map((field) => [field, value(field)])) as Record<ChoiceField, Value>
