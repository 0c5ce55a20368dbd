import { Injectable } from '@nestjs/common'
import { InstallationKey } from '../accounts/installation-key.js'
import type { Person } from '../accounts/person.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { momentInWords } from '../clock/dates.js'
import { type LineAnswer, nilNarrative } from '../commissions/returns/return-lines.js'
import { Illustrative } from '../config/illustrative.js'
import { Settings } from '../config/settings.js'
import type { GivenFile, ReadBook } from '../documents/reading/read-book.js'
import type { ActionFilter } from '../register/action-filter.js'
import { ReadingService } from '../register/reading.service.js'
import type { ActionView } from '../register/views.js'
import { count } from '../reports/shared/words.js'
import type { NewUpdate } from '../updates/new-update.js'
import { UpdatesService } from '../updates/updates.service.js'
import { Refused } from '../web/problems.js'
import { compareAnswers, type LineSource } from './answer-comparing.js'
import { sheetNames } from './answer-workbook.js'
import { listSheet, speaksFor } from './list-lines.js'
import {
  allowedInBoxes,
  illustrativeFacts,
  inSeconds,
  madeWorkbook,
  type MadeWorkbook,
  marking,
  mostLines,
  openedWorkbook,
} from './workbook-file.js'
import { signedCode } from './workbook-code.js'
import { type KeptLoad, type LoadOwner, savedOnce, WorkbookLoads } from './workbook-loads.service.js'

/** Lists of actions as workbooks that are filled in and loaded back. */
@Injectable()
export class ListWorkbooks {
  private readonly key: Buffer

  constructor(
    key: InstallationKey,
    private readonly reading: ReadingService,
    private readonly updates: UpdatesService,
    private readonly loads: WorkbookLoads,
    private readonly trail: SecurityTrail,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly illustrative: Illustrative,
  ) {
    this.key = key.for('workbook')
  }

  /**
   * The actions of a list that the person may update.
   *
   * @param words the filter as a reader says it: "overdue", "led by Home Office"
   * @throws Refused where there are none, or too many
   */
  async make(person: Person, filter: ActionFilter, words: readonly string[]): Promise<MadeWorkbook> {
    const sheet = listSheet(person, await this.actionsOf(person, filter))
    const lines = sheet.lines.length
    if (lines === 0) throw refused('None of these actions is one that your account lets you update.')
    const day = this.clock.today()
    const dated = inSeconds(this.clock.now())
    const fileName = `throughline-answers-${day}-${marking}.xlsx`
    const selection = [count(lines, 'action'), ...words].join(', ')
    const facts = {
      ...{ title: 'Throughline: actions to be answered', subject: selection, dated },
      instructions: instructionsOf(this.settings.publicUrl),
      facts: [
        `Which actions: ${selection}: those that ${person.name} may update, as they stood on ${momentInWords(this.clock.now())}.`,
        'There is no deadline. An action that somebody changes before you load your answer is refused by its name, and you can answer it again.',
        ...allowedInBoxes,
        ...illustrativeFacts(this.illustrative),
        `Questions: the programme office, through ${this.settings.publicUrl}/help`,
      ],
      code: signedCode(this.key, { kind: 'list', returnId: null, madeAt: dated, lines }),
    }
    const made = await madeWorkbook(fileName, facts, sheet)
    await this.trail.note(person.name, {
      kind: 'workbook.made',
      subject: 'actions',
      details: { file: fileName, lines },
    })
    return made
  }

  /**
   * Reads a workbook that came back, and keeps what it would change.
   *
   * @returns the id of the load
   * @throws FileRefused where it is no workbook that could be compared
   */
  async load(person: Person, file: GivenFile): Promise<string> {
    const book = await openedWorkbook(file, this.key, null)
    const found = compareAnswers(book, await this.sourceOf(person, book))
    return this.loads.keep(ownerOf(person), file, { ...found, whole: null })
  }

  async find(person: Person, id: string): Promise<KeptLoad> {
    return this.loads.find(ownerOf(person), id)
  }

  /**
   * Records what was found, all of it or nothing: rights, revisions and rules are asked again as it is written.
   *
   * @returns how many actions were updated
   * @throws ActionNotFound, NotYours, RevisionConflict, ChangeRefused
   */
  async save(person: Person, id: string): Promise<number> {
    const load = await this.find(person, id)
    if (load.savedAt !== null || load.problems.length > 0) return 0
    const actions = await this.reading.these(
      person,
      load.changes.map(({ ref }) => ref),
    )
    const byRef = new Map(actions.map((action) => [action.ref, action]))
    const all = load.changes.map(({ ref, version, answer }) => ({
      ref,
      said: saidOf(answer, version, speaker(person, byRef.get(ref))),
    }))
    if (all.length === 0) return 0
    return savedOnce(load, () =>
      this.updates.recordAll(person, all, (write) => this.loads.saved(write, ownerOf(person), load)),
    )
  }

  private async actionsOf(person: Person, filter: ActionFilter): Promise<ActionView[]> {
    const now = await this.ledger.lastMoment()
    const all = await this.reading.all(person, filter, { knownBy: this.clock.now(), recordedBy: now })
    if (all.total > mostLines) {
      throw refused(
        `The list has ${count(all.total, 'action')}. A workbook holds at most ${count(mostLines, 'action')}: narrow the list first.`,
      )
    }
    const actions: ActionView[] = []
    for await (const some of all.batches()) actions.push(...some)
    return actions
  }

  /** What the register says of the lines of the file; what is not the person's to update is noted in the trail. */
  private async sourceOf(person: Person, book: ReadBook): Promise<LineSource> {
    const refs = refsIn(book)
    const actions = refs.length === 0 ? [] : await this.reading.these(person, refs)
    const seen = new Map(actions.map((action) => [action.ref, action]))
    const sheet = listSheet(person, actions)
    const lines = new Map(sheet.lines.map((line) => [line.ref, line]))
    const foreign = [...seen.keys()].filter((ref) => !lines.has(ref))
    if (foreign.length > 0)
      await this.trail.refused(person, `update ${foreign.slice(0, 20).join(', ')} by a workbook`)
    return {
      sheet,
      lineAt: (ref, version) => {
        const line = lines.get(ref)
        return line && version >= 1 && version <= line.version ? { ...line, version } : null
      },
      whyNot: (ref) =>
        seen.has(ref)
          ? `${ref} belongs to other agencies or another plan: your account does not let you update it. Take the row out.`
          : `No action with this ref is one that you can see. Put the ref back as it was, or take the row out.`,
      changedSince: (ref) => `on ${momentInWords(seen.get(ref)?.recordedAt ?? this.clock.now())}`,
    }
  }
}

const refused = (message: string) => new Refused([{ field: 'list', message }])

const ownerOf = (person: Person): LoadOwner => ({
  ...{ author: person, accountId: person.accountId, linkId: null, returnId: null },
})

const speaker = (person: Person, action: ActionView | undefined) =>
  action ? speaksFor(person, action) : null

/** Refs in the first column of the answers, none of them longer than a ref can be. */
function refsIn({ sheets }: ReadBook): string[] {
  const rows = sheets.find(({ name }) => name === sheetNames.answers)?.rows ?? []
  const refs = rows.flatMap(([first]) => (first && first.text.length <= 40 ? [first.text.trim()] : []))
  return [...new Set(refs)].filter((ref) => ref !== '')
}

function saidOf(answer: LineAnswer, revision: number, onBehalfOf: string | null): NewUpdate {
  const { narrative, status, confidence, evidence, nextStep, end, reason, nothingToReport } = answer
  return {
    ...{ revision, narrative: nothingToReport ? nilNarrative : narrative, evidence },
    ...(status === null ? {} : { status }),
    ...(confidence === null ? {} : { confidence }),
    ...(nextStep === null ? {} : { nextStep }),
    ...(end === null ? {} : { timescaleEnd: end }),
    ...(reason === null ? {} : { reason }),
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
  }
}

function instructionsOf(address: string): string[] {
  return [
    `Go to the sheet “${sheetNames.answers}”. Each row is one action: on the left what it is and where it stands, on the right the boxes to fill in.`,
    'Say in “What has happened” what has happened since the last update, or choose Yes under “Nothing to report”. Leave a row empty where you do not want to say anything.',
    'Choose a new status or a new confidence from the lists, which offer what is allowed. To pause an action, to take it up again or to move its target date, give the reason. To complete an action, give evidence.',
    'Give each piece of evidence on a line of its own: what it is, then its web address. (Alt and Enter, or Ctrl and Enter, begin a new line in a cell.)',
    `Save the file and load it at ${address}/actions/workbook. You are shown what would change before anything is saved.`,
  ]
}
