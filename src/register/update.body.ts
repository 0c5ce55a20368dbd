import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  isURL,
  Matches,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
  ValidatorConstraint,
} from 'class-validator'
import type { ValidatorConstraintInterface } from 'class-validator'
import { actionStatuses, type ActionStatus } from '../actions/action-status.js'
import { confidences, type Confidence } from '../actions/confidence.js'
import { isEvidenceAddress } from '../updates/evidence-files.address.js'
import { IsADay } from './actions.query.js'

/** The most characters that the longer texts of an update may have. */
export const longestTexts = { narrative: 20_000, nextStep: 20_000, reason: 2000 } as const
const longest = longestTexts.narrative
const text = (field: string) => ({ message: `${field} must be text.` })
const filled = (field: string) => ({ message: `${field} must not be empty.` })
const upTo = (field: string, length: number) => ({
  message: `${field} must have at most ${length} characters.`,
})

/** A link of the web, or a file of this service; whose file it is, the service asks. */
@ValidatorConstraint({ name: 'isALink' })
class IsALink implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string') return false
    const onTheWeb = { protocols: ['http', 'https'], require_protocol: true, require_tld: false }
    return isEvidenceAddress(value) || isURL(value, onTheWeb)
  }
}

export class EvidenceBody {
  @ApiProperty({ example: 'Workshop programme, 12 February 2014' })
  @IsString(text('title'))
  @Matches(/\S/u, filled('title'))
  @MaxLength(300, upTo('title', 300))
  title: string

  @ApiPropertyOptional({ example: 'https://www.example.org/workshop.pdf', nullable: true })
  @IsOptional()
  @Validate(IsALink, { message: 'url must be a link that begins with http:// or https://.' })
  @MaxLength(2000, upTo('url', 2000))
  url?: string | null
}

export class StepBody {
  @ApiProperty({ example: 'AR13-PW-08.a' })
  @IsString(text('ref'))
  @MaxLength(44, upTo('ref', 44))
  ref: string

  @ApiProperty({ enum: actionStatuses })
  @IsIn(actionStatuses, { message: `status must be one of ${actionStatuses.join(', ')}.` })
  status: ActionStatus
}

/** What a person says of one action. */
export class UpdateBody {
  @ApiProperty({ description: 'The revision that you read: 409 when the register has moved on', example: 2 })
  @IsInt({ message: 'revision must be the whole number that you read with the action.' })
  @Min(1, { message: 'revision must be the whole number that you read with the action.' })
  revision: number

  @ApiPropertyOptional({ enum: actionStatuses })
  @IsOptional()
  @IsIn(actionStatuses, { message: `status must be one of ${actionStatuses.join(', ')}.` })
  status?: ActionStatus

  @ApiPropertyOptional({ enum: confidences })
  @IsOptional()
  @IsIn(confidences, { message: `confidence must be one of ${confidences.join(', ')}.` })
  confidence?: Confidence

  @ApiProperty({ description: 'What has happened', example: 'The workshop was held on 12 February 2014.' })
  @IsString(text('narrative'))
  @Matches(/\S/u, filled('narrative'))
  @MaxLength(longest, upTo('narrative', longest))
  narrative: string

  @ApiPropertyOptional({ type: [EvidenceBody] })
  @IsOptional()
  @IsArray({ message: 'evidence must be a list of {title, url}.' })
  @ArrayMaxSize(50, { message: 'evidence must have at most 50 items.' })
  @IsObject({ each: true, message: 'each item of evidence must be {title, url}.' })
  @ValidateNested({ each: true, message: 'each item of evidence must be {title, url}.' })
  @Type(() => EvidenceBody)
  evidence?: EvidenceBody[]

  @ApiPropertyOptional({ example: 'Publish the notes of the workshop.' })
  @IsOptional()
  @IsString(text('nextStep'))
  @MaxLength(longestTexts.nextStep, upTo('nextStep', longestTexts.nextStep))
  nextStep?: string

  @ApiPropertyOptional({
    description:
      'A new end date; needs a reason, and from the second move on the agreement of the programme office: until then the answer holds it as dateChange',
    example: '2014-06-30',
  })
  @IsOptional()
  @Validate(IsADay, { message: 'timescaleEnd must be a day such as 2014-06-30.' })
  timescaleEnd?: string

  @ApiPropertyOptional({
    description: 'Why a date moves, a pause or a closure is agreed, an action is reopened',
  })
  @IsOptional()
  @IsString(text('reason'))
  @MaxLength(longestTexts.reason, upTo('reason', longestTexts.reason))
  reason?: string

  @ApiPropertyOptional({ description: 'Ref of the action that takes this one’s place' })
  @IsOptional()
  @IsString(text('supersededBy'))
  @MaxLength(40, upTo('supersededBy', 40))
  supersededBy?: string

  @ApiPropertyOptional({ type: [StepBody], description: 'Steps whose status moves with this update' })
  @IsOptional()
  @IsArray({ message: 'steps must be a list of {ref, status}.' })
  @ArrayMaxSize(100, { message: 'steps must have at most 100 items.' })
  @IsObject({ each: true, message: 'each step must be {ref, status}.' })
  @ValidateNested({ each: true, message: 'each step must be {ref, status}.' })
  @Type(() => StepBody)
  steps?: StepBody[]

  @ApiPropertyOptional({
    description: 'Slug of the agency that the statement is made for',
    example: 'home-office',
  })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, { message: 'onBehalfOf must be the slug of an agency.' })
  onBehalfOf?: string
}
