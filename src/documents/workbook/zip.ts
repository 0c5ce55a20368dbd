import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file in an archive; its content is asked for when its turn comes. */
export interface ArchivePart {
  name: string
  content: Iterable<string> | AsyncIterable<string>
}

/** A part as the archive's directory knows it. */
interface Entry {
  name: Buffer
  offset: number
  crc: number
  packed: number
  size: number
}

const sizesFollow = 1 << 3
const namesAreUtf8 = 1 << 11
const flags = sizesFollow | namesAreUtf8
const deflate = 8
const version = 20
/** 1 January 1980, the first day that the format knows: the same content gives the same bytes on any day. */
const day = 0x21

/**
 * A ZIP archive, piece by piece: no part is ever held as a whole, so that a long one takes no more memory than a short one.
 * Compression runs beside the main thread.
 */
export async function* zipped(parts: AsyncIterable<ArchivePart>): AsyncGenerator<Buffer> {
  const entries: Entry[] = []
  let offset = 0
  for await (const { name, content } of parts) {
    const entry: Entry = { name: Buffer.from(name), offset, crc: 0, packed: 0, size: 0 }
    const head = localHeader(entry)
    yield head
    for await (const piece of deflated(content, entry)) yield piece
    yield sizesOf(entry)
    offset += head.length + entry.packed + descriptorLength
    entries.push(entry)
  }
  const directory = Buffer.concat(entries.map(directoryEntry))
  yield directory
  yield endOfDirectory(entries.length, directory.length, offset)
}

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

function localHeader({ name }: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(deflate, 8)
  header.writeUInt16LE(day, 12)
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

function directoryEntry({ name, offset, crc, packed, size }: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(deflate, 10)
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
