import { declaration } from '../xml.js'
import { namespaces } from './word-names.js'

/** How far the words stand from the margin where a number stands in it, in twentieths of a point. */
const numberWidth = 850
const labelWidth = 3742

interface ParagraphStyle {
  id: string
  name: string
  basedOn?: string
  next?: string
  /** In the order of the format: what follows the name in w:pPr and in w:rPr. */
  paragraph?: string
  run?: string
}

const spacing = (before: number, after: number, line = 264) =>
  `<w:spacing w:before="${before}" w:after="${after}" w:line="${line}" w:lineRule="auto"/>`
const hanging = (left: number) => `<w:ind w:left="${left}" w:hanging="${left}"/>`
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const bold = '<w:b/><w:bCs/>'
const rule = (side: string, eighths: number, space: number) =>
  `<w:${side} w:val="single" w:sz="${eighths}" w:space="${space}" w:color="6F777B"/>`

/** A heading stays with what follows it; Word's list of headings takes it by its outline level. */
const heading = (level: number, before: number, halfPoints: number): ParagraphStyle => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  basedOn: 'Normal',
  next: 'BodyText',
  paragraph: `<w:keepNext/><w:keepLines/>${spacing(before, 100, 252)}${level === 1 ? hanging(numberWidth) : ''}<w:outlineLvl w:val="${level - 1}"/>`,
  run: `${bold}${size(halfPoints)}`,
})

const styles: ParagraphStyle[] = [
  {
    id: 'Title',
    name: 'Title',
    basedOn: 'Normal',
    next: 'BodyText',
    paragraph: `<w:keepNext/><w:keepLines/>${spacing(0, 240, 252)}`,
    run: `${bold}${size(40)}`,
  },
  heading(1, 360, 28),
  heading(2, 260, 24),
  heading(3, 200, 22),
  { id: 'BodyText', name: 'Body Text', basedOn: 'Normal', paragraph: spacing(0, 140) },
  {
    id: 'NumberedParagraph',
    name: 'Numbered paragraph',
    basedOn: 'BodyText',
    paragraph: hanging(numberWidth),
  },
  {
    id: 'UnderParagraph',
    name: 'Under a numbered paragraph',
    basedOn: 'BodyText',
    paragraph: `<w:ind w:left="${numberWidth}"/>`,
  },
  {
    id: 'FrontBlock',
    name: 'Front block',
    basedOn: 'Normal',
    paragraph: `<w:pBdr>${rule('bottom', 4, 3)}${rule('between', 4, 3)}</w:pBdr>${spacing(0, 0)}${hanging(labelWidth)}`,
  },
  {
    id: 'ToBeWritten',
    name: 'To be written',
    basedOn: 'BodyText',
    paragraph: `<w:keepLines/><w:pBdr>${rule('left', 24, 8)}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="FFF7BF"/><w:ind w:left="${numberWidth}"/>`,
  },
  {
    id: 'Quote',
    name: 'Quote',
    basedOn: 'BodyText',
    paragraph: `<w:pBdr>${rule('left', 12, 8)}</w:pBdr><w:ind w:left="${numberWidth + 200}"/>`,
    run: size(22),
  },
  { id: 'Note', name: 'Note', basedOn: 'BodyText', run: size(20) },
  {
    id: 'ListBullet',
    name: 'List Bullet',
    basedOn: 'BodyText',
    paragraph: `<w:numPr><w:numId w:val="1"/></w:numPr>${spacing(0, 80)}`,
  },
  { id: 'ListNumber', name: 'List Number', basedOn: 'BodyText', paragraph: spacing(0, 80) },
  {
    id: 'Caption',
    name: 'caption',
    basedOn: 'Normal',
    next: 'BodyText',
    paragraph: `<w:keepNext/><w:keepLines/>${spacing(200, 80)}`,
    run: `${bold}${size(22)}`,
  },
  {
    id: 'TableNote',
    name: 'Table note',
    basedOn: 'Normal',
    paragraph: `<w:keepNext/>${spacing(0, 80)}`,
    run: size(20),
  },
  { id: 'TableText', name: 'Table text', basedOn: 'Normal', paragraph: spacing(30, 30, 252), run: size(20) },
  {
    id: 'TableFigure',
    name: 'Table figure',
    basedOn: 'TableText',
    paragraph: '<w:jc w:val="right"/>',
  },
  {
    id: 'TableHeading',
    name: 'Table heading',
    basedOn: 'TableText',
    paragraph: '<w:keepNext/>',
    run: bold,
  },
  {
    id: 'FigureHeading',
    name: 'Figure heading',
    basedOn: 'TableHeading',
    paragraph: '<w:jc w:val="right"/>',
    run: size(18),
  },
  { id: 'AfterTable', name: 'After a table', basedOn: 'Normal', paragraph: spacing(0, 120), run: size(8) },
  { id: 'Header', name: 'header', basedOn: 'Normal', paragraph: spacing(0, 0, 240), run: size(18) },
  { id: 'Footer', name: 'footer', basedOn: 'Normal', paragraph: spacing(0, 0, 240), run: size(18) },
  {
    id: 'Marking',
    name: 'Protective marking',
    basedOn: 'Normal',
    paragraph: `${spacing(0, 0, 240)}<w:jc w:val="center"/>`,
    run: `${bold}${size(20)}`,
  },
]

function styleXml({ id, name, basedOn, next, paragraph = '', run = '' }: ParagraphStyle): string {
  return [
    `<w:style w:type="paragraph" w:styleId="${id}"${ownNames.has(id) ? ' w:customStyle="1"' : ''}><w:name w:val="${name}"/>`,
    basedOn === undefined ? '' : `<w:basedOn w:val="${basedOn}"/>`,
    next === undefined ? '' : `<w:next w:val="${next}"/>`,
    `<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`,
  ].join('')
}

/** Styles that Word does not know by itself. */
const ownNames: ReadonlySet<string> = new Set(
  [
    ...['NumberedParagraph', 'UnderParagraph', 'FrontBlock', 'ToBeWritten', 'Note', 'TableNote', 'TableText'],
    ...['TableFigure', 'TableHeading', 'FigureHeading', 'AfterTable', 'Marking'],
  ],
) // prettier-ignore

const characterStyle = (id: string, name: string, run: string) =>
  `<w:style w:type="character" w:styleId="${id}"><w:name w:val="${name}"/><w:qFormat/><w:rPr>${run}</w:rPr></w:style>`

const tableStyle = [
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>',
  '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
  '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>',
  `<w:tblBorders>${rule('top', 8, 0)}${rule('bottom', 8, 0)}${rule('insideH', 4, 0)}</w:tblBorders></w:tblPr>`,
  `<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>${rule('bottom', 12, 0)}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EEF1F2"/></w:tcPr></w:tblStylePr></w:style>`,
].join('')

export const wordStyles = [
  `${declaration}<w:styles xmlns:w="${namespaces.word}"><w:docDefaults><w:rPrDefault><w:rPr>`,
  `<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>${size(24)}`,
  '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>',
  '<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>',
  `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${spacing(0, 120)}</w:pPr></w:style>`,
  ...styles.map(styleXml),
  characterStyle('Strong', 'Strong', bold),
  characterStyle('Emphasis', 'Emphasis', '<w:i/><w:iCs/>'),
  characterStyle('Hyperlink', 'Hyperlink', '<w:color w:val="1D4F91"/><w:u w:val="single"/>'),
  tableStyle,
  '</w:styles>',
].join('')

const level = (format: 'bullet' | 'decimal', text: string) =>
  `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${numberWidth + 360}" w:hanging="360"/></w:pPr></w:lvl>`

/** Bullets are one list; each numbered list counts from 1. */
export function wordNumbering(orderedLists: number): string {
  const counted = Array.from(
    { length: orderedLists },
    (_, index) =>
      `<w:num w:numId="${index + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  )
  return [
    `${declaration}<w:numbering xmlns:w="${namespaces.word}">`,
    `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>${level('bullet', '•')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>${level('decimal', '%1.')}</w:abstractNum>`,
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ...counted,
    '</w:numbering>',
  ].join('')
}
