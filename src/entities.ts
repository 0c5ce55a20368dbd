import { Action, ActionPriority, Mention, Relation, Source, Step } from './actions/action.entity.js'
import { Assignment, Revision, StepState, Timescale } from './actions/revision.entity.js'
import { Account, AccountRoleHeld } from './accounts/account.entity.js'
import {
  ApiToken,
  KnownBrowser,
  RecoveryCode,
  SignInAttempt,
  SingleUseLink,
} from './accounts/credential.entity.js'
import { Session } from './accounts/session.entity.js'
import { Agency, AgencyAlias, AgencyMerge } from './agencies/agency.entity.js'
import { AuditHead, AuditLine } from './audit/audit-line.entity.js'
import { SavedView } from './pages/actions/saved-view.entity.js'
import { Commission } from './commissions/commission/commission.entity.js'
import {
  AgencyArrangement,
  AgencyContact,
  CalendarFeed,
  Message,
  MessageReturn,
} from './commissions/messages/message.entity.js'
import {
  Return,
  ReturnAnswer,
  ReturnLine,
  ReturnLink,
  ReturnStep,
  ReturnSubmission,
} from './commissions/returns/return.entity.js'
import { ColumnMapping, PlanImport } from './imports/plan-import.entity.js'
import { FlagSetAside } from './register/flag-set-aside.entity.js'
import { DateChange } from './updates/date-change.entity.js'
import { WorkbookLoad } from './workbooks/workbook-load.entity.js'
import { CommitteeForm } from './plans/committee-form.entity.js'
import { Measure, Plan, Priority, Programme, Theme } from './plans/plan.entity.js'
import { PanelRecommendation, PanelReply } from './recommendations/panel-recommendation.entity.js'
import { Edition, EditionFile, EditionPart, EditionStep } from './reports/editions/edition.entity.js'
import { EvidenceFile } from './updates/evidence-file.entity.js'
import { UpdateDraft } from './updates/update-draft.entity.js'
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
  AgencyMerge,
  Account,
  AccountRoleHeld,
  Session,
  SingleUseLink,
  SignInAttempt,
  KnownBrowser,
  RecoveryCode,
  ApiToken,
  EvidenceFile,
  UpdateDraft,
  SavedView,
  EditionPart,
  EditionStep,
  EditionFile,
  PanelRecommendation,
  PanelReply,
  Commission,
  Return,
  ReturnLine,
  ReturnAnswer,
  ReturnSubmission,
  ReturnStep,
  ReturnLink,
  AgencyContact,
  AgencyArrangement,
  Message,
  MessageReturn,
  CalendarFeed,
  DateChange,
  FlagSetAside,
  WorkbookLoad,
  PlanImport,
  ColumnMapping,
]
