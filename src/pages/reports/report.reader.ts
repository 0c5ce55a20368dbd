import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { EditionMoves } from '../../reports/issuing/edition-moves.service.js'
import { EditionWriting } from '../../reports/writing/edition-writing.service.js'
import { isUnwritten } from '../../reports/writing/edition-parts.js'
import type { EditionStep } from '../../reports/editions/edition.entity.js'
import { mayStandIn } from '../../reports/editions/marking.js'
import { ReportsService, type ReportStanding } from '../../reports/reports.service.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import type { NewReportChoices } from './new-report.form.js'
import type { ReportAbout } from './report-about.js'
import { reportFiles } from './report-files.js'
import type { Withdrawal } from './report-list.page.js'
import { isUnderWay } from './report-words.js'

/** Gathers what the pages of reports tell one person. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly reports: ReportsService,
    private readonly writing: EditionWriting,
    private readonly moves: EditionMoves,
    private readonly overview: OverviewReadingService,
  ) {}

  /** All that the page of a report tells. @throws EditionNotFound, NotAllowed */
  async about(person: Person, id: string, reloads: boolean): Promise<ReportAbout> {
    await this.reports.checked(person, id)
    const report = await this.reports.standing(person, id)
    const [steps, parts] = [await this.moves.steps(person, id), await this.writing.parts(person, id)]
    const readable = await this.reports.list(person)
    const find = (other: string | null) => readable.find((each) => each.id === other) ?? null
    return {
      ...{ report, steps, parts, reloads: reloads && isUnderWay(report.printState) },
      madeBy: await this.reports.madeBy(report),
      mayMake: this.reports.mayMake(person, report),
      mayWrite: await this.writing.mayWrite(person, id),
      moves: await this.moves.moves(person, id),
      blockers: await this.reports.blockers(person, id),
      checks: await this.reports.checks(person, id),
      files: reportFiles(
        report,
        await this.reports.files(person, id),
        await this.reports.leads(person, id),
        parts.some((part) => part.kind === 'exempt' && !isUnwritten(part)),
      ),
      successor: find(withdrawalOf(steps)?.successor ?? null),
      previous: find(report.previousId),
      leftOut: report.kind === 'img' ? await this.leftOutOf(person, report) : [],
    }
  }

  /** Why each of the withdrawn reports was withdrawn, by its id. */
  async withdrawals(person: Person, reports: readonly ReportStanding[]): Promise<Map<string, Withdrawal>> {
    const found = new Map<string, Withdrawal>()
    for (const { id, state } of reports) {
      const withdrawal = state === 'withdrawn' ? withdrawalOf(await this.moves.steps(person, id)) : null
      if (withdrawal) found.set(id, withdrawal)
    }
    return found
  }

  /** What the form of a new report offers, and the plans that a public one would leave out. */
  async choices(person: Person): Promise<{ choices: NewReportChoices; marked: string[] }> {
    const choices = await this.reports.choices(person)
    const earlier: ReportStanding[] = choices.img
      ? await this.reports.wordsChoices(person, { kind: 'img', plan: null })
      : []
    for (const { slug } of choices.plans) {
      earlier.push(...(await this.reports.wordsChoices(person, { kind: 'scrutiny', plan: slug })))
    }
    const plans = choices.img ? await this.overview.plans(person, null) : []
    const marked = plans.filter(({ marking }) => !mayStandIn(marking, null)).map(({ title }) => title)
    return { choices: { ...choices, earlier }, marked }
  }

  private async leftOutOf(person: Person, report: ReportStanding): Promise<string[]> {
    const { knownBy, recordedBy } = report
    const plans = await this.overview.plans(person, { knownBy, recordedBy })
    return plans.filter((plan) => !mayStandIn(plan.marking, report.marking)).map(({ title }) => title)
  }
}

function withdrawalOf(steps: readonly EditionStep[]): Withdrawal | null {
  const step = steps.findLast(({ to }) => to === 'withdrawn')
  return step ? { reason: step.reason ?? '', successor: step.successorId } : null
}
