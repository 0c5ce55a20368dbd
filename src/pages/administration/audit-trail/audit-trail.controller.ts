import { Readable } from 'node:stream'
import { Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../../accounts/person.js'
import { SecurityTrail } from '../../../accounts/security-trail.js'
import { TrailChecks } from '../../../audit/trail-checks.service.js'
import { TrailReader } from '../../../audit/trail-reader.service.js'
import { Clock } from '../../../clock/clock.js'
import { Access } from '../../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../../web/pages/page.js'
import { NotFound, Refused } from '../../../web/problems.js'
import { paths } from '../../paths.js'
import type { Typed } from '../../typed-text.js'
import { showCheck } from './check.page.js'
import { showLine } from './line.page.js'
import { trailCsv } from './trail-csv.js'
import { readTrailQuery } from './trail-query.js'
import { showTrail } from './trail.presenter.js'

const onPage = 50

/** The audit trail: read, filtered, downloaded and checked. */
@ApiExcludeController()
@Access('read the audit trail')
@Controller('administration')
export class AuditTrailController {
  constructor(
    private readonly reader: TrailReader,
    private readonly checks: TrailChecks,
    private readonly security: SecurityTrail,
    private readonly clock: Clock,
  ) {}

  @Get('audit-trail')
  async list(@Query() typed: Typed): Promise<PageAnswer> {
    const query = readTrailQuery(typed)
    return showTrail(query, await this.reader.page(query.filter, query.place, onPage))
  }

  @Get('audit-trail.csv')
  async csv(@CurrentPerson() person: Person, @Query() typed: Typed): Promise<StreamableFile> {
    const { filter, errors, words } = readTrailQuery(typed)
    if (errors.length > 0) throw new Refused(errors)
    // The line of the download itself is written before it begins, and is not in it.
    const narrowed = { ...filter, upTo: await this.reader.total() }
    const lines = await this.reader.count(narrowed)
    const filters = words.map((word) => word.words).join('; ')
    await this.security.note(person.name, {
      kind: 'trail.exported',
      subject: 'audit trail',
      details: { filters, lines },
    })
    const body = Readable.from(trailCsv(this.reader.all(narrowed)))
    const file = new StreamableFile(body, {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: `attachment; filename="throughline-audit-trail-${this.clock.today()}-OFFICIAL.csv"`,
    })
    // A file that breaks off must not look like one that has ended.
    return file.setErrorHandler((_, response) => {
      response.destroy?.()
    })
  }

  @Get('audit-trail/lines/:number')
  async line(@CurrentPerson() person: Person, @Param('number') number: string): Promise<PageAnswer> {
    const sequence = numberOf(number)
    const line = await this.reader.line(sequence)
    if (!line) throw new NotFound(`The audit trail has no line ${number}.`)
    const [before, after] = await Promise.all([
      this.reader.line(sequence - 1),
      this.reader.line(sequence + 1),
    ])
    return showLine(line, { before, after }, person)
  }

  @Post('audit-trail/checks')
  async check(@CurrentPerson() person: Person): Promise<RedirectAnswer> {
    return redirectTo(paths.auditTrailCheck(await this.checks.check(person)))
  }

  @Get('audit-trail/checks/:number')
  async verdict(@Param('number') number: string): Promise<PageAnswer> {
    const check = await this.checks.find(numberOf(number))
    if (!check) throw new NotFound(`Line ${number} of the audit trail tells of no check.`)
    return showCheck(check)
  }
}

/** @throws NotFound for what is no number of a line */
function numberOf(given: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(given)) throw new NotFound('The audit trail numbers its lines from 1.')
  return Number(given)
}
