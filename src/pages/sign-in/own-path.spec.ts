import { describe, expect, it } from '@jest/globals'
import { ownPath } from './own-path.js'

describe('where to go after signing in', () => {
  it.each([
    ['/', '/'],
    ['/actions?plan=merton-2013&page=2', '/actions?plan=merton-2013&page=2'],
    ['/actions/MER13-7.1', '/actions/MER13-7.1'],
    ['/actions?q=café', '/actions?q=caf%C3%A9'],
    ['/help#top', '/help'],
    ['/sign-up', '/sign-up'],
  ])('%s is one of ours', (next, path) => {
    expect(ownPath(next)).toBe(path)
  })

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\u0000/evil.example',
    '\t//evil.example',
    ' //evil.example',
    'https://evil.example',
    'HTTPS:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    '@evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '',
    `/${'x'.repeat(2001)}`,
    '/sign-in',
    '/sign-in/code',
    '/sign-out',
    ['/actions', '/plans'],
    undefined,
    7,
  ])('%j is not, and leads home', (next) => {
    expect(ownPath(next)).toBe('/')
  })

  it('keeps a slash that is written as %2f in the path, where it is no slash', () => {
    expect(ownPath('/%2fevil.example')).toBe('/%2fevil.example')
    expect(ownPath('/%5cevil.example')).toBe('/%5cevil.example')
  })
})
