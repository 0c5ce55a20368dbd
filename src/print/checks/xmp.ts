/** What the metadata of a PDF say. */
export interface Metadata {
  /** The part of PDF/UA that it says it follows; empty where it says none. */
  part: string
  title: string
}

const uaSpace = 'http://www.aiim.org/pdfua/ns/id/'

/** Reads from the XML of the metadata what the rules ask for, whether it stands in elements or in attributes. */
export function readMetadata(xml: string): Metadata {
  const known = new RegExp(`xmlns:pdfuaid\\s*=\\s*["']${uaSpace.replaceAll('.', '\\.')}["']`, 'u').test(xml)
  const part = /<pdfuaid:part>\s*([^<]*?)\s*<\/pdfuaid:part>|\spdfuaid:part\s*=\s*["']([^"']*)["']/u.exec(xml)
  const title = /<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]*)<\/rdf:li>/u.exec(xml)?.[1] ?? ''
  return { part: known ? (part?.[1] ?? part?.[2] ?? '') : '', title: plain(title) }
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
}
