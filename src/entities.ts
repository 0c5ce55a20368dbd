import { Action, ActionPriority, Mention, Relation, Source, Step } from './actions/action.entity.js'
import { Assignment, Revision, StepState, Timescale } from './actions/revision.entity.js'
import { Agency, AgencyAlias } from './agencies/agency.entity.js'
import { AuditHead, AuditLine } from './audit/audit-line.entity.js'
import { CommitteeForm } from './plans/committee-form.entity.js'
import { Measure, Plan, Priority, Programme, Theme } from './plans/plan.entity.js'
import { Edition } from './reports/edition.entity.js'
import { Update, UpdateAction } from './updates/update.entity.js'

/** Every table of the register. */
export const entities = [
  AuditLine,
  AuditHead,
  Agency,
  AgencyAlias,
  Programme,
  Priority,
  Plan,
  Theme,
  Measure,
  Action,
  Step,
  Source,
  Mention,
  Relation,
  ActionPriority,
  Timescale,
  Assignment,
  Revision,
  StepState,
  Update,
  UpdateAction,
  CommitteeForm,
  Edition,
]
