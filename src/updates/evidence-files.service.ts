import { Injectable, Logger } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { updatingRole } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { NotYours } from '../actions/action-errors.js'
import { ActionsService } from '../actions/actions.service.js'
import { ownedAction } from '../actions/owned-action.js'
import { Ledger } from '../audit/ledger.service.js'
import { Database } from '../database/database.js'
import { insertRows } from '../database/rows.js'
import { evidenceAddress, newEvidenceId } from './evidence-files.address.js'
import { EvidenceFile } from './evidence-file.entity.js'
import { EvidenceFolder } from './evidence-files.folder.js'
import { kindOf } from './evidence-files.kinds.js'
import { safeFileName } from './evidence-files.names.js'

/** A file as it arrived. */
export interface ArrivedFile {
  name: string
  bytes: Buffer
}

/** What became of files that arrived: those that are kept, and a sentence for each that is not. */
export interface GivenFiles {
  given: EvidenceFile[]
  refused: string[]
}

/** Files given as evidence: checked by their content, kept by their hash, never altered and never shown inline. */
@Injectable()
export class EvidenceFiles {
  private readonly logger = new Logger('Evidence')

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly actions: ActionsService,
    private readonly folder: EvidenceFolder,
    private readonly trail: SecurityTrail,
  ) {}

  /**
   * Keeps those files that may be given, for an action that the person updates.
   *
   * @throws ActionNotFound, NotYours
   */
  async give(person: Person, ref: string, files: ArrivedFile[]): Promise<GivenFiles> {
    const rows: Omit<EvidenceFile, 'givenAt'>[] = []
    const refused: string[] = []
    for (const file of files) {
      const name = safeFileName(file.name)
      const kind = await kindOf(name, file.bytes)
      const sha256 = typeof kind === 'string' ? null : await this.keep(name, file.bytes)
      if (typeof kind === 'string') refused.push(kind)
      else if (sha256 === null) refused.push(`“${name}” could not be stored. Try again in a few minutes.`)
      else {
        const { mediaType } = kind
        const size = file.bytes.length
        rows.push({ id: newEvidenceId(), ref, sha256, name, mediaType, size, accountId: person.accountId })
      }
    }
    return { given: rows.length > 0 ? await this.note(person, ref, rows) : [], refused }
  }

  /** The files with these ids that the person gave for the action, in the order of the ids. */
  async givenBy(person: Person, ref: string, ids: readonly string[]): Promise<EvidenceFile[]> {
    const found = await Promise.all([...new Set(ids)].map((id) => this.find(id)))
    return found.filter(
      (file): file is EvidenceFile => file?.ref === ref && file.accountId === person.accountId,
    )
  }

  async find(id: string): Promise<EvidenceFile | null> {
    return this.database.reads.getRepository(EvidenceFile).findOneBy({ id })
  }

  /** Whether an update points to the file. Until then it belongs to the draft of whoever gave it. */
  async isInUpdate({ id, ref }: EvidenceFile): Promise<boolean> {
    const found = await this.database.select<{ id: number }>(
      `SELECT u.id FROM "update" u JOIN update_action ua ON ua.update_id = u.id JOIN action a ON a.id = ua.action_id
      WHERE a.ref = ? AND u.evidence LIKE ? ESCAPE '\\' LIMIT 1`,
      [ref, `%"${evidenceAddress(id).replaceAll('_', '\\_')}"%`],
    )
    return found.length > 0
  }

  /**
   * The bytes of a file for somebody who may see its action; that they were read stands in the trail.
   *
   * @throws EvidenceDamaged when they are not those that were given
   */
  async read(person: Person, file: EvidenceFile): Promise<Buffer> {
    const bytes = await this.folder.read(file.sha256)
    await this.trail.note(person.name, {
      kind: 'evidence.read',
      subject: file.ref,
      details: { file: file.id },
    })
    return bytes
  }

  private async keep(name: string, bytes: Buffer): Promise<string | null> {
    try {
      return await this.folder.keep(bytes)
    } catch (error) {
      this.logger.error(
        `A file (${name.length} characters of name, ${bytes.length} bytes) was not kept`,
        error,
      )
      return null
    }
  }

  private async note(
    person: Person,
    ref: string,
    rows: Omit<EvidenceFile, 'givenAt'>[],
  ): Promise<EvidenceFile[]> {
    try {
      return await this.ledger.write(person, async (write) => {
        const owners = await ownedAction(write, await this.actions.current(write, ref))
        if (updatingRole(person, owners) === null) throw new NotYours(ref, 'update')
        const given = rows.map((row) => ({ ...row, givenAt: write.now }))
        await insertRows(write.manager, EvidenceFile, given)
        for (const { id, sha256, size } of rows) {
          write.tell({ kind: 'evidence.given', subject: ref, details: { file: id, sha256, size } })
        }
        return given
      })
    } catch (error) {
      if (error instanceof NotYours) await this.trail.refused(person, `give evidence for ${ref}`)
      throw error
    }
  }
}
