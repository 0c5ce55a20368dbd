import { describe, expect, it } from '@jest/globals'
import { findingsOf, printBlockers, unwrittenParts } from './blockers.js'
import type { EditablePart } from '../writing/editable-part.js'
import { refsNamedIn } from './marked-refs.js'

describe('refs of marked actions', () => {
  const refs = ['MER13-7.1', 'BRO12-S1', 'AR13-PW-08']

  it.each([
    ['in any text', { a: [{ b: 'See MER13-7.1.' }] }, ['MER13-7.1']],
    ['in the name of a field', { 'BRO12-S1': 1 }, ['BRO12-S1']],
    ['as a step', 'MER13-7.1.a is done', ['MER13-7.1']],
    ['in small letters', 'ar13-pw-08', ['AR13-PW-08']],
    ['with another hyphen', 'MER13‑7.1, BRO12–S1', ['MER13-7.1', 'BRO12-S1']],
    ['with what cannot be seen inside', 'MER13-\u200b7.\u00ad1', ['MER13-7.1']],
    ['cut up by emphasis', [{ text: 'see MER13-' }, { text: '7.1', strong: true }], ['MER13-7.1']],
    ['with spaces', 'MER13 - 7.1 and BRO12 S1', ['MER13-7.1', 'BRO12-S1']],
    ['with a line break inside', 'AR13-PW\n08, MER13-7.\n1', ['AR13-PW-08', 'MER13-7.1']],
    ['not in ordinary text', 'MER13, 7.1 million; BRO12: S1. AR13 (PW) 08; MER13-7, 1 of 7 1', []],
    ['not where it is another ref', 'MER13-7.12 and XMER13-7.1 and AR13-PW-081', []],
    ['not where it is none', { a: null, b: 7, c: 'MER13' }, []],
  ])('are found %s', (_, value, found) => {
    expect(refsNamedIn(value, refs)).toEqual(found)
  })

  it('are not looked for where none is marked', () => {
    expect(refsNamedIn('MER13-7.1', [])).toEqual([])
  })
})

describe('what blocks an edition', () => {
  it('is a count that cannot be worked out again, and a marked action that is named', () => {
    expect(findingsOf('img', JSON.stringify({ title: 'MER13-7.1' }), ['MER13-7.1'])).toEqual([
      expect.objectContaining({ code: 'counts-do-not-reconcile', anchor: 'report' }),
      expect.objectContaining({ code: 'marked-action', href: '/actions/MER13-7.1' }),
    ])
  })

  const facts = { label: 'Part', hint: '', anchor: 'a', required: true, savedBy: null, savedAt: null }
  const before = [{ what: 'One', who: 'All', byWhen: null }]
  const blocks = (part: EditablePart) => unwrittenParts([part]).map(({ part: name }) => name)

  it('is a required part that holds nothing', () => {
    const text = { ...facts, name: 'section.3', revision: 0, kind: 'text', content: { text: '' } } as const
    expect(blocks(text)).toEqual(['section.3'])
    expect(blocks({ ...text, required: false })).toEqual([])
    expect(blocks({ ...text, content: { text: 'Words.' } })).toEqual([])
  })

  it('is not an explicit word that no decision is sought', () => {
    const none = (revision: number): EditablePart => {
      return { ...facts, name: 'decisions', revision, kind: 'decisions', content: { items: [] } }
    }
    expect(blocks(none(0))).toEqual(['decisions'])
    expect(blocks(none(1))).toEqual([])
  })

  it('is a decision of the edition before of which nobody says what became of it', () => {
    const said = (items: string[]): EditablePart => {
      const named = { ...facts, name: 'outcomes', revision: 1 }
      return { ...named, kind: 'outcomes', decisions: before, content: { items } }
    }
    expect([blocks(said([''])), blocks(said([])), blocks(said(['Agreed.']))]).toEqual([
      ['outcomes'],
      ['outcomes'],
      [],
    ])
  })

  it('is a print that has failed, has not ended, was not checked or did not pass', () => {
    const printed = { printState: 'printed', failure: null } as const
    const codes = (edition: Parameters<typeof printBlockers>[0]) =>
      printBlockers(edition).map(({ code }) => code)
    const rule = { clause: '7.1', rule: 'It is tagged.', passed: false, findings: ['Page 1 is not'] }
    const checks = (passed: boolean) => JSON.stringify({ passed, rules: [rule, { ...rule, passed: true }] })
    expect(codes({ printState: 'failed', failure: 'No disk.', pdfChecks: null })).toEqual(['print-failed'])
    expect(codes({ printState: 'queued', failure: null, pdfChecks: null })).toEqual(['not-printed'])
    expect(codes({ ...printed, pdfChecks: null })).toEqual(['not-checked'])
    expect(codes({ ...printed, pdfChecks: checks(false) })).toEqual(['checks-failed'])
    expect(printBlockers({ ...printed, pdfChecks: checks(false) })[0]?.message).toBe(
      'The PDF does not pass 7.1: It is tagged. Page 1 is not.',
    )
    expect(codes({ ...printed, pdfChecks: checks(true) })).toEqual([])
  })
})
