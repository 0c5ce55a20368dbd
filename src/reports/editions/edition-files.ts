import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Injectable } from '@nestjs/common'
import { Settings } from '../../config/settings.js'
import type { Edition } from './edition.entity.js'
import { NotKept } from '../report-errors.js'

type Named = Pick<Edition, 'id' | 'marking'>

/**
 * The name of a file of an edition: its id, its marking in capitals, what it is. "img-2013-12-31-0a1b-OFFICIAL.pdf",
 * "img-2013-12-31-0a1b-OFFICIAL-SENSITIVE-lead-home-office.pdf"; a public edition bears none.
 */
export function editionFileName({ id, marking }: Named, name: string): string {
  const [ending = '', ...before] = name.split('.').reverse()
  const of = before.length > 0 ? `-${before.reverse().join('.')}` : ''
  return `${markedName({ id, marking })}${of}.${ending}`
}

function markedName({ id, marking }: Named): string {
  return marking === null ? id : `${id}-${marking.toUpperCase().replaceAll(/[^A-Z]+/gu, '-')}`
}

/** The id of an edition, also when one of its files was named. */
export function editionIdOf(given: string): string {
  return /^[a-z0-9-]+?-\d{4}-\d{2}-\d{2}-[0-9a-f]{12}/u.exec(given)?.[0] ?? given
}

/** Puts printed editions into the reports folder: the PDF, its HTML twin and the open data, marked in the name. */
@Injectable()
export class EditionFiles {
  private readonly folder: string

  constructor(settings: Settings) {
    this.folder = resolve(settings.REPORTS_DIR)
  }

  pdfPath(edition: Named): string {
    return this.path(edition, 'pdf')
  }

  /** The bytes on disk, or null when there is no such file. */
  async readPdf(edition: Named): Promise<Buffer | null> {
    try {
      return await readFile(this.pdfPath(edition))
    } catch {
      return null
    }
  }

  /** Whether the page and the open data on disk are what they were. */
  async stand(edition: Edition, html: string): Promise<boolean> {
    try {
      const [data, page] = await Promise.all(
        ['json', 'html'].map((ending) => readFile(this.path(edition, ending), 'utf8')),
      )
      return data === edition.data && page === html
    } catch {
      return false
    }
  }

  /**
   * Writes each of the three whole or not at all: under another name first, then moved into its place.
   *
   * @throws NotKept when the folder cannot take them
   */
  async write(edition: Edition, html: string, pdf: Buffer): Promise<void> {
    try {
      await this.writeAll(edition, { json: edition.data, html, pdf })
    } catch (error) {
      throw new NotKept(this.folder, error)
    }
  }

  private async writeAll(edition: Named, contents: Record<string, string | Buffer>): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    for (const [ending, content] of Object.entries(contents)) {
      const path = this.path(edition, ending)
      await writeFile(`${path}.part`, content)
      await rename(`${path}.part`, path)
    }
  }

  private path(edition: Named, ending: string): string {
    return join(this.folder, editionFileName(edition, ending))
  }
}
