import { Body, Controller, Get, Param, Put } from '@nestjs/common'
import { ApiBearerAuth, ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import type { Instant } from '../../clock/dates.js'
import { readForm } from '../../plans/committee-form.check.js'
import type { CommitteeFormData, FormTerm } from '../../plans/committee-form.js'
import { Access } from '../../web/access.js'
import { CommitteeForms, type PlanForms } from './committee-forms.service.js'

/** The form of a council as the API tells it. */
export interface CommitteeFormView {
  plan: string
  /** Null where the council has none: its reports then have plain headings. */
  form: CommitteeFormData | null
  glossary: FormTerm[]
  /** Every form that was adopted, the newest first. */
  history: { number: number; slug: string; author: string | null; recordedAt: Instant }[]
}

const example = {
  plan: 'merton-2013',
  form: {
    slug: 'merton-overview-and-scrutiny',
    council: 'london-borough-of-merton',
    panel: 'Children and Young People Overview and Scrutiny Panel',
    frontBlock: [{ label: 'Committee', value: 'Children and Young People Overview and Scrutiny Panel' }],
    recommendationsHeading: 'Recommendations',
    recommendationsLettering: 'A.',
    paragraphNumbers: '1.1.',
    sections: [{ number: 1, heading: 'DETAILS', filledBy: 'register', guidance: 'Progress by theme.' }],
    paragraphs: [],
  },
  glossary: [{ term: 'VCS', meaning: 'Voluntary and Community Sector' }],
  history: [
    { number: 1, slug: 'merton-overview-and-scrutiny', author: null, recordedAt: '2026-11-22T09:00:00.000Z' },
  ],
}

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('api/v1/plans/:slug/committee-form')
export class CommitteeFormController {
  constructor(private readonly forms: CommitteeForms) {}

  @Get()
  @Access('read reports')
  @ApiOperation({ summary: 'The committee form that reports on a council’s plan follow' })
  @ApiParam({ name: 'slug', example: 'merton-2013' })
  @ApiResponse({ status: 200, schema: { example } })
  async one(@CurrentPerson() person: Person, @Param('slug') slug: string): Promise<CommitteeFormView> {
    return view(await this.forms.of(person, slug))
  }

  @Put()
  @Access('make reports')
  @ApiOperation({ summary: 'Give the council another form; reports that were made keep theirs' })
  @ApiParam({ name: 'slug', example: 'merton-2013' })
  @ApiBody({ schema: { example: { form: example.form, glossary: example.glossary } } })
  @ApiResponse({ status: 200, schema: { example } })
  @ApiResponse({ status: 422, description: 'Refused: each field with a sentence that says what is allowed' })
  async adopt(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() body: Record<string, unknown>,
  ): Promise<CommitteeFormView> {
    await this.forms.adopt(person, slug, readForm(body))
    return view(await this.forms.of(person, slug))
  }
}

function view({ plan, forms }: PlanForms): CommitteeFormView {
  const [inUse] = forms
  return {
    plan: plan.slug,
    form: inUse?.form ?? null,
    glossary: inUse?.glossary ?? [],
    history: forms.map(({ number, form, author, recordedAt }) => {
      return { number, slug: form.slug, author, recordedAt }
    }),
  }
}
