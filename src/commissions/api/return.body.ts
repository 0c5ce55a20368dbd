import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Min,
  Validate,
  ValidateNested,
  ValidatorConstraint,
} from 'class-validator'
import type { ValidatorConstraintInterface } from 'class-validator'
import { actionStatuses, type ActionStatus } from '../../actions/action-status.js'
import { confidences, type Confidence } from '../../actions/confidence.js'
import { IsADay } from '../../register/actions.query.js'
import { EvidenceBody } from '../../register/update.body.js'
import { Refused } from '../../web/problems.js'
import { type LineAnswer, noAnswer, wholePart, type WholeAnswer } from '../returns/return-lines.js'

const text = (field: string) => ({ message: `${field} must be text.` })
const mostKeys = 2000

@ValidatorConstraint({ name: 'isTexts' })
class IsTexts implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isMapOf(value, (item) => typeof item === 'string')
  }
}

@ValidatorConstraint({ name: 'isRevisions' })
class IsRevisions implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isMapOf(value, (item) => Number.isInteger(item))
  }
}

function isMapOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const items = Object.values(value)
  return items.length <= mostKeys && items.every(isItem)
}

/** The answer to one part of a return: a line, or what is asked of the whole. */
export class PartAnswerBody {
  @ApiProperty({
    description: 'Number of the saving that you have read, 0 for none: 409 when somebody has saved since',
    example: 0,
  })
  @IsInt({ message: 'after must be the whole number of the saving that you have read.' })
  @Min(0, { message: 'after must be the whole number of the saving that you have read.' })
  after: number

  @ApiPropertyOptional({ description: '“Nothing to report”: nothing else is given with it' })
  @IsOptional()
  @IsBoolean({ message: 'nothingToReport must be true or false.' })
  nothingToReport?: boolean

  @ApiPropertyOptional({ description: 'What has happened', example: 'The workshop was held on 2 October.' })
  @IsOptional()
  @IsString(text('narrative'))
  narrative?: string

  @ApiPropertyOptional({ enum: actionStatuses, description: 'Only leads give it' })
  @IsOptional()
  @IsIn(actionStatuses, { message: `status must be one of ${actionStatuses.join(', ')}.` })
  status?: ActionStatus | null

  @ApiPropertyOptional({ enum: confidences, description: 'Only leads give it' })
  @IsOptional()
  @IsIn(confidences, { message: `confidence must be one of ${confidences.join(', ')}.` })
  confidence?: Confidence | null

  @ApiPropertyOptional({ type: [EvidenceBody] })
  @IsOptional()
  @IsArray({ message: 'evidence must be a list of {title, url}.' })
  @ArrayMaxSize(50, { message: 'evidence must have at most 50 items.' })
  @IsObject({ each: true, message: 'each item of evidence must be {title, url}.' })
  @ValidateNested({ each: true, message: 'each item of evidence must be {title, url}.' })
  @Type(() => EvidenceBody)
  evidence?: EvidenceBody[]

  @ApiPropertyOptional({ example: 'Publish the notes.' })
  @IsOptional()
  @IsString(text('nextStep'))
  nextStep?: string | null

  @ApiPropertyOptional({ description: 'A new end date; only leads give it', example: '2027-03-31' })
  @IsOptional()
  @Validate(IsADay, { message: 'end must be a day such as 2027-03-31.' })
  end?: string | null

  @ApiPropertyOptional({ description: 'Why the status or the date moves' })
  @IsOptional()
  @IsString(text('reason'))
  reason?: string | null

  @ApiPropertyOptional({ description: 'Answers to the commission’s questions, by their keys' })
  @IsOptional()
  @Validate(IsTexts, { message: 'questions must be texts by the keys of the questions.' })
  questions?: Record<string, string>
}

/**
 * The answer that the body gives to that part.
 *
 * @throws Refused where it says what the part does not take: no word of it is left out unseen
 */
export function answerIn(body: PartAnswerBody, part: string): LineAnswer | WholeAnswer {
  const questions = body.questions ?? {}
  if (part === wholePart) {
    refuseMore(
      body,
      ['after', 'questions'],
      'The whole return takes answers to its questions, and nothing else.',
    )
    return { questions }
  }
  if (body.nothingToReport === true) {
    const message = 'With “nothing to report” nothing else is given.'
    refuseMore(body, ['after', 'nothingToReport'], message)
  }
  const { evidence = [], ...given } = body
  return {
    ...noAnswer,
    nothingToReport: given.nothingToReport ?? false,
    narrative: given.narrative ?? '',
    status: given.status ?? null,
    confidence: given.confidence ?? null,
    evidence: evidence.map(({ title, url = null }) => ({ title, url })),
    nextStep: given.nextStep ?? null,
    end: given.end ?? null,
    reason: given.reason ?? null,
    questions,
  }
}

function refuseMore(body: PartAnswerBody, taken: readonly string[], message: string): void {
  const more = Object.entries(body)
    .filter(([field, value]) => !taken.includes(field) && saysSomething(value))
    .map(([field]) => ({ field, message }))
  if (more.length > 0) throw new Refused(more)
}

function saysSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value === 'object' && value !== null) return Object.values(value).some(saysSomething)
  return value === true
}

export class ReasonBody {
  @ApiProperty({ example: 'The figure for May is missing.' })
  @IsString(text('reason'))
  reason: string
}

export class AcceptBody {
  @ApiProperty({
    description: 'By ref, `currentRevision` of each line as you read it: 409 when one has moved on',
    example: { 'AR13-PW-08': 2 },
  })
  @Validate(IsRevisions, { message: 'seen must be revisions by the refs of the lines.' })
  seen: Record<string, number>
}

export class SendBackBody {
  @ApiPropertyOptional({ description: 'What is asked of the whole return' })
  @IsOptional()
  @IsString(text('reason'))
  reason?: string | null

  @ApiPropertyOptional({
    description: 'What is asked of single lines, by their refs',
    example: { 'AR13-PW-08': 'Since when?' },
  })
  @IsOptional()
  @Validate(IsTexts, { message: 'questions must be texts by the refs of the lines.' })
  questions?: Record<string, string>
}
