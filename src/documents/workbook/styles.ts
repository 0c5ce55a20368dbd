import { declaration } from '../xml.js'
import type { AnswerLook } from './answer-cells.js'

interface Format {
  /** 0 plain, 1 title, 2 bold, 3 underlined. */
  font: number
  number?: number
  border?: number
  fill?: number
  quoted?: boolean
  unlocked?: boolean
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

/** Those of cells that are filled in: a box. What is typed into one is text, whatever it begins with, or a day. */
const answerFormats: Record<AnswerLook, Format> = {
  answer: { font: 0, number: 49, border: 2, fill: 2, unlocked: true, alignment: wrapped },
  answerDay: {
    font: 0,
    number: 164,
    border: 2,
    fill: 2,
    unlocked: true,
    alignment: `${top} horizontal="left"`,
  },
}

export type SheetLook = Look | AnswerLook
const names = [...Object.keys(formats), ...Object.keys(answerFormats)] as SheetLook[]

/** The number by which a cell names its look. */
export const lookNumber = Object.fromEntries(names.map((name, number) => [name, number])) as Record<
  SheetLook,
  number
>

function formatXml({ font, number = 0, border = 0, fill = 0, alignment, ...more }: Format): string {
  const attributes = [
    `numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"`,
    more.quoted ? ' quotePrefix="1"' : '',
    ' applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"',
  ].join('')
  const aligned = alignment === undefined ? '' : `<alignment${alignment}/>`
  if (!more.unlocked) return `<xf ${attributes}>${aligned}</xf>`
  return `<xf ${attributes} applyFill="1" applyProtection="1">${aligned}<protection locked="0"/></xf>`
}

const font = (size: number, more = '') => `<font>${more}<sz val="${size}"/><name val="Arial"/></font>`

const edge = (name: string) => `<${name} style="thin"><color rgb="FF505A5F"/></${name}>`
const box = `<border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border>`
const paper =
  '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFBE6"/><bgColor indexed="64"/></patternFill></fill>'

/** @param answers whether there are cells to be filled in: what other workbooks do not use does not stand in them */
export function stylesXml(answers: boolean): string {
  const looks: Record<string, Format> = answers ? { ...formats, ...answerFormats } : formats
  return [
    `${declaration}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="d\\ mmmm\\ yyyy"/></numFmts>',
    `<fonts count="4">${font(12)}${font(16, '<b/>')}${font(12, '<b/>')}${font(12, '<u/>')}</fonts>`,
    `<fills count="${answers ? 3 : 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${answers ? paper : ''}</fills>`,
    `<borders count="${answers ? 3 : 2}"><border><left/><right/><top/><bottom/><diagonal/></border>`,
    `<border><left/><right/><top/><bottom style="medium"/><diagonal/></border>${answers ? box : ''}</borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${Object.keys(looks).length}">${Object.values(looks).map(formatXml).join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}
