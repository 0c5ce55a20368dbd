import { openBytes, openRoot, openText, openTypes } from '../open-package.js'
import { escaped } from '../xml.js'
import {
  leadsOn,
  type Orientation,
  pageWidths,
  type ParagraphUse,
  sharedOut,
  type TextBlock,
  type TextCell,
  type TextDocument,
  type TextPart,
  type TextSpan,
  type TextTable,
} from './document.js'
import { leadingStyles, openTextStyles, tablePrefix, textAutomaticStyles } from './open-text-styles.js'

export const openTextType = openTypes.text

/** The bytes of an .odt: the same words, numbers and tables as the Word file of the document. */
export function openTextBytes(document: TextDocument): Promise<Buffer> {
  return openBytes(openTypes.text, document, {
    content: contentOf(document),
    styles: openTextStyles(document),
  })
}

const styleOf: Record<ParagraphUse, string> = {
  body: 'Text_20_body',
  numbered: 'Numbered_20_paragraph',
  under: 'Under_20_a_20_numbered_20_paragraph',
  front: 'Front_20_block',
  missing: 'To_20_be_20_written',
  quotation: 'Quotations',
  note: 'Note',
}

function* contentOf({ parts }: TextDocument): Generator<string> {
  yield [
    openRoot('content'),
    '<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>',
    `<office:automatic-styles>${textAutomaticStyles}${tablesOf(parts).map(tableStyles).join('')}</office:automatic-styles>`,
    '<office:body><office:text>',
  ].join('')
  let tables = 0
  for (const { orientation, blocks } of parts) {
    // The style of this one paragraph begins a page of the orientation; it is too small to be seen.
    yield `<text:p text:style-name="begins-${orientation}"/>`
    for (const [place, block] of blocks.entries()) {
      if (block.kind === 'table') yield* tableXml(block, (tables += 1))
      else yield blockXml(block, leadsOn(blocks, place))
    }
  }
  yield '</office:text></office:body></office:document-content>'
}

function blockXml(block: Exclude<TextBlock, TextTable>, leads: boolean): string {
  switch (block.kind) {
    case 'title':
      return paragraph('Title', openText(block.text))
    case 'heading': {
      const { level, number, text } = block
      return `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${labelled(number)}${openText(text)}</text:h>`
    }
    case 'paragraph': {
      const label = labelled(block.label)
      const style = styleOf[block.use]
      return paragraph(
        (leads ? leadingStyles[style] : undefined) ?? style,
        (block.use === 'front' ? formed(label, 'strong') : label) + spansXml(block.spans),
      )
    }
    case 'list': {
      const style = block.ordered ? 'List_20_Number' : 'List_20_Bullet'
      const items = block.items.map(
        (spans) => `<text:list-item>${paragraph(style, spansXml(spans))}</text:list-item>`,
      )
      return `<text:list text:style-name="${block.ordered ? 'Numbered' : 'Bullets'}">${items.join('')}</text:list>`
    }
  }
}

const paragraph = (style: string, content: string) => `<text:p text:style-name="${style}">${content}</text:p>`

/** The number or the label of a paragraph, and the tab to its words. */
const labelled = (label: string | null) => (label === null ? '' : `${openText(label)}<text:tab/>`)

const formed = (content: string, style: string) =>
  content === '' ? '' : `<text:span text:style-name="${style}">${content}</text:span>`

function spansXml(spans: readonly TextSpan[]): string {
  return spans
    .map(({ text, strong, emphasis, href }) => {
      const form = [strong ? 'strong' : '', emphasis ? 'emphasis' : ''].filter(Boolean).join('-')
      const words = form === '' ? openText(text) : formed(openText(text), form)
      return href === undefined
        ? words
        : `<text:a xlink:type="simple" xlink:href="${escaped(href)}">${words}</text:a>`
    })
    .join('')
}

function* tableXml({ caption, note, columns, rows }: TextTable, number: number): Generator<string> {
  const name = `${tablePrefix}${number}`
  const widths = columns.map((_, index) => `<table:table-column table:style-name="${name}.${index + 1}"/>`)
  const headings = columns.map(({ heading, figures }) =>
    cellOf('heading-cell', paragraph(figures ? 'Figure_20_heading' : 'Table_20_Heading', openText(heading))),
  )
  yield [
    paragraph('Caption', openText(caption)),
    note === null ? '' : paragraph('Table_20_note', openText(note)),
    `<table:table table:name="${name}" table:style-name="${name}"><table:title>${escaped(caption)}</table:title>${widths.join('')}`,
    `<table:table-header-rows>${rowOf(headings)}</table:table-header-rows>`,
  ].join('')
  const styles = columns.map(({ figures }) => (figures ? 'Table_20_figure' : 'Table_20_Contents'))
  for (const { cells, total } of rows) {
    yield rowOf(
      cells.map((cell, index) =>
        cellOf(total ? 'total-cell' : 'cell', cellXml(cell, styles[index] ?? '', total === true)),
      ),
    )
  }
  yield `</table:table>${paragraph('After_20_a_20_table', '')}`
}

const rowOf = (cells: readonly string[]) =>
  `<table:table-row table:style-name="row">${cells.join('')}</table:table-row>`

const cellOf = (style: string, content: string) =>
  `<table:table-cell table:style-name="${style}" office:value-type="string">${content}</table:table-cell>`

function cellXml(cell: TextCell, style: string, total: boolean): string {
  return (cell.length > 0 ? cell : [[]])
    .map((spans) =>
      paragraph(style, spansXml(total ? spans.map((span) => ({ ...span, strong: true })) : spans)),
    )
    .join('')
}

interface PlacedTable {
  table: TextTable
  orientation: Orientation
}

function tablesOf(parts: readonly TextPart[]): PlacedTable[] {
  return parts.flatMap(({ orientation, blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? [{ table: block, orientation }] : [])),
  )
}

/** The widths of each table's columns. */
function tableStyles({ table, orientation }: PlacedTable, index: number): string {
  const name = `${tablePrefix}${index + 1}`
  const whole = pageWidths[orientation].millimetres
  const widths = sharedOut(
    table.columns.map(({ share }) => share),
    whole * 10,
  )
  const columns = widths.map(
    (width, column) =>
      `<style:style style:name="${name}.${column + 1}" style:family="table-column"><style:table-column-properties style:column-width="${width / 10}mm"/></style:style>`,
  )
  return [
    `<style:style style:name="${name}" style:family="table"><style:table-properties style:width="${whole}mm"`,
    ` table:align="left" style:may-break-between-rows="true"/></style:style>${columns.join('')}`,
  ].join('')
}
