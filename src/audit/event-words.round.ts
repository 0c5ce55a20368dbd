import { type EventWords, listed, names, some, spaced } from './event-phrases.js'

/** How the quarterly round, moved dates, set-aside flags and workbooks are spoken of. */
export const roundWords: Pick<
  EventWords,
  | 'commission.made'
  | 'commission.changed'
  | 'commission.moved'
  | 'return.written'
  | 'return.handed'
  | 'return.submitted'
  | 'return.moved'
  | 'return.link-made'
  | 'return.link-revoked'
  | 'message.recorded'
  | 'message.settled'
  | 'agency.contacts-changed'
  | 'agency.arrangement-changed'
  | 'calendar.made'
  | 'calendar.ended'
  | 'date-change.asked'
  | 'date-change.decided'
  | 'flag.set-aside'
  | 'workbook.made'
  | 'workbook.loaded'
  | 'workbook.saved'
  | 'plan-import.read'
  | 'plan-import.changed'
  | 'plan-import.moved'
> = {
  'commission.made': {
    label: 'Commission made',
    did: (_, { title, dueOn }) => `planned the commission “${title}”, due on ${dueOn}`,
  },
  'commission.changed': {
    label: 'Commission changed',
    did: (id, { changed }) => `changed the commission ${id}: ${names(changed)}`,
  },
  'commission.moved': {
    label: 'Commission moved',
    did: (id, { from, to, returns }) =>
      `moved the commission ${id} from ${from} to ${to}, with ${some(returns, 'return')}`,
  },
  'return.written': {
    label: 'Return written',
    did: (id, { part, revision }) => `wrote ${part} of the return ${id} (version ${revision})`,
  },
  'return.handed': {
    label: 'Line of a return handed over',
    did: (id, { ref, to }) =>
      to === null ? `took ${ref} of the return ${id} back` : `handed ${ref} of the return ${id} to ${to}`,
  },
  'return.submitted': {
    label: 'Return sent',
    did: (id, { number, nil }) =>
      `sent the return ${id}${number > 1 ? ` again (number ${number})` : ''}${nil ? ', with nothing to report' : ''}`,
  },
  'return.moved': {
    label: 'Return moved',
    did: (id, { from, to, reason }) =>
      `moved the return ${id} from ${spaced(from)} to ${spaced(to)}${reason === null ? '' : `: ${reason}`}`,
  },
  'return.link-made': {
    label: 'Link to a return made',
    did: (id, { email, until }) => `made a link to the return ${id} for ${email}, until ${until}`,
  },
  'return.link-revoked': {
    label: 'Link to a return ended',
    did: (id, { email }) => `ended the link of ${email} to the return ${id}`,
  },
  'message.recorded': {
    label: 'Message to an agency recorded',
    did: (email, { returns }) => `recorded a message to ${email} about ${some(returns.length, 'return')}`,
  },
  'message.settled': {
    label: 'Message to an agency settled',
    did: (email, { state, day }) => `noted that the message to ${email} of ${day} is ${spaced(state)}`,
  },
  'agency.contacts-changed': {
    label: 'Contacts of an agency changed',
    did: (agency, { added, removed }) =>
      `changed who is written to for ${agency}: ${listed([...added.map((one) => `added ${one}`), ...removed.map((one) => `removed ${one}`)], 'nobody')}`,
  },
  'agency.arrangement-changed': {
    label: 'Sign-off of an agency changed',
    did: (agency, { secondPerson }) =>
      `noted that ${agency} ${secondPerson ? 'wants a second person to sign off its returns' : 'answers with one person'}`,
  },
  'calendar.made': {
    label: 'Calendar address made',
    did: () => 'made an address for a calendar of deadlines',
  },
  'calendar.ended': {
    label: 'Calendar address ended',
    did: () => 'ended the address of a calendar of deadlines',
  },
  'date-change.asked': {
    label: 'New date asked for',
    did: (ref, { from, to, reason }) =>
      `asked to move the end date of ${ref} from ${from ?? 'no date'} to ${to}: ${reason}`,
  },
  'date-change.decided': {
    label: 'New date decided',
    did: (ref, { to, state, reason }) =>
      `noted that the end date ${to} of ${ref} is ${state}${reason === null ? '' : `: ${reason}`}`,
  },
  'flag.set-aside': {
    label: 'Flag set aside',
    did: (ref, { flag, until, reason }) =>
      until === null
        ? `let the flag ${flag} of ${ref} count again: ${reason}`
        : `set the flag ${flag} of ${ref} aside until ${until}: ${reason}`,
  },
  'workbook.made': {
    label: 'Workbook handed out',
    did: (_, { file, lines }) => `made the workbook ${file} of ${some(lines, 'line')}`,
  },
  'workbook.loaded': {
    label: 'Workbook loaded',
    did: (_, { file, changes }) => `loaded the workbook ${file} and found ${some(changes, 'change')}`,
  },
  'workbook.saved': {
    label: 'Workbook saved',
    did: (_, { changes }) => `confirmed ${some(changes, 'change')} of a workbook`,
  },
  'plan-import.read': {
    label: 'Plan read from a file',
    did: (id, { file, rows }) => `read ${some(rows, 'row')} of ${file} as the plan import ${id}`,
  },
  'plan-import.changed': {
    label: 'Plan import changed',
    did: (id, { changed }) => `changed the plan import ${id}: ${listed(changed, 'nothing')}`,
  },
  'plan-import.moved': {
    label: 'Plan import moved',
    did: (id, { from, to, actions }) =>
      `moved the plan import ${id} from ${from} to ${to}, with ${some(actions, 'action')}`,
  },
}
