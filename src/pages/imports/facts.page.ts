import type { OpenImport } from '../../imports/import-parts.js'
import { type PlanFacts, type PlanField, planFields } from '../../imports/checking/plan-facts.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { crumbsTo, nameOf } from './import-words.js'

interface FactsPage {
  caption: string
  action: string
  revision: number
  typed: PlanFacts
  programmes: { value: string; text: string }[]
  geographies: { value: string; text: string }[]
  standings: { value: string; text: string }[]
  errors: Record<PlanField, ErrorMessage>
  backHref: string
}

const factsPage = pageOf<FactsPage>('imports/facts')

export function readFacts(form: Typed): PlanFacts {
  const read = planFields.map((field) => [
    field,
    field === 'note' ? textOf(form, field) : lineOf(form, field),
  ])
  const facts = Object.fromEntries(read) as unknown as PlanFacts
  return { ...facts, prefix: facts.prefix.toUpperCase() }
}

/** What the rows of a file do not say of the plan itself. */
export function showFacts(
  found: OpenImport,
  programmes: readonly { code: string; name: string }[],
  typed: PlanFacts,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const ids = Object.fromEntries(planFields.map((field) => [field, field])) as Record<PlanField, string>
  const errors = formErrors(wrong, ids)
  return factsPage(
    {
      title: `Facts of the plan – ${nameOf(found)}`,
      ...{ section: 'plans', breadcrumbs: crumbsTo(found), errors: errors.links },
    },
    {
      ...{
        caption: nameOf(found),
        action: paths.planImport(found.id, 'facts'),
        revision: found.revision,
        typed,
      },
      programmes: [
        { value: '', text: 'Choose the programme' },
        ...programmes.map(({ code, name }) => ({ value: code, text: `${code}: ${name}` })),
      ],
      geographies: [
        { value: 'borough', text: 'Borough or other local council' },
        { value: 'region', text: 'Region' },
        { value: 'national', text: 'National' },
      ],
      standings: [
        { value: 'final', text: 'Final' },
        { value: 'draft', text: 'Draft, as published' },
      ],
      ...{ errors: errors.at, backHref: paths.planImport(found.id) },
    },
  )
}
