import { SetMetadata } from '@nestjs/common'
import type { Account } from './account.entity.js'

/** What somebody who is signed in must do before anything else. */
export type Duty = 'password' | 'codes'

/** Where it is done, and what a program is told that wants something else. */
export const duties: Record<Duty, { path: string; sentence: string }> = {
  password: { path: '/sign-in/choose-password', sentence: 'Choose a password of your own first.' },
  codes: { path: '/account/codes', sentence: 'Set up one-time codes first.' },
}

/** What opens an account, unless one-time codes are on: a password, or one that was just chosen by a link. */
export type FirstStep = 'password' | 'invitation' | 'reset'

/** How somebody has come in; the audit trail says it in these words. */
export type WayIn = FirstStep | `${FirstStep} and ${'code' | 'recovery code'}` | 'single sign-on'

/** What the account owes. Who comes by single sign-on has no need of a password or of codes here. */
export function dutyOf(account: Account, by: WayIn): Duty | null {
  if (by === 'single sign-on') return null
  if (account.mustChangePassword) return 'password'
  return account.codesRequired && account.codesSince === null ? 'codes' : null
}

export const whileOwingKey = 'throughline:while-owing'

/** The route stays open to those who owe this: it is where they do it, or the way out. */
export const WhileOwing = (...owed: [Duty, ...Duty[]]) => SetMetadata(whileOwingKey, owed)
