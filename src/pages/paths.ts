/**
 * Every address of the pages, made in one place so that links and routes cannot drift. `asAt` is carried along: who reads
 * the register of a past day stays there until they leave it.
 */
type Query = Record<string, string | number | undefined>

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}

const part = encodeURIComponent

/** What an administrator can do to an account. */
type AccountStep = 'details' | 'roles' | 'disable' | 'enable' | 'codes' | 'invite' | 'reset' | 'sign-out'
/** What people can do to their own account. */
type OwnAccountStep = 'name' | 'password' | 'codes' | 'sessions/end' | 'sign-out-everywhere'

/** What an administrator can do to an agency. */
type AgencyStep = 'other-names' | 'other-names/remove' | 'merge' | 'merge/check' | 'merge/confirm'

/** From the answers of a change of many actions on: back to them, to their check, or into the register. */
type BulkStep = 'answers' | 'check' | 'save'

export const paths = {
  home: () => '/',
  actions: (query: Query = {}) => withQuery('/actions', query),
  /** @param list the query of a list, as it was kept */
  actionList: (list: string) => (list === '' ? '/actions' : `/actions?${list}`),
  actionsCsv: (query: Query = {}) => withQuery('/actions.csv', query),
  actionsSpreadsheet: (query: Query = {}) => withQuery('/actions.xlsx', query),
  savedViews: () => '/saved-views',
  newSavedView: (list: string) => withQuery('/saved-views/new', { list }),
  renameSavedView: (id: number) => `/saved-views/${id}/rename`,
  deleteSavedView: (id: number) => `/saved-views/${id}/delete`,
  /** The form that changes these actions of a list. */
  chooseBulkUpdate: (change: string, refs: readonly string[], list: string) => {
    const query = new URLSearchParams({ change, list })
    for (const ref of refs) query.append('action', ref)
    return `/bulk-update?${query.toString()}`
  },
  bulkUpdate: (step?: BulkStep) => (step === undefined ? '/bulk-update' : `/bulk-update/${step}`),
  action: (ref: string, asAt?: string) => withQuery(`/actions/${part(ref)}`, { asAt }),
  actionHistory: (ref: string, asAt?: string) => withQuery(`/actions/${part(ref)}/history`, { asAt }),
  updateAction: (ref: string) => `/actions/${part(ref)}/update`,
  checkUpdate: (ref: string) => `/actions/${part(ref)}/update/check`,
  carryOnUpdate: (ref: string) => `/actions/${part(ref)}/update/carry-on`,
  discardUpdate: (ref: string) => `/actions/${part(ref)}/update/discard`,
  evidence: (id: string) => `/evidence/${part(id)}`,
  plans: (asAt?: string) => withQuery('/plans', { asAt }),
  plan: (slug: string, asAt?: string, page?: number) => withQuery(`/plans/${part(slug)}`, { asAt, page }),
  theme: (plan: string, code: string, asAt?: string, page?: number) =>
    withQuery(`/plans/${part(plan)}/themes/${part(code)}`, { asAt, page }),
  committeeForm: (plan: string, number?: number) =>
    withQuery(`/plans/${part(plan)}/committee-form`, { number }),
  committeeFormFile: (plan: string, number?: number) =>
    withQuery(`/plans/${part(plan)}/committee-form/file`, { number }),
  recommendations: (plan: string, query: Query = {}) =>
    withQuery(`/plans/${part(plan)}/recommendations`, query),
  /** @param like the id of one of the same meeting, whose panel and days are filled in */
  newRecommendation: (plan: string, like?: number) =>
    withQuery(`/plans/${part(plan)}/recommendations/new`, { like }),
  recommendation: (plan: string, id: number, asAt?: string) =>
    withQuery(`/plans/${part(plan)}/recommendations/${id}`, { asAt }),
  replyToRecommendation: (plan: string, id: number, step: 'answer' | 'progress') =>
    `/plans/${part(plan)}/recommendations/${id}/${step}`,
  agencies: (asAt?: string, q?: string) => withQuery('/agencies', { q, asAt }),
  agency: (slug: string, asAt?: string) => withQuery(`/agencies/${part(slug)}`, { asAt }),
  priorities: (asAt?: string) => withQuery('/priorities', { asAt }),
  priority: (programme: string, code: string, asAt?: string, page?: number) =>
    withQuery(`/priorities/${part(programme)}/${part(code)}`, { asAt, page }),
  reports: (query: Query = {}) => withQuery('/reports', query),
  newReport: (query: Query = {}) => withQuery('/reports/new', query),
  report: (id: string) => `/reports/${part(id)}`,
  /** The same page, reloading by itself while the report is made. */
  reportReloading: (id: string) => `/reports/${part(id)}?reload=yes`,
  /** @param of a page of it that goes out alone: `only=box`, `lead=home-office` */
  reportPdf: (id: string, of: Query = {}) => withQuery(`/reports/${part(id)}/pdf`, of),
  reportHtml: (id: string, of: Query = {}) => withQuery(`/reports/${part(id)}/html`, of),
  reportData: (id: string) => `/reports/${part(id)}/data`,
  /** @param file the name of a file of the report: "docx", "lead-home-office.pdf" */
  reportFile: (id: string, file: string) => `/reports/${part(id)}/files/${part(file)}`,
  /** A page of the printed report as a picture. @param print what was printed: another print is another picture */
  reportPicture: (id: string, page: number, print: string) =>
    withQuery(`/reports/${part(id)}/pages/${page}`, { print }),
  /** @param name of a part that is written: "decisions", "section.3" */
  reportPart: (id: string, name: string, page?: number) =>
    withQuery(`/reports/${part(id)}/parts/${part(name)}`, { page }),
  /** The page that asks before a report is moved to a state. */
  moveReport: (id: string, to: string) => `/reports/${part(id)}/move/${part(to)}`,
  printReportAgain: (id: string) => `/reports/${part(id)}/print`,
  administration: () => '/administration',
  accounts: (query: Query = {}) => withQuery('/administration/accounts', query),
  newAccount: () => '/administration/accounts/new',
  account: (id: number) => `/administration/accounts/${id}`,
  accountStep: (id: number, step: AccountStep) => `/administration/accounts/${id}/${step}`,
  registeredAgencies: (query: Query = {}) => withQuery('/administration/agencies', query),
  registeredAgency: (slug: string) => `/administration/agencies/${part(slug)}`,
  registeredAgencyStep: (slug: string, step: AgencyStep) => `/administration/agencies/${part(slug)}/${step}`,
  auditTrail: (query: Query = {}) => withQuery('/administration/audit-trail', query),
  auditTrailCsv: (query: Query = {}) => withQuery('/administration/audit-trail.csv', query),
  auditLine: (line: number) => `/administration/audit-trail/lines/${line}`,
  auditTrailChecks: () => '/administration/audit-trail/checks',
  auditTrailCheck: (line: number) => `/administration/audit-trail/checks/${line}`,
  ownAccount: () => '/account',
  ownAccountStep: (step: OwnAccountStep) => `/account/${step}`,
  newToken: () => '/account/tokens/new',
  revokeToken: (id: number) => `/account/tokens/${id}/revoke`,
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  signInCode: () => '/sign-in/code',
  recoveryCode: () => '/sign-in/recovery-code',
  forgottenPassword: () => '/sign-in/forgotten',
  singleSignOn: (next?: string) => withQuery('/sign-in/single-sign-on', { next }),
  signOut: () => '/sign-out',
  ownCodes: (step?: 'set-up' | 'recovery-codes' | 'off') => `/account/codes${step ? `/${step}` : ''}`,
  help: () => '/help',
  cookies: () => '/help/cookies',
  accessibility: () => '/accessibility',
}
