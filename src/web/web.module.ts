import { Module } from '@nestjs/common'
import { DiscoveryModule } from '@nestjs/core'
import { HealthController } from './health.controller.js'
import { Assets } from './pages/assets.js'
import { PageDrawer } from './pages/page-drawer.js'
import { Templates } from './pages/templates.js'
import { KnownRoutes } from './known-routes.js'
import { RouteAudit } from './route-audit.js'

@Module({
  controllers: [HealthController],
  imports: [DiscoveryModule],
  providers: [RouteAudit, KnownRoutes, Templates, Assets, PageDrawer],
  exports: [RouteAudit, KnownRoutes, Templates, Assets, PageDrawer],
})
export class WebModule {}
