import { CreateTheRegister1763800000000 } from './1763800000000-create-the-register.js'
import { OpenToPeople1763820000000 } from './1763820000000-open-to-people.js'
import { IssueEditions1763840000000 } from './1763840000000-issue-editions.js'
import { CommissionReturns1763860000000 } from './1763860000000-commission-returns.js'

/** Every migration, oldest first. */
export const migrations = [
  CreateTheRegister1763800000000,
  OpenToPeople1763820000000,
  IssueEditions1763840000000,
  CommissionReturns1763860000000,
]
