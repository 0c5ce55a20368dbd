import { Controller, Get, Req, StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { type Download, type ExportRequest, ExportsService } from '../../exports/exports.service.js'
import { Access } from '../../web/access.js'
import { Refused } from '../../web/problems.js'
import { actionFilter } from './list-query.js'
import { ListReader } from './list-reader.js'
import { chosenFilters } from './list-words.js'

/** The actions of a list, all pages of it, as a file. */
@ApiExcludeController()
@Controller()
export class ListDownloadsController {
  constructor(
    private readonly lists: ListReader,
    private readonly exports: ExportsService,
  ) {}

  @Get('actions.csv')
  @Access('export the register')
  async csv(@CurrentPerson() person: Person, @Req() { originalUrl }: Request): Promise<StreamableFile> {
    return sent(await this.exports.csv(person, await this.requestOf(person, originalUrl)))
  }

  @Get('actions.xlsx')
  @Access('export the register')
  async spreadsheet(
    @CurrentPerson() person: Person,
    @Req() { originalUrl }: Request,
  ): Promise<StreamableFile> {
    return sent(await this.exports.spreadsheet(person, await this.requestOf(person, originalUrl)))
  }

  /** @throws Refused rather than to hand out more than was asked for */
  private async requestOf(person: Person, url: string): Promise<ExportRequest> {
    const { at, read, choices } = await this.lists.understand(person, url)
    const wrong = [...read.errors, ...at.errors.map(({ text }) => ({ field: 'asAt', message: text }))]
    if (wrong.length > 0)
      throw new Refused(wrong.map(({ field, message }) => ({ field, message: `${message}.` })))
    const words = chosenFilters(read.query.filters, choices).map((one) => one.words)
    return { filter: actionFilter(read.query), asAt: at.asAt, words }
  }
}

function sent({ body, type, fileName }: Download): StreamableFile {
  const file = new StreamableFile(body, { type, disposition: `attachment; filename="${fileName}"` })
  // A file that breaks off must not look like one that has ended.
  return file.setErrorHandler((_, response) => {
    response.destroy?.()
  })
}
