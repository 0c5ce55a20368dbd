import type { CheckedPlan } from '../../imports/checking/check-plan.js'
import { type OpenImport, tableOf } from '../../imports/import-parts.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { byAt, crumbsTo, nameOf, some, stateTags } from './import-words.js'

interface Task {
  title: { text: string }
  hint: { text: string } | null
  href: string
  status: { text: string } | { tag: Tag }
}

interface ImportPage {
  title: string
  tag: Tag
  lead: string
  tasks: Task[] | null
  rows: { key: { text: string }; value: { text: string } }[]
  checkHref: string
  planHref: string | null
  approval: { action: string; revision: number; whyNot: string | null; words: string } | null
  takeBack: { action: string; revision: number } | null
  abandonHref: string | null
}

export interface ImportShown {
  found: OpenImport
  checked: CheckedPlan | null
  blockers: readonly string[]
  /** Why this person cannot approve it. */
  whyNot: string | null
  /** Slug of the plan that it became. */
  plan: string | null
}

const importPage = pageOf<ImportPage>('imports/import')

/** One plan on its way in: what is left to do, or the draft that waits for approval. */
export function showImport(shown: ImportShown, wrong: readonly FieldError[] = []): PageAnswer {
  const { found, checked, whyNot, plan } = shown
  const { id, state, revision } = found
  const title = nameOf(found)
  const actions = checked?.actions.length ?? 0
  return importPage(
    {
      title: `${title} – plan import ${id}`,
      ...{ section: 'plans', breadcrumbs: crumbsTo() },
      errors: wrong.map(({ message }) => ({ text: message, href: '#tasks' })),
    },
    {
      ...{ title, tag: stateTags[state], lead: leadOf(shown), rows: rowsOf(shown) },
      tasks: state === 'read' ? tasksOf(shown) : null,
      checkHref: paths.planImport(id, 'check'),
      planHref: plan === null ? null : paths.plan(plan),
      approval:
        state === 'draft'
          ? {
              ...{ action: paths.planImport(id, 'approve'), revision, whyNot },
              words: `${some(actions, 'action')} will be in the register from the moment of approval on, known from that moment. What is promised there never changes.`,
            }
          : null,
      takeBack: state === 'draft' ? { action: paths.planImport(id, 'take-back'), revision } : null,
      abandonHref: state === 'read' || state === 'draft' ? paths.planImport(id, 'abandon') : null,
    },
  )
}

function leadOf({ found, checked, blockers }: ImportShown): string {
  const actions = some(checked?.actions.length ?? 0, 'action')
  if (found.state === 'approved') return `The plan is in the register, with ${actions}.`
  if (found.state === 'abandoned') return 'The plan was abandoned. Nothing of it is in the register.'
  if (found.state === 'draft')
    return `A draft of ${actions} that waits for approval by a second person. Nothing of it is in the register yet.`
  const left =
    blockers.length === 0
      ? 'Nothing stands in the way of a draft.'
      : `${some(blockers.length, 'thing is', 'things are')} left to do.`
  return `${actions} found in the file. ${left} Nothing of it is in the register yet.`
}

const done = { text: 'Done' }
const todo = { tag: { text: 'To do', classes: 'govuk-tag--blue' } }
const guessed = { tag: { text: 'To confirm', classes: 'govuk-tag--yellow' } }

function tasksOf({ found, checked, blockers }: ImportShown): Task[] {
  const at = tableOf(found)
  const problems = checked?.findings.filter(({ kind }) => kind === 'problem').length ?? 0
  const unknown = checked?.unknown.size ?? 0
  const place = at ? `Sheet “${at.sheet.name}”, row ${at.layout.header + 1}` : 'No row looks like headings'
  const task = (
    text: string,
    step: Parameters<typeof paths.planImport>[1],
    hint: string | null,
    status: Task['status'],
  ): Task => ({
    ...{ title: { text }, hint: hint === null ? null : { text: hint } },
    ...{ href: paths.planImport(found.id, step), status },
  })
  return [
    task('Where the table begins', 'table', place, at ? done : todo),
    task('What the columns mean', 'columns', null, found.table.confirmed ? done : at ? guessed : todo),
    task(
      'Facts of the plan',
      'facts',
      'Title, address, programme, publication, licence',
      found.plan.given ? done : todo,
    ),
    task(
      'Agencies',
      'agencies',
      unknown === 0
        ? 'Every name is known or decided'
        : `${some(unknown, 'name is', 'names are')} not in the register`,
      unknown === 0 ? done : todo,
    ),
    task(
      'Check the whole plan and load it as a draft',
      'check',
      problems === 0 ? null : some(problems, 'problem must be put right', 'problems must be put right'),
      blockers.length === 0
        ? { tag: { text: 'Ready', classes: 'govuk-tag--green' } }
        : { text: 'Cannot be done yet' },
    ),
  ]
}

function rowsOf({ found }: ImportShown): ImportPage['rows'] {
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  const { approvedBy, approvedAt, draftedAt } = found
  return [
    row('Council', found.council.name),
    row('File', found.fileName),
    row('Read by', byAt(found.author, found.readAt)),
    row('Who had a hand in it', found.plan.hands.map(({ name }) => name).join(', ')),
    ...(draftedAt === null ? [] : [row('Draft since', byAt('', draftedAt).slice(2))]),
    ...(approvedBy === null || approvedAt === null ? [] : [row('Approved by', byAt(approvedBy, approvedAt))]),
    row('SHA-256 of the file', found.sha256),
  ]
}
