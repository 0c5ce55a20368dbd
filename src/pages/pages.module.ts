import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { RegisterModule } from '../register/register.module.js'
import { ReportsModule } from '../reports/reports.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { AccountPagesModule } from './account/account.pages.module.js'
import { AccountsPagesModule } from './administration/accounts/accounts.pages.module.js'
import { RegisteredAgenciesPagesModule } from './administration/agencies/agencies.pages.module.js'
import { AuditTrailPagesModule } from './administration/audit-trail/audit-trail.pages.module.js'
import { ListPagesModule } from './actions/list.pages.module.js'
import { ActionPagesModule } from './actions/action.pages.module.js'
import { EvidencePagesModule } from './evidence/evidence.pages.module.js'
import { AgenciesPagesModule } from './agencies/agencies.pages.module.js'
import { CompletionsPagesModule } from './completions/completions.pages.module.js'
import { FlagPagesModule } from './flags/flags.pages.module.js'
import { CommissionPagesModule } from './commissions/commissions.pages.module.js'
import { HelpPagesModule } from './help/help.pages.module.js'
import { HomePagesModule } from './home/home.pages.module.js'
import { PlansPagesModule } from './plans/plans.pages.module.js'
import { ImportPagesModule } from './imports/imports.pages.module.js'
import { PrioritiesPagesModule } from './priorities/priorities.pages.module.js'
import { RecommendationPagesModule } from './recommendations/recommendations.pages.module.js'
import { ReportPagesModule } from './reports/reports.pages.module.js'
import { ReturnPagesModule } from './returns/returns.pages.module.js'
import { WorkbookPagesModule } from './workbooks/workbooks.pages.module.js'
import { SignInPagesModule } from './sign-in/sign-in.pages.module.js'

/** What people see in a browser: one folder for each noun of the navigation. */
@Module({
  imports: [
    HomePagesModule,
    PlansPagesModule,
    ImportPagesModule,
    AgenciesPagesModule,
    RecommendationPagesModule,
    PrioritiesPagesModule,
    ListPagesModule,
    // Before the page of one action: no action is called “workbook”.
    WorkbookPagesModule,
    ActionPagesModule,
    EvidencePagesModule,
    FlagPagesModule,
    CompletionsPagesModule,
    AccountPagesModule,
    AccountsPagesModule,
    RegisteredAgenciesPagesModule,
    AuditTrailPagesModule,
    ReportPagesModule,
    CommissionPagesModule,
    ReturnPagesModule,
    HelpPagesModule,
    SignInPagesModule,
    AccountsModule,
    UpdatesModule,
    RegisterModule,
    ReportsModule,
  ],
})
export class PagesModule {}
