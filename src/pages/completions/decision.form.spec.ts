import { describe, expect, it } from '@jest/globals'
import { nothingDecided, readDecision } from './decision.form.js'

const sentences = { decision: 'Choose one', remark: 'Enter what you checked', reason: 'Enter why' }

describe('a decision', () => {
  it.each([
    [{}, 'decision', 'Choose one'],
    [{ decision: 'perhaps', remark: 'Read.' }, 'decision', 'Choose one'],
    [{ decision: 'yes', reason: 'For the other choice.' }, 'remark', 'Enter what you checked'],
    [{ decision: 'no', remark: 'For the other choice.' }, 'reason', 'Enter why'],
    [
      { decision: 'no', reason: 'x'.repeat(2001) },
      'reason',
      'What you write must have 2,000 characters or fewer',
    ],
  ])('%j is refused at %s', (typed, field, message) => {
    expect(readDecision({ ...nothingDecided, ...typed }, sentences)).toEqual({ errors: [{ field, message }] })
  })

  it('takes the words of the choice that was made', () => {
    const both = { ...nothingDecided, remark: 'Read.', reason: 'Missing.' }
    expect(readDecision({ ...both, decision: 'yes' }, sentences)).toEqual({ yes: true, words: 'Read.' })
    expect(readDecision({ ...both, decision: 'no' }, sentences)).toEqual({ yes: false, words: 'Missing.' })
  })

  it('takes a yes without words where none are asked for', () => {
    const yes = { ...nothingDecided, decision: 'yes' }
    expect(readDecision(yes, { ...sentences, remark: null })).toEqual({ yes: true, words: '' })
  })
})
