import { Module } from '@nestjs/common'
import { APP_GUARD, DiscoveryModule } from '@nestjs/core'
import { AccessGuard } from './access.guard.js'
import { FrontController } from './front.controller.js'
import { HealthController } from './health.controller.js'
import { RouteAudit } from './route-audit.js'
import { TokenKeeper } from './token-keeper.js'

@Module({
  controllers: [FrontController, HealthController],
  imports: [DiscoveryModule],
  providers: [TokenKeeper, RouteAudit, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [TokenKeeper, RouteAudit],
})
export class WebModule {}
