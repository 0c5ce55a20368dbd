import type { NestExpressApplication } from '@nestjs/platform-express'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import helmet from 'helmet'
import { ActionNotFound, ChangeRefused, RevisionConflict } from './actions/action-errors.js'
import { BrowserMissing, PrintError, PrinterBusy } from './print/print-errors.js'
import { EditionNotFound, NotPrinted, ReportRefused } from './reports/report-errors.js'
import { BodyCheck } from './web/body.js'
import { ProblemFilter } from './web/problem.filter.js'
import { Conflict, NotFound, Problem, Refused } from './web/problems.js'
import { validationPipe } from './web/validation.js'

/** What the rooms' errors mean to a client. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof ActionNotFound) return new NotFound(error.message)
  if (error instanceof RevisionConflict) return new Conflict(error.message)
  if (error instanceof ChangeRefused) return new Refused(error.errors)
  if (error instanceof EditionNotFound) return new NotFound(error.message)
  if (error instanceof NotPrinted) return new Problem(409, 'Not printed', error.message)
  if (error instanceof ReportRefused) return new Refused([{ field: error.field, message: error.message }])
  if (error instanceof PrinterBusy || error instanceof BrowserMissing) {
    return new Problem(503, 'Printing is not possible now', error.message)
  }
  if (error instanceof PrintError) return new Problem(500, 'Not printed', error.message)
  return null
}

/** What a request meets, in order. */
export function setUpApp(app: NestExpressApplication): NestExpressApplication {
  app.disable('x-powered-by')
  // It speaks http: whoever puts it behind https says so there, and browsers must not be sent to https by us.
  app.use(
    helmet({
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  )
  app.useBodyParser('json', { limit: '1mb' })
  app.useGlobalInterceptors(new BodyCheck())
  app.useGlobalPipes(validationPipe())
  app.useGlobalFilters(new ProblemFilter(problemOf))
  app.enableShutdownHooks()
  describeApi(app)
  return app
}

function describeApi(app: NestExpressApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Throughline')
    .setDescription(
      'Every action that a government programme has promised, where it stands, and its reports.',
    )
    .setVersion('1')
    .addSecurity('bearer', { type: 'http', scheme: 'bearer', description: 'The token of this service' })
    .build()
  const document = SwaggerModule.createDocument(app, description)
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/v1/openapi.json',
    customSiteTitle: 'Throughline API',
  })
}
