import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file in an archive; its content is asked for when its turn comes. */
export interface ArchivePart {
  name: string
  content: Iterable<string> | AsyncIterable<string>
}

/** A short part that stands in the archive as it is, so that a program can tell the kind of file by its first bytes. */
export interface StoredPart {
  name: string
  stored: string
}

/** A part as the archive's directory knows it. */
interface Entry {
  name: Buffer
  offset: number
  crc: number
  packed: number
  size: number
  stored: boolean
}

const sizesFollow = 1 << 3
const namesAreUtf8 = 1 << 11
const deflate = 8
const version = 20
/** 1 January 1980, the first day that the format knows: the same content gives the same bytes on any day. */
const day = 0x21

/**
 * A ZIP archive, piece by piece: no part is ever held as a whole, so that a long one takes no more memory than a short one.
 * Compression runs beside the main thread.
 */
export async function* zipped(
  parts: Iterable<ArchivePart | StoredPart> | AsyncIterable<ArchivePart | StoredPart>,
): AsyncGenerator<Buffer> {
  const entries: Entry[] = []
  let offset = 0
  for await (const part of parts) {
    const entry = 'stored' in part ? storedEntry(part, offset) : packedEntry(part, offset)
    const head = localHeader(entry)
    yield head
    if ('stored' in part) yield Buffer.from(part.stored)
    else {
      for await (const piece of deflated(part.content, entry)) yield piece
      yield sizesOf(entry)
    }
    offset += head.length + entry.packed + (entry.stored ? 0 : descriptorLength)
    entries.push(entry)
  }
  const directory = Buffer.concat(entries.map(directoryEntry))
  yield directory
  yield endOfDirectory(entries.length, directory.length, offset)
}

/** An archive as one piece. */
export async function wholeOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

function storedEntry({ name, stored }: StoredPart, offset: number): Entry {
  const bytes = Buffer.from(stored)
  const { length } = bytes
  return { name: Buffer.from(name), offset, crc: crc32(bytes), packed: length, size: length, stored: true }
}

/** What it comes to is known once it is packed. */
function packedEntry({ name }: ArchivePart, offset: number): Entry {
  return { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0, stored: false }
}

const flagsOf = ({ stored }: Entry) => (stored ? namesAreUtf8 : namesAreUtf8 | sizesFollow)
const methodOf = ({ stored }: Entry) => (stored ? 0 : deflate)

/** The content packed; what it comes to is noted in the entry. */
async function* deflated(content: ArchivePart['content'], entry: Entry): AsyncGenerator<Buffer> {
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      yield bytes
    }
  }
  const packer = createDeflateRaw()
  // A failure of the content reaches whoever reads the packer.
  pipeline(Readable.from(measured()), packer, () => undefined)
  for await (const piece of packer as AsyncIterable<Buffer>) {
    entry.packed += piece.length
    yield piece
  }
}

function localHeader(entry: Entry): Buffer {
  const { name, crc, packed, size, stored } = entry
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flagsOf(entry), 6)
  header.writeUInt16LE(methodOf(entry), 8)
  header.writeUInt16LE(day, 12)
  if (stored) {
    header.writeUInt32LE(crc, 14)
    header.writeUInt32LE(packed, 18)
    header.writeUInt32LE(size, 22)
  }
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

const descriptorLength = 16

function sizesOf({ crc, packed, size }: Entry): Buffer {
  const descriptor = Buffer.alloc(descriptorLength)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(size, 12)
  return descriptor
}

function directoryEntry(entry: Entry): Buffer {
  const { name, offset, crc, packed, size } = entry
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(flagsOf(entry), 8)
  header.writeUInt16LE(methodOf(entry), 10)
  header.writeUInt16LE(day, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function endOfDirectory(entries: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
