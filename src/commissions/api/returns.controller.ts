import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { listOf, problemExample } from '../../register/api-examples.js'
import type { Page } from '../../register/register.service.js'
import { Access } from '../../web/access.js'
import { byAccount } from '../returns/answerer.js'
import { idInAddress } from './id-in-address.js'
import { AcceptBody, answerIn, PartAnswerBody, ReasonBody, SendBackBody } from './return.body.js'
import { ReturnsService } from '../returns/returns.service.js'
import { returnExample, returnSummaryExample } from './round-examples.js'
import type { ReturnSummary, ReturnView } from '../views.js'

@ApiTags('Commissions and returns')
@ApiBearerAuth()
@Controller('api/v1/returns')
export class ReturnsController {
  constructor(private readonly returns: ReturnsService) {}

  @Get()
  @Access('read commissions', 'answer returns')
  @ApiOperation({
    summary: 'The returns that you may read, of the open commissions and the last ones closed',
  })
  @ApiResponse({ status: 200, schema: { example: listOf(returnSummaryExample) } })
  async list(@CurrentPerson() person: Person): Promise<Page<ReturnSummary>> {
    const items = await this.returns.list(person)
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Get(':id')
  @Access('read commissions', 'answer returns')
  @ApiOperation({ summary: 'One return: its lines with their last positions and answers, and what keeps it' })
  @ApiParam({ name: 'id', example: 7 })
  @ApiResponse({ status: 200, schema: { example: returnExample } })
  @ApiResponse({ status: 404, schema: { example: problemExample(404) } })
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReturnView> {
    return this.returns.one(byAccount(person), idOf(id))
  }

  @Put(':id/parts/:part')
  @Access('answer returns')
  @ApiOperation({ summary: 'Save the answer of one line, or of the whole return; every saving is kept' })
  @ApiParam({ name: 'id', example: 7 })
  @ApiParam({ name: 'part', description: 'Ref of the line, or `whole`', example: 'AR13-PW-08' })
  @ApiResponse({ status: 200, schema: { example: { part: 'AR13-PW-08', saved: 1 } } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('part') part: string,
    @Body() body: PartAnswerBody,
  ): Promise<{ part: string; saved: number }> {
    const answer = answerIn(body, part)
    return { part, saved: await this.returns.save(byAccount(person), idOf(id), part, body.after, answer) }
  }

  @Post(':id/submit')
  @Access('answer returns')
  @ApiOperation({
    summary: 'Send the return: to the second person of the agency, or to the programme office',
  })
  @ApiParam({ name: 'id', example: 7 })
  @ApiResponse({ status: 201, schema: { example: returnExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async submit(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReturnView> {
    await this.returns.submit(byAccount(person), idOf(id))
    return this.one(person, id)
  }

  @Post(':id/sign-off')
  @Access('answer returns')
  @ApiOperation({ summary: 'Sign the return off, as a second person of the agency' })
  @ApiParam({ name: 'id', example: 7 })
  @ApiResponse({ status: 201, schema: { example: returnExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  async signOff(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReturnView> {
    await this.returns.signOff(byAccount(person), idOf(id))
    return this.one(person, id)
  }

  @Post(':id/sign-back')
  @Access('answer returns')
  @ApiOperation({ summary: 'Give the return back to the first person, as a second person of the agency' })
  @ApiParam({ name: 'id', example: 7 })
  @ApiResponse({ status: 201, schema: { example: returnExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async signBack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() { reason }: ReasonBody,
  ): Promise<ReturnView> {
    await this.returns.signBack(byAccount(person), idOf(id), reason)
    return this.one(person, id)
  }

  @Post(':id/accept')
  @Access('commission returns')
  @ApiOperation({ summary: 'Accept the return: every line becomes an update, all or none' })
  @ApiParam({ name: 'id', example: 7 })
  @ApiResponse({ status: 201, schema: { example: returnExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async accept(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() { seen }: AcceptBody,
  ): Promise<ReturnView> {
    await this.returns.accept(person, idOf(id), seen)
    return this.one(person, id)
  }

  @Post(':id/send-back')
  @Access('commission returns')
  @ApiOperation({ summary: 'Send the return back with a question: of the whole, of single lines, or both' })
  @ApiParam({ name: 'id', example: 7 })
  @ApiResponse({ status: 201, schema: { example: returnExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async sendBack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() { reason = null, questions = {} }: SendBackBody,
  ): Promise<ReturnView> {
    await this.returns.sendBack(person, idOf(id), reason, questions)
    return this.one(person, id)
  }
}

const idOf = (text: string) => idInAddress(text, 'There is no such return.')
