import type { TrailLine } from '../../audit/trail-reader.service.js'
import { editionStateFacts } from './edition-state.js'
import type { Edition, EditionFile, EditionPart, EditionStep } from './edition.entity.js'
import { sha256Of, sha256OfJson } from './kept-files.js'

/** All that the register keeps of an edition, and the lines of the trail that tell of it, the oldest first. */
export interface Evidence {
  edition: Edition
  steps: readonly EditionStep[]
  parts: readonly EditionPart[]
  files: readonly EditionFile[]
  lines: readonly TrailLine[]
}

/** Where what is kept of an edition contradicts itself or the trail, as sentences; none when all of it agrees. */
export function contradictionsOf(evidence: Evidence): string[] {
  return [
    ...dataFaults(evidence),
    ...stateFaults(evidence),
    ...stepFaults(evidence),
    ...partFaults(evidence),
    ...fileFaults(evidence),
  ]
}

function dataFaults({ edition, steps, files }: Evidence): string[] {
  const found: string[] = []
  const { data, dataSha256, pdfSha256, state } = edition
  if (sha256Of(data) !== dataSha256) found.push('the kept data do not match their SHA-256')
  if (!editionStateFacts[state].frozen) return found
  const json = files.find(({ name }) => name === 'json')
  if (json && !json.bytes.equals(Buffer.from(data)))
    found.push('the data are not those of the kept file json')
  const pdf = files.find(({ name }) => name === 'pdf')
  if (pdf && pdf.sha256 !== pdfSha256) found.push('the SHA-256 of the PDF is not that of the kept file pdf')
  for (const to of ['approved', 'issued'] as const) {
    const step = steps.findLast((each) => each.to === to)
    if (step && step.dataSha256 !== dataSha256) found.push(`the data are not those that were ${to}`)
  }
  return found
}

function stateFaults({ edition, steps }: Evidence): string[] {
  const last = steps.at(-1)?.to ?? 'draft'
  if (edition.state === last) return []
  const [stands, led] = [editionStateFacts[edition.state].label, editionStateFacts[last].label]
  return [`it stands at “${stands}”, but its steps lead to “${led}”`]
}

/** Each step against its line: who, when, from where to where, why and of which data. */
function stepFaults({ steps, lines }: Evidence): string[] {
  const told = toldOf(lines, 'report.moved').map(({ actor, at, details }) => {
    const { from, to, reason, dataSha256 } = details as Moved
    return comparable([actor, at, from, to, reason, dataSha256])
  })
  const kept = steps.map(({ author, at, from, to, reason, dataSha256 }) =>
    comparable([author, at, from, to, reason, dataSha256]),
  )
  const found = kept.flatMap((step, index) =>
    step === told[index] ? [] : [`step ${index + 1} is not what the audit trail tells`],
  )
  if (told.length > kept.length) found.push('the audit trail tells of steps that are gone')
  return found
}

/** Each saving against its line: the trail tells who saved which part when, and what was written hashes to. */
function partFaults({ parts, lines }: Evidence): string[] {
  const told = new Map(
    savingsOf(lines).map(({ part, revision, sha256, actor, at }) => [
      comparable([part, revision, actor, at]),
      sha256,
    ]),
  )
  const kept = new Set<string>()
  const found: string[] = []
  for (const { part, revision, author, recordedAt, content } of parts) {
    const saving = comparable([part, revision, author, recordedAt])
    kept.add(saving)
    const sha256 = told.get(saving)
    if (!told.has(saving) || (sha256 !== undefined && sha256 !== sha256OfJson(content)))
      found.push(`saving ${revision} of the part ${part} is not what the audit trail tells`)
  }
  if ([...told.keys()].some((saving) => !kept.has(saving))) {
    found.push('the audit trail tells of savings that are not kept')
  }
  return found
}

/** The lines of the first version do not tell what was written. */
function savingsOf(lines: readonly TrailLine[]) {
  return toldOf(lines, 'report.written').map(({ actor, at, details }) => ({
    ...{ actor, at },
    ...(details as { part: string; revision: number; sha256?: string }),
  }))
}

/** Each kept file against its own row and against every line that tells of files. */
function fileFaults({ files, lines }: Evidence): string[] {
  const told = toldOf(lines, 'report.frozen').flatMap(({ details }) =>
    Object.entries((details as { files: Record<string, string> }).files),
  )
  const kept = new Map(files.map((file) => [file.name, file]))
  const names = new Set([...kept.keys(), ...told.map(([name]) => name)])
  return [...names].flatMap((name) => {
    const hashes = told.filter(([each]) => each === name).map(([, sha256]) => sha256)
    const fault = fileFault(name, kept.get(name), hashes)
    return fault === null ? [] : [fault]
  })
}

function fileFault(name: string, file: EditionFile | undefined, told: readonly string[]): string | null {
  if (!file) return `the kept file ${name} is gone`
  if (sha256Of(file.bytes) !== file.sha256 || file.bytes.length !== file.size) {
    return `the kept file ${name} is not what was kept: its SHA-256 was ${file.sha256}`
  }
  if (told.length === 0) return `the kept file ${name} is none that the audit trail tells of`
  const other = told.find((sha256) => sha256 !== file.sha256)
  if (other === undefined) return null
  return `the kept file ${name} is not what the audit trail tells: its SHA-256 was ${other}`
}

interface Moved {
  from: string
  to: string
  reason: string | null
  dataSha256: string
}

function toldOf(lines: readonly TrailLine[], kind: string) {
  return lines
    .filter((line) => line.kind === kind)
    .map(({ actor, at, details }) => ({ actor, at, details: JSON.parse(details) as unknown }))
}

/** Half a character is stored as another by the database and by the trail: both count as the same. */
function comparable(values: readonly (string | number | null)[]): string {
  const whole = values.map((value) =>
    typeof value === 'string' ? value.replaceAll(/\p{Surrogate}/gu, '\ufffd') : value,
  )
  return JSON.stringify(whole)
}
