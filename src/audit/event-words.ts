import { changedWords, shortened } from './detail-words.js'
import type { AuditEvent } from './event-kinds.js'
import { type EventWords, from, listed, marked, names, quoted, some, spaced } from './event-phrases.js'
import { roundWords } from './event-words.round.js'

export type AuditKind = AuditEvent['kind']

export const eventWords: EventWords = {
  'demonstration.begun': {
    label: 'Demonstration begun',
    did: (_, { notice }) => `began to make a demonstration: ${notice.toLowerCase()}`,
  },
  'demonstration.finished': {
    label: 'Demonstration finished',
    did: () => 'finished the demonstration',
  },
  'programme.added': {
    label: 'Programme added',
    did: (code, { name }) => `added the programme ${code}, ${name}`,
  },
  'agency.registered': {
    label: 'Agency registered',
    did: (_, { name, parent }) => `registered the agency ${name}${parent ? `, a unit of ${parent}` : ''}`,
  },
  'plan.published': {
    label: 'Plan entered',
    did: (_, { title, publishedOn }) => `entered the plan “${title}”, published ${publishedOn}`,
  },
  'action.promised': {
    label: 'Action entered',
    did: (ref, { title, plan }) => `entered the action ${ref}, “${title}”, of the plan ${plan}`,
  },
  'action.revised': {
    label: 'Action changed',
    did: (ref, { revision, changed }) =>
      `made revision ${revision} of ${ref}${changedWords(changed) ? `: ${changedWords(changed)}` : ''}`,
  },
  'update.recorded': {
    label: 'Update recorded',
    did: (ref, { by, actions }) =>
      `recorded an update of ${actions.length > 1 ? `${ref} and ${some(actions.length - 1, 'other action')}` : ref}, said by ${by}`,
  },
  'relation.read': {
    label: 'Relation of two actions noted',
    did: (ref, { to, relation }) => `noted how ${ref} hangs together with ${to}: ${spaced(relation)}`,
  },
  'priority.read': {
    label: 'Priority of an action noted',
    did: (ref, { programme, priority }) =>
      `noted that ${ref} serves the priority ${priority} of ${programme}`,
  },
  'form.adopted': {
    label: 'Committee form kept',
    did: (form, { council }) => `kept the committee form ${form} of ${council}`,
  },
  'report.made': {
    label: 'Report made',
    did: (id, { cutOff }) => `made the report ${id} with the cut-off ${cutOff}`,
  },
  'report.printed': { label: 'Report printed', did: (id) => `printed the report ${id}` },
  'report.failed': {
    label: 'Report not printed',
    did: (id, { reason }) => `could not print the report ${id}: ${reason}`,
  },
  'report.written': {
    label: 'Report written',
    did: (id, { part, revision }) => `wrote the part ${part} of the report ${id} (version ${revision})`,
  },
  'report.moved': {
    label: 'Report moved',
    did: (id, { from, to, reason }) =>
      `moved the report ${id} from ${spaced(from)} to ${spaced(to)}${reason === null ? '' : `: ${reason}`}`,
  },
  'report.frozen': {
    label: 'Report frozen',
    did: (id, { files }) => `kept ${Object.keys(files).join(', ')} of the report ${id} for ever`,
  },
  'recommendation.made': {
    label: 'Panel’s recommendation noted',
    did: (_, { panel, madeOn, label }) => `noted recommendation ${label} of ${panel}, made on ${madeOn}`,
  },
  'recommendation.answered': {
    label: 'Panel’s recommendation answered',
    did: (subject, { answer }) =>
      answer === null
        ? `told what was done on the recommendation ${subject}`
        : `answered the recommendation ${subject}: ${spaced(answer)}`,
  },
  ...roundWords,
  'report.read': {
    label: 'Report read',
    did: (id, { marking }) => `read the report ${id} as a page${marked(marking)}`,
  },
  'report.exported': {
    label: 'Report downloaded',
    did: (_, { file, marking }) => `downloaded the report ${file}${marked(marking)}`,
  },
  'access.refused': {
    label: 'Access refused',
    did: (_, { what, roles }) => `was refused: ${what} (${roles})`,
  },
  'register.exported': {
    label: 'Register downloaded',
    did: (what, { actions, filters }) =>
      `downloaded ${what} with ${some(actions, 'action')}${filters ? `, narrowed by ${filters}` : ''}`,
  },
  'marked.read': {
    label: 'Marked action read',
    did: (_, { actions }) =>
      `was shown ${some(actions.length, 'action')} of a marked plan: ${shortened(actions)}`,
  },
  'account.made': {
    label: 'Account made',
    did: (email, { name, roles }) =>
      `made an account for ${name} (${email}): ${listed(roles.map(spaced), 'no role')}`,
  },
  'account.changed': {
    label: 'Account changed',
    did: (email, { changed }) => `changed the account of ${email}: ${names(changed)}`,
  },
  'account.invited': {
    label: 'Invitation sent',
    did: (email, { until }) => `invited ${email}; the link ends ${until}`,
  },
  'account.signed-in': {
    label: 'Signed in',
    did: (email, { by, address }) => `signed in as ${email} by ${by}${from(address)}`,
  },
  'account.sign-in-failed': {
    label: 'Sign-in failed',
    did: (email, { why, address }) => `failed to sign in as ${email} (${why})${from(address)}`,
  },
  'account.signed-out': {
    label: 'Signed out',
    did: (email, { everywhere }) => `signed ${email} out${everywhere ? ' everywhere' : ''}`,
  },
  'account.password-set': {
    label: 'Password set',
    did: (email, { how }) => `set the password of ${email} (${how})`,
  },
  'account.reset-asked': {
    label: 'New password asked for',
    did: (email, { address }) => `asked for a link to set the password of ${email} anew${from(address)}`,
  },
  'account.codes-set': {
    label: 'One-time codes turned on or off',
    did: (email, { on }) => `turned one-time codes ${on ? 'on' : 'off'} for ${email}`,
  },
  'account.recovery-codes-made': {
    label: 'Recovery codes made',
    did: (email, { codes }) => `made ${some(codes, 'recovery code')} for ${email}`,
  },
  'account.guesses-refused': {
    label: 'Guesses stopped',
    did: (email, { what, address }) =>
      `guessed the ${what} of ${email} too often and was stopped${from(address)}`,
  },
  'token.made': {
    label: 'API token made',
    did: (email, { name, until }) => `made the API token “${name}” for ${email}; it ends ${until}`,
  },
  'token.revoked': {
    label: 'API token revoked',
    did: (email, { name }) => `revoked the API token “${name}” of ${email}`,
  },
  'agency.aliases-changed': {
    label: 'Names of an agency changed',
    did: (slug, { added, removed }) => {
      const given = added.length > 0 && `gave ${slug} the other name ${quoted(added)}`
      const taken = removed.length > 0 && `took the other name ${quoted(removed)} from ${slug}`
      return [given, taken].filter(Boolean).join(' and ')
    },
  },
  'agency.merged': {
    label: 'Agencies merged',
    did: (slug, { into, reason }) => `merged the agency ${slug} into ${into}, because: ${reason}`,
  },
  'evidence.given': {
    label: 'Evidence file given',
    did: (ref, { file }) => `gave the file ${file} as evidence for ${ref}`,
  },
  'evidence.read': {
    label: 'Evidence file downloaded',
    did: (ref, { file }) => `downloaded the file ${file}, evidence for ${ref}`,
  },
  'trail.checked': {
    label: 'Audit trail checked',
    did: (_, { lines, broken }) =>
      broken === null
        ? `checked the audit trail: ${some(lines, 'line')}, whole`
        : `checked the audit trail: broken at line ${broken.sequence}, ${broken.reason}`,
  },
  'trail.exported': {
    label: 'Audit trail downloaded',
    did: (_, { lines, filters }) =>
      `downloaded ${some(lines, 'line')} of the audit trail${filters ? `, narrowed by ${filters}` : ''}`,
  },
}

export const auditKinds = Object.keys(eventWords) as AuditKind[]

export function isAuditKind(kind: string): kind is AuditKind {
  return Object.hasOwn(eventWords, kind)
}

/** A line of the trail as its sentence is made from. */
export interface ToldLine {
  actor: string
  kind: string
  subject: string
  /** JSON text, as the line keeps it. */
  details: string
}

/** What the line tells, as a sentence: "Olive Office recorded an update of MER13-7.1, said by Olive Office." */
export function sentenceOf({ actor, kind, subject, details }: ToldLine): string {
  return `${actor} ${didOf(kind, subject, details)}.`.replace(/([.!?])\.$/u, '$1')
}

/** The kind as people name it. */
export function labelOfKind(kind: string): string {
  return isAuditKind(kind) ? eventWords[kind].label : kind
}

/** A line that a later release wrote, or that somebody has changed, may hold anything: it is told as it stands. */
function didOf(kind: string, subject: string, details: string): string {
  if (isAuditKind(kind)) {
    const words: { label: string; did: (subject: string, details: never) => string } = eventWords[kind]
    try {
      return words.did(subject, JSON.parse(details) as never)
    } catch {
      return `wrote a line of the kind “${words.label}” about ${subject}, with details that cannot be read`
    }
  }
  return `wrote a line of the kind “${kind}”, which this release does not know, about ${subject}`
}
