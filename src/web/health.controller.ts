import { Controller, Get, HttpCode, Res } from '@nestjs/common'
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { Database } from '../database/database.js'
import { Public } from './access.js'

@ApiTags('Health')
@Controller('api/v1/health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get()
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Whether the service and its database answer (no token needed)' })
  @ApiResponse({ status: 200, schema: { example: { status: 'ok' } } })
  @ApiResponse({ status: 503, schema: { example: { status: 'database unavailable' } } })
  async health(@Res({ passthrough: true }) response: Response): Promise<{ status: string }> {
    if (await this.database.answers()) return { status: 'ok' }
    response.status(503)
    return { status: 'database unavailable' }
  }
}
