import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'

/** What was typed into the sign-in page before, and what it offers. */
export interface SignInFacts {
  email: string
  next: string
  /** Whether people can sign in through their organisation. */
  singleSignOn: boolean
}

interface SignInPage {
  email: string
  next: string
  singleSignOnHref: string | null
  forgottenHref: string
  errors: { email: ErrorMessage; password: ErrorMessage }
}

const drawSignIn = pageOf<SignInPage>('sign-in/sign-in')

/** A form that was open longer than its session, or came from a browser that takes no cookies. */
export const openTooLong = 'This page was open for too long, or your browser takes no cookies.'

/** The sign-in page; with errors at its fields, or with one that is about all of it. */
export function signInPage(
  { email, next, singleSignOn }: SignInFacts,
  errors: FieldError[] = [],
): PageAnswer {
  const { links, at } = formErrors(errors, { email: 'email', password: 'password' })
  const singleSignOnHref = singleSignOn ? paths.singleSignOn(next === '/' ? undefined : next) : null
  return drawSignIn(
    { title: 'Sign in', form: true, errors: links },
    { email, next, singleSignOnHref, forgottenHref: paths.forgottenPassword(), errors: at },
  )
}

interface CodePage {
  action: string
  otherHref: string
  startHref: string
  error: ErrorMessage
}

const codePages = {
  code: {
    draw: pageOf<CodePage>('sign-in/code'),
    title: 'Enter your one-time code',
    action: paths.signInCode(),
    otherHref: paths.recoveryCode(),
  },
  'recovery code': {
    draw: pageOf<CodePage>('sign-in/recovery-code'),
    title: 'Enter a recovery code',
    action: paths.recoveryCode(),
    otherHref: paths.signInCode(),
  },
}

/** The second step of signing in. */
export function codePage(kind: keyof typeof codePages, message: string | null = null): PageAnswer {
  const { draw, title, action, otherHref } = codePages[kind]
  const errors = message === null ? [] : [{ text: message, href: '#code' }]
  return draw(
    { title, form: true, errors },
    { action, otherHref, startHref: paths.signIn(), error: message === null ? null : { text: message } },
  )
}

interface ForgottenPage {
  email: string
  action: string
  signInHref: string
  error: ErrorMessage
}

const drawForgotten = pageOf<ForgottenPage>('sign-in/forgotten')

/** Where a mail with a link is asked for. */
export function forgottenPage(email: string, message: string | null = null): PageAnswer {
  const errors = message === null ? [] : [{ text: message, href: '#email' }]
  const error = message === null ? null : { text: message }
  return drawForgotten(
    { title: 'Forgotten password', form: true, errors },
    { email, action: paths.forgottenPassword(), signInHref: paths.signIn(), error },
  )
}

const drawCheckMail = pageOf<{ email: string; againHref: string }>('sign-in/check-mail')

/** The answer to everybody who asks for a mail: it does not say whether there is an account. */
export function checkMailPage(email: string): PageAnswer {
  return drawCheckMail({ title: 'Check your mail' }, { email, againHref: paths.forgottenPassword() })
}

interface ChoosePage {
  heading: string
  /** Why it is asked, a sentence to each paragraph. */
  reasons: string[]
  email: string
  action: string
  error: ErrorMessage
}

const drawChoose = pageOf<ChoosePage>('sign-in/choose-password')

/** Where a password is chosen: by a link from a mail, or in place of a one-time password. */
export function choosePage(facts: Omit<ChoosePage, 'error'>, message: string | null = null): PageAnswer {
  const errors = message === null ? [] : [{ text: message, href: '#password' }]
  const error = message === null ? null : { text: message }
  return drawChoose({ title: facts.heading, form: true, errors }, { ...facts, error })
}

const drawLinkEnded = pageOf<{ forgottenHref: string; signInHref: string }>('sign-in/link-ended')

/** A link that was used, has ended or never was. */
export function linkEndedPage(): PageAnswer {
  return drawLinkEnded(
    { title: 'This link does not work any more', status: 410 },
    { forgottenHref: paths.forgottenPassword(), signInHref: paths.signIn() },
  )
}

const drawStillIn = pageOf<{ signOutAction: string; homeHref: string }>('sign-in/still-signed-in')

/** The answer to a sign-out that was not done: nobody shall leave a browser open that they take for closed. */
export function stillSignedInPage(): PageAnswer {
  return drawStillIn(
    { title: 'You are still signed in', status: 422 },
    { signOutAction: paths.signOut(), homeHref: paths.home() },
  )
}

const drawNobody = pageOf<{ email: string | null; signInHref: string }>('sign-in/no-account')

/** Somebody whom the provider of single sign-on knows, and who has no account here. */
export function noAccountPage(email: string | null): PageAnswer {
  return drawNobody({ title: 'You have no account here', status: 403 }, { email, signInHref: paths.signIn() })
}
