import type { Person } from '../../accounts/person.js'
import { type Answerer, byAccount, byLink } from '../../commissions/returns/answerer.js'
import type { ReturnSummary } from '../../commissions/views.js'
import type { PageFacts, PageLink } from '../../web/pages/frame.js'
import { paths, type ReturnPages } from '../paths.js'

/** How somebody has come to a return: with an account, or by a mailed link that opens this one and nothing else. */
export interface ReturnDoor {
  who: Answerer
  id: number
  pages: ReturnPages
}

export function doorOfAccount(person: Person, id: number): ReturnDoor {
  return { who: byAccount(person), id, pages: paths.returnPages(id) }
}

/** @param link what the token opens */
export function doorOfLink(
  link: { returnId: number; name: string; email: string },
  token: string,
): ReturnDoor {
  return { who: byLink(link), id: link.returnId, pages: paths.answerPages(token) }
}

export const isByLink = ({ who }: ReturnDoor) => who.person === null

type Named = Pick<ReturnSummary, 'agency' | 'commission'>

/** "Return of Redthread: Third quarter of 2017-18" */
export function nameOf({ agency, commission }: Named): string {
  return `Return of ${agency.name}: ${commission.title}`
}

/** What a page of a return says of itself besides its model. */
interface OwnFacts {
  /** What the page is; the name of the return follows it. Left out on the page of the return itself. */
  title?: string
  errors?: PageLink[]
  status?: number
  /** Where the page leads back to, where that is not the return. */
  backLink?: PageLink
}

/** The frame of every page of a return. Who came by a link sees no navigation: nothing of it would open. */
export function factsOf(
  door: ReturnDoor,
  view: Named,
  { title, errors, status, backLink }: OwnFacts,
): PageFacts {
  const name = nameOf(view)
  const back = { text: 'Back to the return', href: door.pages.start }
  return {
    title: title === undefined ? name : `${title} – ${name}`,
    ...(errors ? { errors } : {}),
    ...(status === undefined ? {} : { status }),
    ...(title === undefined ? {} : { backLink: backLink ?? back }),
    ...(door.who.person ? insideFacts(door.who.person, view, title) : byLinkFacts(door, view)),
  }
}

function insideFacts(person: Person, { commission }: Named, title: string | undefined): Partial<PageFacts> {
  if (!person.permissions.has('answer returns')) {
    const crumb = { text: commission.title, href: paths.commission(commission.id) }
    return { section: 'commissions', ...(title === undefined ? { breadcrumbs: [crumb] } : {}) }
  }
  const crumb = { text: 'Returns', href: paths.returns() }
  return { section: 'returns', ...(title === undefined ? { breadcrumbs: [crumb] } : {}) }
}

function byLinkFacts({ who }: ReturnDoor, { agency }: Named): Partial<PageFacts> {
  return { form: true, visitor: `Answering as ${who.name} for ${agency.name} by link` }
}
