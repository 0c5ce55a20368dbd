import { ParentTree } from '../pdf/parent-tree.js'
import { PdfFile } from '../pdf/pdf-file.js'
import { NotPdf, PdfName, PdfRef, PdfString, type PdfValue } from '../pdf/pdf-values.js'
import { PdfWriter } from '../pdf/pdf-writer.js'
import { describeLinks } from './links.js'
import { metadataOf } from './metadata.js'
import { ListLabels } from './list-labels.js'
import { mendOutline } from './outline.js'
import { finishPages } from './pages.js'
import { PartTexts } from './part-texts.js'
import { IdleMarks } from './idle-marks.js'
import { elementsByRole, giveBodies, mapRoles, ungroupFigures } from './structure.js'

/**
 * Adds to a PDF by the browser what PDF/UA-1 asks for and the browser leaves out: metadata, artifacts, bodies of list
 * items, roles that the standard knows, words for links. The result depends on nothing but the bytes given.
 *
 * @throws NotPdf when it cannot be read
 */
export async function makeAccessible(bytes: Buffer): Promise<Buffer> {
  const file = new PdfFile(bytes)
  const writer = new PdfWriter(file)
  const pages = file.pageNumbers()
  const tree = new ParentTree(file)
  const labels = new ListLabels(file, tree)
  const elements = elementsByRole(file)
  const idle = new IdleMarks(file, tree, elements.get('TH') ?? [])
  await finishPages(file, writer, pages, labels, idle)
  if (file.catalog.has('StructTreeRoot')) {
    idle.leave(writer)
    giveBodies(file, writer, elements, labels)
    ungroupFigures(file, writer, elements)
    mapRoles(file, writer, elements)
    const texts = new PartTexts(file)
    describeLinks(file, writer, tree, texts, pages)
    mendOutline(file, writer, texts)
  }
  describeDocument(file, writer)
  return writer.bytes()
}

function describeDocument(file: PdfFile, writer: PdfWriter): void {
  const { catalog, info } = file
  const metadata = writer.add()
  const head = new Map<string, PdfValue>([
    ['Type', new PdfName('Metadata')],
    ['Subtype', new PdfName('XML')],
  ])
  writer.changeStream(metadata, head, metadataOf(words(info.get('Title')), words(catalog.get('Lang'))))
  const preferences = file.dict(catalog.get('ViewerPreferences')) ?? new Map<string, PdfValue>()
  writer.set(rootOf(file), [
    ['Metadata', new PdfRef(metadata)],
    ['ViewerPreferences', new Map([...preferences, ['DisplayDocTitle', true]])],
  ])
}

function rootOf(file: PdfFile): number {
  const root = file.trailer.get('Root')
  if (root instanceof PdfRef) return root.number
  throw new NotPdf('it has no catalogue')
}

function words(value: PdfValue | undefined): string {
  return value instanceof PdfString ? value.text : ''
}
