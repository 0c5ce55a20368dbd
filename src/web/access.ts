import { SetMetadata } from '@nestjs/common'

/** What a route lets a person do. The next release gives roles to accounts; until then the token may do all. */
export const permissions = ['read the register', 'update actions', 'make reports'] as const
export type Permission = (typeof permissions)[number]

export const accessKey = 'throughline:access'
export const publicAccess = 'public'

/** Who may use the route: those with this permission. */
export const Access = (permission: Permission) => SetMetadata(accessKey, permission)

/** Anyone may use the route, without a token. */
export const Public = () => SetMetadata(accessKey, publicAccess)
