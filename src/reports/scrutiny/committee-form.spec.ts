import { describe, expect, it } from '@jest/globals'
import type { CommitteeFormData } from '../../plans/committee-form.js'
import { bodyOf, holdingsOf } from './committee-form.js'
import { defaultForm } from './default-form.js'
import { dayOfWords, frontBlock, meetingDay } from './front-block.js'

const form: CommitteeFormData = {
  ...defaultForm,
  panel: 'Overview and Scrutiny Panel',
  frontBlock: [
    { label: 'Committee', value: 'Overview and Scrutiny Panel' },
    { label: 'Date', value: '4th July 2013' },
    { label: 'Agenda item', value: '6' },
    { label: 'Wards', value: 'All' },
    { label: 'Subject', value: 'Peer Review' },
    { label: 'Lead officers', value: 'A. Officer' },
    { label: 'Forward Plan reference number', value: null },
  ],
}

describe("the council's form", () => {
  it('reads the day of the meeting from its own words', () => {
    expect(meetingDay(form)).toBe('2013-07-04')
    expect(dayOfWords('1 March 2014')).toBe('2014-03-01')
    expect(dayOfWords('31st February 2014')).toBeNull()
    expect(dayOfWords('soon')).toBeNull()
  })

  it('stands as it is at the meeting that it was taken from, and says what the register knew', () => {
    expect(frontBlock(form, 'Peer Review: progress', '2013-07-04')).toEqual([
      { label: 'Committee', value: 'Overview and Scrutiny Panel', note: null, editable: true },
      { label: 'Date', value: '4th July 2013', note: null, editable: true },
      { label: 'Register as known on', value: '4 July 2013', note: null, editable: false },
      { label: 'Agenda item', value: '6', note: null, editable: true },
      { label: 'Wards', value: 'All', note: null, editable: true },
      { label: 'Subject', value: 'Peer Review: progress', note: null, editable: true },
      { label: 'Lead officers', value: 'A. Officer', note: null, editable: true },
      { label: 'Forward Plan reference number', value: null, note: null, editable: true },
    ])
  })

  it('leaves what belongs to one meeting to the officer at any other cut-off', () => {
    const rows = frontBlock(form, 'Peer Review: progress', '2013-12-31')
    const row = (label: string) => rows.find((one) => one.label === label)
    expect(row('Date')?.value).toBeNull()
    expect(row('Agenda item')?.value).toBeNull()
    expect(row('Wards')).toEqual({ label: 'Wards', value: 'All', note: null, editable: true })
    expect(row('Lead officers')?.note).toBe('As in the report of 4 July 2013; to be confirmed')
  })

  it('finds by its headings what the register puts where, each thing once', () => {
    const headings = ['PURPOSE OF REPORT AND EXECUTIVE SUMMARY', 'DETAILS', 'ANYTHING', 'SUMMARY AGAIN']
    const sections = headings.map((heading, index) => {
      return { number: index + 1, heading, filledBy: 'register' as const, guidance: '' }
    })
    expect([...holdingsOf({ ...form, sections })]).toEqual([
      [1, ['purpose', 'summary', 'changes']],
      [2, ['progress']],
      [3, ['timetable', 'appendices', 'background']],
      [4, []],
    ])
  })

  it('addresses its readers by their name', () => {
    expect(bodyOf(form)).toBe('panel')
    expect(bodyOf(defaultForm)).toBe('committee')
  })
})
