import { deflateSync, inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'

/** A PDF opened by another library than ours, to be spoilt in one way. */
export class SpoiltPdf {
  private constructor(readonly doc: PDFDocument) {}

  /** Spoils a PDF and gives back its bytes, with a plain table of objects as the browser writes it. */
  static async of(bytes: Buffer, spoil: (pdf: SpoiltPdf) => void): Promise<Buffer> {
    const doc = await PDFDocument.load(bytes, { updateMetadata: false })
    spoil(new SpoiltPdf(doc))
    return Buffer.from(
      await doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false }),
    )
  }

  get catalog(): PDFDict {
    return this.doc.catalog
  }

  /** All dictionaries of the file, those of streams included. */
  get dicts(): PDFDict[] {
    return this.doc.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict ? [object] : object instanceof PDFRawStream ? [object.dict] : [],
      )
  }

  /** The parts of the structure that have this role. */
  parts(role: string): PDFDict[] {
    return this.dicts.filter(
      (dict) =>
        dict.has(PDFName.of('Type')) && nameIn(dict, 'Type') === 'StructElem' && nameIn(dict, 'S') === role,
    )
  }

  part(role: string): PDFDict {
    const [part] = this.parts(role)
    if (!part) throw new Error(`the PDF has no ${role}`)
    return part
  }

  annotation(): PDFDict {
    const found = this.dicts.find((dict) => nameIn(dict, 'Type') === 'Annot')
    if (!found) throw new Error('the PDF has no annotation')
    return found
  }

  page(index = 0): PDFDict {
    return this.doc.getPage(index).node
  }

  pageRef(index: number): PDFRef {
    return this.doc.getPage(index).ref
  }

  /** Changes what a page paints. */
  content(change: (text: string) => string, index = 0): void {
    const reference = this.page(index).get(PDFName.of('Contents'))
    const stream = this.doc.context.lookup(reference)
    if (!(reference instanceof PDFRef) || !(stream instanceof PDFRawStream)) throw new Error('no content')
    const text = change(inflateSync(stream.contents).toString('latin1'))
    const packed = deflateSync(Buffer.from(text, 'latin1'))
    this.doc.context.assign(reference, this.doc.context.stream(packed, { Filter: PDFName.of('FlateDecode') }))
  }

  /** Changes the metadata. */
  metadata(change: (xml: string) => string): void {
    const reference = this.catalog.get(PDFName.of('Metadata'))
    const stream = this.doc.context.lookup(reference)
    if (!(reference instanceof PDFRef) || !(stream instanceof PDFRawStream)) throw new Error('no metadata')
    const xml = change(Buffer.from(stream.contents).toString('utf8'))
    this.doc.context.assign(
      reference,
      this.doc.context.stream(Buffer.from(xml), { Type: 'Metadata', Subtype: 'XML' }),
    )
  }

  dict(entries: Record<string, PDFObject>): PDFDict {
    const dict = this.doc.context.obj({})
    for (const [key, value] of Object.entries(entries)) dict.set(PDFName.of(key), value)
    return dict
  }

  list(values: PDFObject[]): PDFArray {
    const list = this.doc.context.obj([])
    for (const value of values) list.push(value)
    return list
  }
}

export const name = (value: string): PDFName => PDFName.of(value)
export const words = (value: string): PDFHexString => PDFHexString.fromText(value)
export const plain = (value: string): PDFString => PDFString.of(value)
export const number = (value: number): PDFNumber => PDFNumber.of(value)
export const yes = PDFBool.True
export const no = PDFBool.False

export function nameIn(dict: PDFDict, key: string): string {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : ''
}
