import { describe, expect, it } from '@jest/globals'
import { AgencyCells, assignmentsOf, slugOf } from './agency-cells.js'
import { AgencyNames, type NamedAgency } from './agency-names.js'

const agency = (slug: string, name: string, more: Partial<NamedAgency> = {}): NamedAgency => ({
  ...{ slug, name, parent: null, above: [], names: [name], aliases: [], ofCouncil: false, ...more },
})

const names = new AgencyNames(
  [
    agency('met', 'Metropolitan Police Service', {
      names: ['Metropolitan Police Service', 'MPS'],
      aliases: ['the Met'],
    }),
    agency('met-elm', 'Metropolitan Police, Elmbridge', { above: ['met'], aliases: ['Police'] }),
    agency('alder', 'Alderbrook Council'),
    agency('alder-yot', 'Youth Offending Team', { above: ['alder'], aliases: ['YOT'], ofCouncil: true }),
    agency('elm-yot', 'Youth Offending Team', { above: ['elm'], aliases: ['YOT'], ofCouncil: true }),
    agency('board', 'Health and Wellbeing Board'),
  ],
  'alder',
)
const cells = new AgencyCells(names, {
  'street pastors': { means: 'new', name: 'Street Pastors', parent: null },
})

/** "lead met, partner alder-yot?, partner “Police”" */
const told = (text: string, role: Parameters<AgencyCells['partiesOf']>[1] = 'lead') =>
  cells
    .partiesOf(text, role)
    .map((party) => `${party.role} ${party.agency ?? `“${party.asWritten}”`}${party.provisional ? '?' : ''}`)
    .join(', ')

describe('a cell that names agencies', () => {
  it.each([
    ['The Met', 'lead met'],
    ['Constructor', 'lead “Constructor”'],
    ['M.P.S.', 'lead met'],
    ['Health & Wellbeing Board', 'lead board'],
    ['MPS / YOT', 'lead met, lead alder-yot'],
    ['MPS and YOT', 'lead met, lead alder-yot'],
    ['MPS, YOT and Street Pastors', 'lead met, lead alder-yot, lead street-pastors'],
    ['Lead: MPS; partners: YOT, Alderbrook Council', 'lead met, partner alder-yot, partner alder'],
    ['YOT (tbc)', 'lead alder-yot?'],
    ['MPS (proposed)', 'lead met?'],
    ['tbc', ''],
    ['N/A', ''],
    // What another council's officers call their police is no name of this council's.
    ['Police', 'lead “Police”'],
    ['Housing, Parks and Leisure', 'lead “Housing, Parks and Leisure”'],
  ])('“%s” names %s', (text, parties) => expect(told(text)).toBe(parties))

  it('may name the lead first and the partners after it', () => {
    expect(told('Alderbrook Council; MPS; YOT', 'lead then partners')).toBe(
      'lead alder, partner met, partner alder-yot',
    )
  })

  it('gives each agency one part, and keeps its words', () => {
    const parties = cells.partiesOf('MPS; the Met; YOT (tbc)', 'lead')
    expect(assignmentsOf(parties)).toEqual({
      leads: [
        { agency: 'met', asWritten: 'MPS', provisional: false },
        { agency: 'alder-yot', asWritten: 'YOT (tbc)', provisional: true },
      ],
      partners: [],
    })
    expect(slugOf('  Saint Étienne’s & Friends ')).toBe('saint-etiennes-and-friends')
  })
})
