import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { listOf, textOf, type Typed } from '../typed-text.js'
import { BulkJourney } from './bulk-journey.js'
import { readBulk, readKind, type TypedBulk } from './bulk.form.js'
import { ListReader } from './list-reader.js'
import { mostAtOnce, showList } from './list.presenter.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** The status, the confidence or the target date of many actions at once. */
@ApiExcludeController()
@Controller('bulk-update')
export class BulkController {
  constructor(
    private readonly journey: BulkJourney,
    private readonly lists: ListReader,
  ) {}

  /** From the list, with the actions that were ticked there, or all that match. */
  @Get()
  @Access('update actions')
  async begin(@CurrentPerson() person: Person, @Query() query: Typed): Answer {
    const list = textOf(query, 'list')
    const change = readKind(query)
    if (change === null) return redirectTo(paths.actionList(list))
    const chosen = await this.chosen(person, query, list)
    if ('wrong' in chosen) return this.backToList(person, list, chosen.wrong)
    const form = await this.journey.begin(person, change, chosen.refs, list)
    return form ?? this.backToList(person, list, 'Select actions that your account lets you update')
  }

  @Post('answers')
  @HttpCode(200)
  @Access('update actions')
  answers(@CurrentPerson() person: Person, @Body() body: Typed): Answer {
    return this.withForm(body, (typed) => this.journey.answers(person, typed))
  }

  @Post('check')
  @HttpCode(200)
  @Access('update actions')
  check(@CurrentPerson() person: Person, @Body() body: Typed): Answer {
    return this.withForm(body, (typed) => this.journey.check(person, typed))
  }

  @Post('save')
  @Access('update actions')
  save(@CurrentPerson() person: Person, @Body() body: Typed): Answer {
    return this.withForm(body, (typed) => this.journey.save(person, typed))
  }

  /** A form without actions leads back to where they are selected. */
  private async withForm(body: Typed, go: (typed: TypedBulk) => Answer): Answer {
    const typed = readBulk(body)
    return typed === null || typed.chosen.length > mostAtOnce ? redirectTo(paths.actions()) : go(typed)
  }

  /** The actions that were ticked, or all that the list finds; or what is wrong with that choice. */
  private async chosen(
    person: Person,
    query: Typed,
    list: string,
  ): Promise<{ refs: string[] } | { wrong: string }> {
    if (textOf(query, 'all') !== 'yes') return checked([...new Set(listOf(query, 'action'))])
    const request = await this.lists.understand(person, paths.actionList(list))
    // What the list cannot be narrowed by would make it longer than the person believes.
    const wrong = request.read.errors[0] ?? null
    if (wrong !== null) return { wrong: wrong.message }
    const { items, total } = await this.lists.matching(person, request, mostAtOnce)
    return total > mostAtOnce ? tooMany : checked(items.map(({ ref }) => ref))
  }

  private async backToList(person: Person, list: string, wrong: string): Promise<PageAnswer> {
    const request = await this.lists.understand(person, paths.actionList(list))
    const reading = await this.lists.find(person, request)
    return showList({ ...reading, further: wrong })
  }
}

const tooMany = { wrong: `Select at most ${mostAtOnce} actions at once: narrow the list first` }

function checked(refs: string[]): { refs: string[] } | { wrong: string } {
  if (refs.length === 0) return { wrong: 'Select at least one action' }
  return refs.length > mostAtOnce ? tooMany : { refs }
}
