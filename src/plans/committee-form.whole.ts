import type { CommitteeFormData } from './committee-form.js'
import { type FormProblem, problem } from './committee-form.problem.js'
import { isWithinSections, numberingOf, stemOf } from './numbering.js'

/** What is wrong with a form as a whole, where each field by itself is right. */
export function inconsistencies(form: CommitteeFormData): FormProblem[] {
  return [
    ...(form.sections.length === 0 ? [at('sections', 'sections must have at least one section')] : []),
    ...sectionProblems(form),
    ...numberingProblems(form),
    ...columnProblems(form),
    ...repeated(form.frontBlock, ({ label }) => label.trim().toLowerCase()).map(({ index, item }) =>
      at(`frontBlock.${index}.label`, `the label “${item.label}” stands twice`),
    ),
  ]
}

const at = (path: string, told: string) => problem(['form', ...path.split('.')], told)

function sectionProblems({ sections }: CommitteeFormData): FormProblem[] {
  const held = sections.flatMap(({ holds }, section) =>
    (holds ?? []).map((holding) => ({ holding, section })),
  )
  return [
    ...repeated(sections, ({ number }) => stemOf(number)).map(({ index, item }) =>
      at(`sections.${index}.number`, `number ${item.number ?? ''} stands at an earlier section too`),
    ),
    ...repeated(held, ({ holding }) => holding).map(({ item: { holding, section } }) =>
      at(
        `sections.${section}.holds`,
        `“${holding}” stands in an earlier section too: the register puts nothing in twice`,
      ),
    ),
    ...sections.flatMap(({ filledBy, holds }, index) =>
      filledBy === 'officer' && (holds ?? []).length > 0
        ? [at(`sections.${index}.holds`, 'holds is only for sections that are filledBy: register')]
        : [],
    ),
    ...(sections.length > 0 && !sections.some(({ filledBy }) => filledBy === 'register')
      ? [at('sections', 'sections must have at least one that is filledBy: register')]
      : []),
  ]
}

const examples = {
  recommendationsLettering: 'such as "A.", "1.", "(a)" or "1.1"',
  paragraphNumbers: 'such as "1.1", "1.1." or "1", or be none',
  appendixName: 'such as "Appendix A" or "Annex 1"',
}

function numberingProblems(form: CommitteeFormData): FormProblem[] {
  const wrong = (Object.keys(examples) as (keyof typeof examples)[]).flatMap((field) => {
    const given = form[field]
    const isNone = field === 'paragraphNumbers' && given === 'none'
    if (typeof given !== 'string' || isNone || numberingOf(given) !== null) return []
    return [at(field, `${field} must show the first one, ${examples[field]}, not “${given}”`)]
  })
  const letters = form.recommendationsLettering ?? ''
  if (isWithinSections(letters) && !hasRecommendations(form)) {
    const told = `“${letters}” numbers recommendations as paragraphs of a section: one section must hold recommendations`
    return [...wrong, at('recommendationsLettering', told)]
  }
  return wrong
}

/** Whether the recommendations stand in a section of their own. */
function hasRecommendations({ sections }: CommitteeFormData): boolean {
  return sections.some(({ filledBy, holds, heading }) => {
    return (
      filledBy === 'register' && (holds?.includes('recommendations') ?? /^recommendation/iu.test(heading))
    )
  })
}

function columnProblems({ planColumns }: CommitteeFormData): FormProblem[] {
  if (!planColumns) return []
  const held = planColumns.map(({ holds }) => holds)
  const wrong = [
    {
      is: !held.some((holding) => ['title', 'recommendation', 'text'].includes(holding)),
      told: 'planColumns must have one that holds recommendation, text or title',
    },
    {
      is: held.includes('recommendation') && (held.includes('text') || held.includes('steps')),
      told: 'recommendation has the sentence of the plan and its steps: use it, or text and steps, and not both',
    },
    {
      is: !held.includes('ref'),
      told: 'planColumns must have one that holds ref: by it every line is found again',
    },
  ]
  return [
    ...repeated(planColumns, ({ holds }) => holds).map(({ index, item }) =>
      at(`planColumns.${index}.holds`, `“${item.holds}” is held by an earlier column too`),
    ),
    ...wrong.filter(({ is }) => is).map(({ told }) => at('planColumns', told)),
  ]
}

/** Those whose key stands before already, with their places; no key is never the same. */
function repeated<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): { item: Item; index: number }[] {
  const keys = items.map(keyOf)
  return items
    .map((item, index) => ({ item, index, key: keys[index] ?? null }))
    .filter(({ key, index }) => key !== null && keys.indexOf(key) < index)
}
