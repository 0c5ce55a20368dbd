import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Injectable } from '@nestjs/common'
import { Settings } from '../config/settings.js'
import type { Edition } from './edition.entity.js'
import { NotKept } from './report-errors.js'

/** Keeps printed editions in the reports folder: the PDF, its HTML twin and the open data, marked in the name. */
@Injectable()
export class EditionFiles {
  private readonly folder: string

  constructor(settings: Settings) {
    this.folder = resolve(settings.REPORTS_DIR)
  }

  pdfPath(id: string): string {
    return this.path(id, 'pdf')
  }

  /** The bytes on disk, or null when there is no such file. */
  async readPdf(id: string): Promise<Buffer | null> {
    try {
      return await readFile(this.pdfPath(id))
    } catch {
      return null
    }
  }

  /** Whether the page and the open data on disk are what they were. */
  async stand(edition: Edition, html: string): Promise<boolean> {
    try {
      const [data, page] = await Promise.all(
        ['json', 'html'].map((ending) => readFile(this.path(edition.id, ending), 'utf8')),
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
      await this.writeAll(edition, html, pdf)
    } catch (error) {
      throw new NotKept(this.folder, error)
    }
  }

  private async writeAll(edition: Edition, html: string, pdf: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const contents: [string, string | Buffer][] = [
      ['json', edition.data],
      ['html', html],
      ['pdf', pdf],
    ]
    for (const [ending, content] of contents) {
      const path = this.path(edition.id, ending)
      await writeFile(`${path}.part`, content)
      await rename(`${path}.part`, path)
    }
  }

  private path(id: string, ending: string): string {
    return join(this.folder, `${id}-OFFICIAL.${ending}`)
  }
}
