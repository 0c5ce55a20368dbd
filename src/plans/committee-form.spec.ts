import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { readForm, readFormText } from './committee-form.check.js'
import { numberingOf, stemOf } from './numbering.js'

const fileOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const example = fileOf('docs/examples/bromley-like-committee-form.yaml')

interface Loose {
  form: Record<string, unknown> & { sections: Record<string, unknown>[]; planColumns: unknown[] }
}

/** The example with something changed. */
function changed(change: (form: Loose['form']) => void) {
  const content = parse(example) as Loose
  change(content.form)
  return readForm(content).problems.map(({ field, message }) => `${field}: ${message}`)
}

describe('numbers as a council writes them', () => {
  it.each([
    ['1.1.', 2, '3', '3.2.'],
    ['1.1', 12, '10', '10.12'],
    ['1.01', 2, '3', '3.02'],
    ['1', 7, null, '7'],
    ['A.', 27, null, 'AA.'],
    ['(a)', 3, null, '(c)'],
    ['(i)', 4, null, '(iv)'],
    ['Appendix A', 2, null, 'Appendix B'],
    ['Annex 1', 3, null, 'Annex 3'],
  ])('counts on from “%s”', (first, count, section, told) => {
    expect(numberingOf(first)?.(count, section)).toBe(told)
  })

  it('has no number for a paragraph of a section without one, and knows no other examples', () => {
    expect(numberingOf('1.1')?.(1, null)).toBeNull()
    for (const none of ['', 'B', '2.1', 'one', '1.1.1']) expect(numberingOf(none)).toBeNull()
  })

  it('finds the number of a section in what the council writes', () => {
    expect([3, '3', '3.', '3.0', '(3)', 'A', null, '-'].map(stemOf)).toEqual([
      ...['3', '3', '3', '3', '3', 'A', null, null],
    ])
  })
})

describe('a committee form that is given', () => {
  it('is read whole: Merton’s of the seeds, and the example', () => {
    const { form, glossary } = parse(fileOf('seeds/merton-2013.yaml')) as Record<string, unknown>
    const merton = readFormText(stringify({ form, glossary }))
    expect(merton.problems).toEqual([])
    expect(merton.given?.form.sections.map(({ number }) => number)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ])
    const read = readFormText(example)
    expect(read.problems).toEqual([])
    expect(read.given?.form).toMatchObject({ slug: 'bromley-like-example', recommendationsLettering: '1.1' })
  })

  it('may leave out what most councils have alike', () => {
    const { given, problems } = readForm({
      form: {
        ...{ slug: 'small', council: 'alder', recommendationsHeading: 'Asks' },
        sections: [{ number: null, heading: 'All', filledBy: 'register' }],
      },
    })
    expect(problems).toEqual([])
    expect(given).toMatchObject({ form: { frontBlock: [], planColumns: null }, glossary: null })
  })

  it('is refused with a sentence for each wrong field', () => {
    expect(
      changed((form) => {
        form.slug = 'Bromley!'
        form.sections[0] = { heading: '', filledBy: 'clerk', holds: ['magic'] }
        form.planColumns[0] = { heading: 'Ref', holds: 'reference' }
        form.colour = 'red'
      }),
    ).toEqual([
      'form.colour: colour is not a field of a form.',
      'form.slug: slug must be a slug: small letters, digits, hyphens, not “Bromley!”.',
      'form.sections.0.number: Section 1 in order: number must be as the council writes it (3, "3.0"), or null where a section has none, not left out.',
      'form.sections.0.heading: Section 1 in order: heading must not be empty.',
      'form.sections.0.filledBy: Section 1 in order: filledBy must be one of register, officer, not “clerk”.',
      'form.sections.0.holds: Section 1 in order: each of holds must be one of purpose, summary, changes, progress, timetable, appendices, background, recommendations, recommendations-tracker, not “["magic"]”.',
      'form.planColumns.0.holds: Column 1 of the action plan: holds must be one of ref, title, recommendation, text, steps, lead, partners, timescale-as-written, timescale, status, confidence, statement, not “reference”.',
    ])
  })

  it('is refused where its parts do not go together', () => {
    expect(
      changed((form) => {
        form.paragraphNumbers = '2.1'
        form.sections[2] = { ...form.sections[2], number: '1.0', holds: ['summary'] }
        form.sections[3] = { ...form.sections[3], holds: ['timetable'] }
        form.planColumns = [{ heading: 'Lead', holds: 'lead' }]
      }),
    ).toEqual([
      'form.sections.2.number: Section 3 in order: number 1.0 stands at an earlier section too.',
      'form.sections.2.holds: Section 3 in order: “summary” stands in an earlier section too: the register puts nothing in twice.',
      'form.sections.3.holds: Section 4 in order: holds is only for sections that are filledBy: register.',
      'form.paragraphNumbers: paragraphNumbers must show the first one, such as "1.1", "1.1." or "1", or be none, not “2.1”.',
      'form.planColumns: planColumns must have one that holds recommendation, text or title.',
      'form.planColumns: planColumns must have one that holds ref: by it every line is found again.',
    ])
    expect(
      changed((form) => (form.sections[1] = { ...form.sections[1], heading: 'ASKS', holds: [] })),
    ).toEqual([
      'form.recommendationsLettering: “1.1” numbers recommendations as paragraphs of a section: one section must hold recommendations.',
    ])
  })

  it.each([
    ['', 'Give the form as YAML: a file, or its text.'],
    ['a: [', /^The text is not YAML: /u],
    ['sections: []', 'The form must begin with “form:”, its fields indented under it.'],
    ['- form', 'The form must begin with “form:”, its fields indented under it.'],
    ['form: &a { of: *a }', /^The (?:text is not YAML|form must not refer to itself)/u],
    ['form: { slug: "\\0" }', 'The form must not hold the character U+0000, nor half a character.'],
    ['x'.repeat(200_001), 'The form must have at most 200000 characters.'],
  ])('is refused when it is no form at all', (text, sentence) => {
    const [problem] = readFormText(text).problems
    expect(problem?.message).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    )
  })
})
