import type { PageFacts } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import type { ListRequest } from './list-reader.js'
import { chosenFilters } from './list-words.js'
import { listOf } from './list.presenter.js'
import type { SavedViewLink } from './saved-views.service.js'

interface SavedViewsPage {
  heading: string
  views: { name: string; href: string; shows: string; renameHref: string; deleteHref: string }[]
  actionsHref: string
}

interface NameForm {
  heading: string
  /** What the view shows, in words. */
  shows: string
  /** The query of the list that is to be kept; null where the view is there already. */
  listQuery: string | null
  action: string
  button: string
  name: string
  errors: { name: ErrorMessage }
  cancelHref: string
}

interface DeletePage {
  heading: string
  action: string
  cancelHref: string
}

const allPage = pageOf<SavedViewsPage>('actions/saved-views')
const namePage = pageOf<NameForm>('actions/saved-view-name')
const deletePage = pageOf<DeletePage>('actions/saved-view-delete')

/** What was typed as a name, and what is wrong with it. */
export interface TypedName {
  name: string
  error: string | null
}

const section = 'actions' as const
const toActions = { text: 'Actions', href: paths.actions() }
const toViews = { text: 'Your saved views', href: paths.savedViews() }

/** All views of a person, each with what it shows. */
export function savedViewsPage(views: readonly { view: SavedViewLink; request: ListRequest }[]): PageAnswer {
  const heading = 'Your saved views'
  const facts: PageFacts = { title: heading, section, breadcrumbs: [toActions] }
  return allPage(facts, {
    heading,
    actionsHref: paths.actions(),
    views: views.map(({ view: { id, name, href }, request }) => ({
      ...{ name, href, shows: showsInWords(request) },
      renameHref: paths.renameSavedView(id),
      deleteHref: paths.deleteSavedView(id),
    })),
  })
}

/** A name for the list that is to be kept. */
export function newViewPage(request: ListRequest, typed: TypedName): PageAnswer {
  const listQuery = listOf(request.at, request.read.query)
  return nameFormPage(typed, [toActions], {
    heading: 'Save this view',
    shows: showsInWords(request),
    ...{ listQuery, action: '/saved-views/new', button: 'Save view' },
    cancelHref: paths.actionList(listQuery),
  })
}

/** Another name for a view. */
export function renameViewPage({ id, name }: SavedViewLink, typed: TypedName): PageAnswer {
  return nameFormPage(typed, [toActions, toViews], {
    heading: `Rename the view “${name}”`,
    ...{ shows: '', listQuery: null, action: paths.renameSavedView(id), button: 'Rename view' },
    cancelHref: paths.savedViews(),
  })
}

function nameFormPage(
  { name, error }: TypedName,
  breadcrumbs: { text: string; href: string }[],
  form: Omit<NameForm, 'name' | 'errors'>,
): PageAnswer {
  const wrong = error === null ? [] : [{ field: 'name', message: error }]
  const errors = formErrors(wrong, { name: 'name' })
  const facts: PageFacts = { title: form.heading, section, breadcrumbs, errors: errors.links }
  return namePage(facts, { ...form, name, errors: errors.at })
}

/** Whether a view is really to go. */
export function deleteViewPage({ id, name }: SavedViewLink): PageAnswer {
  const heading = `Delete the view “${name}”?`
  const facts: PageFacts = { title: heading, section, breadcrumbs: [toActions, toViews] }
  return deletePage(facts, { heading, action: paths.deleteSavedView(id), cancelHref: paths.savedViews() })
}

/** "Actions overdue, led by Home Office, as known on 31 December 2013" */
function showsInWords({ at, read, choices }: ListRequest): string {
  const words = chosenFilters(read.query.filters, choices).map((one) => one.words)
  const day = at.words === null ? [] : [`as known on ${at.words}`]
  const narrowed = words.length === 0 ? ['all actions'] : words
  const broken = read.errors.length > 0 ? ['with a filter that the register does not know any more'] : []
  return [...narrowed, ...day, ...broken].join(', ')
}
