import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { Transform } from 'class-transformer'
import {
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  Validate,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
  type ValidationArguments,
} from 'class-validator'
import { asAtMessage, IsAsAt } from '../../register/actions.query.js'
import { type EditionState, editionStates } from '../editions/edition-state.js'
import { type Audience, audiences, reportKinds, type ReportKind } from '../editions/edition.entity.js'
import { editionMarkings } from '../editions/marking.js'
import { legibleTitle, unfitTitle } from '../shared/printable.js'

/** A title that the fonts of the reports can print. */
@ValidatorConstraint()
class IsPrintableTitle implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value !== 'string' || unfitTitle(value) === null
  }

  defaultMessage({ value }: ValidationArguments): string {
    return unfitTitle(String(value)) ?? ''
  }
}

/** The report that is asked for. */
export class ReportBody {
  @ApiProperty({ enum: reportKinds })
  @IsIn(reportKinds, { message: `kind must be one of ${reportKinds.join(', ')}.` })
  kind: ReportKind

  @ApiProperty({
    description: 'The cut-off: a day (all of it, in London) or an instant',
    example: '2013-12-31',
  })
  @Validate(IsAsAt, asAtMessage)
  asAt: string

  @ApiPropertyOptional({
    description: 'Slug of a council’s plan; needed for scrutiny',
    example: 'merton-2013',
  })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, { message: 'plan must be a slug: small letters, digits and hyphens.' })
  plan?: string

  @ApiPropertyOptional({ description: 'A title in place of the usual one', maxLength: 200 })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? legibleTitle(value) : value))
  @IsString({ message: 'title must be text.' })
  @Matches(/\S/u, { message: 'title must not be empty.' })
  @MaxLength(200, { message: 'title must have at most 200 characters.' })
  @Validate(IsPrintableTitle)
  title?: string

  @ApiPropertyOptional({
    enum: audiences,
    description: 'Whom it is for; without it ministers for img and panel for scrutiny',
  })
  @IsOptional()
  @IsIn(audiences, { message: `audience must be one of ${audiences.join(', ')}.` })
  audience?: Audience

  @ApiPropertyOptional({
    enum: editionMarkings,
    description: 'Without it OFFICIAL; a public edition has none',
  })
  @IsOptional()
  @IsIn(editionMarkings, { message: `marking must be one of ${editionMarkings.join(', ')}.` })
  marking?: string

  @ApiPropertyOptional({
    description: 'Id of an earlier report of the same kind and plan whose words it begins with',
    example: 'img-2013-09-30-0a1b2c3d4e5f',
  })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,120}$/u, { message: 'wordsOf must be the id of a report.' })
  wordsOf?: string
}

/** What is written into a part of a report. */
export class PartBody {
  @ApiProperty({ description: 'The revision that you read; 0 where nothing was saved yet', example: 0 })
  @IsInt({ message: 'revision must be a whole number.' })
  @Min(0, { message: 'revision must be a whole number.' })
  revision: number

  @ApiProperty({
    description: 'As GET /reports/ID/parts gives it: {text}, {items}, {rows} or {ground, text}',
    type: 'object',
    additionalProperties: true,
    example: { text: 'Two of the **five** actions are under way.' },
  })
  @IsObject({ message: 'content must be an object, such as {"text": "..."}.' })
  content: Record<string, unknown>
}

/** A move of a report to another state. */
export class MoveBody {
  @ApiProperty({ enum: editionStates })
  @IsIn(editionStates, { message: `to must be one of ${editionStates.join(', ')}.` })
  to: EditionState

  @ApiPropertyOptional({ description: 'Needed to send back, to reopen and to withdraw', maxLength: 2000 })
  @IsOptional()
  @IsString({ message: 'reason must be text.' })
  @MaxLength(2000, { message: 'reason must have at most 2000 characters.' })
  reason?: string

  @ApiPropertyOptional({ description: 'Id of the issued report that takes the place of a withdrawn one' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,120}$/u, { message: 'successor must be the id of a report.' })
  successor?: string
}

/** Which page of a report goes out alone; without either it is the whole report. */
export class VariantQuery {
  @ApiPropertyOptional({ description: 'Slug of a lead department: its page alone', example: 'home-office' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,100}$/u, { message: 'lead must be the slug of an agency.' })
  lead?: string

  @ApiPropertyOptional({
    enum: ['box', 'exempt'],
    description:
      'The one page for a minister’s box, or the part of a council’s report that is not for publication',
  })
  @IsOptional()
  @IsIn(['box', 'exempt'], { message: 'form must be box or exempt.' })
  form?: 'box' | 'exempt'
}
