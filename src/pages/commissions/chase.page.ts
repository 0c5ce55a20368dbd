import type { CommissionView, ReturnSummary } from '../../commissions/views.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { count } from '../../reports/shared/words.js'
import { paths } from '../paths.js'
import { isOutstanding } from './commission-words.js'
import { lateInWords } from './round-returns.js'

/** Somebody who is written to when the late ones are chased. */
export interface ToChase {
  name: string
  email: string
  /** "Owner", "Deputy": where on the ladder. */
  rung: string
  /** Names of the agencies that the message is about. */
  about: string[]
}

/** Who is written to, who is not and why. */
export interface Chase {
  to: readonly ToChase[]
  /** "Jo Bloggs (jo@example.gov.uk)": had a message today already. */
  already: readonly string[]
}

interface ChasePage {
  commission: string
  lead: string
  late: { name: string; late: string }[]
  to: { name: string; email: string; rung: string; about: string }[]
  already: readonly string[]
  unreachable: string[]
  action: string
  button: string | null
  cancelHref: string
}

const chasePage = pageOf<ChasePage>('commissions/chase')

/** The page that asks before all late ones are chased. */
export function showChase(
  { id, title }: CommissionView,
  returns: readonly ReturnSummary[],
  { to, already }: Chase,
  unreachable: readonly string[],
): PageAnswer {
  const late = returns.filter(isOutstanding)
  const back = paths.commission(id)
  return chasePage(
    {
      ...{ title: `Chase all late ones: ${title}`, section: 'commissions' },
      backLink: { text: 'Back to the commission', href: back },
    },
    {
      ...{ commission: title, lead: leadOf(late.length, to.length, already.length) },
      late: late.map((one) => ({ name: one.agency.name, late: lateInWords(one) ?? '' })),
      to: to.map(({ about, ...person }) => ({ ...person, about: about.join('; ') })),
      ...{
        already,
        unreachable: late.map(({ agency }) => agency.name).filter((name) => unreachable.includes(name)),
      },
      action: paths.chaseCommission(id),
      button: to.length === 0 ? null : `Write to ${count(to.length, 'person', 'people')}`,
      cancelHref: back,
    },
  )
}

function leadOf(late: number, people: number, already: number): string {
  if (late === 0) return 'No return is late.'
  const returns = `${count(late, 'return')} ${late === 1 ? 'is' : 'are'} late.`
  if (people === 0 && already > 0) return `${returns} Everybody who can be written to had a message today.`
  if (people === 0) return `${returns} Nobody can be written to.`
  return `${returns} ${count(people, 'person', 'people')} will be written to, each with one message about everything that is asked of them.`
}
