import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import type { BrowserContext, ElementHandle, Page } from 'puppeteer-core'
import { projectFolder } from '../../src/prepare.js'
import { people, type PersonName, password } from '../support/visitor.js'
import type { TestBrowser } from './browser.js'
import { mistakesOf, overflowOf, violationsOf } from './page-checks.js'

/** How somebody comes to the pages: each must be able to do all of it. */
export interface Manner {
  name: string
  script: boolean
  width: number
  /** The size of text as a multiple of the usual. */
  text: number
  /** Without a pointing device. */
  keyboard: boolean
  /** What axe-core looks for: what may be wrong in this manner and was not seen in the one before. */
  rules: 'all' | 'layout' | 'none'
}

const usual = { script: true, width: 1280, text: 1, keyboard: false, rules: 'all' } as const

export const manners: Manner[] = [
  { ...usual, name: 'desktop' },
  { ...usual, name: 'no-script', script: false },
  { ...usual, name: 'keyboard', keyboard: true, rules: 'none' },
  { ...usual, name: 'narrow', width: 320 },
  { ...usual, name: 'large-text', text: 2, rules: 'layout' },
]

const pictures = join(projectFolder, 'var', 'pictures')

/**
 * A run with PICTURES=keep leaves a picture of every page in var/pictures; one with PICTURES=write takes those of the README
 * anew as well.
 */
const wanted = process.env.PICTURES

/** The pictures of the README, by what they show; those of an issued report are taken by hand, since no walk issues one. */
const readmePictures: Record<string, string> = {
  'office-home': 'page-home',
  'office-actions-filtered': 'page-actions',
  'reader-action-two-quotes': 'page-action',
  'office-update-check': 'page-update-check',
}

/** The pages that were looked over, by manner and name. */
const seenBefore = new Set<string>()

/** A person walking through the pages in a real browser; what is wrong with a page is kept until the end. */
export class Walker {
  /** Everything that was found wrong on the way, with the page where it was. */
  readonly faults: string[] = []
  /** The title of each page that was seen, by its address. */
  readonly titles = new Map<string, string>()
  private looking = false
  /** The HTML of the page as it was sent. */
  private sent = ''

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
    private readonly manner: Manner,
    private readonly who: string,
  ) {}

  static async start(browser: TestBrowser, url: string, manner: Manner, who: string): Promise<Walker> {
    const context = await browser.context()
    const page = await context.newPage()
    await page.setViewport({ width: manner.width, height: 1000 })
    await page.setJavaScriptEnabled(manner.script)
    const walker = new Walker(page, context, url, manner, who)
    page.on('response', (response) => {
      if (!response.request().isNavigationRequest()) return
      response.text().then(
        (html) => (walker.sent = html),
        // A redirect has no body.
        () => undefined,
      )
    })
    page.on('pageerror', (error) => walker.faults.push(`${page.url()}: script failed: ${String(error)}`))
    page.on('console', (message) => {
      // What axe-core does to a page while it looks at it is not the page's.
      if (message.type() === 'error' && !walker.looking && !/status of 4\d\d/u.test(message.text())) {
        walker.faults.push(`${page.url()}: ${message.text()}`)
      }
    })
    return walker
  }

  /** Opens an address of the service. */
  async open(path: string): Promise<void> {
    await this.page.goto(this.url + path, { waitUntil: 'load' })
    await this.enlarge()
  }

  async signIn(name: PersonName): Promise<void> {
    await this.open('/sign-in')
    await this.type('Email address', people[name].email)
    await this.type('Password', password)
    await this.press('Sign in')
  }

  /** Types into the field with this label, in place of what stands there. */
  async type(label: string, text: string): Promise<void> {
    const field = await this.field(label)
    await this.reach(field)
    await field.evaluate((element) => (element as HTMLInputElement).select())
    await this.page.keyboard.press('Backspace')
    await this.page.keyboard.type(text)
  }

  /** Chooses the radio or ticks the checkbox with this label. */
  async choose(label: string): Promise<void> {
    const field = await this.field(label)
    if (!this.manner.keyboard) {
      await field.evaluate((element) => (element as HTMLElement).click())
      return
    }
    const isRadio = await field.evaluate((element) => (element as HTMLInputElement).type === 'radio')
    if (isRadio) await this.moveToRadio(field)
    else {
      await this.reach(field)
      await this.page.keyboard.press('Space')
    }
  }

  /** Chooses the option of the select with this label, by the option's value. */
  async select(label: string, value: string): Promise<void> {
    const field = await this.field(label)
    await this.reach(field)
    await field.select(value)
  }

  /** Presses the button with these words in the main part and waits for the page that follows. */
  async press(words: string): Promise<void> {
    // A button that is hidden from everybody is what the Enter key in a field presses; nobody else does.
    await this.go(`//main//button[normalize-space()=${quoted(words)} and not(@aria-hidden)]`)
  }

  /** Follows the first link that begins with these words. */
  async follow(words: string): Promise<void> {
    await this.go(`//a[starts-with(normalize-space(), ${quoted(words)})]`)
  }

  /** Signs out by the button at the head of the page. */
  async signOut(): Promise<void> {
    await this.go(`//header//button[normalize-space()='Sign out']`)
  }

  /** Waits for words that come when something is done, as a person without script does: by looking again. */
  async waitFor(words: string): Promise<void> {
    for (let looks = 0; looks < 150; looks += 1) {
      if ((await this.words()).includes(words)) return
      await after(400)
      if (!this.manner.script) await this.page.reload({ waitUntil: 'load' })
    }
    throw new Error(`“${words}” did not come to ${this.page.url()}.`)
  }

  /** The words of the main part of the page. */
  async words(): Promise<string> {
    return this.page.$eval('main', (main) => main.innerText)
  }

  /** The page's h1, after looking the page over and, where that is wanted, keeping a picture of it. */
  async look(name: string): Promise<string> {
    const at = `${this.manner.name} ${this.who} ${new URL(this.page.url()).pathname}`
    const note = (kind: string, found: string[]) =>
      this.faults.push(...found.map((fault) => `${at}: ${kind}: ${fault}`))
    const isNew = this.isFirstSeen(name)
    if (isNew && this.manner.rules !== 'none') note('axe', await this.violations(this.manner.rules))
    note('wider than the window', await overflowOf(this.page))
    if (isNew && !this.manner.script) note('HTML', await mistakesOf(this.sent))
    const headings = await this.page.$$eval('h1', (found) => found.map((heading) => heading.innerText.trim()))
    if (headings.length !== 1) note('headings', [`${headings.length} of level 1`])
    this.titles.set(new URL(this.page.url()).pathname, await this.page.title())
    await this.keep(name)
    return headings[0] ?? ''
  }

  async stop(): Promise<void> {
    await this.context.close()
  }

  /**
   * Whether nobody has looked over the page of this name in this manner yet. On the desktop everybody's is looked over; the
   * same page of somebody else differs there in nothing that depends on the manner. First pages are everybody's own.
   */
  private isFirstSeen(name: string): boolean {
    if (this.manner.name === 'desktop' || name === 'home') return true
    const key = `${this.manner.name} ${name}`
    if (seenBefore.has(key)) return false
    seenBefore.add(key)
    return true
  }

  private async violations(rules: 'all' | 'layout'): Promise<string[]> {
    this.looking = true
    // The page was drawn without script and stays so: only what looks at it runs.
    if (!this.manner.script) await this.page.setJavaScriptEnabled(true)
    const found = await violationsOf(this.page, rules)
    if (!this.manner.script) await this.page.setJavaScriptEnabled(false)
    this.looking = false
    return found
  }

  private async keep(name: string): Promise<void> {
    if (wanted === undefined) return
    const folder = join(pictures, this.manner.name)
    mkdirSync(folder, { recursive: true })
    await this.page.screenshot({ path: join(folder, `${this.who}-${name}.png`), fullPage: true })
    const inReadme = readmePictures[`${this.who}-${name}`]
    if (wanted !== 'write' || this.manner.name !== 'desktop' || inReadme === undefined) return
    await this.page.screenshot({ path: join(projectFolder, 'docs', 'images', `${inReadme}.png`) })
  }

  private async go(xpath: string): Promise<void> {
    const target = await this.page.$(`::-p-xpath(${xpath})`)
    if (!target) throw new Error(`${this.page.url()} has nothing to press at ${xpath}.`)
    await this.reach(target)
    const press = this.manner.keyboard ? this.page.keyboard.press('Enter') : click(target)
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), press])
    await this.enlarge()
  }

  /** Brings the focus there: by the keyboard alone as a person would, with the Tab key from where it is. */
  private async reach(target: ElementHandle): Promise<void> {
    if (!this.manner.keyboard) {
      await target.focus()
      return
    }
    for (let presses = 0; presses < 400; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`${this.page.url()} has something that the Tab key does not reach.`)
  }

  /** The Tab key reaches one radio of a question; the arrows go on from there. */
  private async moveToRadio(target: ElementHandle): Promise<void> {
    const inQuestion = () =>
      target.evaluate((element) => {
        const { activeElement } = document
        return activeElement?.getAttribute('name') === element.getAttribute('name')
      })
    for (let presses = 0; presses < 400 && !(await inQuestion()); presses += 1) {
      await this.page.keyboard.press('Tab')
    }
    await this.page.keyboard.press('Space')
    for (let presses = 0; presses < 50; presses += 1) {
      if (await target.evaluate((element) => (element as HTMLInputElement).checked)) return
      await this.page.keyboard.press('ArrowDown')
    }
    throw new Error(`${this.page.url()} has a radio that the arrow keys do not reach.`)
  }

  /** As a person does who sets the browser's text larger. */
  private async enlarge(): Promise<void> {
    if (this.manner.text === 1) return
    await this.page.evaluate((times) => {
      document.documentElement.style.fontSize = `${times * 100}%`
    }, this.manner.text)
  }

  private async field(label: string): Promise<ElementHandle> {
    const id = await this.page.$$eval(
      'label',
      (labels, words) => labels.find((found) => found.innerText.trim() === words)?.htmlFor ?? null,
      label,
    )
    const field = id === null ? null : await this.page.$(`[id="${id}"]`)
    if (!field) throw new Error(`${this.page.url()} has no field “${label}”.`)
    return field
  }
}

/** A click that a page without script answers to as well; what is pressed may lie outside the window. */
async function click(target: ElementHandle): Promise<void> {
  await target.evaluate((element) => (element as HTMLElement).click())
}

const quoted = (words: string) => (words.includes("'") ? `"${words}"` : `'${words}'`)
