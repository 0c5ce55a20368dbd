import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access } from '../../web/access.js'
import type { PageAnswer, RedirectAnswer } from '../../web/pages/page.js'
import type { Typed } from '../typed-text.js'
import { UpdateJourney } from './update-journey.js'
import { uploadsOf } from './update-uploads.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** The journey of updating an action. */
@ApiExcludeController()
@Controller('actions/:ref/update')
export class UpdateController {
  constructor(private readonly journey: UpdateJourney) {}

  @Get()
  @Access('update actions')
  form(@CurrentPerson() person: Person, @Param('ref') ref: string): Answer {
    return this.journey.form(person, ref)
  }

  @Post()
  @Access('update actions')
  take(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
    @Body() body: Typed,
    @Req() request: Request,
  ): Answer {
    return this.journey.take(person, ref, body, uploadsOf(request))
  }

  @Get('check')
  @Access('update actions')
  check(@CurrentPerson() person: Person, @Param('ref') ref: string): Answer {
    return this.journey.check(person, ref)
  }

  @Post('check')
  @Access('update actions')
  record(@CurrentPerson() person: Person, @Param('ref') ref: string, @Body() body: Typed): Answer {
    return this.journey.record(person, ref, body)
  }

  @Post('carry-on')
  @Access('update actions')
  carryOn(@CurrentPerson() person: Person, @Param('ref') ref: string, @Body() body: Typed): Answer {
    return this.journey.carryOn(person, ref, body)
  }

  @Get('discard')
  @Access('update actions')
  askToDiscard(@CurrentPerson() person: Person, @Param('ref') ref: string): Answer {
    return this.journey.askToDiscard(person, ref)
  }

  @Post('discard')
  @Access('update actions')
  discard(@CurrentPerson() person: Person, @Param('ref') ref: string): Answer {
    return this.journey.discard(person, ref)
  }
}
