import { CreateTheRegister1763800000000 } from './1763800000000-create-the-register.js'
import { OpenToPeople1763820000000 } from './1763820000000-open-to-people.js'

/** Every migration, oldest first. */
export const migrations = [CreateTheRegister1763800000000, OpenToPeople1763820000000]
