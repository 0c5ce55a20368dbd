/** Every kind of change that the audit trail knows, with what it tells. Plain data: this file imports nothing. */
export type AuditEvent =
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
