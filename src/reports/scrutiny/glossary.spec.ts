import { describe, expect, it } from '@jest/globals'
import { agencyTerms, unexplainedIn, usedTerms, wordsIn } from './glossary.js'

const terms = [
  { term: 'SPOC', meaning: 'Single Point of Contact' },
  { term: 'A&E', meaning: 'Accident and Emergency' },
  { term: 'YOT', meaning: 'Youth Offending Team' },
]

describe('the glossary', () => {
  it('has only the terms that stand as whole words, by the alphabet', () => {
    expect(
      usedTerms(terms, ['Tell the SPOCs', 'at A&E', 'a YOTA and a BYOT']).map(({ term }) => term),
    ).toEqual(['A&E', 'SPOC'])
  })

  it('does not read refs and codes as words', () => {
    expect(
      wordsIn({ ref: 'YOT-1', slug: 'yot', text: 'Hello', list: [{ words: 'there', code: 'YOT' }] }),
    ).toEqual(['Hello', 'there'])
  })

  it('names the abbreviations that nothing explains', () => {
    const texts = [
      'Ask the CSF and RSLs',
      'Voluntary Sector (VCS) and the YOT',
      'ALL IN CAPITALS',
      'See MER13-7.1',
    ]
    expect(unexplainedIn(texts, terms)).toEqual(['CSF', 'RSL'])
  })

  it('takes no meaning from a service of another council', () => {
    const agency = { abbreviation: null, aliases: [], parent: null, leadCount: 0, partnerCount: 0 }
    const agencies = [
      { ...agency, slug: 'alder', name: 'Alder Council', abbreviation: 'AC' },
      { ...agency, slug: 'beech', name: 'Beech Council', abbreviation: 'BC' },
      { ...agency, slug: 'beech-yot', name: 'Beech Youth Team', abbreviation: 'YOT', parent: 'beech' },
    ]
    const plan = { publisher: 'Beech Council', geography: 'borough' as const }
    const plans = [plan] as unknown as Parameters<typeof agencyTerms>[0]['plans']
    expect(agencyTerms({ plans, agencies }, 'Alder Council', [])).toEqual([
      { term: 'AC', meaning: 'Alder Council' },
    ])
  })
})
