import { expect, it } from '@jest/globals'
import { editionFileName, editionIdOf } from './edition-files.js'

const id = 'img-2013-12-31-0a1b2c3d4e5f'

it.each([
  ['OFFICIAL', 'pdf', `${id}-OFFICIAL.pdf`],
  ['OFFICIAL-SENSITIVE', 'exempt.pdf', `${id}-OFFICIAL-SENSITIVE-exempt.pdf`],
  ['OFFICIAL', 'lead-home-office.html', `${id}-OFFICIAL-lead-home-office.html`],
  [null, 'csv', `${id}.csv`],
])('a file of an edition marked %s bears it in its name: %s', (marking, name, file) => {
  expect(editionFileName({ id, marking }, name)).toBe(file)
  expect(editionIdOf(file)).toBe(id)
})
