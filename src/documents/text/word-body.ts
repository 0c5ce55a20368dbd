import { declaration, escaped } from '../xml.js'
import {
  leadsOn,
  type Orientation,
  pageWidths,
  type ParagraphUse,
  sharedOut,
  type TextBlock,
  type TextCell,
  type TextDocument,
  type TextSpan,
  type TextTable,
} from './document.js'
import { namespaces, relationship, relationTypes, wordText } from './word-names.js'

const styleOf: Record<ParagraphUse, string> = {
  body: 'BodyText',
  numbered: 'NumberedParagraph',
  under: 'UnderParagraph',
  front: 'FrontBlock',
  missing: 'ToBeWritten',
  quotation: 'Quote',
  note: 'Note',
}

/** The text of a Word file, block by block; knows afterwards what it leads to. */
export class WordBody {
  /** How many numbered lists there are; each counts from 1. */
  orderedLists = 0
  private readonly addresses = new Map<string, string>()

  constructor(private readonly document: TextDocument) {}

  *xml(): Generator<string> {
    yield `${declaration}<w:document xmlns:w="${namespaces.word}" xmlns:r="${namespaces.office}"><w:body>`
    const { parts } = this.document
    for (const [index, { orientation, blocks }] of parts.entries()) {
      for (const [place, block] of blocks.entries()) {
        yield* this.block(block, orientation, leadsOn(blocks, place))
      }
      const section = sectionOf(orientation)
      yield index < parts.length - 1
        ? `<w:p><w:pPr><w:pStyle w:val="AfterTable"/>${section}</w:pPr></w:p>`
        : section
    }
    yield '</w:body></w:document>'
  }

  /** The addresses that the text leads to, as the file keeps them. */
  links(): string[] {
    return [...this.addresses].map(([address, id]) => relationship(id, relationTypes.link, address, true))
  }

  private *block(block: TextBlock, orientation: Orientation, leads: boolean): Generator<string> {
    switch (block.kind) {
      case 'title':
        yield paragraph('Title', this.run({ text: block.text }))
        break
      case 'heading':
        yield paragraph(`Heading${block.level}`, labelled(block.number) + this.run({ text: block.text }))
        break
      case 'paragraph':
        yield paragraph(
          styleOf[block.use],
          labelled(block.label, block.use === 'front') + this.spans(block.spans),
          leads ? '<w:keepNext/>' : '',
        )
        break
      case 'list':
        yield this.list(block.ordered, block.items)
        break
      case 'table':
        yield* this.table(block, orientation)
    }
  }

  private list(ordered: boolean, items: readonly (readonly TextSpan[])[]): string {
    if (ordered) this.orderedLists += 1
    const style = ordered ? 'ListNumber' : 'ListBullet'
    const counted = ordered
      ? `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${this.orderedLists + 1}"/></w:numPr>`
      : ''
    return items.map((spans) => paragraph(style, this.spans(spans), counted)).join('')
  }

  private *table({ caption, note, columns, rows }: TextTable, orientation: Orientation): Generator<string> {
    const whole = pageWidths[orientation].twips
    const widths = sharedOut(
      columns.map(({ share }) => share),
      whole,
    )
    yield paragraph('Caption', this.run({ text: caption }))
    if (note !== null) yield paragraph('TableNote', this.run({ text: note }))
    yield [
      `<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="${whole}" w:type="dxa"/><w:tblLayout w:type="fixed"/>`,
      '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
      `<w:tblCaption w:val="${escaped(caption)}"/></w:tblPr>`,
      `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    ].join('')
    const styles = columns.map(({ figures }) => (figures ? 'TableFigure' : 'TableText'))
    const headings = columns.map(({ heading, figures }, index) =>
      cellOf(
        paragraph(figures ? 'FigureHeading' : 'TableHeading', this.run({ text: heading })),
        widths[index],
      ),
    )
    yield `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${headings.join('')}</w:tr>`
    for (const { cells, total } of rows) {
      const written = cells.map((cell, index) =>
        cellOf(this.cell(cell, styles[index] ?? 'TableText', total === true), widths[index]),
      )
      yield `<w:tr><w:trPr><w:cantSplit/></w:trPr>${written.join('')}</w:tr>`
    }
    // Two tables with nothing between them would be one.
    yield `</w:tbl>${paragraph('AfterTable', '')}`
  }

  /** A cell of the format has at least one paragraph. */
  private cell(cell: TextCell, style: string, total: boolean): string {
    const paragraphs = cell.length > 0 ? cell : [[]]
    return paragraphs
      .map((spans) =>
        paragraph(style, this.spans(total ? spans.map((span) => ({ ...span, strong: true })) : spans)),
      )
      .join('')
  }

  private spans(spans: readonly TextSpan[]): string {
    return spans
      .map((span) => {
        if (span.href === undefined) return this.run(span)
        return `<w:hyperlink r:id="${this.idOf(span.href)}" w:history="1">${this.run(span)}</w:hyperlink>`
      })
      .join('')
  }

  private run({ text, strong, emphasis, href }: TextSpan): string {
    const form = [
      href === undefined ? '' : '<w:rStyle w:val="Hyperlink"/>',
      strong ? '<w:b/><w:bCs/>' : '',
      emphasis ? '<w:i/><w:iCs/>' : '',
    ].join('')
    return `<w:r>${form === '' ? '' : `<w:rPr>${form}</w:rPr>`}${wordText(text)}</w:r>`
  }

  private idOf(address: string): string {
    const id = this.addresses.get(address) ?? `link${this.addresses.size + 1}`
    this.addresses.set(address, id)
    return id
  }
}

const paragraph = (style: string, runs: string, more = '') =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${runs}</w:p>`

/** The number or the label of a paragraph, and the tab to its words. */
function labelled(label: string | null, strong = false): string {
  if (label === null) return ''
  return `<w:r>${strong ? '<w:rPr><w:b/><w:bCs/></w:rPr>' : ''}${wordText(label)}<w:tab/></w:r>`
}

const cellOf = (paragraphs: string, width = 0) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraphs}</w:tc>`

/** A4 with margins of 20 mm at the sides and room for the head and the foot. */
function sectionOf(orientation: Orientation): string {
  const paper =
    orientation === 'portrait'
      ? '<w:pgSz w:w="11906" w:h="16838"/>'
      : '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
  return [
    `<w:sectPr><w:headerReference w:type="default" r:id="head-${orientation}"/>`,
    `<w:footerReference w:type="default" r:id="foot-${orientation}"/><w:type w:val="nextPage"/>${paper}`,
    '<w:pgMar w:top="1531" w:right="1134" w:bottom="1531" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>',
    '</w:sectPr>',
  ].join('')
}
