import { openRoot, openText } from '../open-package.js'
import { type Orientation, pageWidths, type TextDocument } from './document.js'

/** How the tables and what belongs to them are named. */
export const tablePrefix = 'Table'

const numberWidth = '15mm'
const labelWidth = '66mm'
const rule = '#6f777b'

interface ParagraphStyle {
  /** As it is shown; in the file a space of it is `_20_`. */
  name: string
  parent?: string
  next?: string
  /** Of a heading. */
  level?: number
  paragraph?: string
  text?: string
}

const coded = (name: string) => name.replaceAll(' ', '_20_')

const margins = (before: string, after: string) => `fo:margin-top="${before}" fo:margin-bottom="${after}"`
const hanging = (width: string) => `fo:margin-left="${width}" fo:text-indent="-${width}"`
const apart = 'fo:keep-with-next="always" fo:keep-together="always"'
const size = (points: number) => `fo:font-size="${points}pt"`
const bold = 'fo:font-weight="bold"'

const heading = (level: number, before: string, points: number): ParagraphStyle => ({
  name: `Heading ${level}`,
  parent: 'Standard',
  next: 'Text body',
  level,
  paragraph: `${apart} ${margins(before, '5pt')}${level === 1 ? ` ${hanging(numberWidth)}` : ''}`,
  text: `${bold} ${size(points)}`,
})

const styles: ParagraphStyle[] = [
  { name: 'Standard', paragraph: margins('0pt', '6pt') },
  {
    name: 'Title',
    parent: 'Standard',
    next: 'Text body',
    paragraph: `${apart} ${margins('0pt', '12pt')} fo:line-height="105%"`,
    text: `${bold} ${size(20)}`,
  },
  heading(1, '18pt', 14),
  heading(2, '13pt', 12),
  heading(3, '10pt', 11),
  { name: 'Text body', parent: 'Standard', paragraph: `${margins('0pt', '7pt')} fo:line-height="110%"` },
  { name: 'Numbered paragraph', parent: 'Text body', paragraph: hanging(numberWidth) },
  {
    name: 'Under a numbered paragraph',
    parent: 'Text body',
    paragraph: `fo:margin-left="${numberWidth}"`,
  },
  {
    name: 'Front block',
    parent: 'Standard',
    paragraph: `${margins('0pt', '0pt')} ${hanging(labelWidth)} fo:border-bottom="0.5pt solid ${rule}" fo:padding-top="3pt" fo:padding-bottom="3pt" style:join-border="false"`,
  },
  {
    name: 'To be written',
    parent: 'Text body',
    paragraph: `fo:keep-together="always" fo:margin-left="${numberWidth}" fo:border-left="3pt solid ${rule}" fo:padding-left="8pt" fo:background-color="#fff7bf"`,
  },
  {
    name: 'Quotations',
    parent: 'Text body',
    paragraph: `fo:margin-left="18.5mm" fo:border-left="1.5pt solid ${rule}" fo:padding-left="8pt"`,
    text: size(11),
  },
  { name: 'Note', parent: 'Text body', text: size(10) },
  { name: 'List Bullet', parent: 'Text body', paragraph: margins('0pt', '4pt') },
  { name: 'List Number', parent: 'Text body', paragraph: margins('0pt', '4pt') },
  {
    name: 'Caption',
    parent: 'Standard',
    paragraph: `${apart} ${margins('10pt', '4pt')}`,
    text: `${bold} ${size(11)}`,
  },
  {
    name: 'Table note',
    parent: 'Standard',
    paragraph: `fo:keep-with-next="always" ${margins('0pt', '4pt')}`,
    text: size(10),
  },
  { name: 'Table Contents', parent: 'Standard', paragraph: margins('1.5pt', '1.5pt'), text: size(10) },
  { name: 'Table figure', parent: 'Table Contents', paragraph: 'fo:text-align="end"' },
  { name: 'Table Heading', parent: 'Table Contents', paragraph: 'fo:keep-with-next="always"', text: bold },
  { name: 'Figure heading', parent: 'Table Heading', paragraph: 'fo:text-align="end"', text: size(9) },
  { name: 'After a table', parent: 'Standard', paragraph: margins('0pt', '6pt'), text: size(4) },
  { name: 'Header', parent: 'Standard', paragraph: margins('0pt', '0pt'), text: size(9) },
  { name: 'Footer', parent: 'Standard', paragraph: margins('0pt', '0pt'), text: size(9) },
  {
    name: 'Protective marking',
    parent: 'Standard',
    paragraph: `${margins('0pt', '0pt')} fo:text-align="center"`,
    text: `${bold} ${size(10)}`,
  },
]

function styleXml({ name, parent, next, level, paragraph, text }: ParagraphStyle): string {
  return [
    `<style:style style:name="${coded(name)}" style:display-name="${name}" style:family="paragraph"`,
    parent === undefined ? '' : ` style:parent-style-name="${coded(parent)}"`,
    next === undefined ? '' : ` style:next-style-name="${coded(next)}"`,
    level === undefined ? '>' : ` style:default-outline-level="${level}">`,
    paragraph === undefined ? '' : `<style:paragraph-properties ${paragraph}/>`,
    text === undefined ? '' : `<style:text-properties ${text}/>`,
    '</style:style>',
  ].join('')
}

const spanStyle = (name: string, form: string) =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${form}/></style:style>`

const slanted = 'fo:font-style="italic"'

const cellStyle = (name: string, more: string) =>
  `<style:style style:name="${name}" style:family="table-cell"><style:table-cell-properties fo:padding="1.4mm" fo:padding-top="0mm" fo:padding-bottom="0mm" ${more}/></style:style>`

/** The styles whose paragraphs may lead on to what follows them, and those that then keep them on its page. */
export const leadingStyles: Readonly<Record<string, string>> = {
  Text_20_body: 'body-leads-on',
  Numbered_20_paragraph: 'numbered-leads-on',
  Under_20_a_20_numbered_20_paragraph: 'under-leads-on',
}

/** Forms that belong to one document alone: what a person would set by hand. */
export const textAutomaticStyles = [
  spanStyle('strong', bold),
  spanStyle('emphasis', slanted),
  spanStyle('strong-emphasis', `${bold} ${slanted}`),
  cellStyle('cell', `fo:border-bottom="0.5pt solid ${rule}"`),
  cellStyle('total-cell', `fo:border-bottom="1pt solid ${rule}"`),
  cellStyle(
    'heading-cell',
    `fo:border-top="1pt solid ${rule}" fo:border-bottom="1.5pt solid ${rule}" fo:background-color="#eef1f2"`,
  ),
  '<style:style style:name="row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>',
  ...Object.entries(leadingStyles).map(
    ([style, leading]) =>
      `<style:style style:name="${leading}" style:family="paragraph" style:parent-style-name="${style}"><style:paragraph-properties fo:keep-with-next="always"/></style:style>`,
  ),
  ...(['portrait', 'landscape'] as const).map(
    (orientation) =>
      `<style:style style:name="begins-${orientation}" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="${orientation}"><style:paragraph-properties ${margins('0pt', '0pt')} fo:line-height="1pt"/><style:text-properties ${size(1)}/></style:style>`,
  ),
].join('')

const list = (name: string, level: string) =>
  `<text:list-style style:name="${name}">${level}</text:list-style>`

const listPlace =
  '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-6mm" fo:margin-left="21mm"/></style:list-level-properties>'

const lists = [
  list(
    'Bullets',
    `<text:list-level-style-bullet text:level="1" text:bullet-char="•">${listPlace}</text:list-level-style-bullet>`,
  ),
  list(
    'Numbered',
    `<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">${listPlace}</text:list-level-style-number>`,
  ),
].join('')

const sides = {
  portrait: 'fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait"',
  landscape: 'fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape"',
} as const

function pageLayout(orientation: Orientation): string {
  return [
    `<style:page-layout style:name="page-${orientation}"><style:page-layout-properties ${sides[orientation]}`,
    ' fo:margin-top="10mm" fo:margin-bottom="10mm" fo:margin-left="20mm" fo:margin-right="20mm"/>',
    '<style:header-style><style:header-footer-properties fo:min-height="10mm" fo:margin-bottom="6mm"/></style:header-style>',
    '<style:footer-style><style:header-footer-properties fo:min-height="14mm" fo:margin-top="6mm"/></style:footer-style>',
    '</style:page-layout>',
    ...(['Header', 'Footer'] as const).map(
      (style) =>
        `<style:style style:name="${style}-${orientation}" style:family="paragraph" style:parent-style-name="${style}"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="${pageWidths[orientation].millimetres}mm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>`,
    ),
  ].join('')
}

function masterPage({ marking, head, foot }: TextDocument, orientation: Orientation): string {
  const line = (style: 'Header' | 'Footer', left: string, right: string) =>
    `<text:p text:style-name="${style}-${orientation}">${openText(left)}${right === '' ? '' : `<text:tab/>${right}`}</text:p>`
  const marked =
    marking === null ? '' : `<text:p text:style-name="Protective_20_marking">${openText(marking)}</text:p>`
  const page =
    'Page <text:page-number text:select-page="current">1</text:page-number> of <text:page-count>1</text:page-count>'
  const lines = foot.map((text, index) => line('Footer', text, index === foot.length - 1 ? page : ''))
  return [
    `<style:master-page style:name="${orientation}" style:page-layout-name="page-${orientation}">`,
    `<style:header>${marked}${line('Header', head.left, openText(head.right))}</style:header>`,
    `<style:footer>${lines.join('')}${marked}</style:footer></style:master-page>`,
  ].join('')
}

/** The part with the named styles, the paper, and the head and foot of each page. */
export function openTextStyles(document: TextDocument): string {
  return [
    openRoot('styles'),
    '<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>',
    '<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:widows="2" fo:orphans="2" style:tab-stop-distance="10mm"/>',
    `<style:text-properties style:font-name="Arial" ${size(12)} fo:language="en" fo:country="GB"/></style:default-style>`,
    ...styles.map(styleXml),
    lists,
    '</office:styles>',
    `<office:automatic-styles>${pageLayout('portrait')}${pageLayout('landscape')}</office:automatic-styles>`,
    `<office:master-styles>${masterPage(document, 'portrait')}${masterPage(document, 'landscape')}</office:master-styles>`,
    '</office:document-styles>',
  ].join('')
}
