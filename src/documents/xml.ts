export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML cannot hold, or should not: control characters, halves of a pair, and two that are no characters. */
const impossible = /[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Surrogate}/gu

/** Text as XML can hold it, and as it comes back out of it. */
export function holdable(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(impossible, '\ufffd')
}

/** Text as it stands in XML, between tags or in an attribute. */
export function escaped(text: string): string {
  return holdable(text).replace(/[&<>"]/gu, (mark) => marks[mark] ?? mark)
}

/** Spreadsheets read `_x0041_` in a cell as a code for one character: text that looks so keeps its looks. */
export function cellText(text: string): string {
  return escaped(text.replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_'))
}
