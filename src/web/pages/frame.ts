import type { SafeString } from 'handlebars'

/** A link of the navigation, the breadcrumbs or an error summary. */
export interface PageLink {
  text: string
  href: string
}

/** What every page's layout is told besides the page itself: plain data, made for each request by the house. */
export interface PageFrame {
  /** The whole of `<title>`: "Error: Update MER13-7.1 – Throughline". */
  title: string
  /** Addresses of the built stylesheet, script and icon, each with the fingerprint of its content. */
  assets: { stylesheet: string; script: string; icon: string }
  /** Who is signed in; null on the pages that anyone may open. */
  person: { name: string; roles: string } | null
  /** "Answering as Nell Newham for Redthread by link": in place of the person and the navigation. */
  visitor: string | null
  navigation: { text: string; href: string; current: boolean }[]
  breadcrumbs: PageLink[]
  backLink: PageLink | null
  /** Hidden field of every form that changes something; null where there is no session. */
  csrfToken: string | null
  /** What has just succeeded, once. */
  notification: string | SafeString | null
  /** What is wrong, each with a link to its field; empty when nothing is. */
  errors: PageLink[]
  /** "As known on 31 December 2013": a page that shows the register of a past day says so. */
  asKnownOn: { day: string; words: string; nowHref: string } | null
  /** The protective marking, top and bottom of the page: OFFICIAL. */
  marking: string
  /** "Illustrative data" on every page of a demonstration; null where the data are real. */
  illustrative: string | null
  /** Whether the page is as wide as the window allows (lists) rather than the width of reading. */
  wide: boolean
}

/** What a handler says of its page; the house adds the rest. */
export interface PageFacts {
  /** What the page is, as its h1 says it: "Actions (page 2 of 4)". Unique among the pages. */
  title: string
  section?: Section
  breadcrumbs?: PageLink[]
  backLink?: PageLink
  errors?: PageLink[]
  asAt?: string | undefined
  wide?: boolean
  /** It has a form that changes something although nobody is signed in. */
  form?: boolean
  /** As what somebody is here who has come by a mailed link, whoever is signed in besides. */
  visitor?: string | null
  /** The HTTP status; 200 where it is left out, 422 where there are errors. */
  status?: number
}

/** The entries of the navigation; each person sees those that the person's rights open. */
export type Section =
  | 'home'
  | 'actions'
  | 'plans'
  | 'agencies'
  | 'priorities'
  | 'commissions'
  | 'returns'
  | 'reports'
  | 'administration'
  | 'help'
