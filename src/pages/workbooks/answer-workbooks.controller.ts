import { Controller, Get, Param, Post, Req, type StreamableFile, UseFilters, UseGuards } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { Public } from '../../web/access.js'
import type { PageAnswer, RedirectAnswer } from '../../web/pages/page.js'
import { AnswerFilter } from '../returns/answer.filter.js'
import { BrowserOnly } from '../sign-in/browser-only.guard.js'
import { ReturnDoors } from './return-doors.js'
import { workbookForm } from './workbook.form.page.js'
import { confirmWorkbook, problemFile, sentWorkbook, showWorkbook, takeWorkbook } from './workbook-journey.js'

/** The same for whoever was sent a link: it opens one return. */
@ApiExcludeController()
@Controller('answer/:token')
@Public()
@UseGuards(BrowserOnly)
@UseFilters(AnswerFilter)
export class AnswerWorkbooksController {
  constructor(private readonly doors: ReturnDoors) {}

  @Get('workbook.xlsx')
  async file(@Param('token') token: string): Promise<StreamableFile> {
    return sentWorkbook(await (await this.doors.ofLink(token)).make())
  }

  @Get('workbook')
  async form(@Param('token') token: string): Promise<PageAnswer> {
    return workbookForm(await this.doors.ofLink(token))
  }

  @Post('workbook')
  async take(@Param('token') token: string, @Req() request: Request): Promise<PageAnswer | RedirectAnswer> {
    return takeWorkbook(await this.doors.ofLink(token), request)
  }

  @Get('workbook/:load')
  async show(@Param('token') token: string, @Param('load') load: string): Promise<PageAnswer> {
    return showWorkbook(await this.doors.ofLink(token), load)
  }

  @Post('workbook/:load')
  async confirm(
    @Param('token') token: string,
    @Param('load') load: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    return confirmWorkbook(await this.doors.ofLink(token), load)
  }

  @Get('workbook/:load/problems.csv')
  async problems(@Param('token') token: string, @Param('load') load: string): Promise<StreamableFile> {
    return problemFile(await this.doors.ofLink(token), load)
  }
}
