import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { letterOf } from './part-words.js'

interface TypedField {
  id: string
  label: string
  value: string
  rows: number
}

interface NotTakenPage {
  signedIn: boolean
  typed: TypedField[]
  onward: { text: string; href: string }
}

const draw = pageOf<NotTakenPage>('report-pages/part-not-taken')

/** The page for a form that came too late, with what was typed into it. */
export function notTakenPage(path: string, typed: TypedField[], signedIn: boolean): PageAnswer {
  return draw(
    { title: 'What you wrote was not saved', section: 'reports', status: 403 },
    {
      ...{ signedIn, typed },
      onward: signedIn
        ? { text: 'Open the form again', href: path }
        : { text: 'Sign in', href: paths.signIn(path) },
    },
  )
}

/** How the fields of the forms of parts are called, by their names. */
const labels: [RegExp, (found: string) => string][] = [
  [/^text$/u, () => 'Text'],
  [/^what-(\d)$/u, (place) => `Decision ${Number(place) + 1}`],
  [/^who-(\d)$/u, (place) => `Decision ${Number(place) + 1}, by whom`],
  [/^outcome-(\d)$/u, (place) => `What became of decision ${Number(place) + 1}`],
  [/^item-(\d{1,2})$/u, (place) => `Recommendation ${letterOf(Number(place))}`],
  [/^reason (.{1,80})$/u, (ref) => `Why ${ref} is left out`],
  [/^row (.{1,200})$/u, (label) => label],
]

/** What was typed into a form of a part, field by field; what was only chosen is chosen again. */
export function typedFields(form: Typed): TypedField[] {
  return Object.keys(form).flatMap((name, place) => {
    const value = textOf(form, name)
    const found = labels.find(([pattern]) => pattern.test(name))
    if (!found || value === '') return []
    const [pattern, labelOf] = found
    const label = labelOf(pattern.exec(name)?.[1] ?? '')
    return [{ id: `typed-${place}`, label, value, rows: value.length > 200 ? 12 : 3 }]
  })
}
