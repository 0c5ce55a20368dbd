import type { PageAnswer } from '../../web/pages/page.js'
import { pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { readTyped } from './update.form.js'

export interface NotTakenPage {
  signedIn: boolean
  /** What was typed, field by field, to be copied. */
  typed: { id: string; label: string; value: string; rows: number }[]
  onward: { text: string; href: string }
}

const draw = pageOf<NotTakenPage>('actions/update-not-taken')

/**
 * The page for a form that came too late: nothing of it can be kept, so the person is given it back.
 *
 * @param path the address that the form was sent to
 */
export function notTakenPage(path: string, form: Typed, signedIn: boolean): PageAnswer {
  const ref = decodedRef(path)
  const { narrative, nextStep, dateReason, reasons, links } = readTyped(form, [])
  const texts: [string, string, string][] = [
    ['narrative', 'What has happened', narrative],
    ['nextStep', 'Next step', nextStep],
    ['reason', 'Reason', [...Object.values(reasons), dateReason].filter(Boolean).join('\n')],
    ['links', 'Evidence', links.map(({ title, url }) => `${title} ${url}`.trim()).join('\n')],
  ]
  return draw(
    { title: 'Your update was not taken', section: 'actions', status: 403 },
    {
      signedIn,
      typed: texts
        .filter(([, , value]) => value !== '')
        .map(([id, label, value]) => ({ id, label, value, rows: value.length > 200 ? 12 : 4 })),
      onward: signedIn
        ? { text: `Open a new form for ${ref}`, href: paths.updateAction(ref) }
        : { text: 'Sign in', href: paths.signIn(paths.updateAction(ref)) },
    },
  )
}

/** An address that cannot be decoded names no action of ours. */
function decodedRef(path: string): string {
  const part = path.split('/')[2] ?? ''
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
