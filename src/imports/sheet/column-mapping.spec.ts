import { describe, expect, it } from '@jest/globals'
import { guessColumns, toRemember, wrongWithColumns } from './column-mapping.js'

const choicesOf = (...headings: string[]) => guessColumns(headings, null).map(({ choice }) => choice)

describe('the columns of a council’s plan', () => {
  it.each([
    [
      [
        'Ref',
        'Strategic priority',
        'What will we do?',
        'Who?',
        'By when?',
        'How will we know it has worked?',
      ],
      ['ref', 'theme', 'text', 'lead', 'timescale', 'measure'],
    ],
    [
      ['Action No.', 'Key actions', 'Lead Officer', 'Partner Agencies', 'Target date', 'RAG', 'Comments'],
      ['ref', 'text', 'lead', 'partners', 'timescale', 'left out', 'note'],
    ],
    [
      ['Recommendation', 'Responsible officer (name)', 'Start date', 'Target completion date', 'Milestones'],
      ['text', 'lead', 'starts', 'timescale', 'step'],
    ],
    [
      ['Lead / partners', 'Action', 'Colour', ''],
      ['parties', 'text', null, null],
    ],
  ])('%j are taken for %j', (headings, fields) => expect(choicesOf(...headings)).toEqual(fields))

  it('are asked about where their heading is a word of the language that we are written in', () => {
    expect(guessColumns(['Constructor', 'Action'], {})[0]).toEqual({
      choice: null,
      reason: 'Its heading is not known.',
    })
  })

  it('are taken as this council chose last, before any word of ours', () => {
    const remembered = toRemember(['Action', 'Colour', 'Who'], ['title', 'left out', 'partners'])
    const again = guessColumns(['Colour', 'WHO?', 'Action'], remembered)
    expect(again.map(({ choice }) => choice)).toEqual(['left out', 'partners', 'title'])
    expect(again[1]?.reason).toBe('As in this council’s last plan.')
  })

  it('are refused where a field stands twice, nothing is promised, or nobody has decided', () => {
    const full = () => false
    const problems = wrongWithColumns(['Who', 'Owner', 'Colour'], ['lead', 'lead', null], full)
    expect(problems.map(({ message }) => message)).toEqual([
      'Only one column can be “Lead”: “Who” (column A) and “Owner” (column B) are',
      'Choose what “Colour” (column C) is, or leave it out',
      'One column must be “Action”: what the plan promises',
    ])
    expect(wrongWithColumns(['Action', ''], ['text', null], (column) => column === 1)).toEqual([])
  })
})
