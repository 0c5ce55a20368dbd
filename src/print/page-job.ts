import Handlebars from 'handlebars'
import type { Browser, BrowserContext, Page } from 'puppeteer-core'

/** The renderer of the page fell over, which is no fault of the page's for certain: it is worth one more try. */
export class RendererCrashed extends Error {}

/**
 * Prints one page of HTML in a context of its own, which is gone afterwards. No script of the page runs, and it can
 * fetch nothing but the `data:` it carries.
 *
 * @param signal stops the print; it then rejects with whatever was interrupted
 */
export async function printPage(
  browser: Browser,
  html: string,
  title: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const context = await browser.createBrowserContext()
  const close = async (): Promise<void> => closeQuietly(context)
  signal.addEventListener('abort', () => void close(), { once: true })
  try {
    signal.throwIfAborted()
    const page = await context.newPage()
    return await Promise.race([crash(page), bytesOf(page, html, title)])
  } finally {
    await close()
  }
}

async function bytesOf(page: Page, html: string, title: string): Promise<Uint8Array> {
  await page.setJavaScriptEnabled(false)
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    // Aborted rather than blocked: a blocked navigation would put the browser's error page in place of ours.
    const answer = request.url().startsWith('data:') ? request.continue() : request.abort('aborted')
    void answer.catch(() => undefined)
  })
  await page.setContent(withTitle(html, title), { waitUntil: 'load', timeout: 0 })
  return page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true, timeout: 0 })
}

/**
 * The page with this title in place of its own. In its text, not in the page once loaded: to ask a loaded page for
 * anything makes it lay itself out for a screen first, and then once more for paper.
 */
export function withTitle(html: string, title: string): string {
  const element = `<title>${Handlebars.escapeExpression(title)}</title>`
  const headEnd = html.search(/<\/head|<body/iu)
  const head = headEnd < 0 ? '' : html.slice(0, headEnd)
  const rest = html.slice(head.length)
  if (/<title/iu.test(head)) return head.replace(/<title[^>]*>.*?<\/title>/isu, () => element) + rest
  if (/<head/iu.test(head)) return head.replace(/<head[^>]*>/iu, (tag) => tag + element) + rest
  return html.replace(/^\s*(?:<!doctype[^>]*>)?/iu, (beginning) => beginning + element)
}

function crash(page: Page): Promise<never> {
  return new Promise((_, reject) => {
    page.once('error', (error) => reject(new RendererCrashed(error.message)))
  })
}

/** A context that is gone already, because the browser died or the deadline closed it, needs no closing. */
async function closeQuietly(context: BrowserContext): Promise<void> {
  try {
    await context.close()
  } catch {
    return
  }
}
