import { Injectable } from '@nestjs/common'
import { InstallationKey } from '../accounts/installation-key.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Clock } from '../clock/clock.js'
import { inWords, momentInWords } from '../clock/dates.js'
import type { Answerer } from '../commissions/returns/answerer.js'
import { wholePart } from '../commissions/returns/return-lines.js'
import { ReturnsService } from '../commissions/returns/returns.service.js'
import type { ReturnView } from '../commissions/views.js'
import { Illustrative } from '../config/illustrative.js'
import { Settings } from '../config/settings.js'
import { Database } from '../database/database.js'
import type { GivenFile } from '../documents/reading/read-book.js'
import { Conflict } from '../web/problems.js'
import { compareAnswers, type LineSource } from './answer-comparing.js'
import { sheetNames } from './answer-workbook.js'
import { returnSheet, Savings } from './return-lines-asked.js'
import { compareWhole } from './whole-comparing.js'
import { signedCode } from './workbook-code.js'
import {
  allowedInBoxes,
  illustrativeFacts,
  inSeconds,
  madeWorkbook,
  type MadeWorkbook,
  marking,
  openedWorkbook,
} from './workbook-file.js'
import { type KeptLoad, type LoadOwner, savedOnce, WorkbookLoads } from './workbook-loads.service.js'

/** Who answers a return in a workbook: the link that they came by, where nobody is signed in. */
export interface WorkbookAnswerer {
  who: Answerer
  linkId: number | null
}

/** Returns as workbooks that are filled in and loaded back. */
@Injectable()
export class ReturnWorkbooks {
  private readonly key: Buffer

  constructor(
    key: InstallationKey,
    private readonly database: Database,
    private readonly returns: ReturnsService,
    private readonly loads: WorkbookLoads,
    private readonly trail: SecurityTrail,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly illustrative: Illustrative,
  ) {
    this.key = key.for('workbook')
  }

  /**
   * @param address of the page where the workbook is loaded back
   * @throws NotFound, NotAllowed, Conflict where nothing can be written into the return any more
   */
  async make({ who }: WorkbookAnswerer, id: number, address: string): Promise<MadeWorkbook> {
    const view = await this.writable(who, id)
    const sheet = returnSheet(view)
    const { agency, commission } = view
    const dated = inSeconds(this.clock.now())
    const lines = sheet.lines.length
    const fileName = `throughline-return-${agency.slug}-${this.clock.today()}-${marking}.xlsx`
    const facts = {
      ...{ title: `Return of ${agency.name}: ${commission.title}`, subject: commission.title, dated },
      instructions: instructionsOf(`${this.settings.publicUrl}${address}`, sheet.whole.length > 0),
      facts: [
        `Asked of: ${agency.name}, for ${inWords(commission.periodStart)} to ${inWords(commission.periodEnd)}.`,
        `Deadline: ${inWords(commission.dueOn)}. What is loaded is saved in the return; send the return on its page once all is answered.`,
        `Made on ${momentInWords(this.clock.now())} for ${who.name}. A line that a colleague answers before you load yours is refused by its name, and no word of either is lost.`,
        ...allowedInBoxes,
        ...illustrativeFacts(this.illustrative),
        `You can also mail the file to the programme office, who can load it for you. Questions: ${this.settings.publicUrl}/help`,
      ],
      code: signedCode(this.key, { kind: 'return', returnId: id, madeAt: dated, lines }),
    }
    const made = await madeWorkbook(fileName, facts, sheet)
    const details = { file: fileName, lines }
    await this.trail.note(who.name, { kind: 'workbook.made', subject: String(id), details })
    return made
  }

  /**
   * Reads a workbook that came back, and keeps what it would change.
   *
   * @returns the id of the load
   * @throws FileRefused where it is no workbook that could be compared
   */
  async load(answerer: WorkbookAnswerer, id: number, file: GivenFile): Promise<string> {
    const view = await this.writable(answerer.who, id)
    const book = await openedWorkbook(file, this.key, id)
    const savings = await this.savingsOf(id)
    const sheet = returnSheet(view)
    const found = compareAnswers(book, this.sourceOf(view, savings))
    const whole = compareWhole(book, {
      sheet,
      answersAt: (version) => savings.whole(wholePart, version)?.questions ?? null,
      changedSince: () => (view.whole.savedBy === null ? 'meanwhile' : `by ${view.whole.savedBy}`),
    })
    const problems = [...found.problems, ...whole.problems]
    return this.loads.keep(ownerOf(answerer, id), file, { ...found, problems, whole: whole.change })
  }

  async find(answerer: WorkbookAnswerer, id: number, load: string): Promise<KeptLoad> {
    await this.returns.one(answerer.who, id)
    return this.loads.find(ownerOf(answerer, id), load)
  }

  /**
   * Saves what was found, all of it or nothing: rights, savings and rules are asked again as it is written.
   *
   * @returns how many lines were answered
   * @throws AnsweredMeanwhile, Refused, Conflict
   */
  async save(answerer: WorkbookAnswerer, id: number, loadId: string): Promise<number> {
    const load = await this.find(answerer, id, loadId)
    if (load.savedAt !== null || load.problems.length > 0) return 0
    const answers = [
      ...load.changes.map(({ ref, version, answer }) => ({ part: ref, after: version, answer })),
      ...(load.whole
        ? [{ part: wholePart, after: load.whole.version, answer: { questions: load.whole.answers } }]
        : []),
    ]
    const who: Answerer = { ...answerer.who, way: 'workbook' }
    if (answers.length === 0) return 0
    const owner = ownerOf(answerer, id)
    return savedOnce(load, () =>
      this.returns.saveAll(who, id, answers, (write) => this.loads.saved(write, owner, load)),
    )
  }

  private async writable(who: Answerer, id: number): Promise<ReturnView> {
    const view = await this.returns.one(who, id)
    if (view.may.write) return view
    throw new Conflict(
      'This return takes no answers any more, or none of yours: it cannot be answered in a workbook.',
      'Not open',
    )
  }

  private async savingsOf(id: number): Promise<Savings> {
    return new Savings(
      await this.database.select<{ part: string; revision: number; content: string }>(
        'SELECT part, revision, content FROM return_answer WHERE return_id = ?',
        [id],
      ),
    )
  }

  private sourceOf(view: ReturnView, savings: Savings): LineSource {
    const sheet = returnSheet(view)
    const lines = new Map(sheet.lines.map((line) => [line.ref, line]))
    const views = new Map(view.lineViews.map((line) => [line.ref, line]))
    return {
      sheet,
      lineAt: (ref, version) => {
        const line = lines.get(ref)
        const answer = version <= (line?.version ?? -1) ? savings.line(ref, version) : null
        return line && answer ? { ...line, version, answer } : null
      },
      whyNot: (ref) =>
        `${ref.slice(0, 40)} is not a line of this return of ${view.agency.name}. Put the ref back as it was, or take the row out.`,
      changedSince: (ref) => {
        const line = views.get(ref)
        return line?.savedAt
          ? `on ${momentInWords(line.savedAt)} by ${line.savedBy ?? 'somebody else'}`
          : 'meanwhile'
      },
    }
  }
}

const ownerOf = ({ who, linkId }: WorkbookAnswerer, returnId: number): LoadOwner => ({
  ...{ author: who, accountId: who.accountId, linkId, returnId },
})

function instructionsOf(address: string, asksWhole: boolean): string[] {
  const whole = asksWhole ? ` Answer the questions on the sheet “${sheetNames.whole}” as well.` : ''
  return [
    `Go to the sheet “${sheetNames.answers}”. Each row is one action: on the left what it is and where it stood, on the right the boxes to fill in.${whole}`,
    'For each row, say in “What has happened” what has happened since the last update, or choose Yes under “Nothing to report”: that is an answer too.',
    'Where you lead an action, choose a new status or a new confidence from the lists, which offer what is allowed. To pause an action, to take it up again or to move its target date, give the reason. To complete an action, give evidence.',
    'Give each piece of evidence on a line of its own: what it is, then its web address. (Alt and Enter, or Ctrl and Enter, begin a new line in a cell.)',
    `Save the file and load it at ${address}. You are shown what would change before anything is saved.`,
  ]
}
