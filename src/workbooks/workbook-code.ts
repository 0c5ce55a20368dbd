import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a workbook knows of itself: what it answers and when it was made. */
export interface WorkbookCode {
  kind: 'list' | 'return'
  /** The return that it answers; null for a list of actions. */
  returnId: number | null
  madeAt: string
  lines: number
}

/** The form of the sheets. A workbook of another form is not read. */
const form = 'TL1'

/** The code as it stands in the workbook: readable by whoever looks, and made by nobody but this service. */
export function signedCode(key: Buffer, { kind, returnId, madeAt, lines }: WorkbookCode): string {
  const said = Buffer.from(JSON.stringify([kind, returnId, madeAt, lines])).toString('base64url')
  return `${form}.${said}.${signatureOf(key, said)}`
}

/** Finds the code in a text; `other form` where it is one of another version of the service. */
export function readCode(key: Buffer, text: string): WorkbookCode | 'none' | 'other form' | 'altered' {
  const found = /\b(TL\d+)\.([\w-]+)\.([\w-]+)/u.exec(text)
  if (!found) return 'none'
  const [, version, said = '', signature = ''] = found
  if (version !== form) return 'other form'
  const right = Buffer.from(signatureOf(key, said))
  const given = Buffer.from(signature)
  if (right.length !== given.length || !timingSafeEqual(right, given)) return 'altered'
  const [kind, returnId, madeAt, lines] = JSON.parse(Buffer.from(said, 'base64url').toString()) as [
    WorkbookCode['kind'],
    number | null,
    string,
    number,
  ]
  return { kind, returnId, madeAt, lines }
}

function signatureOf(key: Buffer, said: string): string {
  return createHmac('sha256', key).update(`${form}.${said}`).digest('base64url').slice(0, 27)
}
