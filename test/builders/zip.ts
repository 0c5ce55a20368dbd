import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive with these files, in their order; those of an office document are such archives. */
export function zipOf(files: Record<string, string | Buffer>, { deflated = true } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, given] of Object.entries(files)) {
    const content = Buffer.from(given)
    const packed = deflated ? deflateRawSync(content) : content
    const facts = factsOf(name, content, packed, deflated ? 8 : 0)
    const local = Buffer.concat([uint32(0x04034b50), facts, Buffer.from(name), packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const version = Buffer.from([20, 0])
    directory.push(Buffer.concat([uint32(0x02014b50), version, facts, place, Buffer.from(name)]))
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}

/** What both the head of a file and its line in the directory say of it. */
function factsOf(name: string, content: Buffer, packed: Buffer, method: number): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(method, 4)
  facts.writeUInt32LE(crc32(content), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(content.length, 18)
  facts.writeUInt16LE(Buffer.byteLength(name), 22)
  return facts
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** An Office Open XML document of this main type: `wordprocessingml.document`. */
export function officeFile(part: string, mediaType: string, body = '<x/>'): Buffer {
  return zipOf({
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${mediaType}.main+xml"/></Types>`,
    '_rels/.rels': '<Relationships/>',
    [part]: body,
  })
}

/** An OpenDocument file of this type: `text`. */
export function openDocumentFile(type: string): Buffer {
  const mediaType = `application/vnd.oasis.opendocument.${type}`
  return zipOf({ mimetype: mediaType, 'content.xml': '<x/>' }, { deflated: false })
}
