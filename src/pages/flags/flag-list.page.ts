import type { Person } from '../../accounts/person.js'
import { sightOf } from '../../accounts/rights.js'
import { flagCodes, flagLabel, flagRules } from '../../register/flags.js'
import type { ActionFact } from '../../register/overview-fact.js'
import { count, figure } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOn, AsKnownOnForm } from '../as-known-on.js'
import { paths } from '../paths.js'

interface RuleRow {
  label: string
  href: string
  rule: string
  count: string
  /** The list of the actions; null where there is none. */
  listHref: string | null
  setAside: string
}

interface FlagListPage {
  says: string
  rows: RuleRow[]
  asKnownOn: AsKnownOnForm
}

const draw = pageOf<FlagListPage>('flags/list')

/** Every assurance rule, with how many actions of the reader it catches. */
export function flagListPage(person: Person, facts: readonly ActionFact[], at: AsKnownOn): PageAnswer {
  const { asAt, errors, form } = at
  return draw(
    { title: 'Assurance flags', section: 'actions', asAt, errors, wide: true },
    {
      says: saysOf(person, facts, at),
      rows: flagCodes.map((code) => {
        const carry = facts.filter(({ flags }) => flags.includes(code)).length
        return {
          ...{ label: flagLabel(code), href: paths.flag(code, asAt), rule: flagRules[code] },
          ...{ count: figure(carry), listHref: carry > 0 ? paths.actions({ flag: code, asAt }) : null },
          setAside: figure(facts.filter(({ setAside }) => setAside.includes(code)).length),
        }
      }),
      asKnownOn: form,
    },
  )
}

/** "Of the 168 actions, 120 carry a flag. 3 flags are set aside and do not count." */
function saysOf(person: Person, facts: readonly ActionFact[], { words }: AsKnownOn): string {
  const mine = sightOf(person) === 'everything' ? '' : ' that you see'
  const then = words === null ? '' : ` known on ${words}`
  const all = facts.length
  const flagged = facts.filter(({ flags }) => flags.length > 0).length
  const aside = facts.reduce((sum, { setAside }) => sum + setAside.length, 0)
  const carry = `${shareOf(flagged, all, `${mine}${then}`)} a flag that counts.`
  const counted =
    aside === 0
      ? 'No flag is set aside.'
      : `${count(aside, 'flag')} ${aside === 1 ? 'is' : 'are'} set aside and ${aside === 1 ? 'does' : 'do'} not count.`
  return `${carry} ${counted}`
}

/** "Of the 168 actions, 120 carry", "All 168 actions carry" */
function shareOf(some: number, all: number, which: string): string {
  const actions = `${count(all, 'action')}${which}`
  if (some === all && all > 1) return `All ${actions} carry`
  if (some === 0) return `Of the ${actions}, none carries`
  return `Of the ${actions}, ${figure(some)} ${some === 1 ? 'carries' : 'carry'}`
}
