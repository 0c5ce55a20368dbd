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
  await page.setContent(html, { waitUntil: 'load', timeout: 0 })
  await page.evaluate(`document.title = ${JSON.stringify(title)}`)
  return page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true, timeout: 0 })
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
