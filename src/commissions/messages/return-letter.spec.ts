import { describe, expect, it } from '@jest/globals'
import { Letters } from '../../mail/letters.js'
import { type LetterItem, returnLetter } from './return-letter.js'
import type { WaitingFacts } from './waiting-returns.js'

const waiting: WaitingFacts = {
  ...{ id: 1, commissionId: 7, commission: 'EGYV, July to September 2013', state: 'open' },
  ...{ openedOn: '2013-09-09', dueOn: '2013-10-04', freezeOn: '2013-10-15', sentBackAt: null },
  ...{ agency: { slug: 'yot', name: 'Youth Offending Team' }, lines: 12, linesAnswered: 3, questions: 0 },
  ...{ people: [], senders: [], insteadOf: null, owned: { agency: 'yot', plans: [] } },
}

const item = (more: Partial<LetterItem> = {}, facts: Partial<WaitingFacts> = {}): LetterItem => ({
  ...{ kind: 'before', rung: 'owner', link: 'https://tl.example.org/returns/1', ownLink: false },
  ...more,
  waiting: { ...waiting, ...facts },
})

const letterOf = (items: LetterItem[], day = '2013-09-27') =>
  new Letters().write(
    'returns',
    'jo@example.org',
    returnLetter({ name: 'Jo Bloggs' }, items, day, 'https://tl.example.org'),
  )

describe('a letter about returns', () => {
  it('reminds of one return in few words', () => {
    const { subject, text } = letterOf([item()])
    expect(subject).toBe('Return due on Friday 4 October 2013: Youth Offending Team')
    expect(text).toBe(`Dear Jo Bloggs,

this is a reminder of what has not been answered yet. Where nothing has
changed, say so: “nothing to report” is an answer, and takes a moment.

Youth Offending Team: EGYV, July to September 2013
Due on Friday 4 October 2013. 9 of 12 lines are still open.
https://tl.example.org/returns/1

You get no more than one message a day, and none once the answer is in.
If somebody else should be written to, tell the programme office.

Throughline
https://tl.example.org
`)
  })

  it('says what is late, who stands in for whom, and why it comes to a deputy', () => {
    const { subject, text } = letterOf(
      [item({ kind: 'after', rung: 'deputy' }, { insteadOf: 'London Borough of Merton' })],
      '2013-10-07',
    )
    expect(subject).toBe('Return was due on Friday 4 October 2013: Youth Offending Team')
    expect(text).toContain('we have not had an answer, and the deadline has passed.')
    expect(text).toContain(
      'It was due on Friday 4 October 2013. 9 of 12 lines are still open.\n' +
        'Youth Offending Team has no contact of its own, so we write to London Borough of Merton.\n' +
        'We write to you as deputy, since nobody else has answered.\nhttps:',
    )
  })

  it('lists several returns, and ends with what a link of one’s own is', () => {
    const own = item({ kind: 'invitation', link: '[your own link, number 3]', ownLink: true }, { id: 2 })
    const { subject, text } = letterOf([
      item({}, { state: 'awaiting_sign_off' }),
      { ...own, waiting: { ...own.waiting, dueOn: '2013-10-01', lines: 1, linesAnswered: 1 } },
    ])
    expect(subject).toBe('2 returns, the first due on Tuesday 1 October 2013')
    expect(text).toContain('waits for a second person of the agency to sign it off.')
    expect(text).toContain('Every line has an answer: it has only to be sent.')
    expect(text).toContain('until the end of\nTuesday 15 October 2013. Whoever has it')
  })

  it('asks to look at a question, and shows none of it', () => {
    const { subject, text } = letterOf([item({ kind: 'question' }, { state: 'sent_back', questions: 2 })])
    expect(subject).toBe('A question about the return of Youth Offending Team')
    expect(text).toContain('has a question about what was sent.')
    expect(text).toContain('Sent back with 2 questions.\nhttps:')
    expect(letterOf([item({ kind: 'question' }), item({ kind: 'question' }, { id: 2 })]).subject).toBe(
      'Questions about 2 returns',
    )
  })

  it('takes no line break from a title into its head', () => {
    const { subject, text } = letterOf([
      item({}, { agency: { slug: 'x', name: 'Team\nBcc: a@example.org' } }),
    ])
    expect(subject).not.toContain('\n')
    expect(text).toMatch(/^Dear Jo Bloggs,/u)
  })

  it('has a subject that the table holds', () => {
    const { subject } = letterOf([item({}, { agency: { slug: 'x', name: 'Ä'.repeat(300) } })])
    expect(subject.length).toBeLessThanOrEqual(300)
  })
})
