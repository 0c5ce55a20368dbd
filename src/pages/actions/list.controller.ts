import { Controller, Get, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { pagesOf } from '../paging.js'
import { paths } from '../paths.js'
import { addressQuery } from './list-query.js'
import { ListReader } from './list-reader.js'
import { showList } from './list.presenter.js'

/** The list of actions: searched, filtered, sorted, by pages, on any day. */
@ApiExcludeController()
@Controller('actions')
export class ListController {
  constructor(private readonly lists: ListReader) {}

  @Get()
  @Access('read the register')
  async list(
    @CurrentPerson() person: Person,
    @Req() { originalUrl }: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const request = await this.lists.understand(person, originalUrl)
    const tidier = this.lists.tidy(request)
    if (tidier !== null) return redirectTo(tidier)
    const reading = await this.lists.find(person, request)
    const { page, pageSize, total } = reading.found
    if (page <= pagesOf(total, pageSize)) return showList(reading)
    const first = { ...addressQuery({ ...request.read.query, page: 1 }), asAt: request.at.asAt }
    return redirectTo(paths.actions(first))
  }
}
