import { crc32, inflateRawSync } from 'node:zlib'

/** The parts of an archive by their names, found by its directory; each must have the length and checksum that it says. */
export function readZip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0) throw new Error('This is no archive.')
  const parts = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`No entry of the directory stands at ${at}.`)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      bytes.readUInt16LE(at + place),
    )
    const name = bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)).toString()
    const packed = packedAt(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt32LE(at + 20))
    const content = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
    if (content.length !== bytes.readUInt32LE(at + 24)) throw new Error(`${name} has another length.`)
    if (crc32(content) !== bytes.readUInt32LE(at + 16)) throw new Error(`${name} has another checksum.`)
    parts.set(name, content.toString())
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0)
  }
  return parts
}

function packedAt(bytes: Buffer, offset: number, length: number): Buffer {
  if (bytes.readUInt32LE(offset) !== 0x04034b50) throw new Error(`No part stands at ${offset}.`)
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  return bytes.subarray(start, start + length)
}
