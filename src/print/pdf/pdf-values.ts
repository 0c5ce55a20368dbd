/** "/Type" without its slash. */
export class PdfName {
  constructor(readonly value: string) {}
}

/** A reference to another object of the file, by its number. Generations are not used by what prints here. */
export class PdfRef {
  constructor(readonly number: number) {}
}

/** The bytes of a string, which may be text in one of two encodings or no text at all. */
export class PdfString {
  constructor(readonly bytes: Buffer) {}

  /** The bytes as text: UTF-16 where the mark of it stands first, else one character a byte. */
  get text(): string {
    const { bytes } = this
    if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2))
    if (bytes.subarray(0, 3).equals(utf8Mark)) return bytes.subarray(3).toString('utf8')
    return bytes.toString('latin1')
  }
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf])

function utf16(bigEndian: Buffer): string {
  return Buffer.from(bigEndian.subarray(0, bigEndian.length - (bigEndian.length % 2)))
    .swap16()
    .toString('utf16le')
}

/** A word that is no value: an operator of a page's content, or "endobj". */
export class PdfKeyword {
  constructor(readonly value: string) {}
}

export type PdfDict = Map<string, PdfValue>

export type PdfValue =
  null | boolean | number | PdfName | PdfRef | PdfString | PdfKeyword | PdfValue[] | PdfDict

/** The bytes are not what a PDF has there. */
export class NotPdf extends Error {}
