import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PictureTask {
  sha256: string
  /** Null where the thread still has the document open. */
  bytes: Uint8Array | null
  page: number
  widthPx: number
}

/** What of the drawing board of pdf.js is used here; its types call it an object. */
interface Board {
  canvas: { toBuffer: (type: 'image/png') => Buffer }
  context: Parameters<PDFPageProxy['render']>[0]['canvasContext']
}
interface Boards {
  create: (width: number, height: number) => Board
  destroy: (board: Board) => void
}

let open: { sha256: string; task: PDFDocumentLoadingTask } | null = null

/**
 * Draws a page. The document stays open for the next page of it.
 *
 * @throws Error when it cannot be read or drawn
 */
export async function drawPage({ sha256, bytes, page, widthPx }: PictureTask): Promise<Uint8Array> {
  const pdf = await openDocument(sha256, bytes)
  const sheet = await pdf.getPage(page)
  const { width } = sheet.getViewport({ scale: 1 })
  const viewport = sheet.getViewport({ scale: widthPx / width })
  const boards = pdf.canvasFactory as Boards
  const board = boards.create(widthPx, Math.round(viewport.height))
  try {
    await sheet.render({ canvas: null, canvasContext: board.context, viewport }).promise
    return board.canvas.toBuffer('image/png')
  } finally {
    boards.destroy(board)
    sheet.cleanup()
  }
}

/** Lets go of the document that is open. */
export async function closeDocument(): Promise<void> {
  const last = open
  open = null
  await last?.task.destroy()
}

async function openDocument(sha256: string, bytes: Uint8Array | null): Promise<PDFDocumentProxy> {
  if (open?.sha256 === sha256) return open.task.promise
  if (!bytes) throw new Error('the document is no longer open')
  await closeDocument()
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // A copy, since the reader takes the bytes it is given away from whoever gave them.
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    useSystemFonts: false,
    useWasm: false,
  })
  open = { sha256, task }
  return task.promise
}
