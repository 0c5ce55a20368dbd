import { ApiPropertyOptional } from '@nestjs/swagger'
import { Transform, Type } from 'class-transformer'
import {
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidatorConstraint,
} from 'class-validator'
import type { ValidatorConstraintInterface } from 'class-validator'
import { actionKinds } from '../actions/action.entity.js'
import { actionStatuses } from '../actions/action-status.js'
import { confidences } from '../actions/confidence.js'
import { isDay } from '../clock/dates.js'
import { sortColumns } from './action-query.js'
import { type FlagCode, flagCodes } from './flags.js'
import { parseAsAt } from './moment.js'
import { type Timeliness, timelinesses } from './timeliness.js'

const oneOf = (field: string, values: readonly string[]) => ({
  message: `${field} must be one of ${values.join(', ')}.`,
})
const slug = (field: string) => ({ message: `${field} must be a slug: small letters, digits and hyphens.` })
const page = { message: 'page must be a whole number from 1.' }
const pageSize = { message: 'pageSize must be a whole number from 1 to 200.' }
const sorts = Object.keys(sortColumns).flatMap((column) => [column, `-${column}`])

@ValidatorConstraint({ name: 'isDay' })
export class IsADay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isDay(value)
  }
}

@ValidatorConstraint({ name: 'isAsAt' })
export class IsAsAt implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && parseAsAt(value) !== null
  }
}

export const asAtMessage = {
  message: 'asAt must be a day such as 2013-12-31 or an instant such as 2013-12-31T12:00:00Z.',
}

/** Reads the register as known on a past moment. */
export class AsAtQuery {
  @ApiPropertyOptional({
    description: 'As known on this day (all of it, in London) or instant',
    example: '2013-12-31',
  })
  @IsOptional()
  @Validate(IsAsAt, asAtMessage)
  asAt?: string
}

export class PageQuery extends AsAtQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, default: 1 })
  @Type(() => Number)
  @IsInt(page)
  @Min(1, page)
  @Max(1_000_000, page)
  page: number = 1

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt(pageSize)
  @Min(1, pageSize)
  @Max(200, pageSize)
  pageSize: number = 50
}

/** What a list of actions is narrowed by. Every filter takes one value; together they narrow further. */
export class ActionsQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Slug of a plan', example: 'annual-report-2013' })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, slug('plan'))
  plan?: string

  @ApiPropertyOptional({ description: 'Code or title of a theme', example: 'PW' })
  @IsOptional()
  @MaxLength(300, { message: 'theme must have at most 300 characters.' })
  theme?: string

  @ApiPropertyOptional({ enum: actionKinds })
  @IsOptional()
  @IsIn(actionKinds, oneOf('kind', actionKinds))
  kind?: string

  @ApiPropertyOptional({ description: 'Slug of an agency that leads', example: 'home-office' })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, slug('lead'))
  lead?: string

  @ApiPropertyOptional({ description: 'Slug of an agency that is partner' })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, slug('partner'))
  partner?: string

  @ApiPropertyOptional({ description: 'Slug of an agency that leads or is partner' })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, slug('agency'))
  agency?: string

  @ApiPropertyOptional({ enum: actionStatuses })
  @IsOptional()
  @IsIn(actionStatuses, oneOf('status', actionStatuses))
  status?: string

  @ApiPropertyOptional({ enum: confidences })
  @IsOptional()
  @IsIn(confidences, oneOf('confidence', confidences))
  confidence?: string

  @ApiPropertyOptional({ enum: timelinesses })
  @IsOptional()
  @IsIn(timelinesses, oneOf('timeliness', timelinesses))
  timeliness?: Timeliness

  @ApiPropertyOptional({ enum: flagCodes })
  @IsOptional()
  @IsIn(flagCodes, oneOf('flag', flagCodes))
  flag?: FlagCode

  @ApiPropertyOptional({ description: 'Code of a priority', example: 'leadership' })
  @IsOptional()
  @Matches(/^[a-z0-9-]+$/u, slug('priority'))
  priority?: string

  @ApiPropertyOptional({ description: 'End date on or before this day', example: '2014-03-31' })
  @IsOptional()
  @Validate(IsADay, { message: 'dueBefore must be a day such as 2014-03-31.' })
  dueBefore?: string

  @ApiPropertyOptional({ description: 'End date on or after this day', example: '2014-01-01' })
  @IsOptional()
  @Validate(IsADay, { message: 'dueAfter must be a day such as 2014-01-01.' })
  dueAfter?: string

  @ApiPropertyOptional({
    description: 'Words in ref, title, text, steps, quotes or updates',
    example: 'mental health',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim() || undefined : value,
  )
  @MaxLength(200, { message: 'q must have at most 200 characters.' })
  q?: string

  @ApiPropertyOptional({ enum: sorts, description: 'Left out: the order of the plans' })
  @IsOptional()
  @IsIn(sorts, oneOf('sort', sorts))
  sort?: string
}
