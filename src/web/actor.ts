import type { Request } from 'express'
import type { Permission } from './access.js'

/** Who makes a request, as far as the house needs to know; the room of accounts supplies the rest. */
export interface Actor {
  /** The name of the person, as pages and the audit trail show it. */
  name: string
  /** "Programme office", "Agency owner of Jobcentre Plus": said beside the name. */
  rolesInWords: string
  permissions: ReadonlySet<Permission>
}

export type ActorRequest = Request & { actor?: Actor }
