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
type OwnAccountStep =
  'name' | 'password' | 'codes' | 'sessions/end' | 'sign-out-everywhere' | 'calendar' | 'calendar/end'

/** What an administrator can do to an agency. */
type AgencyStep =
  | 'other-names'
  | 'other-names/remove'
  | 'merge'
  | 'merge/check'
  | 'merge/confirm'
  | 'contacts'
  | 'contacts/remove'
  | 'contacts/sign-off'

/** From the answers of a change of many actions on: back to them, to their check, or into the register. */
type BulkStep = 'answers' | 'check' | 'save'

/** The steps of a plan on its way in from a spreadsheet, and what is done with it. */
type ImportStep =
  | 'table'
  | 'columns'
  | 'agencies'
  | 'facts'
  | 'check'
  | 'problems'
  | 'draft'
  | 'take-back'
  | 'approve'
  | 'abandon'

/** Where the pages of one return are. */
export type ReturnPages = ReturnType<typeof returnPages>

const returnPages = (start: string) => ({
  start,
  nothingToReport: `${start}/nothing-to-report`,
  handOver: `${start}/hand-over`,
  questions: `${start}/questions`,
  line: (ref: string) => `${start}/lines/${part(ref)}`,
  check: `${start}/check`,
  done: `${start}/done`,
  /** A submission, frozen as it was sent. */
  sent: (number: number) => `${start}/sent/${number}`,
  signOff: `${start}/sign-off`,
  giveBack: `${start}/give-back`,
  workbook: `${start}/workbook`,
})

/** Where a workbook is taken, loaded back and confirmed. */
export type WorkbookPages = ReturnType<typeof workbookPages>

const workbookPages = (start: string) => ({
  start,
  file: `${start}.xlsx`,
  /** What was found in a workbook that came back. */
  loaded: (id: string) => `${start}/${part(id)}`,
  problems: (id: string) => `${start}/${part(id)}/problems.csv`,
})

export const paths = {
  home: () => '/',
  actions: (query: Query = {}) => withQuery('/actions', query),
  /** @param list the query of a list, as it was kept */
  actionList: (list: string) => (list === '' ? '/actions' : `/actions?${list}`),
  actionsCsv: (query: Query = {}) => withQuery('/actions.csv', query),
  actionsSpreadsheet: (query: Query = {}) => withQuery('/actions.xlsx', query),
  listWorkbook: () => workbookPages('/actions/workbook'),
  /** A list as a workbook that is filled in. */
  listWorkbookFile: (query: Query = {}) => withQuery('/actions/workbook.xlsx', query),
  /** @param start the page where the workbook of a return is loaded back */
  workbookPages,
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
  planImports: () => '/plan-imports',
  newPlanImport: () => '/plan-imports/new',
  planTemplate: () => '/plan-imports/template',
  planImport: (id: number, step?: ImportStep, query: Query = {}) =>
    withQuery(`/plan-imports/${id}${step === undefined ? '' : `/${step}`}`, query),
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
  commissions: () => '/commissions',
  /** @param typed the form as a query, where it is filled in already */
  newCommission: (typed = '') => (typed === '' ? '/commissions/new' : `/commissions/new?${typed}`),
  checkCommission: () => '/commissions/new/check',
  /** @param show which of its returns: "late", "to-accept" */
  commission: (id: number, show?: string) => withQuery(`/commissions/${id}`, { show }),
  changeCommission: (id: number) => `/commissions/${id}/change`,
  /** The page that asks before a commission is opened, closed or withdrawn. */
  moveCommission: (id: number, to: string) => `/commissions/${id}/move/${part(to)}`,
  chaseCommission: (id: number) => `/commissions/${id}/chase`,
  commissionMessages: (id: number, page?: number) => withQuery(`/commissions/${id}/messages`, { page }),
  retryMessage: (id: number, message: number) => `/commissions/${id}/messages/${message}/retry`,
  /** The programme office's reading of one return; the agency's own page of it is elsewhere. */
  reviewReturn: (id: number, returnId: number) => `/commissions/${id}/returns/${returnId}`,
  acceptReturn: (id: number, returnId: number) => `/commissions/${id}/returns/${returnId}/accept`,
  sendReturnBack: (id: number, returnId: number) => `/commissions/${id}/returns/${returnId}/send-back`,
  returnAsSent: (id: number, returnId: number, number: number) =>
    `/commissions/${id}/returns/${returnId}/sent/${number}`,
  endReturnLink: (id: number, returnId: number, link: number) =>
    `/commissions/${id}/returns/${returnId}/links/${link}/end`,
  returns: () => '/returns',
  return: (id: number) => `/returns/${id}`,
  /** The pages of a return for whoever has an account. */
  returnPages: (id: number) => returnPages(`/returns/${id}`),
  /** The same pages for whoever comes by a mailed link. */
  answerPages: (token: string) => returnPages(`/answer/${part(token)}`),
  /** What agencies report as complete, for the programme office to verify. */
  completions: (page?: number) => withQuery('/completions', { page }),
  completion: (ref: string) => `/completions/${part(ref)}`,
  /** New end dates, for the programme office to agree to. */
  dateChanges: (page?: number) => withQuery('/date-changes', { page }),
  dateChange: (id: number) => `/date-changes/${id}`,
  flags: (asAt?: string) => withQuery('/flags', { asAt }),
  flag: (code: string, asAt?: string, page?: number) => withQuery(`/flags/${part(code)}`, { asAt, page }),
  setFlagAside: (code: string, ref: string) => `/flags/${part(code)}/actions/${part(ref)}/set-aside`,
  countFlagAgain: (code: string, ref: string) => `/flags/${part(code)}/actions/${part(ref)}/count-again`,
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
