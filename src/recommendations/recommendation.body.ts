import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { IsIn, IsInt, IsOptional, IsString, Matches, MaxLength, Min, Validate } from 'class-validator'
import { AsAtQuery, IsADay } from '../register/actions.query.js'
import { type AnswerFilter, answerFilters } from './answer-filter.js'
import { type Addressee, addressees, type PanelAnswer, panelAnswers } from './panel-recommendation.entity.js'
import { longest } from './recommendation-rules.js'

const text = (field: string) => ({ message: `${field} must be text.` })
const day = (field: string) => ({ message: `${field} must be a day such as 2013-07-04.` })
const upTo = (field: keyof typeof longest) => ({
  message: `${field} must have at most ${longest[field]} characters.`,
})

export class RecommendationsQuery extends AsAtQuery {
  @ApiPropertyOptional({
    enum: answerFilters,
    description: 'open: not answered; overdue: not answered in time; answered',
  })
  @IsOptional()
  @IsIn(answerFilters, { message: `state must be one of ${answerFilters.join(', ')}.` })
  state?: AnswerFilter
}

/** What a panel has recommended. */
export class RecommendationBody {
  @ApiProperty({
    example: 'Sustainable Communities Overview and Scrutiny Panel',
    maxLength: longest.panel,
  })
  @IsString(text('panel'))
  @MaxLength(longest.panel, upTo('panel'))
  panel: string

  @ApiProperty({ description: 'The day of the meeting', example: '2026-09-10' })
  @Validate(IsADay, day('madeOn'))
  madeOn: string

  @ApiProperty({ description: 'As in the minutes', example: 'A', maxLength: longest.label })
  @IsString(text('label'))
  @MaxLength(longest.label, upTo('label'))
  label: string

  @ApiProperty({ description: 'The panel’s own words', example: 'That Cabinet reports back in six months.' })
  @IsString(text('text'))
  @MaxLength(longest.text, upTo('text'))
  text: string

  @ApiProperty({
    enum: addressees,
    description: 'executive: an answer within two months of receipt; partner: within 28 days',
  })
  @IsIn(addressees, { message: `addressee must be one of ${addressees.join(', ')}.` })
  addressee: Addressee

  @ApiPropertyOptional({
    description: 'Slug of the partner that it is addressed to',
    example: 'metropolitan-police-service',
  })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, { message: 'agency must be a slug: small letters, digits and hyphens.' })
  agency?: string

  @ApiProperty({ description: 'The day on which the addressee received it', example: '2026-09-14' })
  @Validate(IsADay, day('receivedOn'))
  receivedOn: string

  @ApiPropertyOptional({ description: 'Where it stands on record', example: 'Minutes, item 6' })
  @IsOptional()
  @IsString(text('source'))
  @MaxLength(longest.source, upTo('source'))
  source?: string
}

/** The answer to a recommendation, or what was done since. */
export class ReplyBody {
  @ApiPropertyOptional({ enum: panelAnswers, description: 'Left out, it tells only what was done' })
  @IsOptional()
  @IsIn(panelAnswers, { message: `answer must be one of ${panelAnswers.join(', ')}.` })
  answer?: PanelAnswer

  @ApiPropertyOptional({ description: 'Why it is rejected, or accepted only in part: needed with these' })
  @IsOptional()
  @IsString(text('reason'))
  @MaxLength(longest.reason, upTo('reason'))
  reason?: string

  @ApiPropertyOptional({ description: 'Who answers for carrying it out', maxLength: longest.responsible })
  @IsOptional()
  @IsString(text('responsible'))
  @MaxLength(longest.responsible, upTo('responsible'))
  responsible?: string

  @ApiPropertyOptional({ description: 'By when it is to be carried out', example: '2027-03-31' })
  @IsOptional()
  @Validate(IsADay, day('dueOn'))
  dueOn?: string

  @ApiPropertyOptional({ description: 'What was done', example: 'The report went to Cabinet.' })
  @IsOptional()
  @IsString(text('done'))
  @MaxLength(longest.done, upTo('done'))
  done?: string

  @ApiProperty({ description: 'The day on which it was said', example: '2026-10-05' })
  @Validate(IsADay, day('saidOn'))
  saidOn: string

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: 'Number of the last reply that you have read, 0 for none: 409 when more was said since',
    example: 0,
  })
  @IsOptional()
  @IsInt({ message: 'after must be the whole number of the last reply that you have read.' })
  @Min(0, { message: 'after must be the whole number of the last reply that you have read.' })
  after?: number
}
