import { Controller, Get, Logger, Param, Res, StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Response } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { ReadingService } from '../../register/reading.service.js'
import type { EvidenceFile } from '../../updates/evidence-file.entity.js'
import { EvidenceDamaged } from '../../updates/evidence-files.folder.js'
import { EvidenceFiles } from '../../updates/evidence-files.service.js'
import { Access } from '../../web/access.js'
import { NotFound, Problem } from '../../web/problems.js'

/** Files given as evidence, to those who may see the action: always as a download, never shown inline. */
@ApiExcludeController()
@Controller('evidence')
export class EvidenceController {
  private readonly logger = new Logger('Evidence')

  constructor(
    private readonly files: EvidenceFiles,
    private readonly reading: ReadingService,
  ) {}

  @Get(':id')
  @Access('read the register')
  async file(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const file = await this.files.find(id)
    if (file === null) throw new NotFound('There is no file at this address.')
    await this.reading.one(person, file.ref, null)
    if (file.accountId !== person.accountId && !(await this.files.isInUpdate(file))) {
      throw new NotFound('There is no file at this address.')
    }
    const bytes = await this.read(person, file)
    response.attachment(file.name)
    response.type(file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType)
    response.setHeader('Content-Security-Policy', `default-src 'none'; sandbox`)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    return new StreamableFile(bytes, { length: bytes.length })
  }

  private async read(person: Person, file: EvidenceFile): Promise<Buffer> {
    try {
      return await this.files.read(person, file)
    } catch (error) {
      if (!(error instanceof EvidenceDamaged)) throw error
      this.logger.error(`Evidence ${file.id} of ${file.ref}: ${error.message}`)
      throw new Problem(
        500,
        'File damaged',
        `The file “${file.name}” is not on this service as it was given. It has to be restored from a backup.`,
      )
    }
  }
}
