import { createHmac, randomInt } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { Secret, TOTP } from 'otpauth'
import type { EntityManager } from 'typeorm'
import { type Author, Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { changeRows, insertRows } from '../database/rows.js'
import { Account } from './account.entity.js'
import { RecoveryCode } from './credential.entity.js'
import { Credentials } from './credentials.js'
import { InstallationKey } from './installation-key.js'

const recoveryCodeCount = 10
/** Letters and digits that nobody takes for others when copying from paper. */
const clearSigns = 'abcdefghjkmnpqrstuvwxyz23456789'

/** How an account stands with one-time codes. */
export interface CodesState {
  /** Since when they are asked for at sign-in; null while they are not. */
  since: Instant | null
  /** An administrator asks for them. */
  required: boolean
  /** Single sign-on alone opens the account: there is no password that codes could go with. */
  withoutPassword: boolean
  recoveryCodesLeft: number
}

/** What a person's app is told to set itself up. */
export interface CodesSetUp {
  /** The secret in letters and digits, for those who cannot take a picture of it. */
  secret: string
  /** The same as an address that apps read from a QR code. */
  uri: string
}

/** One-time codes that an app makes (TOTP, RFC 6238), and the recovery codes for when the phone is gone. */
@Injectable()
export class OneTimeCodes {
  private readonly logger = new Logger('OneTimeCodes')

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly key: InstallationKey,
    private readonly credentials: Credentials,
  ) {}

  async state(accountId: number): Promise<CodesState> {
    const account = await this.account(accountId)
    const left = await this.database.select(
      'SELECT id FROM recovery_code WHERE account_id = ? AND used_at IS NULL',
      [accountId],
    )
    return {
      since: account.codesSince,
      required: account.codesRequired,
      withoutPassword: account.passwordHash === null,
      recoveryCodesLeft: left.length,
    }
  }

  /** Makes a new secret. It asks for nothing until the person has shown, with a first code, that the app has it. */
  async begin(accountId: number): Promise<void> {
    const account = await this.account(accountId)
    if (account.codesSince !== null) return
    const codeSecret = this.key.seal(purpose(accountId), new Secret({ size: 20 }).base32)
    await this.database.write((manager) =>
      changeRows(manager, Account, { id: accountId }, { codeSecret, codeLastStep: null }),
    )
  }

  /** What the app is told; null when no set-up is under way. */
  async setUp(accountId: number): Promise<CodesSetUp | null> {
    const account = await this.account(accountId)
    const totp = account.codesSince === null ? this.totp(account) : null
    return totp && { secret: totp.secret.base32, uri: totp.toString() }
  }

  /**
   * Turns codes on with the first code of the app. Sessions that were opened without one end: who asks must be given
   * another (`SignInService.goOn`).
   *
   * @returns the recovery codes, which are shown this once; null when the code is wrong
   */
  async turnOn(author: Author, accountId: number, code: string): Promise<string[] | null> {
    const account = await this.account(accountId)
    const step = account.codesSince === null ? this.stepOf(account, code) : null
    if (step === null) return null
    const codes = await this.ledger.write(author, async (write) => {
      const { manager, now } = write
      await changeRows(manager, Account, { id: accountId }, { codesSince: now, codeLastStep: step })
      await this.credentials.closeAll(write, accountId)
      write.tell({ kind: 'account.codes-set', subject: account.email, details: { on: true } })
      return this.makeRecoveryCodes(manager, accountId)
    })
    this.credentials.tellOwner(account, 'One-time codes were turned on', this.clock.now())
    return codes
  }

  /** Turns codes off: at the person's wish, or by an administrator where phone and recovery codes are lost. */
  async turnOff(author: Author, accountId: number): Promise<void> {
    const account = await this.account(accountId)
    await this.ledger.write(author, async (write) => {
      const nothing = { codeSecret: null, codesSince: null, codeLastStep: null }
      await changeRows(write.manager, Account, { id: accountId }, nothing)
      await write.manager.delete(RecoveryCode, { accountId })
      write.tell({ kind: 'account.codes-set', subject: account.email, details: { on: false } })
    })
    this.credentials.tellOwner(account, 'One-time codes were turned off', this.clock.now())
  }

  /** Makes new recovery codes; those that were made before open nothing any more. */
  async renewRecoveryCodes(author: Author, accountId: number): Promise<string[]> {
    const account = await this.account(accountId)
    const codes = await this.ledger.write(author, async (write) => {
      const details = { codes: recoveryCodeCount }
      write.tell({ kind: 'account.recovery-codes-made', subject: account.email, details })
      return this.makeRecoveryCodes(write.manager, accountId)
    })
    this.credentials.tellOwner(account, 'New recovery codes were made', this.clock.now())
    return codes
  }

  /** Whether the code is one of this or the neighbouring half minutes; each is accepted once, and none before it after. */
  async accept(account: Account, code: string): Promise<boolean> {
    const step = this.stepOf(account, code)
    if (step === null) return false
    return this.database.write(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(Account)
        .set({ codeLastStep: step })
        .where('id = :id AND (code_last_step IS NULL OR code_last_step < :step)', { id: account.id, step })
        .execute()
      return affected === 1
    })
  }

  /** Whether it is a recovery code of the account that nobody has used yet; it is used up. */
  async acceptRecovery(account: Account, code: string): Promise<boolean> {
    const codeHash = this.hashOfCode(account.id, code)
    return this.database.write(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(RecoveryCode)
        .set({ usedAt: this.clock.now() })
        .where('account_id = :id AND code_hash = :codeHash AND used_at IS NULL', { id: account.id, codeHash })
        .execute()
      return affected === 1
    })
  }

  private async account(id: number): Promise<Account> {
    return this.database.reads.getRepository(Account).findOneByOrFail({ id })
  }

  /** The step of time that the code belongs to; null when it belongs to none near now. */
  private stepOf(account: Account, code: string): number | null {
    const totp = this.totp(account)
    // The person's app goes by the time of the world, also where the service has a time of its own.
    const timestamp = Date.parse(this.clock.machineTime())
    const token = code.replaceAll(/\s/gu, '')
    if (!totp || !/^\d{6}$/u.test(token)) return null
    const delta = totp.validate({ token, timestamp, window: 1 })
    return delta === null ? null : totp.counter({ timestamp }) + delta
  }

  private totp({ id, email, codeSecret }: Account): TOTP | null {
    if (codeSecret === null) return null
    try {
      const secret = Secret.fromBase32(this.key.open(purpose(id), codeSecret))
      return new TOTP({ issuer: 'Throughline', label: email, secret })
    } catch {
      this.logger.error(
        `The one-time codes of account ${id} were sealed with another SECRET_KEY: turn them off.`,
      )
      return null
    }
  }

  private async makeRecoveryCodes(manager: EntityManager, accountId: number): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode)
    await manager.delete(RecoveryCode, { accountId })
    const rows = codes.map((code) => ({
      accountId,
      codeHash: this.hashOfCode(accountId, code),
      usedAt: null,
    }))
    await insertRows(manager, RecoveryCode, rows)
    return codes
  }

  /** They are short enough to copy, so the database alone must not be enough to try them all. */
  private hashOfCode(accountId: number, code: string): string {
    const signs = code.toLowerCase().replaceAll(/[^a-z0-9]/gu, '')
    return createHmac('sha256', this.key.for('recovery codes')).update(`${accountId} ${signs}`).digest('hex')
  }
}

/** A secret that is copied to the row of another account cannot be opened there. */
const purpose = (accountId: number) => `one-time codes of account ${accountId}`

/** "k7mwx-9qhtd" */
function newRecoveryCode(): string {
  const signs = Array.from({ length: 10 }, () => clearSigns[randomInt(clearSigns.length)] ?? '')
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`
}
