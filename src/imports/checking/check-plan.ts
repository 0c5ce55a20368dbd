import type { NewAction } from '../../actions/actions.service.js'
import type { NewTimescale } from '../../actions/change.js'
import type { ReadCell } from '../../documents/reading/read-book.js'
import type { NewPlan } from '../../plans/plans.service.js'
import { type AgencyCells, assignmentsOf, type NamedParty } from '../agencies/agency-cells.js'
import { actionRef, letterOf, titleFrom } from './action-names.js'
import { type Finding, Findings } from './finding.js'
import { fieldFacts, type ImportField, longestOf } from '../sheet/import-field.js'
import { type KeptSheet } from '../sheet/kept-book.js'
import { PlanRows, type RawAction, type TableLayout } from '../sheet/plan-rows.js'
import { contextOf, type PlanFacts } from './plan-facts.js'
import { allowedKinds, allowedStatuses, type GivenStatus, kindOf, statusOf } from './status-words.js'
import { PlanThemes } from '../sheet/plan-themes.js'
import { timescaleOf } from '../timescales/timescale-cells.js'
import type { TimescaleContext } from '../timescales/timescale.js'

/** An action as it would stand in the register, with what there is to say of it. */
export interface CheckedAction extends NewAction {
  /** Counted from 1, as spreadsheets do. */
  row: number
  parties: NamedParty[]
  /** What the file says of its status, verbatim; null where it has no such column. */
  status: { status: GivenStatus; asWritten: string } | null
  flags: string[]
}

/** A plan as it would stand in the register. */
export interface CheckedPlan {
  actions: CheckedAction[]
  themes: NewPlan['themes']
  measures: NewPlan['measures']
  findings: Finding[]
  /** Names that nobody has decided on, with a cell that holds each and how many do. */
  unknown: Map<string, { asWritten: string; cell: string; count: number }>
}

export interface CheckInput {
  sheet: KeptSheet
  layout: TableLayout
  facts: PlanFacts | null
  cells: AgencyCells
}

/** Control characters, tab and the ends of lines aside, and halves of characters. */
const unprintable = /[^\P{Cc}\t\n\r]|\p{Surrogate}/u

/** So many rows are looked at before others are served. */
const atOnce = 200
const breath = () => new Promise((resolve) => setImmediate(resolve))

/** Reads a whole plan and says what of it cannot be taken in. Nothing is stored. */
export async function checkPlan(input: CheckInput): Promise<CheckedPlan> {
  const check = new PlanCheck(input)
  const { rows } = input.sheet
  for (let row = input.layout.header + 1; row < rows.length; row += 1) {
    check.rows.read(row)
    if (row % atOnce === 0) await breath()
  }
  const { actions } = check.rows.done()
  for (const [index, raw] of actions.entries()) {
    check.action(raw, index + 1)
    if (index % atOnce === 0) await breath()
  }
  return check.done()
}

class PlanCheck {
  readonly rows: PlanRows
  private readonly findings: Findings
  private readonly actions: CheckedAction[] = []
  private readonly themes = new PlanThemes()
  private readonly measures: NewPlan['measures'] = []
  private readonly unknown: CheckedPlan['unknown'] = new Map()
  private readonly refs = new Map<string, string>()
  private readonly texts = new Map<string, string>()
  private readonly hasRefs: boolean
  private readonly context: TimescaleContext

  constructor(private readonly input: CheckInput) {
    this.findings = new Findings(input.sheet.name)
    this.rows = new PlanRows(input.sheet, input.layout, this.findings)
    this.hasRefs = input.layout.choices.includes('ref')
    this.context = contextOf(input.facts)
  }

  done(): CheckedPlan {
    if (this.actions.length === 0) {
      const header = this.input.layout.header + 1
      const allowed = 'One row or more with the words of an action.'
      this.findings.add('problem', `row ${header}`, '', 'There is no action below the headings.', allowed)
    }
    const { actions, measures, unknown } = this
    return { actions, themes: this.themes.all, measures, findings: this.findings.all, unknown }
  }

  action(raw: RawAction, place: number): void {
    const { text, title } = raw.cells
    const words = text ?? title
    if (!words) return
    this.refuseLong(raw)
    const section = `Sheet “${this.input.sheet.name}”, row ${raw.row + 1}`
    const theme = this.themes.codeOf(raw.theme)
    const parties = this.partiesOf(raw)
    const timescale = timescaleOf(raw.cells, this.context, this.findings)
    const ref = this.refOf(raw, words, place)
    const steps = raw.steps.flatMap((cell) => this.stepsOf(cell, section))
    const asPromised = words.text.trim()
    this.remarkOnTwin(words)
    this.actions.push({
      ...{ row: raw.row + 1, ref, theme, term: null, namedInText: [], text: asPromised, parties },
      kind: this.kindOf(raw.cells.kind),
      title: title ? title.text.trim().replaceAll(/\s+/gu, ' ') : titleFrom(asPromised),
      note: noteOf(raw, parties),
      ...assignmentsOf(parties),
      timescale,
      sources: sourcesOf(raw, section, words),
      steps: steps.map((step, index) => ({ ...step, ref: `${ref}.${letterOf(index)}` })),
      status: this.statusOf(raw.cells.status),
      flags: flagsOf(parties, timescale),
    })
    for (const cell of raw.measures) {
      const measure = cell.text.trim()
      const known = this.measures.some((one) => one.text === measure && one.theme === theme)
      if (!known) this.measures.push({ theme, kind: 'measure', text: measure, section })
    }
  }

  private refuseLong({ cells, theme, steps, partners, measures, notes }: RawAction): void {
    const look = (field: ImportField, cell: ReadCell | null | undefined) => {
      if (!cell) return
      if (unprintable.test(cell.text)) {
        this.findings.problem(
          cell,
          'The cell holds a character that no document prints.',
          'Text without it: type it anew.',
        )
      }
      const { length } = cell.text.trim()
      if (length <= longestOf[field]) return
      const words = `${fieldFacts[field].label}: ${length.toLocaleString('en-GB')} characters are too many.`
      this.findings.problem(cell, words, `At most ${longestOf[field].toLocaleString('en-GB')} characters.`)
    }
    for (const [field, cell] of Object.entries(cells) as [ImportField, ReadCell][]) look(field, cell)
    look('theme', theme)
    for (const cell of steps) look('step', cell)
    for (const cell of partners) look('partners', cell)
    for (const cell of measures) look('measure', cell)
    for (const { cell } of notes) look('note', cell)
  }

  private partiesOf({ cells, partners }: RawAction): NamedParty[] {
    const { cells: names } = this.input
    const of = (cell: ReadCell | undefined, role: Parameters<AgencyCells['partiesOf']>[1]) => {
      if (!cell) return []
      const found = names.partiesOf(cell.text, role)
      for (const party of found) this.noteParty(party, cell)
      if (found.length === 0) this.findings.remark(cell, 'The cell names nobody yet.')
      return found
    }
    return [
      ...of(cells.lead, 'lead'),
      ...of(cells.parties, 'lead then partners'),
      ...partners.flatMap((cell) => of(cell, 'partner')),
    ]
  }

  private noteParty(party: NamedParty, cell: ReadCell): void {
    if (!party.unknown) return
    const known = this.unknown.get(party.key)
    if (known) known.count += 1
    else this.unknown.set(party.key, { asWritten: party.asWritten, cell: cell.address, count: 1 })
    const words = `“${party.asWritten}” is no agency of the register.`
    this.findings.problem(
      cell,
      words,
      'Choose on the page of agencies what it means, or write a name of the register.',
    )
  }

  private refOf({ cells: { ref } }: RawAction, words: ReadCell, place: number): string {
    const prefix = this.input.facts?.prefix ?? '…'
    if (!this.hasRefs) return actionRef(prefix, String(place))
    if (!ref) {
      const allowed =
        'The council’s reference; or leave the column of references out, and the actions are numbered in order.'
      this.findings.problem(words, 'The action has no reference.', allowed)
      return actionRef(prefix, `row-${words.address}`)
    }
    const made = actionRef(prefix, ref.text)
    const before = this.refs.get(made)
    if (before !== undefined) {
      const allowed =
        'A reference that no other row has. A number such as 1.10 must be text, or it becomes 1.1.'
      this.findings.problem(ref, `The reference stands in ${before} too.`, allowed)
    }
    if (made === `${prefix}-`)
      this.findings.problem(
        ref,
        'The reference has no letter or digit.',
        'Letters, digits, full stops, hyphens.',
      )
    this.refs.set(made, before ?? ref.address)
    return made
  }

  private remarkOnTwin(words: ReadCell): void {
    const plain = words.text.trim().toLowerCase()
    const before = this.texts.get(plain)
    if (before === undefined) this.texts.set(plain, words.address)
    else this.findings.remark(words, `The same words stand in ${before}.`)
  }

  /** A cell may list several steps, one a line. */
  private stepsOf(cell: ReadCell, section: string): { text: string; section: string }[] {
    return cell.text
      .split(/\r?\n|(?<=\S)\s*[•▪◦]\s*/u)
      .map((line) => line.trim().replace(/^[-–—*•▪◦‣·]\s*/u, ''))
      .filter((line) => line !== '')
      .map((text) => ({ text, section: `${section}, cell ${cell.address}` }))
  }

  private kindOf(cell: ReadCell | undefined): NewAction['kind'] {
    if (!cell) return 'action'
    const kind = kindOf(cell.text)
    if (kind === null) this.findings.problem(cell, 'This kind is not known.', `One of ${allowedKinds}.`)
    return kind ?? 'action'
  }

  private statusOf(cell: ReadCell | undefined): CheckedAction['status'] {
    if (!cell) return null
    const status = statusOf(cell.text)
    if (status === null)
      this.findings.problem(cell, 'This status is not known.', `One of ${allowedStatuses}.`)
    return status === null ? null : { status, asWritten: cell.text.trim() }
  }
}

function sourcesOf({ cells, partners }: RawAction, section: string, words: ReadCell): NewAction['sources'] {
  const source = (cell: ReadCell, what = '') => ({
    section: `${section}, cell ${cell.address}${what}`,
    quote: cell.text.trim(),
    note: null,
  })
  const named = [cells.lead, cells.parties, ...partners].flatMap((cell) =>
    cell ? [source(cell, ': who, as the file writes it')] : [],
  )
  return [source(words), ...named]
}

/** What the file says besides, and the names that stay words because no agency of the register is meant by them. */
function noteOf({ notes }: RawAction, parties: readonly NamedParty[]): string | null {
  const said = notes.map(({ heading, cell }) => `${heading}: ${cell.text.trim()}`)
  const words = parties
    .filter(({ agency, unknown }) => agency === null && !unknown)
    .map(
      ({ role, asWritten }) =>
        `The plan names “${asWritten}” as ${role}; no agency of the register is meant by it.`,
    )
  return [...said, ...words].join('\n') || null
}

function flagsOf(parties: readonly NamedParty[], timescale: NewTimescale | null): string[] {
  const leads = parties.filter(({ role, agency }) => role === 'lead' && agency !== null)
  return [
    ...(leads.length === 0 ? ['No lead'] : []),
    ...(leads.some(({ provisional }) => provisional) ? ['Provisional lead'] : []),
    ...(timescale === null || timescale.precision === 'none' ? ['No timescale'] : []),
    ...(timescale !== null && isVague(timescale) ? ['Vague timescale'] : []),
  ]
}

const isVague = ({ precision, end }: NewTimescale) =>
  precision !== 'none' && (end === null || precision === 'season' || precision === 'year')
