import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Settings, SettingsError } from '../config/settings.js'
import { PasswordRules } from './password-rules.js'
import { Passwords } from './passwords.js'
import { PeopleService } from './people.service.js'
import { AccountsService, type RoleGiven } from './accounts.service.js'

const nobodysEmail = 'office@throughline.invalid'
const firstName = 'Programme office'
const firstRoles: RoleGiven[] = [{ role: 'programme_office' }, { role: 'administrator' }]

export interface FirstSignIn {
  email: string
  /** Shown once; null where the setting gave the password. */
  oneTimePassword: string | null
}

/** Opens a register that nobody has an account in. */
@Injectable()
export class FirstAccount {
  constructor(
    private readonly settings: Settings,
    private readonly accounts: AccountsService,
    private readonly people: PeopleService,
    private readonly passwords: Passwords,
    private readonly rules: PasswordRules,
  ) {}

  /**
   * Makes the first account, as the settings name it, where there is none.
   *
   * @returns how to sign in to it; null when there are accounts already
   * @throws SettingsError when the password of the settings is too easy to guess
   */
  async make(): Promise<FirstSignIn | null> {
    if ((await this.people.firstAccount()) !== null) return null
    const { ADMIN_EMAIL: email = nobodysEmail, ADMIN_PASSWORD: given } = this.settings
    const refusal = given === undefined ? null : await this.rules.refusal(given, { email, name: firstName })
    if (refusal) throw new SettingsError(`ADMIN_PASSWORD cannot be used. ${refusal}.`)
    const oneTimePassword = given === undefined ? readableSecret() : null
    const passwordHash = await this.passwords.hash(given ?? oneTimePassword ?? '')
    await this.accounts.make(
      { name: 'Throughline (first start)' },
      {
        ...{ email, name: firstName, state: 'active', passwordHash, roles: firstRoles },
        mustChangePassword: given === undefined,
      },
    )
    return { email, oneTimePassword }
  }
}

/** Letters that nobody takes for others when copying from a terminal: 100 bits. */
function readableSecret(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const drawn = [...randomBytes(80)].filter((byte) => byte < letters.length * 8).slice(0, 20)
  return drawn
    .map((byte, index) => (index > 0 && index % 5 === 0 ? '-' : '') + (letters[byte % letters.length] ?? ''))
    .join('')
}
