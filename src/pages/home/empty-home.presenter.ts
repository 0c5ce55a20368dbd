import type { Person } from '../../accounts/person.js'
import { sightOf } from '../../accounts/rights.js'
import type { Permission } from '../../web/access.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOn, AsKnownOnForm } from '../as-known-on.js'
import { paths } from '../paths.js'

/** A first page without actions: what there is instead. */
interface EmptyHome {
  heading: string
  sentences: string[]
  /** Where the person's work is. */
  cards: { title: string; text: string; href: string }[]
  asKnownOn: AsKnownOnForm | null
}

const emptyHome = pageOf<EmptyHome>('home/empty')

interface Card {
  anyOf: Permission
  title: string
  text: string
  href: string
}

const cards: Card[] = [
  {
    anyOf: 'manage accounts',
    title: 'Accounts',
    text: 'Invite people, give and take away roles, end lost sessions.',
    href: paths.accounts(),
  },
  {
    anyOf: 'manage agencies',
    title: 'Agencies',
    text: 'Keep the names that agencies go by, and merge two that are one.',
    href: paths.registeredAgencies(),
  },
  {
    anyOf: 'read the audit trail',
    title: 'Audit trail',
    text: 'See who did what and when, and check that no line was altered.',
    href: paths.auditTrail(),
  },
]

const cardsOf = ({ permissions }: Person) =>
  cards.filter(({ anyOf }) => permissions.has(anyOf)).map(({ title, text, href }) => ({ title, text, href }))

const homeFacts = (title: string): PageFacts => ({ title, section: 'home' })

/** The first page of somebody whose roles do not open the register. */
export function homeWithoutRegister(person: Person): PageAnswer {
  const heading = 'What you look after'
  const sentences = ['Your roles do not open the register of actions. This is what they do open.']
  return emptyHome(homeFacts(heading), { heading, sentences, cards: cardsOf(person), asKnownOn: null })
}

/** The first page of somebody who may read the register, where there is nothing in it to read. */
export function homeWithoutActions(person: Person, at: AsKnownOn): PageAnswer {
  const { heading, sentences } = reasonOf(person, at)
  const facts = { ...homeFacts(heading), asAt: at.asAt, errors: at.errors }
  return emptyHome(facts, { heading, sentences, cards: cardsOf(person), asKnownOn: at.form })
}

function reasonOf(person: Person, { words }: AsKnownOn): Pick<EmptyHome, 'heading' | 'sentences'> {
  const everything = sightOf(person) === 'everything'
  if (words !== null) {
    return {
      heading: `Nothing was known on ${words}`,
      sentences: [
        everything
          ? 'No plan had been published by then that the register holds.'
          : 'No action that was yours was known by then.',
      ],
    }
  }
  if (everything) {
    return {
      heading: 'The register is empty',
      sentences: [
        'No plan has been entered, so there are no actions to follow.',
        'Plans are entered when the service starts. Ask whoever runs it to start it again without SEED=none: it then enters the published plans that come with it.',
      ],
    }
  }
  return {
    heading: 'No action is yours',
    sentences: [
      'The agencies and plans of your account have no actions in the register.',
      'If some should be yours, ask the programme office who leads them.',
    ],
  }
}
