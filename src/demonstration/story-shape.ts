import type { RoleGiven } from '../accounts/accounts.service.js'
import type { ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import type { Day } from '../clock/dates.js'
import type { CommissionQuestion } from '../commissions/commission/commission.entity.js'
import type { FlagCode } from '../register/flags.js'

/** The demonstration's story, as the files of `seeds/demo` tell it. A time is "2017-04-21 16:45", in London. */
export interface Story {
  begins: string
  ends: string
  people: StoryPerson[]
  contacts: StoryContacts[]
  /** Slugs of the plans that are asked about. */
  scope: string[]
  questions: CommissionQuestion[]
  rounds: StoryRound[]
  returns: StoryReturn[]
  sentBack: StorySentBack[]
  words: Record<string, string>
  /** The title of what is given as evidence. */
  evidence: string
  answers: StoryAnswers[]
  events: StoryEvent[]
  img: StoryImg[]
  scrutiny: StoryScrutiny[]
}

export interface StoryPerson extends RoleGiven {
  key: string
  name: string
  email: string
}

type Contact = Pick<StoryPerson, 'name' | 'email'>

export interface StoryContacts {
  agency: string
  secondPerson?: boolean
  owner: Contact
  deputy?: Contact
  accountable?: Contact
}

export const roundKeys = ['q4', 'q1', 'q2', 'q3'] as const
export type RoundKey = (typeof roundKeys)[number]

export interface StoryRound {
  key: RoundKey
  title: string
  period: [Day, Day]
  planned: string
  opens: Day
  due: Day
  signOff: Day
  freeze: Day
  reporting: Day
  /** When the programme office accepts all that was sent by then. */
  accepted: string[]
}

/** When an agency sends its returns; without a time of a round it does not answer it. */
export type StoryReturn = { agency: string; by?: string; link?: string } & Partial<Record<RoundKey, string>>

export interface StorySentBack {
  agency: string
  round: RoundKey
  at: string
  reason: string
  questions: Record<string, string>
  again?: string
  answers?: Record<string, StoryLine>
}

/** What is said of an action; `say` is one of the story's wordings, or words of its own. */
export interface StoryLine {
  say: string
  status?: ActionStatus
  confidence?: Confidence
  next?: string
  end?: Day
  reason?: string
}

export type StoryAnswers = { refs: string[]; by: string } & Partial<Record<RoundKey, StoryLine>>

/** Something that somebody does between the returns: exactly one of the things below. */
export interface StoryEvent {
  at: string
  by: string
  verify?: string[]
  returned?: string[]
  say?: Record<string, StoryLine>
  agree?: string
  refuse?: string
  setAside?: { ref: string; flag: FlagCode; until: Day }
  letters?: 'daily'
  reason?: string
}

export interface StoryImg {
  cutOff: Day
  made: string
  decisions: { what: string; who: string; byWhen: Day }[]
  outcomes?: string[]
  /** Paragraphs on themes, by the names of their parts. */
  paragraphs: Record<string, string>
  issued: string
}

export interface StoryScrutiny {
  plan: string
  cutOff: Day
  made: string
  by: string
  /** Text of the sections whose headings hold these words. */
  sections: { heading: string; text: string }[]
}
