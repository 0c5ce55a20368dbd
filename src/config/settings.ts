import { join, resolve } from 'node:path'
import { plainToInstance, Transform } from 'class-transformer'
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
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
  @IsIn(['programme', 'none'], {
    message: 'SEED must be programme or none; the demo set comes with a later release.',
  })
  SEED: 'programme' | 'none' = 'programme'

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

  @emptyIsUnset()
  @IsIn(['error', 'warn', 'log', 'debug', 'verbose'], {
    message: 'LOG_LEVEL must be error, warn, log, debug or verbose.',
  })
  LOG_LEVEL: 'error' | 'warn' | 'log' | 'debug' | 'verbose' = 'log'

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
  const optional = ['DATABASE_URL', 'CHROME_PATH', 'ADMIN_EMAIL', 'ADMIN_PASSWORD', 'API_TOKEN']
  const given = Object.fromEntries(
    [...known, ...optional]
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true })
  const problems = validateSync(settings).flatMap((problem) =>
    Object.values(problem.constraints ?? {}).slice(0, 1),
  )
  if (problems.length > 0) throw new SettingsError(problems.join(' '))
  return settings
}
