import type { ActionKind, Basis, Precision } from '../register/views.js'

/** "area_for_improvement" as "Area for improvement". */
export function kindLabel(kind: ActionKind): string {
  const words = kind.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export const kindDefinitions: Record<ActionKind, string> = {
  action: 'The plan calls it an action.',
  recommendation: 'The plan recommends it.',
  area_for_improvement: 'The plan names it as an area for improvement.',
  next_step: 'The plan lists it among its next steps.',
  commitment: 'The plan commits itself to it in a chapter, and not in its table of actions.',
}

export const precisionFacts: Record<Precision, { label: string; definition: string }> = {
  day: { label: 'Day', definition: 'The target date is that very day.' },
  month: { label: 'Month', definition: 'Known to the month: the target date is the last day of it.' },
  quarter: { label: 'Quarter', definition: 'Known to the quarter: the target date is the last day of it.' },
  season: { label: 'Season', definition: 'Known to the season: the target date is the last day of it.' },
  year: { label: 'Year', definition: 'Known to the year: the target date is the last day of it.' },
  open: { label: 'Open', definition: 'There is a timescale without an end.' },
  none: { label: 'None', definition: 'No timescale is given.' },
}

export const basisFacts: Record<Basis, { label: string; definition: string }> = {
  stated: { label: 'Stated', definition: 'The plan states it.' },
  inferred: { label: 'Inferred', definition: 'Our reading of what the plan says.' },
  set: { label: 'Set', definition: 'A person has set it since, with a reason.' },
}

/** How an action hangs together with another, with the other's ref to follow. */
const relations: Record<string, string> = {
  feeds: 'feeds',
  feeds_by: 'is fed by',
  answers: 'answers',
  answers_by: 'is answered by',
  delivers_locally: 'delivers locally',
  delivers_locally_by: 'is delivered locally by',
  continues: 'continues',
  continues_by: 'is continued by',
  overlaps: 'overlaps with',
  overlaps_by: 'overlaps with',
}

/** "delivers locally" */
export function relationWords(relation: string): string {
  return relations[relation] ?? relation.replaceAll('_', ' ')
}
