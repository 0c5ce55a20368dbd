import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Injectable } from '@nestjs/common'
import { Settings } from '../config/settings.js'

/** The one secret of an installation: the setting, or one made at first start where only its owner reads it. */
@Injectable()
export class InstallationKey {
  private readonly key: string

  constructor(settings: Settings) {
    this.key = settings.SECRET_KEY ?? keptKey(join(resolve(settings.DATA_DIR), 'secret-key'))
  }

  /** A key for one purpose; who learns it learns nothing of the others. */
  for(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, '', purpose, 32))
  }

  /** Seals a text so that a copy of the database alone does not show it. */
  seal(purpose: string, text: string): string {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.for(purpose), nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  /** @throws Error when it was sealed with another key, or altered */
  open(purpose: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', this.for(purpose), bytes.subarray(0, 12))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
  }
}

function keptKey(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(resolve(file, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8').trim()
}
