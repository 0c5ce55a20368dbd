import { openRoot } from '../open-package.js'
import { escaped } from '../xml.js'
import type { Look } from './styles.js'

const top = 'style:vertical-align="top"'
const wrapped = `${top} fo:wrap-option="wrap"`

interface OpenFormat {
  cell: string
  text?: string
  paragraph?: string
  /** Name of the form of its numbers. */
  data?: string
}

/** The looks of a cell: the same as in the .xlsx, none of them resting on colour. */
const formats: Record<Look, OpenFormat> = {
  plain: { cell: 'fo:wrap-option="no-wrap"' },
  title: { cell: 'fo:wrap-option="no-wrap"', text: 'fo:font-size="16pt" fo:font-weight="bold"' },
  section: { cell: wrapped, text: 'fo:font-weight="bold"' },
  heading: { cell: `${wrapped} fo:border-bottom="1.5pt solid #000000"`, text: 'fo:font-weight="bold"' },
  text: { cell: wrapped },
  /** A cell whose form is that of text: what begins as a formula does stays text when somebody edits it. */
  quoted: { cell: wrapped, data: 'as-text' },
  number: { cell: top, data: 'as-number' },
  day: { cell: top, data: 'as-day', paragraph: 'fo:text-align="start"' },
  link: { cell: wrapped, text: 'style:text-underline-style="solid" style:text-underline-width="auto"' },
}

export const openLook = (look: Look) => `table:style-name="${look}"`

function cellStyle(name: string, { cell, text, paragraph, data }: OpenFormat): string {
  return [
    `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"`,
    data === undefined ? '>' : ` style:data-style-name="${data}">`,
    `<style:table-cell-properties ${cell}/>`,
    paragraph === undefined ? '' : `<style:paragraph-properties ${paragraph}/>`,
    text === undefined ? '' : `<style:text-properties ${text}/>`,
    '</style:style>',
  ].join('')
}

/** What the cells of the sheets name. */
export const openCellStyles = [
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Default">',
  '<style:table-properties table:display="true"/></style:style>',
  '<style:style style:name="row" style:family="table-row">',
  '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
  '<number:number-style style:name="as-number"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>',
  '<number:date-style style:name="as-day"><number:day/><number:text> </number:text><number:month number:style="long" number:textual="true"/>',
  '<number:text> </number:text><number:year number:style="long"/></number:date-style>',
  '<number:text-style style:name="as-text"><number:text-content/></number:text-style>',
  ...Object.entries(formats).map(([name, format]) => cellStyle(name, format)),
].join('')

/** The part with what is common to all sheets: the font, and the marking at the head and foot of each printed page. */
export function openSpreadsheetStyles(marking: string): string {
  const marked = `<text:p>${escaped(marking)}</text:p>`
  const page =
    '<text:p>Page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count></text:p>'
  return [
    openRoot('styles'),
    '<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss"/></office:font-face-decls>',
    '<office:styles><style:default-style style:family="table-cell">',
    '<style:text-properties style:font-name="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>',
    '<style:style style:name="Default" style:family="table-cell"/></office:styles>',
    '<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties',
    ' fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="13mm"/>',
    '<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="3mm"/></style:header-style>',
    '<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="3mm"/></style:footer-style>',
    '</style:page-layout></office:automatic-styles>',
    '<office:master-styles><style:master-page style:name="Default" style:page-layout-name="page">',
    `<style:header><style:region-center>${marked}</style:region-center></style:header>`,
    `<style:footer><style:region-center>${marked}</style:region-center><style:region-right>${page}</style:region-right></style:footer>`,
    '</style:master-page></office:master-styles></office:document-styles>',
  ].join('')
}
