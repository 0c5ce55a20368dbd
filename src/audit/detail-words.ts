/** The details of an audit line as people read them. They are JSON that any release may have written. */

/** One field of a line's details. */
export interface DetailRow {
  /** "Changed: timescale: end" */
  name: string
  value: string
}

const names: Record<string, string> = {
  dataSha256: 'SHA-256 of the data',
  pdfSha256: 'SHA-256 of the PDF',
  sha256: 'SHA-256',
  by: 'By',
  until: 'Until',
}

/** "completedOn" as "Completed on". */
export function wordsOfName(name: string): string {
  const known = names[name]
  if (known !== undefined) return known
  const words = name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replaceAll(/[_-]+/gu, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Every field of the details, those within others after the name of the other. */
export function detailRows(details: unknown, within = ''): DetailRow[] {
  if (typeof details !== 'object' || details === null)
    return [{ name: within || 'Details', value: told(details) }]
  if (Array.isArray(details)) return rowsOfList(details, within || 'Details')
  return Object.entries(details).flatMap(([name, value]) => {
    const words = wordsOfName(name)
    return detailRows(value, within === '' ? words : `${within}: ${words.toLowerCase()}`)
  })
}

function rowsOfList(list: unknown[], name: string): DetailRow[] {
  if (list.some((item) => typeof item === 'object' && item !== null)) {
    return list.flatMap((item, index) => detailRows(item, `${name} ${index + 1}`))
  }
  return [{ name, value: list.length === 0 ? 'none' : list.map(told).join(', ') }]
}

function told(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** "a, b and 3 more" */
export function shortened(items: readonly string[], most = 5): string {
  const shown = items.slice(0, most).join(', ')
  return items.length > most ? `${shown} and ${items.length - most} more` : shown
}

const ofRevision: Record<string, string> = {
  status: 'status',
  confidence: 'confidence',
  timescale: 'timescale',
  assignments: 'leads and partners',
  title: 'title',
  steps: 'steps',
  completedOn: 'day of completion',
  statusReason: 'reason of the status',
}

/** Which fields of an action a revision changed: "status, timescale"; empty where it only notes a statement. */
export function changedWords(changed: Record<string, unknown>): string {
  return Object.entries(changed)
    .flatMap(([field, value]) => (value === null ? [] : (ofRevision[field] ?? [])))
    .join(', ')
}
