import { ApiProperty } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  Validate,
  ValidateNested,
} from 'class-validator'
import { IsADay } from '../../register/actions.query.js'
import type { CommissionQuestion, CommissionScope } from '../commission/commission.entity.js'
import { longest } from '../commission/commission-rules.js'
import type { NewCommission } from '../views.js'

const text = (field: string) => ({ message: `${field} must be text.` })
const day = (field: string) => ({ message: `${field} must be a day such as 2026-10-16.` })
const yesOrNo = (field: string) => ({ message: `${field} must be true or false.` })
const slugs = (field: string) => ({ each: true, message: `${field} must be a list of slugs.` })
const list = (field: string) => ({ message: `${field} must be a list.` })
const longestScope = 200

export class QuestionBody implements CommissionQuestion {
  @ApiProperty({ description: 'Short and stable: answers are kept under it', example: 'risks' })
  @IsString(text('key'))
  @MaxLength(longest.key, { message: `key must have at most ${longest.key} characters.` })
  key: string

  @ApiProperty({ example: 'What could keep this from being done in time?' })
  @IsString(text('text'))
  @MaxLength(longest.question, { message: `text must have at most ${longest.question} characters.` })
  text: string

  @ApiProperty({ enum: ['line', 'return'], description: 'Asked of each line, or once of the whole return' })
  @IsIn(['line', 'return'], { message: 'of must be line or return.' })
  of: 'line' | 'return'

  @ApiProperty()
  @IsBoolean(yesOrNo('required'))
  required: boolean
}

export class ScopeBody implements CommissionScope {
  @ApiProperty({ description: 'Slugs of plans; empty for all', example: ['annual-report-2013'] })
  @IsArray(list('plans'))
  @ArrayMaxSize(longestScope, { message: `plans must have at most ${longestScope} items.` })
  @Matches(/^[a-z0-9-]+$/u, slugs('plans'))
  plans: string[]

  @ApiProperty({ description: 'Slugs of agencies, each with the units below it; empty for all', example: [] })
  @IsArray(list('agencies'))
  @ArrayMaxSize(longestScope, { message: `agencies must have at most ${longestScope} items.` })
  @Matches(/^[a-z0-9-]+$/u, slugs('agencies'))
  agencies: string[]

  @ApiProperty({ description: 'Only actions that are still open' })
  @IsBoolean(yesOrNo('openOnly'))
  openOnly: boolean

  @ApiProperty({ description: 'A filter as the list of actions has it', example: 'status=in_progress' })
  @IsString(text('filter'))
  filter: string
}

/** What the programme office asks for. */
export class CommissionBody implements NewCommission {
  @ApiProperty({ example: 'Quarter 2 of 2026-27', maxLength: longest.title })
  @IsString(text('title'))
  title: string

  @ApiProperty({ description: 'First day of the period that is reported', example: '2026-07-01' })
  @Validate(IsADay, day('periodStart'))
  periodStart: string

  @ApiProperty({ description: 'Its last day', example: '2026-09-30' })
  @Validate(IsADay, day('periodEnd'))
  periodEnd: string

  @ApiProperty({ description: 'The agencies can answer from this day', example: '2026-10-01' })
  @Validate(IsADay, day('opensOn'))
  opensOn: string

  @ApiProperty({ description: 'The agencies’ deadline', example: '2026-10-22' })
  @Validate(IsADay, day('dueOn'))
  dueOn: string

  @ApiProperty({ description: 'By this day every return is accepted or sent back', example: '2026-10-29' })
  @Validate(IsADay, day('signOffBy'))
  signOffBy: string

  @ApiProperty({ description: 'The cut-off of the report', example: '2026-11-02' })
  @Validate(IsADay, day('freezeOn'))
  freezeOn: string

  @ApiProperty({ description: 'The day of the report', example: '2026-11-09' })
  @Validate(IsADay, day('reportingDate'))
  reportingDate: string

  @ApiProperty({ type: [QuestionBody] })
  @IsArray(list('questions'))
  @IsObject({ each: true, message: 'each question must be {key, text, of, required}.' })
  @ValidateNested({ each: true, message: 'each question must be {key, text, of, required}.' })
  @Type(() => QuestionBody)
  questions: QuestionBody[]

  @ApiProperty({ type: ScopeBody })
  @IsObject({ message: 'scope must be {plans, agencies, openOnly, filter}.' })
  @ValidateNested({ message: 'scope must be {plans, agencies, openOnly, filter}.' })
  @Type(() => ScopeBody)
  scope: ScopeBody
}
