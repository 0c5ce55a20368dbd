import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Injectable } from '@nestjs/common'
import { Settings } from '../config/settings.js'

/** Keeps the token that opens the API: the setting, or one made at first start and kept where only its owner reads it. */
@Injectable()
export class TokenKeeper {
  private readonly digest: Buffer
  /** Where the token can be read, when it is not a setting. */
  readonly file: string | null

  constructor(settings: Settings) {
    this.file = settings.API_TOKEN ? null : join(resolve(settings.DATA_DIR), 'api-token')
    this.digest = sha256(settings.API_TOKEN ?? keptToken(this.file ?? ''))
  }

  /** Compares in constant time. */
  accepts(token: string): boolean {
    return timingSafeEqual(sha256(token), this.digest)
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function keptToken(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(resolve(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}
