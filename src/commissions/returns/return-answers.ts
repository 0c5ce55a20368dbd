import { createHash } from 'node:crypto'
import type { Write } from '../../audit/ledger.service.js'
import { findRow, insertRows } from '../../database/rows.js'
import { evidenceIdOf } from '../../updates/evidence-files.address.js'
import { EvidenceFile } from '../../updates/evidence-file.entity.js'
import { type FieldError, Refused } from '../../web/problems.js'
import { AnsweredMeanwhile } from './answered-meanwhile.js'
import type { Answerer } from './answerer.js'
import { tidyLine, tidyWhole, wrongWithLine, wrongWithWhole } from './answer-rules.js'
import { type LineAnswer, wholePart, type WholeAnswer } from './return-lines.js'
import { type NewestAnswer, readAnswers, type ReadAnswers } from './return-lines.reading.js'
import { ReturnAnswer } from './return.entity.js'
import { selectIn } from '../select-in-write.js'
import { refuseUnwritable, takeReturn, type TakenReturn } from './taken-return.js'

/** What somebody says of one part, and the saving of it that they have read (0 where there was none). */
export interface GivenAnswer {
  part: string
  after: number
  answer: LineAnswer | WholeAnswer
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Undoes a save that would change nothing: the words stand as they are. */
export class NothingNew extends Error {}

/**
 * Saves answers of a return, all or none. What says the same as the newest saving is not saved again.
 *
 * @returns the numbers of the newest savings of these parts
 * @throws Conflict (not open), AnsweredMeanwhile, Refused, NothingNew where nothing at all was to be saved
 */
export async function saveAnswers(
  write: Write,
  who: Answerer,
  returnId: number,
  given: readonly GivenAnswer[],
): Promise<number[]> {
  const taken = await takeReturn(write, returnId)
  refuseUnwritable(taken)
  const read = await readAnswers(selectIn(write.manager), returnId)
  const judged = given.map((one) => judge(one, taken, read))
  for (const { part, after, newest } of judged) refuseOlder(part, after, newest)
  const foreign = await foreignFiles(write, judged)
  const wrong = [...judged, ...foreign].flatMap(({ part, errors }) =>
    errors.map((error) => (given.length === 1 ? error : { ...error, field: `${part}.${error.field}` })),
  )
  if (wrong.length > 0) throw new Refused(wrong)
  const fresh = judged.filter(({ content, newest }) => content !== newest?.content)
  if (fresh.length === 0) throw new NothingNew()
  await insertAnswers(write, who, returnId, fresh)
  return judged.map(({ content, newest }) => (newest?.number ?? 0) + (content === newest?.content ? 0 : 1))
}

/** A file of this service is evidence for the action that it was given for: another would be refused when it is too late. */
async function foreignFiles(
  { manager }: Write,
  judged: readonly Judged[],
): Promise<Pick<Judged, 'part' | 'errors'>[]> {
  const found: Pick<Judged, 'part' | 'errors'>[] = []
  for (const { part, content, newest } of judged) {
    if (part === wholePart || content === newest?.content) continue
    for (const { title, url } of (JSON.parse(content) as LineAnswer).evidence) {
      const id = evidenceIdOf(url)
      const file = id === null ? null : await findRow(manager, EvidenceFile, { id })
      if (id === null || file?.ref === part) continue
      const message = `“${title}” is not a file that was given for ${part}.`
      found.push({ part, errors: [{ field: 'evidence', message }] })
    }
  }
  return found
}

interface Judged {
  part: string
  after: number
  content: string
  errors: FieldError[]
  newest: NewestAnswer | null
}

function judge({ part, after, answer }: GivenAnswer, taken: TakenReturn, read: ReadAnswers): Judged {
  const { questions } = taken.commission
  if (part === wholePart) {
    const whole = tidyWhole(answer)
    const errors = wrongWithWhole(whole, questions)
    return { part, after, content: JSON.stringify(whole), errors, newest: read.whole.newest }
  }
  const line = read.lines.find(({ ref }) => ref === part)
  if (!line) {
    const message = `${part} is not a line of the return of ${taken.agency.name}.`
    throw new Refused([{ field: 'part', message }])
  }
  if (!('nothingToReport' in answer)) {
    throw new Refused([{ field: 'part', message: `${part} takes the answer of a line.` }])
  }
  const tidy = tidyLine(answer)
  const errors = wrongWithLine(tidy, line, questions)
  return { part, after, content: JSON.stringify(tidy), errors, newest: line.newest }
}

/** Whoever has not read the newest saving is told of it, and loses no word of either. */
function refuseOlder(part: string, after: number, newest: NewestAnswer | null): void {
  if (after === (newest?.number ?? 0)) return
  throw new AnsweredMeanwhile(
    part,
    newest && {
      ...{ part, number: newest.number, author: newest.author, savedAt: newest.savedAt },
      answer: JSON.parse(newest.content) as LineAnswer | WholeAnswer,
    },
  )
}

async function insertAnswers(
  write: Write,
  who: Answerer,
  returnId: number,
  fresh: readonly Judged[],
): Promise<void> {
  const rows = fresh.map(({ part, content, newest }) => ({
    ...{ returnId, part, revision: (newest?.number ?? 0) + 1, content },
    ...{ via: who.way, accountId: who.accountId, author: who.name, savedAt: write.now },
  }))
  for (let from = 0; from < rows.length; from += 50) {
    await insertRows(write.manager, ReturnAnswer, rows.slice(from, from + 50))
  }
  for (const { part, revision, content } of rows) {
    const details = { part, revision, sha256: sha256Of(content) }
    write.tell({ kind: 'return.written', subject: String(returnId), details })
  }
}
