import { Module } from '@nestjs/common'
import { RecommendationsModule } from '../../recommendations/recommendations.module.js'
import { RegisterModule } from '../../register/register.module.js'
import { RecommendationPagesController } from './recommendations.controller.js'
import { ReplyPagesController } from './replies.controller.js'

/** The pages of what scrutiny panels have recommended. */
@Module({
  imports: [RecommendationsModule, RegisterModule],
  controllers: [RecommendationPagesController, ReplyPagesController],
})
export class RecommendationPagesModule {}
