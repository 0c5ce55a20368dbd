import { CreateTheRegister1763800000000 } from './1763800000000-create-the-register.js'

/** Every migration, oldest first. */
export const migrations = [CreateTheRegister1763800000000]
