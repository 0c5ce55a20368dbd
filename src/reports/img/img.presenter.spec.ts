import { describe, expect, it } from '@jest/globals'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import { presentImg } from './img.presenter.js'

const opening = () =>
  aSnapshot('2013-09-30').with(
    anAction('A-1').ledBy('Home Office').dueBy('2013-10-31'),
    anAction('A-2').ledBy('Ministry of Justice').dueBy('2013-12-01'),
    anAction('A-3').ledBy('Home Office').completed('2013-08-01'),
    anAction('A-4'),
  )

/** A quarter in which everything happens: A-1 is late, A-2 done, A-3 reopened, A-4 re-dated and led, A-5 and A-6 new. */
const closing = () =>
  aSnapshot('2013-12-31').with(
    anAction('A-1')
      .titled('Publish the guide')
      .ledBy('Home Office')
      .dueBy('2013-10-31')
      .saying('The draft is late.', '2013-06-30'),
    anAction('A-2').ledBy('Ministry of Justice').dueBy('2013-12-01').completed('2013-11-20'),
    anAction('A-3').ledBy('Home Office').at('in_progress', 'The evidence did not hold.'),
    anAction('A-4')
      .ledBy('Home Office')
      .ledBy('Ministry of Justice')
      .dueBy('2014-02-28')
      .redatedTo('2014-05-31', 'Waits for the review.'),
    anAction('A-5').knownSince('2013-12-31').dueBy('2014-01-31'),
    anAction('A-6').knownSince('2013-12-31').at('superseded', 'A-5 takes its place.'),
  )

const report = () => presentImg({ opening: opening().build(), closing: closing().build() })

describe('the summary', () => {
  it('answers first', () => {
    const { headline, detail } = report().summary
    expect(headline).toBe(
      '1 of the 6 actions is reported complete. 2 of the 4 still open have both a lead and an end date.',
    )
    expect(detail).toBe('Open actions: 1 in progress, 1 overdue, 1 without an end date and 1 without a lead.')
  })

  it('foots: opening + added - closed = closing, reopened among the added', () => {
    expect(report().summary.footing).toEqual({ opening: 3, added: 3, closed: 2, closing: 4 })
  })

  it('asks only for what the facts ask, and says who can give it', () => {
    const { decisions, decisionsProposed, decisionsNote } = report().summary
    expect(decisions.map(({ what, who }) => [what, who])).toEqual([
      ['Deliver or re-date the overdue action', '1 by departments'],
      ['Name a lead for the 1 action that has none', '1 by departments'],
      ['Set an end date for the 1 action that has none', '1 by departments'],
    ])
    expect(decisionsProposed).toBe(true)
    expect(decisionsNote).toMatch(/^Proposals: the register records no decision/u)
    expect(report().summary.unanswered).toContain('no returns were commissioned')
  })

  it('shows the national plan by its themes and every other plan in a row', () => {
    const themed = closing()
      .with(anAction('A-7').underTheme('YH', 'Youth violence and health'), anAction('A-8').underNoTheme())
      .with(anAction('B-1').inPlan('bromley-2012'))
      .under('annual-report-2013', {})
      .under('bromley-2012', { geography: 'borough', area: 'Bromley' })
    const { unit, rows, total } = presentImg({
      opening: opening().build(),
      closing: themed.build(),
    }).summary
    expect(unit).toBe('Theme or plan')
    expect(rows.map((row) => [row.label, row.actions])).toEqual([
      ['Partnership working', 6],
      ['Youth violence and health', 1],
      ['Under no theme', 1],
      ['Bromley 2013', 1],
    ])
    expect(total.actions).toBe(9)
  })

  it('folds more plans than the page can hold into one row', () => {
    const many = aSnapshot('2013-12-31')
    for (let plan = 1; plan <= 40; plan += 1) many.with(anAction(`P${plan}-1`).inPlan(`plan-${plan}`))
    const { rows, total } = presentImg({
      opening: aSnapshot('2013-09-30').build(),
      closing: many.build(),
    }).summary
    const shown = rows.length - 1
    expect(shown).toBeGreaterThan(5)
    expect(rows.at(-1)).toMatchObject({ label: `And ${40 - shown} more`, actions: 40 - shown })
    expect(total.actions).toBe(40)
  })
})

describe('the exceptions', () => {
  it('begin with the gravest and never take more than eight lines', () => {
    const bad = aSnapshot('2013-12-31')
    for (let day = 10; day < 30; day += 1)
      bad.with(anAction(`A-${day}`).ledBy('Home Office').dueBy(`2013-11-${day}`))
    bad.with(anAction('R-1').ledBy('Home Office').dueBy('2014-12-31').rated('red'))
    bad.with(anAction('S-1').inPlan('b'), anAction('S-2').inPlan('b'), anAction('S-3').inPlan('c'))
    const { lines, more } = presentImg({ opening: aSnapshot('2013-09-30').build(), closing: bad.build() })
      .summary.exceptions
    expect(lines).toHaveLength(8)
    expect(lines[0]).toMatchObject({ shown: 'R-1', why: 'Rated red; silent' })
    expect(lines[1]).toMatchObject({ shown: 'A-10', why: 'Overdue by 51 days; silent' })
    expect(lines.at(-2)).toMatchObject({ shown: 'S-1 and 1 more', refs: ['S-1', 'S-2'] })
    expect(more).toBe('15 more red, overdue or re-dated.')
  })

  it('quote the latest statement with its age', () => {
    const [theme] = report().themes.plans[0]?.themes ?? []
    const line = theme?.exceptions.lines.find((each) => each.shown === 'A-1')
    expect(line?.why).toBe('Overdue by 61 days')
    expect(line?.statement).toMatchObject({
      words: 'The draft is late.',
      said: '30 June 2013',
      age: '6 months old',
    })
  })
})

describe('the changes', () => {
  it('tell each move with its reason', () => {
    const { changes } = report()
    expect(changes.statusMoves.map(({ ref, from, to }) => [ref, from, to])).toEqual([
      ['A-2', 'not_started', 'complete_reported'],
      ['A-3', 'complete_reported', 'in_progress'],
    ])
    expect(changes.dateMoves).toEqual([
      {
        ref: 'A-4',
        title: 'Share what is known',
        from: null,
        to: '2014-05-31',
        days: null,
        reason: 'Waits for the review.',
        agreedBy: null,
      },
    ])
    expect(changes.leadMoves).toMatchObject([
      { ref: 'A-4', from: 'No lead', to: 'Home Office and Ministry of Justice' },
    ])
    expect(changes.added).toMatchObject([{ count: 2, refs: ['A-5', 'A-6'] }])
    expect(changes.closed.map(({ ref, says }) => [ref, says])).toEqual([
      ['A-2', 'Completed on 20 November 2013.'],
      ['A-6', 'A-5 takes its place.'],
    ])
    expect(changes.reopened).toMatchObject([{ ref: 'A-3', says: 'The evidence did not hold.' }])
  })
})

describe('the leads', () => {
  it('stand by name, count shared actions under each and say so', () => {
    const { national, noLead, shared } = report().leads
    expect(national.map((row) => [row.name, row.actions])).toEqual([
      ['Home Office', 3],
      ['Ministry of Justice', 2],
    ])
    expect(noLead.actions).toBe(2)
    expect(shared).toBe(
      '1 action has more than one lead and counts under each, so the rows add up to 1 more than the 6 actions of the register.',
    )
  })
})

describe('the forward look', () => {
  it('counts what falls due in each month and agrees with its list', () => {
    const { months, due, says } = report().forward
    expect(months.map((month) => month.label)).toEqual([
      'January 2014', 'February 2014', 'March 2014', 'April 2014', 'May 2014', 'June 2014',
    ]) // prettier-ignore
    expect(months.map((month) => month.value)).toEqual([1, 0, 0, 0, 1, 0])
    expect(due.map(({ month, lines }) => [month, lines.map((line) => line.ref)])).toEqual([
      ['January 2014', ['A-5']],
      ['May 2014', ['A-4']],
    ])
    expect(says).toBe('2 actions fall due by 30 June 2014: 1 in January 2014 and 1 in May 2014.')
  })
})

describe('local delivery', () => {
  const answered = () =>
    closing()
      .under('bromley-2012', { title: 'Bromley', geography: 'borough', area: 'Bromley' })
      .with(anAction('B-1').inPlan('bromley-2012').answering('A-1'), anAction('B-2').inPlan('bromley-2012'))

  it('reads links both ways and names what has no counterpart', () => {
    const { counterparts, plans } = presentImg({
      opening: opening().build(),
      closing: answered().build(),
    }).local
    expect(plans.map((plan) => plan.title)).toEqual(['Bromley'])
    expect(counterparts?.linked).toBe(
      '1 of the 6 national actions is answered by at least one regional or borough action.',
    )
    expect(counterparts?.local.byTheme).toEqual([{ title: 'Partnership working', refs: ['B-2'] }])
    expect(counterparts?.national.byTheme[0]?.refs).toEqual(['A-2', 'A-3', 'A-4', 'A-5', 'A-6'])
  })

  it('does not count as unanswered what nobody has linked', () => {
    expect(report().local.counterparts).toBeNull()
  })
})

describe('the whole', () => {
  it('is plain data: nothing is lost in the data file', () => {
    const made = report()
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
  })

  it('is the same for the same register', () => {
    expect(JSON.stringify(report())).toBe(JSON.stringify(report()))
  })

  it('has all actions in the annex, once', () => {
    const refs = report().register.groups.flatMap((group) => group.rows.map((row) => row.ref))
    expect(refs).toEqual(['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6'])
  })

  it('refuses an opening that does not come before the closing', () => {
    const late = aSnapshot('2014-01-01').build()
    expect(() => presentImg({ opening: late, closing: closing().build() })).toThrow(
      'A report as known on 31 December 2013 cannot open on 1 January 2014.',
    )
  })

  it('refuses a register from which an action has gone', () => {
    const gone = opening().with(anAction('Z-9')).build()
    expect(() => presentImg({ opening: gone, closing: closing().build() })).toThrow(
      '1 of 5 actions have left the register: Z-9.',
    )
  })
})
