import type { CheckedAction, CheckedPlan } from '../../imports/checking/check-plan.js'
import type { AgencyNames } from '../../imports/agencies/agency-names.js'
import type { Finding, FindingKind } from '../../imports/checking/finding.js'
import type { OpenImport } from '../../imports/import-parts.js'
import { statusFacts } from '../../actions/action-status.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { inWords } from '../../clock/dates.js'
import { pageAskedFor, pageInTitle, pagesOf, type Paging, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import { crumbsTo, nameOf, some } from './import-words.js'

interface ActionRow {
  ref: string
  row: number
  title: string
  theme: string
  lead: string
  partners: string
  asWritten: string
  read: string
  because: string | null
  status: string | null
  flags: string[]
  steps: string | null
}

interface CheckPage {
  caption: string
  heading: string
  counts: { key: { text: string }; value: { text: string } }[]
  blockers: string[] | null
  groups: { heading: string; words: string; findings: Finding[]; withAllowed: boolean }[]
  problemsHref: string | null
  actions: { caption: string; rows: ActionRow[]; withStatus: boolean; paging: Paging | null } | null
  draft: { action: string; revision: number } | null
  backHref: string
}

const checkPage = pageOf<CheckPage>('imports/check')
const pageSize = 50
const mostFindings = 20

export interface CheckShown {
  found: OpenImport
  checked: CheckedPlan | null
  names: AgencyNames
  blockers: readonly string[]
  page: string
}

/** The dry run: every action as it would stand in the register, and what was found on the way. */
export function showCheck(
  { found, checked, names, blockers, page }: CheckShown,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const all = checked?.actions ?? []
  const at = pageAskedFor(page, all.length, pageSize)
  const pages = pagesOf(all.length, pageSize)
  const from = (at - 1) * pageSize
  const rows = all.slice(from, from + pageSize).map((action) => actionRow(action, checked, names))
  const findings = checked?.findings ?? []
  const caption =
    pages === 1
      ? 'As they would stand in the register'
      : `As they would stand in the register: ${from + 1} to ${from + rows.length} of ${all.length.toLocaleString('en-GB')}`
  return checkPage(
    {
      title: `${found.state === 'read' ? 'Check the whole plan' : 'The whole plan'} – ${nameOf(found)}${pageInTitle(at, pages)}`,
      ...{ section: 'plans', wide: true, breadcrumbs: crumbsTo(found) },
      errors: wrong.map(({ message }) => ({ text: message, href: '#left-to-do' })),
    },
    {
      ...{
        caption: nameOf(found),
        heading: found.state === 'read' ? 'Check the whole plan' : 'The whole plan',
      },
      counts: countsOf(checked),
      blockers: blockers.length === 0 || found.state !== 'read' ? null : [...blockers],
      groups: groupsOf(findings),
      problemsHref: findings.length === 0 ? null : paths.planImport(found.id, 'problems'),
      actions:
        all.length === 0
          ? null
          : {
              ...{ caption, rows, withStatus: all.some(({ status }) => status !== null) },
              paging: pagingOf(at, pages, (number) => paths.planImport(found.id, 'check', { page: number })),
            },
      draft:
        found.state === 'read' && blockers.length === 0
          ? { action: paths.planImport(found.id, 'draft'), revision: found.revision }
          : null,
      backHref: paths.planImport(found.id),
    },
  )
}

const groupWords: Record<FindingKind, (count: number) => { heading: string; words: string }> = {
  problem: (count) => ({
    heading: some(count, 'problem'),
    words:
      'These must be put right before the plan can be a draft: in the file, which is then read anew, or by another choice.',
  }),
  remark: (count) => ({
    heading: some(count, 'remark'),
    words:
      'These may stand as they are. Timescales are kept as they are written; beside them is how they were read.',
  }),
  'left out': (count) => ({
    heading: some(count, 'row or cell left out', 'rows or cells left out'),
    words: 'These belong to no action.',
  }),
}

function groupsOf(findings: readonly Finding[]): CheckPage['groups'] {
  return (Object.keys(groupWords) as FindingKind[]).flatMap((kind) => {
    const of = findings.filter((finding) => finding.kind === kind)
    if (of.length === 0) return []
    const { heading, words } = groupWords[kind](of.length)
    const more = of.length > mostFindings ? ` The first ${mostFindings} are shown; the file has all.` : ''
    return [
      { heading, words: words + more, findings: of.slice(0, mostFindings), withAllowed: kind === 'problem' },
    ]
  })
}

function countsOf(checked: CheckedPlan | null): CheckPage['counts'] {
  const actions = checked?.actions ?? []
  const count = (key: string, number: number) => ({
    key: { text: key },
    value: { text: number.toLocaleString('en-GB') },
  })
  const withFlag = (flag: string) => actions.filter(({ flags }) => flags.includes(flag)).length
  return [
    count('Actions', actions.length),
    count('Themes', checked?.themes.length ?? 0),
    count(
      'Steps',
      actions.reduce((sum, { steps }) => sum + steps.length, 0),
    ),
    count('Measures', checked?.measures.length ?? 0),
    count('Without a lead', withFlag('No lead')),
    count('With a provisional lead', withFlag('Provisional lead')),
    count('Without a timescale', withFlag('No timescale')),
    count('With a vague timescale', withFlag('Vague timescale')),
  ]
}

function actionRow(action: CheckedAction, checked: CheckedPlan | null, names: AgencyNames): ActionRow {
  const { timescale, status } = action
  const named = (role: 'lead' | 'partner') =>
    action.parties
      .filter((party) => party.role === role)
      .map(({ agency, asWritten, unknown }) => {
        if (agency === null) return `“${asWritten}” ${unknown ? '(not known)' : '(words only)'}`
        return names.get(agency)?.name ?? `${asWritten} (new)`
      })
      .join('; ')
  return {
    ...{ ref: action.ref, row: action.row, title: action.title, flags: action.flags },
    theme: checked?.themes.find(({ code }) => code === action.theme)?.title ?? '',
    ...{ lead: named('lead'), partners: named('partner') },
    asWritten: timescale?.asWritten.map((words) => `“${words}”`).join(', ') ?? '',
    read: timescale === null ? 'Not said' : readAs(timescale),
    because: timescale?.reason ?? null,
    status: status === null ? null : `${statusFacts[status.status].label} (“${status.asWritten}”)`,
    steps: action.steps.length === 0 ? null : some(action.steps.length, 'step'),
  }
}

function readAs({ start, end, precision, basis }: NonNullable<CheckedAction['timescale']>): string {
  if (precision === 'none') return 'No time'
  if (end === null) return start === null ? 'Open, without a date' : `From ${inWords(start)}, open`
  const how = basis === 'inferred' ? 'our reading' : 'stated'
  const from = start === null || start === end ? '' : `${inWords(start)} to `
  return `${from}${start === null && precision !== 'day' ? 'by ' : ''}${inWords(end)} (${precision}, ${how})`
}
