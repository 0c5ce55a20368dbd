import { Injectable } from '@nestjs/common'
import { ChangeRefused } from '../../actions/action-errors.js'
import type { Write } from '../../audit/ledger.service.js'
import type { NewUpdate } from '../../updates/new-update.js'
import { UpdatesService } from '../../updates/updates.service.js'
import { Conflict, Refused } from '../../web/problems.js'
import { movedEnd } from './answer-rules.js'
import { nilNarrative, type SubmittedReturn } from './return-lines.js'
import { selectIn } from '../select-in-write.js'

type SubmittedLine = SubmittedReturn['lines'][number]

/** Makes every line of a return as it was sent an update of its action. */
@Injectable()
export class ReturnAcceptance {
  constructor(private readonly updates: UpdatesService) {}

  /**
   * @param seen by ref, the revision of the action that the programme office was shown beside the line
   * @returns how many lines became updates
   * @throws Conflict naming the lines whose actions have moved on, Refused naming those that the rules refuse
   */
  async record(
    write: Write,
    returnId: number,
    sent: SubmittedReturn,
    seen: Readonly<Record<string, number>>,
  ): Promise<number> {
    await refuseMovedOn(write, returnId, seen)
    const agency = sent.agency.slug
    const speaksFor = (slug: string) => slug === agency
    // To accept a return is to agree to the dates in it.
    const agreesToDates = write.author.name
    const wrong: { field: string; message: string }[] = []
    for (const line of sent.lines) {
      const voice = { name: line.author, role: 'agency_owner' as const, speaksFor, agreesToDates }
      try {
        await this.updates.recordAs(write, voice, line.ref, saidIn(line, agency, seen[line.ref] ?? 0))
      } catch (error) {
        if (!(error instanceof ChangeRefused)) throw error
        for (const { field, message } of error.errors) {
          wrong.push({ field: `${line.ref}.${field}`, message: `${line.ref}: ${message}` })
        }
      }
    }
    if (wrong.length > 0) throw new Refused(wrong)
    return sent.lines.length
  }
}

async function refuseMovedOn(
  { manager }: Write,
  returnId: number,
  seen: Readonly<Record<string, number>>,
): Promise<void> {
  const rows = await selectIn(manager)<{ ref: string; revision: number }>(
    `SELECT a.ref, a.revision FROM return_line l JOIN action a ON a.id = l.action_id WHERE l.return_id = ?
    ORDER BY l."position"`,
    [returnId],
  )
  const movedOn = rows.filter(({ ref, revision }) => seen[ref] !== revision).map(({ ref }) => ref)
  if (movedOn.length === 0) return
  const have = movedOn.length === 1 ? 'has' : 'have'
  throw new Conflict(
    `${movedOn.join(', ')} ${have} changed since you read this return. Nothing was accepted. Read it again, and accept it ` +
      'if it still holds.',
  )
}

/** What the line says of its action: only what moves, so that nothing said since is put back. */
function saidIn(line: SubmittedLine, onBehalfOf: string, revision: number): NewUpdate {
  const { answer, lastPosition } = line
  if (answer.nothingToReport) return { revision, narrative: nilNarrative, onBehalfOf }
  const { narrative, status, confidence, evidence, nextStep, reason } = answer
  const end = movedEnd(answer, line)
  return {
    ...{ revision, narrative, evidence, onBehalfOf },
    ...(nextStep === null ? {} : { nextStep }),
    ...(status === null || status === lastPosition.status ? {} : { status }),
    ...(confidence === null || confidence === lastPosition.confidence ? {} : { confidence }),
    ...(end === null ? {} : { timescaleEnd: end }),
    ...(reason === null ? {} : { reason }),
  }
}
