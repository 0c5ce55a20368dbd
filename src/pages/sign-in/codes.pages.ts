import { momentInWords } from '../../clock/dates.js'
import type { CodesSetUp, CodesState } from '../../accounts/one-time-codes.js'
import type { Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { ErrorMessage } from '../form-errors.js'
import { paths } from '../paths.js'
import { qrCode } from './qr-code.js'

const account = [{ text: 'Your account', href: paths.ownAccount() }]
const codes = [...account, { text: 'One-time codes', href: paths.ownCodes() }]

interface CodesPage {
  /** "15 January 2013 at 09:05"; null while they are off. */
  since: string | null
  required: boolean
  /** They must be set up before anything else. */
  owed: boolean
  withoutPassword: boolean
  /** "8 of your recovery codes are left." */
  recoveryCodes: string
  beginAction: string
  recoveryHref: string
  offHref: string
}

const drawCodes = pageOf<CodesPage>('sign-in/codes')

/** How the person stands with one-time codes. */
export function codesPage(state: CodesState, owed: boolean): PageAnswer {
  const { since, required, withoutPassword, recoveryCodesLeft: left } = state
  return drawCodes(
    { title: 'One-time codes', ...(owed ? {} : { breadcrumbs: account }) },
    {
      since: since === null ? null : momentInWords(since),
      ...{ required, owed, withoutPassword },
      recoveryCodes:
        left === 1 ? '1 recovery code is left.' : `${left === 0 ? 'No' : left} recovery codes are left.`,
      beginAction: paths.ownCodes(),
      recoveryHref: paths.ownCodes('recovery-codes'),
      offHref: paths.ownCodes('off'),
    },
  )
}

interface SetUpPage {
  picture: Markup
  /** In groups of four, which are easier to copy. */
  secret: string
  action: string
  error: ErrorMessage
}

const drawSetUp = pageOf<SetUpPage>('sign-in/set-up-codes')

/** Where the app is told its secret, and shows by a first code that it has it. */
export function setUpPage({ secret, uri }: CodesSetUp, owed: boolean, message: string | null): PageAnswer {
  const errors = message === null ? [] : [{ text: message, href: '#code' }]
  return drawSetUp(
    { title: 'Set up one-time codes', errors, ...(owed ? {} : { breadcrumbs: codes }) },
    {
      picture: qrCode(uri, 'QR code for your app'),
      secret: secret.replaceAll(/(.{4})(?=.)/gu, '$1 '),
      action: paths.ownCodes('set-up'),
      error: message === null ? null : { text: message },
    },
  )
}

interface RecoveryCodesPage {
  lead: string
  codes: string[]
  nextHref: string
}

const drawRecoveryCodes = pageOf<RecoveryCodesPage>('sign-in/recovery-codes')

/** The recovery codes, this once. */
export function recoveryCodesPage(lead: string, made: string[], nextHref: string): PageAnswer {
  return drawRecoveryCodes({ title: 'Your recovery codes' }, { lead, codes: made, nextHref })
}

interface PasswordAgainPage {
  heading: string
  explanation: string
  button: string
  warning: boolean
  action: string
  backHref: string
  error: ErrorMessage
}

const drawPasswordAgain = pageOf<PasswordAgainPage>('sign-in/password-again')

const asked = {
  'set-up': {
    heading: 'Enter your password to set up one-time codes',
    explanation: 'Whoever finds your browser open must not be able to shut you out of your account.',
    button: 'Continue',
    warning: false,
  },
  off: {
    heading: 'Turn off one-time codes',
    explanation:
      'From then on your password alone opens your account. Your app and your recovery codes open nothing any more.',
    button: 'Turn off one-time codes',
    warning: true,
  },
  'recovery-codes': {
    heading: 'Make new recovery codes',
    explanation: 'You get ten new ones. Those that you have open nothing any more.',
    button: 'Make new recovery codes',
    warning: false,
  },
}

/** What is done only by who knows the password, not by whoever finds an open browser. */
export function passwordAgainPage(what: keyof typeof asked, message: string | null = null): PageAnswer {
  const errors = message === null ? [] : [{ text: message, href: '#password' }]
  return drawPasswordAgain(
    { title: asked[what].heading, breadcrumbs: codes, errors },
    {
      ...asked[what],
      action: paths.ownCodes(what),
      backHref: paths.ownCodes(),
      error: message === null ? null : { text: message },
    },
  )
}
