import { join, resolve } from 'node:path'
import { plainToInstance, Transform } from 'class-transformer'
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  validateSync,
} from 'class-validator'

const emptyIsUnset = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() === '' ? undefined : value,
  )

/** The settings of the environment, as named in the contract and listed in `.env.example`. */
export class Settings {
  @emptyIsUnset()
  @Transform(({ value }: { value: unknown }) => (value === undefined ? 3000 : Number(value)))
  @IsInt({ message: 'PORT must be a whole number from 0 to 65535.' })
  @Min(0, { message: 'PORT must be a whole number from 0 to 65535.' })
  @Max(65535, { message: 'PORT must be a whole number from 0 to 65535.' })
  PORT: number = 3000

  @emptyIsUnset()
  @IsString()
  HOST: string = '127.0.0.1'

  @emptyIsUnset()
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//u, {
    message: 'DATABASE_URL must be empty (SQLite) or begin with postgres://.',
  })
  DATABASE_URL?: string

  @emptyIsUnset()
  @IsString()
  DATA_DIR: string = 'var'

  @emptyIsUnset()
  @IsString()
  REPORTS_DIR: string = 'reports'

  @emptyIsUnset()
  @IsOptional()
  @IsString()
  CHROME_PATH?: string

  @emptyIsUnset()
  @IsIn(['programme', 'demo', 'none'], { message: 'SEED must be programme, demo or none.' })
  SEED: 'programme' | 'demo' | 'none' = 'programme'

  @emptyIsUnset()
  @IsOptional()
  @IsEmail({}, { message: 'ADMIN_EMAIL must be an email address.' })
  ADMIN_EMAIL?: string

  @emptyIsUnset()
  @IsOptional()
  @MinLength(12, { message: 'ADMIN_PASSWORD must have at least 12 characters.' })
  ADMIN_PASSWORD?: string

  @emptyIsUnset()
  @IsOptional()
  @Matches(/^\S{16,}$/u, { message: 'API_TOKEN must have at least 16 characters, and no spaces.' })
  API_TOKEN?: string

  /** Seals what is kept secret and signs the sessions; left out, one is made and kept in the data folder. */
  @emptyIsUnset()
  @IsOptional()
  @Matches(/^\S{32,}$/u, { message: 'SECRET_KEY must have at least 32 characters, and no spaces.' })
  SECRET_KEY?: string

  /** The address that people know the service by: for links in mail and for single sign-on. */
  @emptyIsUnset()
  @IsOptional()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true, require_tld: false },
    { message: 'PUBLIC_URL must be an address such as https://throughline.example.gov.uk.' },
  )
  PUBLIC_URL?: string

  /** How many proxies stand before the service: whose word on a visitor's address is taken. */
  @emptyIsUnset()
  @Transform(({ value }: { value: unknown }) => (value === undefined ? 0 : Number(value)))
  @IsInt({ message: 'TRUST_PROXY must be a whole number from 0 to 10.' })
  @Min(0, { message: 'TRUST_PROXY must be a whole number from 0 to 10.' })
  @Max(10, { message: 'TRUST_PROXY must be a whole number from 0 to 10.' })
  TRUST_PROXY: number = 0

  /** A mail server; left out, mail is written into the data folder. */
  @emptyIsUnset()
  @IsOptional()
  @Matches(/^smtps?:\/\//u, { message: 'SMTP_URL must be empty or begin with smtp:// or smtps://.' })
  SMTP_URL?: string

  @emptyIsUnset()
  @IsEmail({}, { message: 'MAIL_FROM must be an email address.' })
  MAIL_FROM: string = 'throughline@example.invalid'

  /** Single sign-on by OpenID Connect: all three, or none. */
  @emptyIsUnset()
  @IsOptional()
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true, require_tld: false },
    { message: 'OIDC_ISSUER must be the address of the provider.' },
  )
  OIDC_ISSUER?: string

  @emptyIsUnset()
  @IsOptional()
  @IsString()
  OIDC_CLIENT_ID?: string

  @emptyIsUnset()
  @IsOptional()
  @IsString()
  OIDC_CLIENT_SECRET?: string

  @emptyIsUnset()
  @IsIn(['error', 'warn', 'log', 'debug', 'verbose'], {
    message: 'LOG_LEVEL must be error, warn, log, debug or verbose.',
  })
  LOG_LEVEL: 'error' | 'warn' | 'log' | 'debug' | 'verbose' = 'log'

  /** The address that people know the service by, without a slash at its end. */
  get publicUrl(): string {
    return (this.PUBLIC_URL ?? `http://${this.HOST}:${this.PORT}`).replace(/\/+$/u, '')
  }

  /** Absolute path of the embedded database. */
  get databaseFile(): string {
    return join(resolve(this.DATA_DIR), 'throughline.sqlite')
  }
}

/** A setting that is wrong: the message is the sentence to print. */
export class SettingsError extends Error {}

/**
 * Reads and validates the settings.
 *
 * @throws SettingsError naming each wrong setting and what is allowed
 */
export function readSettings(environment: Record<string, string | undefined> = process.env): Settings {
  const known = Object.keys(new Settings())
  const optional = [
    ...[
      'DATABASE_URL',
      'CHROME_PATH',
      'ADMIN_EMAIL',
      'ADMIN_PASSWORD',
      'API_TOKEN',
      'SECRET_KEY',
      'PUBLIC_URL',
    ],
    ...['SMTP_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ]
  const given = Object.fromEntries(
    [...known, ...optional]
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true })
  const problems = validateSync(settings).flatMap((problem) =>
    Object.values(problem.constraints ?? {}).slice(0, 1),
  )
  if (settings.OIDC_ISSUER && !isEncryptedOrHere(settings.OIDC_ISSUER)) {
    problems.push('OIDC_ISSUER must begin with https://, unless the provider runs on this machine.')
  }
  const singleSignOn = [settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET]
  if (singleSignOn.some(Boolean) && !singleSignOn.every(Boolean)) {
    problems.push(
      'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: give all three or none.',
    )
  }
  if (problems.length > 0) throw new SettingsError(problems.join(' '))
  return settings
}

/** Without encryption only what never leaves this machine: a provider that a developer or a test runs. */
function isEncryptedOrHere(address: string): boolean {
  if (!URL.canParse(address)) return true
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
