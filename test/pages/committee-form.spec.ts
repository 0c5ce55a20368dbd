import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { Database } from '../../src/database/database.js'
import { projectFolder } from '../../src/prepare.js'
import { compose } from '../../src/reports/making/compose.js'
import type { Edition } from '../../src/reports/editions/edition.entity.js'
import { EditionStore } from '../../src/reports/editions/edition-store.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import type { CommitteeFormView } from '../../src/reports/scrutiny/committee-form.controller.js'
import type { ScrutinyReport } from '../../src/reports/scrutiny/scrutiny.model.js'
import { personOf } from '../support/account-people.js'
import { TestService, token } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

const example = readFileSync(join(projectFolder, 'docs/examples/bromley-like-committee-form.yaml'), 'utf8')
const page = '/plans/bromley-2012/committee-form'
const text = (element: Element | null) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const main = (visit: Visit) => text(visit.document.querySelector('main'))
const errors = ({ document }: Visit) => [...document.querySelectorAll('.govuk-error-summary li')].map(text)

describe('the committee form of a council', () => {
  let service: TestService
  let office: Visitor
  let before: Edition

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    await makePeople(service, ['office', 'council'])
    office = await Visitor.signedIn(service, 'office')
    before = await makeReport()
  })

  afterAll(() => service.stop())

  const makeReport = async () =>
    service.app.get(EditionsService).make(await personOf(service, 'office'), {
      ...{ kind: 'scrutiny', plan: 'bromley-2012', title: null, knownBy: '2013-12-31T23:59:59.999Z' },
    })

  const put = (slug: string, body: unknown) =>
    fetch(`${service.url}/api/v1/plans/${slug}/committee-form`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('is shown as the council has it, and as a file that gives it back', async () => {
    const shown = await office.get('/plans/merton-2013/committee-form')
    expect(main(shown)).toContain('Reports on “Home Office Peer Review and Gang Call-in” follow this form')
    expect(main(shown)).toContain('4 CONSULTATION UNDERTAKEN OR PROPOSED Officer Text')
    expect(main(shown)).toContain('Numbered 1.1.')
    const file = await office.fetch('/plans/merton-2013/committee-form/file')
    const { body } = await service.get<CommitteeFormView>('/plans/merton-2013/committee-form')
    expect(parse(await file.text())).toMatchObject({
      form: { sections: body.form?.sections },
      glossary: body.glossary,
    })
  })

  it('says in a sentence each what is wrong with one, and keeps what was typed', async () => {
    const wrong = example
      .replace('filledBy: officer', 'filledBy: clerk')
      .replace(/heading: (?=.POLICY IMPLICATIONS)/u, 'headline: ')
    const refused = await office.submit(page, 'main form', { text: wrong })
    expect(refused.status).toBe(422)
    expect(errors(refused)).toEqual([
      'Section 4 in order: filledBy must be one of register, officer, not “clerk”.',
      'Section 5 in order: headline is not a field of a form.',
      'Section 5 in order: heading must be text, in quotation marks where it looks like a number, not left out.',
    ])
    expect(refused.document.querySelector('textarea')?.value).toContain('filledBy: clerk')
    expect(errors(await office.submit(page, 'main form', { text: 'form: [' }))[0]).toMatch(
      /^The text is not YAML: /u,
    )
    expect(errors(await office.submit(page, 'main form', { text: '' }))).toEqual([
      'Give the form as YAML: a file, or its text.',
    ])
  })

  it('is given as a file, checked, and used from then on', async () => {
    expect(main(await office.get(page))).toContain('The register holds no form of London Borough of Bromley')
    // The plain form is a beginning.
    expect(await (await office.fetch(`${page}/file`)).text()).toContain('council: london-borough-of-bromley')
    const file = new File([example], 'form.yaml', { type: 'application/yaml' })
    const check = await office.submit(page, 'main form', { file })
    expect(main(check)).toContain('Nothing is wrong with the form.')
    expect(main(check)).toContain('Proposed Lead (tbc)')
    const saved = await office.send(check, 'main form')
    expect(saved.path).toBe(page)
    expect(main(saved)).toContain('1: bromley-like-example (in use) Olive Office')
    const twice = await office.submit(page, 'main form', { text: example })
    expect(errors(twice)).toEqual(['This is the form that is in use already: nothing would change.'])
    // Whoever looked before it was given is told.
    expect(
      (await office.send(check, 'main form', { text: `${example}\n  - { term: "X1", meaning: "Y" }\n` }))
        .status,
    ).toBe(409)
  })

  it('gives reports their headings, numbers, letters and columns, by data alone', async () => {
    const report = JSON.parse((await makeReport()).data) as ScrutinyReport
    expect(report.sections.map(({ label, heading }) => [label, heading])).toEqual([
      ['1.', 'Reason for report'],
      ['2.', 'RECOMMENDATION(S)'],
      ['3.', 'COMMENTARY'],
      ['4.', 'IMPACT ON VULNERABLE ADULTS AND CHILDREN'],
      ['5.', 'POLICY IMPLICATIONS'],
      ['6.', 'FINANCIAL IMPLICATIONS'],
      ['7.', 'LEGAL IMPLICATIONS'],
      [null, 'Appendices'],
      [null, 'Background documents'],
    ])
    expect(report.recommendations).toMatchObject({ section: 2, heading: 'RECOMMENDATION(S)' })
    expect(report.recommendations.items.map(({ letter }) => letter)).toEqual(['2.1', '2.2', '2.3', '2.4'])
    expect(report.sections[2]?.paragraphs.slice(0, 2).map(({ number }) => number)).toEqual(['3.1', '3.2'])
    expect(report.sections[7]?.paragraphs.map(({ number }) => number)).toEqual([null, null])
    expect(report.actionPlan.columns.map(({ heading }) => heading)).toEqual([
      ...['Ref', 'Recommendation', 'Action', 'Proposed Lead (tbc)', 'Status'],
    ])
    expect(report.frontBlock[0]).toMatchObject({ label: 'Report No.', value: null })
  })

  it('leaves a report that was made before with the form of its moment', async () => {
    const request = await service.app.get(EditionStore).request(before)
    expect((await compose(service.app.get(Database), request)).data).toBe(before.data)
    expect(before.data).not.toContain('RECOMMENDATION(S)')
  })

  it('is kept by those who make the reports of that plan', async () => {
    const carys = await Visitor.signedIn(service, 'council')
    expect((await carys.get(page)).status).toBe(403)
    expect(
      (await carys.get('/plans/merton-2013/committee-form')).document.querySelector('main form'),
    ).not.toBe(null)
  })

  it('is given on the API too, and refused there field by field', async () => {
    const { form } = parse(example) as { form: Record<string, unknown> }
    const refused = await put('merton-2013', { form })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      errors: [
        {
          field: 'form.council',
          message:
            'council must be london-borough-of-merton, whose plan this is, not “london-borough-of-bromley”.',
        },
      ],
    })
    const taken = await put('bromley-2012', { form: { ...form, paragraphNumbers: '1' } })
    expect(taken.status).toBe(200)
    const view = (await taken.json()) as CommitteeFormView
    expect(view).toMatchObject({ form: { paragraphNumbers: '1' }, glossary: [{ term: 'SPOC' }] })
    expect(view.history.map(({ number }) => number)).toEqual([2, 1])
  })
})
