import { actionKinds } from '../actions/action.entity.js'
import { actionStatuses, statusFacts } from '../actions/action-status.js'
import { confidences, confidenceFacts } from '../actions/confidence.js'
import type { Meaning } from '../documents/workbook/front-sheets.js'
import { precisions } from '../plans/span.js'
import { flagCodes, flagLabel, flagRules } from '../register/flags.js'
import { timelinesses, timelinessFacts } from '../register/timeliness.js'
import { basisFacts, kindDefinitions, kindLabel, precisionFacts } from './state-words.js'

interface Facts {
  label: string
  definition: string
}

function scale<Name extends string>(
  column: string,
  values: readonly Name[],
  facts: Record<Name, Facts>,
): Meaning[] {
  return values.map((value) => ({ column, word: facts[value].label, meaning: facts[value].definition }))
}

const plansWords = 'The plan’s own words, letter by letter.'
const ourReading = 'Our reading: it does not stand in the plan.'

const whoseWords: Meaning[] = [
  { column: 'Title', word: 'Title', meaning: `A short name for the action. ${ourReading}` },
  { column: 'Text of the plan', word: 'Text of the plan', meaning: plansWords },
  {
    column: 'Timescale as written',
    word: 'Timescale as written',
    meaning: `${plansWords} Where the plan says it in several places, all of them. Empty where the plan gives none.`,
  },
  { column: 'Source quote', word: 'Source quote', meaning: `${plansWords} One line for each passage.` },
  {
    column: 'Leads, Partners',
    word: '(proposed)',
    meaning: 'The plan only proposes the agency (“tbc”, “proposed”).',
  },
  {
    column: 'Priorities',
    word: 'Priorities',
    meaning: `The priorities that the action serves. ${ourReading}`,
  },
  {
    column: 'Related actions',
    word: 'Related actions',
    meaning: `How actions of different plans hang together. ${ourReading}`,
  },
  {
    column: 'Days slipped',
    word: 'Days slipped',
    meaning:
      'Days from the first target date to the one that is in force now. Below nought where it was moved to an earlier day.',
  },
  {
    column: 'Flags',
    word: 'Flags',
    meaning: 'Assurance flags: rules that are applied to every action alike. A flag changes no status.',
  },
]

/** Every word of the tables that needs one sentence: whose it is, or what it means. */
export const definitions: readonly Meaning[] = [
  ...whoseWords,
  ...actionKinds.map((kind) => ({
    column: 'Kind',
    word: kindLabel(kind),
    meaning: kindDefinitions[kind],
  })),
  ...scale('Status', actionStatuses, statusFacts),
  ...scale('Timeliness', timelinesses, timelinessFacts),
  ...scale('Confidence', confidences, confidenceFacts),
  ...scale('Precision', precisions, precisionFacts),
  ...scale('Basis', Object.keys(basisFacts) as (keyof typeof basisFacts)[], basisFacts),
  ...flagCodes.map((code) => ({ column: 'Flags', word: flagLabel(code), meaning: flagRules[code] })),
]
