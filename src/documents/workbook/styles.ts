import { declaration } from '../xml.js'

interface Format {
  /** 0 plain, 1 title, 2 bold, 3 underlined. */
  font: number
  number?: number
  border?: number
  quoted?: boolean
  /** Left out, the text is not wrapped: a title runs on over the empty cells beside it. */
  alignment?: string
}

const top = ' vertical="top"'
const wrapped = `${top} wrapText="1"`

/** The looks of a cell. None of them rests on colour. */
const formats = {
  plain: { font: 0 },
  title: { font: 1 },
  section: { font: 2 },
  heading: { font: 2, border: 1, alignment: wrapped },
  text: { font: 0, alignment: wrapped },
  /** Text that begins as a formula does: it stays text when somebody edits it. */
  quoted: { font: 0, quoted: true, alignment: wrapped },
  number: { font: 0, number: 1, alignment: top },
  day: { font: 0, number: 164, alignment: `${top} horizontal="left"` },
  link: { font: 3, alignment: wrapped },
} as const satisfies Record<string, Format>
export type Look = keyof typeof formats

const names = Object.keys(formats) as Look[]

/** The number by which a cell names its look. */
export const lookNumber = Object.fromEntries(names.map((name, number) => [name, number])) as Record<
  Look,
  number
>

function formatXml({ font, number = 0, border = 0, quoted = false, alignment }: Format): string {
  const attributes = [
    `numFmtId="${number}" fontId="${font}" fillId="0" borderId="${border}" xfId="0"`,
    quoted ? ' quotePrefix="1"' : '',
    ' applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"',
  ].join('')
  return `<xf ${attributes}>${alignment === undefined ? '' : `<alignment${alignment}/>`}</xf>`
}

const font = (size: number, more = '') => `<font>${more}<sz val="${size}"/><name val="Arial"/></font>`

export const stylesXml = [
  `${declaration}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="d\\ mmmm\\ yyyy"/></numFmts>',
  `<fonts count="4">${font(12)}${font(16, '<b/>')}${font(12, '<b/>')}${font(12, '<u/>')}</fonts>`,
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  '<border><left/><right/><top/><bottom style="medium"/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${names.length}">${names.map((name) => formatXml(formats[name])).join('')}</cellXfs>`,
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('')
