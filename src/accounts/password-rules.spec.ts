import { describe, expect, it } from '@jest/globals'
import { PasswordRules } from './password-rules.js'

const rules = new PasswordRules()
const owner = { email: 'olive.office@homeoffice.gov.uk', name: 'Olive Office' }
const easy =
  'The password is too easy to guess: choose one that nobody would think of, such as three words that do not belong together'
const own =
  'The password must not be your name, your email address or the name of this service with a little added'

describe('a password', () => {
  it.each([
    'copper-lantern-orchard-42',
    'correct horse battery staple',
    'kT9$mq2Lw!zx',
    'wxyzab34ghjkmnp',
    'ÅngströmPlåtburk',
    'lättölsglögg',
    'Заяц под дождём поёт',
    `${'long and winding road '.repeat(9)}x`,
    'office chair upside down',
  ])('may be “%s”', async (password) => {
    expect(await rules.refusal(password, owner)).toBeNull()
  })

  it.each([
    ['', 'Enter a password'],
    ['kT9$mq2Lw!z', 'The password must have at least 12 characters'],
    // Eleven signs, each of several code units.
    ['🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔', 'The password must have at least 12 characters'],
    ['x7'.repeat(100) + 'y', 'The password must have at most 200 characters'],
    ['password1234', easy],
    ['P@ssw0rd1234', easy],
    ['passwordpassword', easy],
    ['123456789012', easy],
    ['qwertyuiop12', easy],
    ['aaaaaaaaaaaa', easy],
    ['november2024', easy],
    ['manchesterunited', easy],
    ['a1b2c3d4e5f6', easy],
    ['password'.repeat(25), easy],
    ['Throughline1', own],
    ['throughline2016', own],
    ['olive.office@homeoffice.gov.uk', own],
    ['OliveOffice2024', own],
    ['!olive-OFFICE-1', own],
  ])('may not be “%s”: %s', async (password, sentence) => {
    expect(await rules.refusal(password, owner)).toBe(sentence)
  })
})
