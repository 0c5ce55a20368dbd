import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound } from '../../web/problems.js'
import { paths } from '../paths.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { ListReader } from './list-reader.js'
import { listOf } from './list.presenter.js'
import { deleteViewPage, newViewPage, renameViewPage, savedViewsPage } from './saved-views.presenter.js'
import { type SavedViewLink, SavedViews, ViewRefused } from './saved-views.service.js'

/** A person's own views of the list of actions: kept, renamed, deleted. */
@ApiExcludeController()
@Controller('saved-views')
export class SavedViewsController {
  constructor(
    private readonly views: SavedViews,
    private readonly lists: ListReader,
  ) {}

  @Get()
  @Access('read the register')
  async all(@CurrentPerson() person: Person): Promise<PageAnswer> {
    const views = await this.views.of(person)
    const described = views.map(async (view) => ({ view, request: await this.requestOf(person, view.query) }))
    return savedViewsPage(await Promise.all(described))
  }

  @Get('new')
  @Access('read the register')
  async form(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    return newViewPage(await this.requestOf(person, textOf(query, 'list')), { name: '', error: null })
  }

  @Post('new')
  @Access('read the register')
  async save(@CurrentPerson() person: Person, @Body() body: Typed): Promise<PageAnswer | RedirectAnswer> {
    const name = lineOf(body, 'name')
    const request = await this.requestOf(person, textOf(body, 'list'))
    // What the address cannot mean is not kept.
    const list = listOf(request.at, request.read.query)
    const error = await refusalOf(this.views.save(person, name, list))
    if (error !== null) return newViewPage(request, { name, error })
    return redirectTo(paths.actionList(list), `View “${name}” saved`)
  }

  @Get(':id/rename')
  @Access('read the register')
  async renaming(
    @CurrentPerson() person: Person,
    @Param('id', ParseIntPipe) id: number,
  ): Promise<PageAnswer> {
    const view = await this.viewOf(person, id)
    return renameViewPage(view, { name: view.name, error: null })
  }

  @Post(':id/rename')
  @Access('read the register')
  async rename(
    @CurrentPerson() person: Person,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const view = await this.viewOf(person, id)
    const name = lineOf(body, 'name')
    const error = await refusalOf(this.views.rename(person, id, name))
    if (error !== null) return renameViewPage(view, { name, error })
    return redirectTo(paths.savedViews(), `View “${view.name}” is now called “${name}”`)
  }

  @Get(':id/delete')
  @Access('read the register')
  async deleting(
    @CurrentPerson() person: Person,
    @Param('id', ParseIntPipe) id: number,
  ): Promise<PageAnswer> {
    return deleteViewPage(await this.viewOf(person, id))
  }

  @Post(':id/delete')
  @Access('read the register')
  async delete(
    @CurrentPerson() person: Person,
    @Param('id', ParseIntPipe) id: number,
  ): Promise<RedirectAnswer> {
    const view = await this.viewOf(person, id)
    await this.views.delete(person, id)
    return redirectTo(paths.savedViews(), `View “${view.name}” deleted`)
  }

  private requestOf(person: Person, list: string) {
    return this.lists.understand(person, paths.actionList(list))
  }

  /** @throws NotFound when the person has no view with that number: those of others are nobody's business */
  private async viewOf(person: Person, id: number): Promise<SavedViewLink> {
    const view = await this.views.find(person, id)
    if (!view) throw new NotFound('You have no such saved view. It may have been deleted.')
    return view
  }
}

/** The sentence of a refusal; null where there was none. */
async function refusalOf(done: Promise<void>): Promise<string | null> {
  try {
    await done
    return null
  } catch (error) {
    if (error instanceof ViewRefused) return error.message
    throw error
  }
}
