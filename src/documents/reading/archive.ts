import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { lockedSentence, spreadsheetKind } from './file-kind.js'
import { counted, FileRefused, type GivenFile, megabytes, quotedName, type ReadLimits } from './read-book.js'

/** The parts of an office file that hold its cells, unpacked; nothing else of it was. */
export interface OfficeParts {
  kind: 'xlsx' | 'ods'
  parts: Map<string, Buffer>
}

/** Beyond this many unpacked bytes for each packed one, what is long is no spreadsheet that anybody wrote. */
const mostUnpacked = { ratio: 250, from: 10_000_000 }

const cellParts = {
  xlsx: /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/iu,
  ods: /^(?:mimetype|META-INF\/manifest\.xml|content\.xml|styles\.xml)$/u,
}

const macroParts = /(?:^|\/)vbaProject[^/]*\.bin$|^xl\/(?:intl)?macrosheets\/|^(?:Basic|Scripts)\/.*[^/]$/iu

/**
 * Unpacks what holds the cells, after the directory of the archive was asked whether it may be unpacked at all. What is
 * unpacked is counted as it comes, whatever the directory said.
 *
 * @throws FileRefused
 */
export async function unpack(file: GivenFile, limits: ReadLimits): Promise<OfficeParts> {
  try {
    const archive = await fromBufferPromise(file.bytes, { lazyEntries: true })
    const entries = await directoryOf(archive, file, limits)
    const archiveParts = new Parts(archive, entries, limits, file.name)
    const mimetype = entries.has('mimetype') ? (await archiveParts.read('mimetype')).toString() : null
    const kind = spreadsheetKind(file.name, [...entries.keys()], mimetype)
    const parts = new Map<string, Buffer>()
    for (const name of entries.keys())
      if (cellParts[kind].test(name)) parts.set(name, await archiveParts.read(name))
    refuseByContent(file.name, parts)
    return { kind, parts }
  } catch (error) {
    if (error instanceof FileRefused) throw error
    // The library's own words are of offsets and signatures.
    throw new FileRefused(
      `${quotedName(file.name)} is damaged: it did not arrive whole, or was not saved whole. Save it again, and send that.`,
    )
  }
}

async function directoryOf(
  archive: ZipFile,
  { name, bytes }: GivenFile,
  limits: ReadLimits,
): Promise<Map<string, Entry>> {
  if (archive.entryCount > limits.entries) {
    throw new FileRefused(
      `${quotedName(name)} is an archive of ${counted(archive.entryCount)} parts. At most ${counted(limits.entries)} are allowed.`,
    )
  }
  const entries = new Map<string, Entry>()
  let unpacked = 0
  for await (const entry of archive.eachEntry()) {
    if (entry.isEncrypted()) throw new FileRefused(lockedSentence(name))
    if (macroParts.test(entry.fileName)) throw new FileRefused(macroSentence(name))
    if (entries.has(entry.fileName)) throw new Error('Two parts of one name')
    unpacked += entry.uncompressedSize
    entries.set(entry.fileName, entry)
  }
  refuseBomb(name, bytes.length, unpacked, limits)
  return entries
}

function refuseBomb(name: string, packed: number, unpacked: number, { unpackedBytes }: ReadLimits): void {
  const swollen = unpacked > mostUnpacked.from && unpacked > packed * mostUnpacked.ratio
  if (unpacked > unpackedBytes || swollen) throw new FileRefused(bombSentence(name, unpackedBytes))
}

const bombSentence = (name: string, most: number) =>
  `${quotedName(name)} unpacks to far more than it seems, as a file does that is meant to fill a computer’s memory. At most ${megabytes(most)} are allowed, unpacked.`

const macroSentence = (name: string) =>
  `${quotedName(name)} holds macros. Save it as a workbook without macros (.xlsx or .ods), and send that.`

/** Reads parts as long as they stay, together, within what may be unpacked. */
class Parts {
  private left: number

  constructor(
    private readonly archive: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: ReadLimits,
    private readonly fileName: string,
  ) {
    this.left = limits.unpackedBytes
  }

  async read(name: string): Promise<Buffer> {
    const entry = this.entries.get(name)
    if (!entry) throw new Error(`No part ${name}`)
    const chunks: Buffer[] = []
    for await (const chunk of (await this.archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      this.left -= chunk.length
      if (this.left < 0) throw new FileRefused(bombSentence(this.fileName, this.limits.unpackedBytes))
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }
}

/** What the directory does not tell: macros by their declared type, and OpenDocument's own way of locking. */
function refuseByContent(name: string, parts: ReadonlyMap<string, Buffer>): void {
  const says = (part: string, word: string) => parts.get(part)?.includes(word) === true
  if (says('[Content_Types].xml', 'macroEnabled') || says('[Content_Types].xml', 'vbaProject'))
    throw new FileRefused(macroSentence(name))
  if (says('META-INF/manifest.xml', 'encryption-data')) throw new FileRefused(lockedSentence(name))
}
