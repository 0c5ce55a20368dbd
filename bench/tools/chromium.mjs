/**
 * Raw Chromium: what printing costs at the least. The same program with the same flags as the service starts, warm, a
 * new page for each print, the same HTML and the same PDF options; nobody sees to isolation, deadlines, dates or queues.
 */
import { inProject } from './places.mjs'

const options = { tagged: true, outline: true, preferCSSPageSize: true, printBackground: true, timeout: 0 }

/** Starts it. `print` gives the bytes of the PDF. */
export async function startChromium() {
  const { BrowserProcess } = await import(inProject('dist', 'print', 'browser-process.js'))
  const { findChromium } = await import(inProject('dist', 'print', 'chromium.js'))
  const chromium = await BrowserProcess.start(findChromium(process.env.CHROME_PATH))
  return {
    async print(html) {
      const page = await chromium.browser.newPage()
      await page.setContent(html, { waitUntil: 'load', timeout: 0 })
      const pdf = await page.pdf(options)
      await page.close()
      return pdf
    },
    stop: () => chromium.close(),
  }
}
