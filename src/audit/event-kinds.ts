/** Every kind of change that the audit trail knows, with what it tells. Plain data: this file imports nothing. */
export type AuditEvent =
  /** The first line of a register whose data are made up: it stands there for ever. */
  | { kind: 'demonstration.begun'; subject: string; details: { notice: string } }
  | { kind: 'demonstration.finished'; subject: string; details: { notice: string } }
  | { kind: 'programme.added'; subject: string; details: { name: string } }
  | { kind: 'agency.registered'; subject: string; details: { name: string; parent: string | null } }
  | { kind: 'plan.published'; subject: string; details: { title: string; publishedOn: string } }
  | { kind: 'action.promised'; subject: string; details: { plan: string; title: string; knownFrom: string } }
  | {
      kind: 'action.revised'
      subject: string
      details: { revision: number; changed: Record<string, unknown> }
    }
  | { kind: 'update.recorded'; subject: string; details: { update: number; actions: string[]; by: string } }
  | { kind: 'relation.read'; subject: string; details: { to: string; relation: string } }
  | { kind: 'priority.read'; subject: string; details: { programme: string; priority: string } }
  | { kind: 'form.adopted'; subject: string; details: { council: string } }
  | { kind: 'report.made'; subject: string; details: { report: string; cutOff: string; dataSha256: string } }
  | { kind: 'report.printed'; subject: string; details: { pdfSha256: string } }
  | { kind: 'report.failed'; subject: string; details: { reason: string } }
  /** `sha256` of what was written; lines of the first version have none. */
  | { kind: 'report.written'; subject: string; details: { part: string; revision: number; sha256?: string } }
  | {
      kind: 'report.moved'
      subject: string
      details: { from: string; to: string; reason: string | null; dataSha256: string }
    }
  | { kind: 'report.frozen'; subject: string; details: { files: Record<string, string> } }
  | {
      kind: 'recommendation.made'
      subject: string
      details: { panel: string; madeOn: string; label: string; addressee: string }
    }
  | { kind: 'recommendation.answered'; subject: string; details: { number: number; answer: string | null } }
  | { kind: 'commission.made'; subject: string; details: { title: string; dueOn: string; freezeOn: string } }
  | { kind: 'commission.changed'; subject: string; details: { changed: Record<string, unknown> } }
  | { kind: 'commission.moved'; subject: string; details: { from: string; to: string; returns: number } }
  | { kind: 'return.written'; subject: string; details: { part: string; revision: number; sha256: string } }
  | { kind: 'return.handed'; subject: string; details: { ref: string; to: string | null } }
  | { kind: 'return.submitted'; subject: string; details: { number: number; nil: boolean; sha256: string } }
  | {
      kind: 'return.moved'
      subject: string
      details: { from: string; to: string; reason: string | null; via: string }
    }
  | { kind: 'return.link-made'; subject: string; details: { email: string; until: string } }
  | { kind: 'return.link-revoked'; subject: string; details: { email: string } }
  | { kind: 'message.recorded'; subject: string; details: { day: string; returns: string[]; by: string } }
  | { kind: 'message.settled'; subject: string; details: { day: string; state: string } }
  | { kind: 'agency.contacts-changed'; subject: string; details: { added: string[]; removed: string[] } }
  | { kind: 'agency.arrangement-changed'; subject: string; details: { secondPerson: boolean } }
  | { kind: 'calendar.made'; subject: string; details: { path: string } }
  | { kind: 'calendar.ended'; subject: string; details: { path: string } }
  | {
      kind: 'date-change.asked'
      subject: string
      details: { from: string | null; to: string; reason: string }
    }
  | {
      kind: 'date-change.decided'
      subject: string
      details: { to: string; state: string; reason: string | null }
    }
  | {
      kind: 'flag.set-aside'
      subject: string
      details: { flag: string; until: string | null; reason: string }
    }
  | { kind: 'workbook.made'; subject: string; details: { file: string; lines: number } }
  | { kind: 'workbook.loaded'; subject: string; details: { file: string; sha256: string; changes: number } }
  | { kind: 'workbook.saved'; subject: string; details: { sha256: string; changes: number } }
  | { kind: 'plan-import.read'; subject: string; details: { file: string; sha256: string; rows: number } }
  | { kind: 'plan-import.changed'; subject: string; details: { revision: number; changed: string[] } }
  | { kind: 'plan-import.moved'; subject: string; details: { from: string; to: string; actions: number } }
  | { kind: 'report.read'; subject: string; details: { marking: string | null } }
  | { kind: 'report.exported'; subject: string; details: { file: string; marking: string | null } }
  | { kind: 'access.refused'; subject: string; details: { what: string; roles: string } }
  | { kind: 'register.exported'; subject: string; details: { filters: string; actions: number } }
  | { kind: 'marked.read'; subject: string; details: { actions: string[] } }
  | { kind: 'account.made'; subject: string; details: { name: string; roles: string[] } }
  | { kind: 'account.changed'; subject: string; details: { changed: Record<string, unknown> } }
  | { kind: 'account.invited'; subject: string; details: { until: string } }
  | { kind: 'account.signed-in'; subject: string; details: { by: string; address: string } }
  | { kind: 'account.sign-in-failed'; subject: string; details: { why: string; address: string } }
  | { kind: 'account.signed-out'; subject: string; details: { everywhere: boolean } }
  | { kind: 'account.password-set'; subject: string; details: { how: string } }
  | { kind: 'account.reset-asked'; subject: string; details: { address: string | null } }
  | { kind: 'account.codes-set'; subject: string; details: { on: boolean } }
  | { kind: 'account.recovery-codes-made'; subject: string; details: { codes: number } }
  | { kind: 'account.guesses-refused'; subject: string; details: { what: string; address: string } }
  | { kind: 'token.made'; subject: string; details: { name: string; scope: string[]; until: string } }
  | { kind: 'token.revoked'; subject: string; details: { name: string } }
  | { kind: 'agency.aliases-changed'; subject: string; details: { added: string[]; removed: string[] } }
  | { kind: 'agency.merged'; subject: string; details: { into: string; reason: string } }
  | { kind: 'evidence.given'; subject: string; details: { file: string; sha256: string; size: number } }
  | { kind: 'evidence.read'; subject: string; details: { file: string } }
  | {
      kind: 'trail.checked'
      subject: string
      details: { lines: number; broken: { sequence: number; reason: string } | null; milliseconds: number }
    }
  | { kind: 'trail.exported'; subject: string; details: { filters: string; lines: number } }
