import { describe, expect, it } from '@jest/globals'
import { differingFigures } from './differing-figures.js'

describe('figures that differ', () => {
  const kept = {
    summary: { footing: { opening: 3, closing: 4 }, rows: [{ label: 'Home Office', notStarted: 2 }] },
    changes: [{ ref: 'A-1', says: 'Late.' }],
  }

  it('are none where nothing does', () => {
    expect(differingFigures(kept, structuredClone(kept))).toEqual([])
    expect(differingFigures(null, null)).toEqual([])
  })

  it('are named by their place, with both values', () => {
    const made = structuredClone(kept)
    made.summary.footing.closing = 5
    made.summary.rows[0] = { label: 'Home Office', notStarted: 1 }
    made.changes[0] = { ref: 'A-1', says: 'x'.repeat(100) }
    expect(differingFigures(kept, made)).toEqual([
      'summary, footing, closing: 4 was kept, 5 was made',
      'summary, rows, Home Office, not started: 2 was kept, 1 was made',
      `changes, A-1, says: “Late.” was kept, “${'x'.repeat(80)} …” was made`,
    ])
  })

  it('are told as such where there are more or fewer of a thing, or none', () => {
    expect(differingFigures({ refs: ['A', 'B'] }, { refs: ['A'] })).toEqual([
      'refs: 2 items were kept, 1 were made',
    ])
    expect(differingFigures({ note: null }, {})).toEqual(['note: null was kept, nothing was made'])
    expect(differingFigures({}, { statusMoves: 3 })).toEqual(['status moves: nothing was kept, 3 was made'])
    expect(differingFigures(1, { a: 1 })).toEqual(['the whole: 1 was kept, {"a":1} was made'])
  })

  it('are the first five of them', () => {
    const many = Array.from({ length: 20 }, (_, index) => index)
    expect(
      differingFigures(
        many,
        many.map((each) => each + 1),
      ),
    ).toHaveLength(5)
  })
})
