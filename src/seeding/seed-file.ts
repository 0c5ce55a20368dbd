import { applyDecorators } from '@nestjs/common'
import { Type } from 'class-transformer'
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator'
import { actionKinds, relationKinds, terms } from '../actions/action.entity.js'
import { actionStatuses } from '../actions/action-status.js'
import { bases } from '../actions/revision.entity.js'
import { isDay } from '../clock/dates.js'
import { CommitteeFormShape, FormTermShape } from '../plans/committee-form.shape.js'
import { geographies, measureKinds, standings } from '../plans/plan.entity.js'
import { precisions } from '../plans/span.js'

/**
 * The shape of the seed files, as `seeds/README.md` explains it to people. A list that is left out is empty; a text that
 * is left out is null.
 */
const Text = () => IsString()
const Maybe = () => IsOptional()
const aDay = { message: '$property must be a day such as 2014-04-30' }
const Day = () =>
  ValidateBy(
    { name: 'isDay', validator: { validate: (value) => typeof value === 'string' && isDay(value) } },
    aDay,
  )
type Shape = () => new () => object
/** A part with fields of its own; `IsObject` refuses one that is left out. */
const PartOf = (shape: Shape) =>
  applyDecorators(
    IsObject({ message: '$property must be given, with its own fields' }),
    ValidateNested(),
    Type(shape),
  )
const ListOf = (shape: Shape) =>
  // The last is told first: what is no list is not told of its items.
  applyDecorators(
    Type(shape),
    ValidateNested({ each: true }),
    IsObject({ each: true, message: 'each of $property must have its own fields' }),
    IsArray({ message: '$property must be a list' }),
  )
const Slug = () =>
  Matches(/^[a-z0-9-]+$/u, { message: '$property must be a slug: small letters, digits, hyphens' })

export class SeedSpan {
  @Maybe() @Text() asWritten: string | null = null
  @Maybe() @Day() start: string | null = null
  @Maybe() @Day() end: string | null = null
  @IsIn(precisions) precision: (typeof precisions)[number]
  @Maybe() @Text() note: string | null = null
}

/** When a plan was published: a span whose two ends are always given. */
export class SeedPublication {
  @Maybe() @Text() asWritten: string | null = null
  @Day() start: string
  @Day() end: string
  @IsIn(precisions) precision: (typeof precisions)[number]
  @Maybe() @Text() note: string | null = null
}

export class SeedAgency {
  @Slug() slug: string
  @Text() name: string
  @Maybe() @Text() abbreviation: string | null = null
  @IsArray() @IsString({ each: true }) aliases: string[] = []
  @Maybe() @Slug() parent: string | null = null
}

export class SeedPriority {
  @Slug() code: string
  @Text() title: string
  @Text() text: string
  @Slug() document: string
  @Text() section: string
  @Maybe() @Text() note: string | null = null
}

/** When a programme began, with the document that says so. */
export class SeedBeginning extends SeedSpan {
  @Slug() document: string
  @Text() section: string
}

export class SeedProgramme {
  @Text() code: string
  @Text() name: string
  @Maybe() @PartOf(() => SeedBeginning) started: SeedBeginning | null = null
  @ListOf(() => SeedPriority) priorities: SeedPriority[] = []
}

export class SeedPlan {
  @Slug() slug: string
  @Text() programme: string
  @Text() title: string
  @Slug() publisher: string
  @Maybe() @Text() publisherAsWritten: string | null = null
  @PartOf(() => SeedPublication) published: SeedPublication
  @IsIn(standings) standing: (typeof standings)[number]
  @IsIn(geographies) geography: (typeof geographies)[number]
  @Maybe() @Text() area: string | null = null
  @Maybe() @Text() marking: string | null = null
  @Text() licence: string
  @Maybe() @Text() note: string | null = null
}

export class SeedTheme {
  @MaxLength(20) code: string
  @Text() title: string
}

export class SeedMeasure {
  @Maybe() @Text() theme: string | null = null
  @IsIn(measureKinds) kind: (typeof measureKinds)[number]
  @Text() text: string
  @Text() section: string
}

export class SeedAssignment {
  @Slug() agency: string
  @Text() asWritten: string
  @IsBoolean() provisional: boolean = false
}

export class SeedTimescale {
  @IsArray() @IsString({ each: true }) asWritten: string[] = []
  @Maybe() @Day() start: string | null = null
  @Maybe() @Day() end: string | null = null
  @IsIn(precisions) precision: (typeof precisions)[number]
  @IsIn(bases) basis: (typeof bases)[number]
  @Maybe() @Text() reason: string | null = null
}

export class SeedQuote {
  @Text() section: string
  @MinLength(1) quote: string
  @Maybe() @Text() note: string | null = null
}

export class SeedStep {
  @Text() ref: string
  @MinLength(1) text: string
  @Maybe() @Text() section: string | null = null
}

export class SeedAction {
  @Matches(/^[A-Z0-9]+-[A-Z0-9.-]+$/u, { message: 'ref must look like AR13-PW-01' }) ref: string
  @Maybe() @Text() theme: string | null = null
  @IsIn(actionKinds) kind: (typeof actionKinds)[number]
  @Maybe() @IsIn(terms) term: (typeof terms)[number] | null = null
  @MinLength(1) @MaxLength(80) title: string
  @MinLength(1) text: string
  @ListOf(() => SeedAssignment) leads: SeedAssignment[] = []
  @ListOf(() => SeedAssignment) partners: SeedAssignment[] = []
  @ListOf(() => SeedAssignment) namedInText: SeedAssignment[] = []
  @Maybe() @PartOf(() => SeedTimescale) timescale: SeedTimescale | null = null
  @ArrayNotEmpty({ message: '$property must hold at least one passage' })
  @ListOf(() => SeedQuote)
  quotes: SeedQuote[] = []
  @Maybe() @Text() leadsQuote: string | null = null
  @ListOf(() => SeedStep) steps: SeedStep[] = []
  @Maybe() @Text() note: string | null = null
}

export class SeedUpdate {
  @IsArray() @IsString({ each: true }) actions: string[] = []
  @Maybe() @Text() theme: string | null = null
  @PartOf(() => SeedSpan) on: SeedSpan
  @Maybe() @IsIn(actionStatuses) status: (typeof actionStatuses)[number] | null = null
  @MinLength(1) narrative: string
  @Text() section: string
  @Text() saidBy: string
  @Maybe() @Text() note: string | null = null
}

export class SeedRelation {
  @Text() from: string
  @Text() to: string
  @IsIn(relationKinds) kind: (typeof relationKinds)[number]
  @MinLength(1) reason: string
}

export class SeedService {
  @Text() action: string
  @Text() programme: string
  @Slug() priority: string
  @MinLength(1) reason: string
}

/** One document. */
export class PlanFile {
  @PartOf(() => SeedPlan) plan: SeedPlan
  @ListOf(() => SeedTheme) themes: SeedTheme[] = []
  @ListOf(() => SeedMeasure) measures: SeedMeasure[] = []
  @ListOf(() => SeedAction) actions: SeedAction[] = []
  @ListOf(() => SeedUpdate) updates: SeedUpdate[] = []
  @ListOf(() => SeedRelation) relations: SeedRelation[] = []
  @Maybe() @PartOf(() => CommitteeFormShape) form: CommitteeFormShape | null = null
  @ListOf(() => FormTermShape) glossary: FormTermShape[] = []
}

export class ProgrammesFile {
  @ListOf(() => SeedProgramme) programmes: SeedProgramme[] = []
}

/** Our reading: which priority an action serves, and how actions hang together. */
export class LinksFile {
  @ListOf(() => SeedRelation) relations: SeedRelation[] = []
  @ListOf(() => SeedService) priorities: SeedService[] = []
}

export class AgenciesFile {
  @ListOf(() => SeedAgency) agencies: SeedAgency[] = []
}

/** Every file of a folder. */
export interface Seeds {
  agencies: SeedAgency[]
  programmes: SeedProgramme[]
  /** In the order in which they are entered and read. */
  plans: PlanFile[]
  links: LinksFile
}
