import { declaration, escaped } from '../xml.js'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** The names of the format that a Word file is written in. */
export const namespaces = {
  word: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  office: `${office}/relationships`,
  contentTypes: `${packaged}/content-types`,
  core: `${packaged}/metadata/core-properties`,
  extended: `${office}/extended-properties`,
} as const

export const relationTypes = {
  document: `${namespaces.office}/officeDocument`,
  core: `${packaged}/relationships/metadata/core-properties`,
  extended: `${namespaces.office}/extended-properties`,
  styles: `${namespaces.office}/styles`,
  settings: `${namespaces.office}/settings`,
  fontTable: `${namespaces.office}/fontTable`,
  numbering: `${namespaces.office}/numbering`,
  header: `${namespaces.office}/header`,
  footer: `${namespaces.office}/footer`,
  link: `${namespaces.office}/hyperlink`,
} as const

export const relationship = (id: string, type: string, target: string, outside = false) =>
  `<Relationship Id="${id}" Type="${type}" Target="${escaped(target)}"${outside ? ' TargetMode="External"' : ''}/>`

export const relations = (all: readonly string[]) =>
  `${declaration}<Relationships xmlns="${packaged}/relationships">${all.join('')}</Relationships>`

/** Words as a run holds them: a line break and a tab are elements of their own. */
export function wordText(text: string): string {
  return escaped(text)
    .split(/([\n\t])/u)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (piece === '\n') return '<w:br/>'
      return piece === '\t' ? '<w:tab/>' : `<w:t xml:space="preserve">${piece}</w:t>`
    })
    .join('')
}
