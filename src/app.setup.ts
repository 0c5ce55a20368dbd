import type { NestExpressApplication } from '@nestjs/platform-express'
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger'
import { AccountNotFound, AccountRefused } from './accounts/accounts.service.js'
import { sessions } from './accounts/sessions.js'
import { ActionNotFound, ChangeRefused, NotYours, RevisionConflict } from './actions/action-errors.js'
import { updateUploads } from './pages/actions/update-uploads.js'
import { planUpload } from './pages/imports/plan-upload.js'
import { committeeFormUpload } from './pages/plans/committee-form.upload.js'
import { workbookUpload } from './pages/workbooks/workbook-upload.js'
import { AgencyNotFound, AgencyRefused } from './agencies/agency-errors.js'
import { BrowserMissing, PrintError, PrinterBusy } from './print/print-errors.js'
import { EditionNotFound, NotPrinted, ReportRefused } from './reports/report-errors.js'
import { Illustrative } from './config/illustrative.js'
import { Settings } from './config/settings.js'
import { Database } from './database/database.js'
import { BodyCheck } from './web/body.js'
import { securityHeaders } from './web/headers.js'
import { illustrativeDownloads } from './web/illustrative-downloads.js'
import { KnownRoutes } from './web/known-routes.js'
import { serveAssets } from './web/pages/assets.js'
import { PageDrawer } from './web/pages/page-drawer.js'
import { PageInterceptor } from './web/pages/page.interceptor.js'
import { ProblemFilter } from './web/problem.filter.js'
import { Conflict, NotAllowed, NotFound, Problem, Refused } from './web/problems.js'
import { nameRequest } from './web/request-id.js'
import { validationPipe } from './web/validation.js'

/** What the rooms' errors mean to a client. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof AccountNotFound) return new NotFound(error.message)
  if (error instanceof AccountRefused) return new Refused(error.errors)
  if (error instanceof ActionNotFound) return new NotFound(error.message)
  if (error instanceof NotYours) return new NotAllowed(error.message)
  if (error instanceof RevisionConflict) return new Conflict(error.message)
  if (error instanceof ChangeRefused) return new Refused(error.errors)
  if (error instanceof AgencyNotFound) return new NotFound(error.message)
  if (error instanceof AgencyRefused) return new Refused(error.errors)
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
  const settings = app.get(Settings)
  const drawer = app.get(PageDrawer)
  app.disable('x-powered-by')
  app.set('trust proxy', settings.TRUST_PROXY)
  app.use(nameRequest)
  app.use(securityHeaders(settings.publicUrl))
  app.use(illustrativeDownloads(app.get(Illustrative)))
  serveAssets(app)
  app.useBodyParser('json', { limit: '1mb' })
  app.useBodyParser('urlencoded', { limit: '1mb', extended: false })
  app.use(sessions(app))
  app.use(updateUploads(drawer))
  app.use(committeeFormUpload())
  app.use(planUpload())
  app.use(workbookUpload())
  app.useGlobalInterceptors(new BodyCheck(), new PageInterceptor(drawer))
  app.useGlobalPipes(validationPipe())
  app.useGlobalFilters(new ProblemFilter(problemOf, drawer, app.get(KnownRoutes), app.get(Database)))
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
  // What the register holds is known only once it is open.
  const told = () => {
    const { notice } = app.get(Illustrative)
    const { info } = document
    return notice === null
      ? document
      : { ...document, info: { ...info, description: `${notice}. ${info.description ?? ''}` } }
  }
  SwaggerModule.setup('api/docs', app, told, {
    jsonDocumentUrl: 'api/v1/openapi.json',
    customSiteTitle: 'Throughline API',
  })
}
