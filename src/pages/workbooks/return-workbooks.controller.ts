import { Controller, Get, Param, Post, Req, type StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { idInAddress } from '../../commissions/api/id-in-address.js'
import { Access } from '../../web/access.js'
import type { PageAnswer, RedirectAnswer } from '../../web/pages/page.js'
import { ReturnDoors } from './return-doors.js'
import type { WorkbookDoor } from './workbook-door.js'
import { workbookForm } from './workbook.form.page.js'
import { confirmWorkbook, problemFile, sentWorkbook, showWorkbook, takeWorkbook } from './workbook-journey.js'

/** A return as a workbook that is filled in and loaded back, for people with an account. */
@ApiExcludeController()
@Controller('returns')
@Access('answer returns')
export class ReturnWorkbooksController {
  constructor(private readonly doors: ReturnDoors) {}

  @Get(':id/workbook.xlsx')
  async file(@CurrentPerson() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    return sentWorkbook(await this.at(person, id).make())
  }

  @Get(':id/workbook')
  form(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    return workbookForm(this.at(person, id))
  }

  @Post(':id/workbook')
  take(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    return takeWorkbook(this.at(person, id), request)
  }

  @Get(':id/workbook/:load')
  show(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('load') load: string,
  ): Promise<PageAnswer> {
    return showWorkbook(this.at(person, id), load)
  }

  @Post(':id/workbook/:load')
  confirm(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('load') load: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    return confirmWorkbook(this.at(person, id), load)
  }

  @Get(':id/workbook/:load/problems.csv')
  problems(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('load') load: string,
  ): Promise<StreamableFile> {
    return problemFile(this.at(person, id), load)
  }

  private at(person: Person, id: string): WorkbookDoor {
    return this.doors.ofAccount(person, idInAddress(id, 'There is no such return.'))
  }
}
