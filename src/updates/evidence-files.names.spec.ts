import { describe, expect, it } from '@jest/globals'
import { safeFileName } from './evidence-files.names.js'

describe('the name of a file', () => {
  it.each([
    ['Report März 2017.pdf', 'Report März 2017.pdf'],
    ['C:\\Users\\me\\report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\u0007c\r\nd.pdf', 'abcd.pdf'],
    ['gpj.\u202etxt.exe', 'gpj.txt.exe'],
    ['  .. hidden.txt ..', 'hidden.txt'],
    ['', 'file'],
    ['/', 'file'],
    ['half a character \ud83d.pdf', 'half a character .pdf'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe)
  })

  it('is cut before its ending, between whole characters', () => {
    const safe = safeFileName(`${'🙂'.repeat(150)}.docx`)
    expect(safe.length).toBeLessThanOrEqual(200)
    expect(safe).toMatch(/🙂\.docx$/u)
    expect(safe).not.toMatch(/\p{Surrogate}/u)
  })
})
