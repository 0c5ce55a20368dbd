import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger'
import { IsIn, IsOptional, IsString, Matches, MaxLength, Validate } from 'class-validator'
import { asAtMessage, IsAsAt } from '../register/actions.query.js'
import type { ContractState, EditionState } from './edition-state.js'
import { type Audience, reportKinds, type ReportKind } from './edition.entity.js'

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
  @IsString({ message: 'title must be text.' })
  @Matches(/\S/u, { message: 'title must not be empty.' })
  @MaxLength(200, { message: 'title must have at most 200 characters.' })
  title?: string
}

export interface ReportView {
  id: string
  kind: ReportKind
  /** Where its print stands, then draft or issued. */
  state: ContractState
  /** Where it stands on its way from draft to issue. */
  standing: EditionState
  audience: Audience
  marking: string | null
  title: string | null
  cutOff: string
  knownBy: string
  recordedBy: string
  dataSha256: string
  pdfSha256: string | null
  /** Why the print failed. */
  failure: string | null
  links: { self: string; pdf: string; html: string }
}

const id = 'img-2013-12-31-0a1b2c3d4e5f'

export const reportExample: ReportView = {
  id,
  kind: 'img',
  state: 'draft',
  standing: 'draft',
  audience: 'ministers',
  marking: 'OFFICIAL',
  title: null,
  cutOff: '2013-12-31',
  knownBy: '2013-12-31T23:59:59.999Z',
  recordedBy: '2026-11-22T09:00:00.000Z',
  dataSha256: '0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9',
  pdfSha256: '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0',
  failure: null,
  links: {
    self: `/api/v1/reports/${id}`,
    pdf: `/api/v1/reports/${id}/pdf`,
    html: `/api/v1/reports/${id}/html`,
  },
}
