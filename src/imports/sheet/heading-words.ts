import type { ImportField } from './import-field.js'

/**
 * How councils head the columns of their plans. Written small and without marks; a heading that is one of these is known, and
 * one that begins with one of them or holds it as whole words is taken for it, the longest first.
 */
const headingWords: Record<ImportField, string> = {
  ref: `
    ref, ref no, ref number, reference, reference number, reference no, no, number, id, action no,
    action number, action ref, action reference, action id, item, item no, code
  `,
  theme: `
    theme, objective, objectives, priority, strategic priority, strategic objective, outcome, aim,
    workstream, work stream, strand, section, heading, priority area, key area, area, category, goal,
    pillar, objective priority, theme priority, key objective, principle
  `,
  title: `
    title, action title, short title, name, name of action, headline, project, in short
  `,
  text: `
    action, actions, actions required, action required, what will we do, what we will do, what,
    what are we going to do, what do we need to do, what needs to be done, activity, activities,
    recommendation, recommendations, commitment, commitments, description, details, key action,
    key actions, proposed action, agreed action, action to be taken, actions to be taken, promise,
    area for improvement, areas for improvement, intervention, action description, we will, task
  `,
  step: `
    step, steps, milestone, milestones, key milestone, key milestones, sub action, sub actions, tasks,
    key tasks, how will we do it, how we will do it, how, next steps, actions to achieve this
  `,
  lead: `
    lead, lead officer, lead agency, lead organisation, lead partner, lead person, lead department,
    led by, responsible, responsible officer, responsible agency, responsibility, person responsible,
    owner, action owner, who, by whom, who will lead, who is responsible, accountable, lead service,
    who will do it, lead body, responsible lead, delivery lead
  `,
  partners: `
    partner, partners, supporting partners, supporting agencies, support, supported by, with,
    key partners, partner agencies, other agencies, other partners, delivery partners, with whom,
    contributing partners, partners involved, who else, working with, who will help
  `,
  parties: `
    lead and partners, lead partners, lead and support, lead agency and partners, agencies,
    organisations, who is involved, lead and partner agencies, lead and supporting partners
  `,
  timescale: `
    timescale, timescales, by when, when, target date, due, due date, deadline, date, end,
    completion date, date due, end date, target, delivery date, timeframe, time frame, timeline,
    complete by, to be completed by, when by, finish, target completion date, when will it be done,
    date for completion, completion, timing, target timescale, by when will it be done, delivery by
  `,
  starts: `
    start, start date, from, begins, starting, date started
  `,
  status: `
    status, current status, action status, state, progress status, status of action
  `,
  kind: `
    kind, type, type of action, action type
  `,
  measure: `
    measure, measures, success measure, measure of success, measures of success, success criteria,
    performance measure, kpi, indicator, indicators, outcome measure, how will we know, output,
    how will we measure success, expected outcome, expected outcomes, evidence of success, outputs,
    how will success be measured, how will we know it has worked, desired outcome, intended outcome
  `,
  note: `
    note, notes, comment, comments, remarks, resources, resource, cost, budget, funding, background,
    rationale, why, dependencies, risks, resource implications, further information
  `,
}

/** Headings that are known and that no field takes: with why. */
const leftOutWords = new Map(
  Object.entries({
    progress: 'What has happened since is recorded as updates, once the plan is in the register.',
    update: 'What has happened since is recorded as updates, once the plan is in the register.',
    updates: 'What has happened since is recorded as updates, once the plan is in the register.',
    rag: 'A colour is a judgement of the day: it is given with an update, once the plan is in the register.',
    'rag status':
      'A colour is a judgement of the day: it is given with an update, once the plan is in the register.',
    'rag rating':
      'A colour is a judgement of the day: it is given with an update, once the plan is in the register.',
  }),
)

/** "What will we do?" as it is compared: small letters and digits, single spaces. */
export function plainHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('/', ' ')
    .replaceAll(/[^\p{L}\p{N} ]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:the|our) /u, '')
}

const exact = new Map<string, ImportField>()
for (const [field, words] of Object.entries(headingWords) as [ImportField, string][]) {
  for (const word of words.trim().split(/,\s+/u)) if (!exact.has(word)) exact.set(word, field)
}

/** The words that may stand within a longer heading: one that is too short would be found in anything. */
const within = [...exact]
  .filter(
    ([word]) =>
      word.length >= 4 &&
      !['area', 'from', 'item', 'what', 'name', 'date', 'with', 'when', 'code', 'type'].includes(word),
  )
  .sort(([one], [other]) => other.length - one.length)

export interface KnownHeading {
  field: ImportField
  /** Whether the heading is one of the words, and does not only hold it. */
  exact: boolean
}

/** What a column means by its heading; null where the heading is not known. */
export function knownHeading(heading: string): KnownHeading | null {
  const plain = plainHeading(heading)
  if (plain === '' || plain.length > 80 || leftOutWords.has(plain)) return null
  const found = exact.get(plain)
  if (found) return { field: found, exact: true }
  const held = within.find(([word]) => ` ${plain} `.includes(` ${word} `))
  return held ? { field: held[1], exact: false } : null
}

/** Why a column with this heading is left out although it is known; null for every other. */
export function whyLeftOut(heading: string): string | null {
  return leftOutWords.get(plainHeading(heading)) ?? null
}
