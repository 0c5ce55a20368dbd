import { SetMetadata } from '@nestjs/common'

/** What a route lets a person do. Roles give them to accounts; a token has some of those of its account. */
export const permissions = [
  'use the own account',
  'read the register',
  'update actions',
  'export the register',
  'read reports',
  'make reports',
  'read commissions',
  'commission returns',
  'answer returns',
  'import plans',
  'read the audit trail',
  'manage accounts',
  'manage agencies',
] as const
export type Permission = (typeof permissions)[number]

export const accessKey = 'throughline:access'
export const publicAccess = 'public'

/** Who may use the route: those with one of these permissions. */
export const Access = (...anyOf: [Permission, ...Permission[]]) => SetMetadata(accessKey, anyOf)

/** Anyone may use the route, without signing in. */
export const Public = () => SetMetadata(accessKey, publicAccess)
