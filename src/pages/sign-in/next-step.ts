import type { Request } from 'express'
import { duties } from '../../accounts/duty.js'
import { paths } from '../paths.js'

/** Where somebody goes who has just done a step of signing in: to the next one, or where they wanted to go at first. */
export function nextStep({ session }: Request): string {
  if (session.pending) return paths.signInCode()
  if (session.owes) return duties[session.owes].path
  const { next = paths.home() } = session
  delete session.next
  return next
}
