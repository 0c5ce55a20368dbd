import { applyDecorators } from '@nestjs/common'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator'
import {
  type ColumnHolding,
  columnHoldings,
  type CommitteeFormData,
  type FormSection,
  type FormTerm,
  type Holding,
  holdings,
  type PlanColumnData,
  sectionWriters,
} from './committee-form.js'

/** The shape of a committee form as it is given: in the seeds, as a file, or to the API. What is left out is null. */
const Text = (most: number) =>
  applyDecorators(
    MaxLength(most, { message: `$property must have at most ${most} characters` }),
    Matches(/\S/u, { message: '$property must not be empty' }),
    IsString({ message: '$property must be text, in quotation marks where it looks like a number' }),
  )
const Maybe = () => IsOptional()
const List = (most: number) =>
  applyDecorators(
    ArrayMaxSize(most, { message: `$property must have at most ${most} entries` }),
    IsArray({ message: '$property must be a list' }),
  )
const ListOf = (shape: () => new () => object, most: number) =>
  applyDecorators(
    Type(shape),
    ValidateNested({ each: true }),
    IsObject({ each: true, message: 'each of $property must have its own fields' }),
    List(most),
  )
const oneOf = (words: readonly string[]) => `must be one of ${words.join(', ')}`
const SectionNumber = () =>
  ValidateBy(
    {
      name: 'isSectionNumber',
      validator: {
        validate: (value) =>
          value === null ||
          (typeof value === 'number' && Number.isInteger(value)) ||
          (typeof value === 'string' && /^\S.{0,9}$/u.test(value)),
      },
    },
    { message: 'number must be as the council writes it (3, "3.0"), or null where a section has none' },
  )
const Slug = () =>
  applyDecorators(
    MaxLength(80, { message: '$property must have at most 80 characters' }),
    Matches(/^[a-z0-9-]+$/u, { message: '$property must be a slug: small letters, digits, hyphens' }),
  )

export class FrontBlockRowShape {
  @Text(100) label: string
  @Maybe() @Text(1000) value: string | null = null
}

export class FormSectionShape implements FormSection {
  @SectionNumber() number: number | string | null
  @Text(300) heading: string
  @IsIn(sectionWriters, { message: `filledBy ${oneOf(sectionWriters)}` })
  filledBy: FormSection['filledBy']
  @Maybe() @Text(1000) guidance: string | null = null
  @Maybe()
  @IsIn(holdings, { each: true, message: `each of holds ${oneOf(holdings)}` })
  @List(holdings.length)
  holds: Holding[] | null = null
  @Maybe() @IsBoolean({ message: 'officerMayAdd must be true or false' }) officerMayAdd: boolean | null = null
}

export class PlanColumnShape implements PlanColumnData {
  @Text(100) heading: string
  @IsIn(columnHoldings, { message: `holds ${oneOf(columnHoldings)}` })
  holds: ColumnHolding
}

export class FormParagraphShape {
  @Text(20) number: string
  @Text(20_000) text: string
}

export class FormTermShape implements FormTerm {
  @Text(60) term: string
  @Text(1000) meaning: string
}

export class CommitteeFormShape implements CommitteeFormData {
  @Slug() slug: string
  @Slug() council: string
  @Maybe() @Text(200) panel: string | null = null
  @Maybe() @Text(1000) note: string | null = null
  @ListOf(() => FrontBlockRowShape, 40) frontBlock: FrontBlockRowShape[] = []
  @Text(200) recommendationsHeading: string
  @Maybe() @Text(20) recommendationsLettering: string | null = null
  @Maybe() @Text(20) paragraphNumbers: string | null = null
  @Maybe() @Text(40) appendixName: string | null = null
  @ListOf(() => FormSectionShape, 60) sections: FormSectionShape[] = []
  @Maybe() @ListOf(() => PlanColumnShape, columnHoldings.length) planColumns: PlanColumnShape[] | null = null
  @Maybe() @Text(500) planColumnsNote: string | null = null
  @ListOf(() => FormParagraphShape, 300) paragraphs: FormParagraphShape[] = []
}

/** A form as it is given, with the council's list of abbreviations; the last list stays where none is given. */
export class GivenFormShape {
  @IsObject({ message: 'form must be given, with its own fields' })
  @ValidateNested()
  @Type(() => CommitteeFormShape)
  form: CommitteeFormShape
  @Maybe() @ListOf(() => FormTermShape, 500) glossary: FormTermShape[] | null = null
}
