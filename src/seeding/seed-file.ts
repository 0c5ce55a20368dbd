import { Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator'
import { actionKinds, relationKinds, terms } from '../actions/action.entity.js'
import { actionStatuses } from '../actions/action-status.js'
import { bases } from '../actions/revision.entity.js'
import { geographies, measureKinds, standings } from '../plans/plan.entity.js'
import { precisions } from '../plans/span.js'

/**
 * The shape of the seed files, as `seeds/README.md` explains it to people. A list that is left out is empty; a text that
 * is left out is null.
 */
const Text = () => IsString()
const Maybe = () => IsOptional()
const aDay = { message: '$property must be a day such as 2014-04-30' }
const Day = () => Matches(/^\d{4}-\d{2}-\d{2}$/u, aDay)
const Slug = () => Matches(/^[a-z0-9-]+$/u, { message: '$property must be a slug: small letters, digits, hyphens' })

export class SeedSpan {
  @Maybe() @Text() asWritten: string | null = null
  @Maybe() @Day() start: string | null = null
  @Maybe() @Day() end: string | null = null
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
}

export class SeedProgramme {
  @Text() code: string
  @Text() name: string
  @ValidateNested({ each: true }) @Type(() => SeedPriority) priorities: SeedPriority[] = []
}

export class SeedPlan {
  @Slug() slug: string
  @Text() programme: string
  @Text() title: string
  @Slug() publisher: string
  @Maybe() @Text() publisherAsWritten: string | null = null
  @ValidateNested() @Type(() => SeedSpan) published: SeedSpan & { start: string; end: string }
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
  @ValidateNested({ each: true }) @Type(() => SeedAssignment) leads: SeedAssignment[] = []
  @ValidateNested({ each: true }) @Type(() => SeedAssignment) partners: SeedAssignment[] = []
  @ValidateNested({ each: true }) @Type(() => SeedAssignment) namedInText: SeedAssignment[] = []
  @Maybe() @ValidateNested() @Type(() => SeedTimescale) timescale: SeedTimescale | null = null
  @ValidateNested({ each: true }) @Type(() => SeedQuote) quotes: SeedQuote[] = []
  @Maybe() @Text() leadsQuote: string | null = null
  @ValidateNested({ each: true }) @Type(() => SeedStep) steps: SeedStep[] = []
  @Maybe() @Text() note: string | null = null
}

export class SeedUpdate {
  @IsArray() @IsString({ each: true }) actions: string[] = []
  @Maybe() @Text() theme: string | null = null
  @ValidateNested() @Type(() => SeedSpan) on: SeedSpan
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

export class SeedFrontBlockLine {
  @Text() label: string
  @Maybe() @Text() value: string | null = null
}

export class SeedSection {
  number: number
  @Text() heading: string
  @IsIn(['register', 'officer']) filledBy: 'register' | 'officer'
  @Maybe() @Text() guidance: string | null = null
}

export class SeedParagraph {
  @Text() number: string
  @Text() text: string
}

export class SeedForm {
  @Slug() slug: string
  @Slug() council: string
  @Text() panel: string
  @ValidateNested({ each: true }) @Type(() => SeedFrontBlockLine) frontBlock: SeedFrontBlockLine[] = []
  @Text() recommendationsHeading: string
  @ValidateNested({ each: true }) @Type(() => SeedSection) sections: SeedSection[] = []
  @ValidateNested({ each: true }) @Type(() => SeedParagraph) paragraphs: SeedParagraph[] = []
}

export class SeedTerm {
  @Text() term: string
  @Text() meaning: string
}

/** One document. */
export class PlanFile {
  @ValidateNested() @Type(() => SeedPlan) plan: SeedPlan
  @ValidateNested({ each: true }) @Type(() => SeedTheme) themes: SeedTheme[] = []
  @ValidateNested({ each: true }) @Type(() => SeedMeasure) measures: SeedMeasure[] = []
  @ValidateNested({ each: true }) @Type(() => SeedAction) actions: SeedAction[] = []
  @ValidateNested({ each: true }) @Type(() => SeedUpdate) updates: SeedUpdate[] = []
  @ValidateNested({ each: true }) @Type(() => SeedRelation) relations: SeedRelation[] = []
  @Maybe() @ValidateNested() @Type(() => SeedForm) form: SeedForm | null = null
  @ValidateNested({ each: true }) @Type(() => SeedTerm) glossary: SeedTerm[] = []
}

export class ProgrammesFile {
  @ValidateNested({ each: true }) @Type(() => SeedProgramme) programmes: SeedProgramme[] = []
}

/** Our reading: which priority an action serves, and how actions hang together. */
export class LinksFile {
  @ValidateNested({ each: true }) @Type(() => SeedRelation) relations: SeedRelation[] = []
  @ValidateNested({ each: true }) @Type(() => SeedService) priorities: SeedService[] = []
}

export class AgenciesFile {
  @ValidateNested({ each: true }) @Type(() => SeedAgency) agencies: SeedAgency[] = []
}
