import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { readSettings, SettingsError } from './settings.js'

const port = 'PORT must be a whole number from 0 to 65535.'
const wrong = [
  ...['-1', '65536', 'abc', '3.5', '3000abc'].map((value) => ({ name: 'PORT', value, sentence: port })),
  ...['mysql://localhost/x', 'throughline.sqlite', 'http://localhost'].map((value) => ({
    ...{ name: 'DATABASE_URL', value },
    sentence: 'DATABASE_URL must be empty (SQLite) or begin with postgres://.',
  })),
  { name: 'ADMIN_EMAIL', value: 'nobody', sentence: 'ADMIN_EMAIL must be an email address.' },
  {
    name: 'ADMIN_PASSWORD',
    value: 'elevenchars',
    sentence: 'ADMIN_PASSWORD must have at least 12 characters.',
  },
  {
    name: 'API_TOKEN',
    value: 'fifteen-letters',
    sentence: 'API_TOKEN must have at least 16 characters, and no spaces.',
  },
  {
    name: 'SECRET_KEY',
    value: 'thirty-one-letters-are-too-few!',
    sentence: 'SECRET_KEY must have at least 32 characters, and no spaces.',
  },
  ...['throughline.example.org', 'ftp://throughline.example.org'].map((value) => ({
    ...{ name: 'PUBLIC_URL', value },
    sentence: 'PUBLIC_URL must be an address such as https://throughline.example.gov.uk.',
  })),
  ...['-1', '11', 'yes'].map((value) => ({
    ...{ name: 'TRUST_PROXY', value, sentence: 'TRUST_PROXY must be a whole number from 0 to 10.' },
  })),
  {
    name: 'SMTP_URL',
    value: 'mail.example.org',
    sentence: 'SMTP_URL must be empty or begin with smtp:// or smtps://.',
  },
  { name: 'MAIL_FROM', value: 'Throughline', sentence: 'MAIL_FROM must be an email address.' },
  { name: 'LOG_LEVEL', value: 'loud', sentence: 'LOG_LEVEL must be error, warn, log, debug or verbose.' },
]

describe('settings', () => {
  it('have a default each, so that none need be given', () => {
    expect({ ...readSettings({}) }).toEqual({
      ...{ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: 'var', REPORTS_DIR: 'reports' },
      ...{ SEED: 'programme', LOG_LEVEL: 'log', TRUST_PROXY: 0, MAIL_FROM: 'throughline@example.invalid' },
    })
  })

  it('take what is empty or blank as not given', () => {
    const names = [
      'PORT',
      'HOST',
      'DATABASE_URL',
      'DATA_DIR',
      'REPORTS_DIR',
      'SEED',
      'API_TOKEN',
      'LOG_LEVEL',
      ...['SECRET_KEY', 'PUBLIC_URL', 'TRUST_PROXY', 'SMTP_URL', 'MAIL_FROM'],
      ...['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
    ]
    for (const blank of ['', '  ']) {
      const environment = Object.fromEntries(names.map((name) => [name, blank]))
      expect({ ...readSettings(environment) }).toEqual({ ...readSettings({}) })
    }
  })

  it('are read from the environment', () => {
    const given = {
      ...{ PORT: '0', HOST: '0.0.0.0', DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/t', DATA_DIR: '/data' },
      ...{ REPORTS_DIR: '/reports', SEED: 'none', API_TOKEN: 'sixteen-letters!', LOG_LEVEL: 'debug' },
      ...{
        ADMIN_EMAIL: 'admin@example.org',
        ADMIN_PASSWORD: 'twelve-chars',
        CHROME_PATH: '/usr/bin/chromium',
      },
    }
    expect(readSettings({ ...given, HOME: '/root' })).toMatchObject({ ...given, PORT: 0 })
    expect(readSettings({ DATABASE_URL: 'postgresql://127.0.0.1/t' }).DATABASE_URL).toBe(
      'postgresql://127.0.0.1/t',
    )
  })

  it('say where the embedded database stands', () => {
    expect(readSettings({ DATA_DIR: '/data' }).databaseFile).toBe('/data/throughline.sqlite')
    expect(readSettings({ DATA_DIR: 'kept' }).databaseFile).toBe(
      join(process.cwd(), 'kept', 'throughline.sqlite'),
    )
  })

  it.each(wrong)('say of $name=$value what is allowed', ({ name, value, sentence }) => {
    const read = () => readSettings({ [name]: value })
    expect(read).toThrow(SettingsError)
    expect(read).toThrow(new SettingsError(sentence))
  })

  it('say of SEED what is allowed', () => {
    expect(() => readSettings({ SEED: 'fiction' })).toThrow(/^SEED must be programme/u)
  })

  it('of single sign-on belong together', () => {
    const all = {
      OIDC_CLIENT_ID: 'throughline',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_ISSUER: 'https://id.example.org',
    }
    expect(readSettings(all)).toMatchObject(all)
    for (const name of Object.keys(all)) {
      expect(() => readSettings({ ...all, [name]: '' })).toThrow(
        new SettingsError(
          'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: give all three or none.',
        ),
      )
    }
  })

  it('take a provider of single sign-on without encryption only on this machine', () => {
    const rest = { OIDC_CLIENT_ID: 'throughline', OIDC_CLIENT_SECRET: 'secret' }
    const here = 'http://127.0.0.1:9000'
    expect(readSettings({ ...rest, OIDC_ISSUER: here }).OIDC_ISSUER).toBe(here)
    expect(() => readSettings({ ...rest, OIDC_ISSUER: 'http://id.example.org' })).toThrow(
      new SettingsError('OIDC_ISSUER must begin with https://, unless the provider runs on this machine.'),
    )
  })

  it('say the address that people know the service by', () => {
    expect(readSettings({}).publicUrl).toBe('http://127.0.0.1:3000')
    expect(readSettings({ PUBLIC_URL: 'https://throughline.example.org/' }).publicUrl).toBe(
      'https://throughline.example.org',
    )
  })

  it('name every wrong one at once', () => {
    expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(
      new SettingsError(`${port} LOG_LEVEL must be error, warn, log, debug or verbose.`),
    )
  })
})
