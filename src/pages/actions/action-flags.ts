import { inWords } from '../../clock/dates.js'
import { type FlagCode, flagLabel, flagRestsOn, flagRules, type RestsOn } from '../../register/flags.js'
import type { ActionView } from '../../register/views.js'
import type { PageLink } from '../../web/pages/frame.js'
import { paths } from '../paths.js'

/** An assurance flag with its rule, the facts that it rests on, and where these stand. */
export interface FlagModel {
  label: string
  /** The page of the rule. */
  href: string
  rule: string
  reason: string
  facts: PageLink
  /** What the programme office can do with it; null for others. */
  decide: PageLink | null
}

/** A flag that does not count, and what the programme office says of it. */
export interface SetAsideModel extends FlagModel {
  because: string
  /** "Until 31 March 2017, says Olive Office." */
  until: string
}

/** The part of the page that shows the facts of a flag. */
const factsAt: Record<RestsOn, PageLink> = {
  agencies: { text: 'Leads and partners', href: '#agencies' },
  timescale: { text: 'Timescale', href: '#timescale' },
  updates: { text: 'Updates', href: '#updates' },
  steps: { text: 'Steps', href: '#steps' },
  standing: { text: 'Where it stands', href: '#standing' },
}

/** Where on the page of an action the facts of a flag stand. */
export function factsOf(code: FlagCode): PageLink {
  return factsAt[flagRestsOn[code]]
}

interface Reading {
  /** Whether the reader may set flags aside. */
  decides: boolean
  asAt: string | undefined
}

export function flagModels({ ref, flags }: Pick<ActionView, 'ref' | 'flags'>, reading: Reading): FlagModel[] {
  return flags.map(({ code, reason }) => ({
    ...modelOf(code, reason, reading),
    decide: reading.decides ? { text: 'Set aside', href: paths.setFlagAside(code, ref) } : null,
  }))
}

export function setAsideModels(
  { ref, setAside }: Pick<ActionView, 'ref' | 'setAside'>,
  reading: Reading,
): SetAsideModel[] {
  return setAside.map(({ code, reason, because, by, until }) => ({
    ...modelOf(code, reason, reading),
    ...{ because, until: `Until ${inWords(until)}, says ${by}.` },
    decide: reading.decides ? { text: 'Count it again', href: paths.countFlagAgain(code, ref) } : null,
  }))
}

function modelOf(code: FlagCode, reason: string, { asAt }: Reading): Omit<FlagModel, 'decide'> {
  return {
    ...{ label: flagLabel(code), href: paths.flag(code, asAt), rule: flagRules[code], reason },
    facts: factsOf(code),
  }
}
