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
  { name: 'LOG_LEVEL', value: 'loud', sentence: 'LOG_LEVEL must be error, warn, log, debug or verbose.' },
]

describe('settings', () => {
  it('have a default each, so that none need be given', () => {
    expect({ ...readSettings({}) }).toEqual({
      ...{ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: 'var', REPORTS_DIR: 'reports' },
      ...{ SEED: 'programme', LOG_LEVEL: 'log' },
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

  it('name every wrong one at once', () => {
    expect(() => readSettings({ PORT: 'x', LOG_LEVEL: 'loud' })).toThrow(
      new SettingsError(`${port} LOG_LEVEL must be error, warn, log, debug or verbose.`),
    )
  })
})
