import { Controller, Get, Param, Post, Req, type StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access } from '../../web/access.js'
import type { PageAnswer, RedirectAnswer } from '../../web/pages/page.js'
import { Refused } from '../../web/problems.js'
import { ListWorkbooks } from '../../workbooks/list-workbooks.service.js'
import { actionFilter } from '../actions/list-query.js'
import { ListReader } from '../actions/list-reader.js'
import { chosenFilters } from '../actions/list-words.js'
import { ListDoors } from './list-door.js'
import { workbookForm } from './workbook.form.page.js'
import { confirmWorkbook, problemFile, sentWorkbook, showWorkbook, takeWorkbook } from './workbook-journey.js'

/** A list of actions as a workbook that is filled in and loaded back. */
@ApiExcludeController()
@Controller('actions')
@Access('update actions')
export class ListWorkbooksController {
  constructor(
    private readonly lists: ListReader,
    private readonly workbooks: ListWorkbooks,
    private readonly doors: ListDoors,
  ) {}

  /** @throws Refused rather than to hand out more than was asked for */
  @Get('workbook.xlsx')
  async file(@CurrentPerson() person: Person, @Req() { originalUrl }: Request): Promise<StreamableFile> {
    const { at, read, choices } = await this.lists.understand(person, originalUrl)
    const wrong = [...read.errors, ...at.errors.map(({ text }) => ({ field: 'asAt', message: text }))]
    if (wrong.length > 0)
      throw new Refused(wrong.map(({ field, message }) => ({ field, message: `${message}.` })))
    if (at.moment !== null) {
      throw new Refused([
        {
          field: 'asAt',
          message: 'A past day can be read and not answered: take the workbook from the list of today.',
        },
      ])
    }
    const words = chosenFilters(read.query.filters, choices).map((one) => one.words)
    return sentWorkbook(await this.workbooks.make(person, actionFilter(read.query), words))
  }

  @Get('workbook')
  form(@CurrentPerson() person: Person): Promise<PageAnswer> {
    return workbookForm(this.doors.of(person))
  }

  @Post('workbook')
  take(@CurrentPerson() person: Person, @Req() request: Request): Promise<PageAnswer | RedirectAnswer> {
    return takeWorkbook(this.doors.of(person), request)
  }

  @Get('workbook/:load')
  show(@CurrentPerson() person: Person, @Param('load') load: string): Promise<PageAnswer> {
    return showWorkbook(this.doors.of(person), load)
  }

  @Post('workbook/:load')
  confirm(
    @CurrentPerson() person: Person,
    @Param('load') load: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    return confirmWorkbook(this.doors.of(person), load)
  }

  @Get('workbook/:load/problems.csv')
  problems(@CurrentPerson() person: Person, @Param('load') load: string): Promise<StreamableFile> {
    return problemFile(this.doors.of(person), load)
  }
}
