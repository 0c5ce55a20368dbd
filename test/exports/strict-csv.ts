/**
 * Reads CSV after RFC 4180 and nothing looser: CRLF between records, quotes doubled inside quotes and nowhere else, as many
 * fields in each record.
 *
 * @throws Error naming the place where the text is no such CSV
 */
export function readStrictCsv(text: string): string[][] {
  const records: string[][] = [[]]
  let at = 0
  const wrong = (what: string) => new Error(`${what} at character ${at}, in record ${records.length}`)

  const quotedField = (): string => {
    let value = ''
    for (at += 1; ; at += 1) {
      if (at >= text.length) throw wrong('A quote is never closed')
      if (text[at] !== '"') value += text[at] ?? ''
      else if (text[at + 1] === '"') value += text[(at += 1)] ?? ''
      else break
    }
    at += 1
    return value
  }
  const plainField = (): string => {
    const [value = ''] = /^[^",\r\n]*/u.exec(text.slice(at)) ?? []
    at += value.length
    return value
  }

  while (at < text.length) {
    records.at(-1)?.push(text[at] === '"' ? quotedField() : plainField())
    if (at >= text.length) throw wrong('The last record is not ended')
    if (text[at] === ',') {
      at += 1
      continue
    }
    if (text.slice(at, at + 2) !== '\r\n') throw wrong(`${JSON.stringify(text[at])} stands after a field`)
    at += 2
    if (at < text.length) records.push([])
  }
  const [head = []] = records
  for (const [index, record] of records.entries()) {
    if (record.length !== head.length) throw new Error(`Record ${index + 1} has ${record.length} fields`)
  }
  return records
}
