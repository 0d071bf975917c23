import AxeBuilder from '@axe-core/playwright'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { afterAll, beforeAll, expect } from 'vitest'
import { createDatabase, withDatabase } from '#test/database/servers.ts'
import { freshFolder, removeFolder, startProgram, type Program } from '#test/program/program.ts'

/**
 * A test run changes no file. `SCREENS=1` renews the pictures that docs/screens keeps; `SCREENS=<folder>` takes every
 * page there, whole, in both widths and both themes, to look at.
 */
const SCREENS = process.env['SCREENS']

const SIZES = { 1280: { width: 1280, height: 900 }, 360: { width: 360, height: 780 } } as const

export type Look = `${1280 | 360}-${'light' | 'dark'}`

export type Inspecting = {
  /** The looks of this page that docs/screens keeps. */
  keeps?: readonly Look[]
  /** What to do on the page first: the answer to a form has no address to open it by. */
  first?: (page: Page) => Promise<void>
}

export type Stage = {
  program: () => Program
  /** A window for a person (or nobody), signed in by the button on /demo. Whatever goes wrong in it ends the test. */
  enter: (person: string | null, options?: { javaScript?: boolean }) => Promise<Page>
  /** Opens an address as the person of a window does; expects axe (both themes) and a phone's width to find nothing wrong. */
  inspect: (page: Page, address: string, picture: string, options?: Inspecting) => Promise<void>
}

/** In the deep run the program gets a new database on the server that DATABASE_URL names; else it brings its own. */
async function databaseOfItsOwn(): Promise<Record<string, string>> {
  const server = process.env['DATABASE_URL']
  if (!server) return {}
  const name = `mintmark_journey_${randomUUID().replaceAll('-', '')}`
  await createDatabase(server, name, 'template0')
  return { DATABASE_URL: withDatabase(server, name) }
}

/** One program and one browser for all journeys of a file. */
export function setStage(): Stage {
  const dataDir = freshFolder()
  let program: Program
  let browser: Browser
  const contexts: BrowserContext[] = []
  const troubles: string[] = []

  beforeAll(async () => {
    program = await startProgram({ dataDir, env: await databaseOfItsOwn() })
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--no-first-run', '--disable-gpu'],
    })
  })

  afterAll(async () => {
    await browser?.close()
    const code = await program?.stop()
    if (troubles.length > 0) console.log(program?.output())
    removeFolder(dataDir)
    expect(code).toBe(0)
    expect(troubles).toEqual([])
  })

  const open = async (options: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> => {
    const context = await browser.newContext({
      baseURL: program.url,
      viewport: SIZES[1280],
      ...options,
    })
    contexts.push(context)
    return context
  }

  return {
    program: () => program,
    async enter(person, { javaScript = true } = {}) {
      const context = await open({ javaScriptEnabled: javaScript })
      const page = await context.newPage()
      context.on('weberror', (event) => troubles.push(`${event.page()?.url()}: ${event.error().message}`))
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text()))
          troubles.push(`${page.url()}: ${message.text()}`)
      })
      if (person !== null) {
        await page.goto('/demo')
        await page.locator(`button[name=person][value="${person}"]`).click()
        await page.waitForURL((url) => !url.pathname.startsWith('/demo'))
      }
      return page
    },
    async inspect(page, address, picture, { keeps = [], first } = {}) {
      // A context of its own: axe needs a script where the page's policy allows none.
      const context = await open({ bypassCSP: true, colorScheme: 'light', reducedMotion: 'reduce' })
      await context.addCookies((await page.context().storageState()).cookies)
      const twin = await context.newPage()
      await twin.goto(address)
      await first?.(twin)
      // Wide in one theme, narrow in the other: together they see every layout and every colour.
      await expectAccessible(twin, 'light', EVERYTHING)
      await twin.emulateMedia({ colorScheme: 'dark' })
      await twin.setViewportSize(SIZES[360])
      await expectNarrow(twin)
      await expectAccessible(twin, 'dark', SEEN)
      await takePictures(twin, picture, keeps)
      await context.close()
    },
  }
}

/** Nothing of the page is wider than the window, which is as wide as a phone. */
async function expectNarrow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(wide, `${page.url()} is wider than a phone`).toBeLessThanOrEqual(0)
}

type RunOnly = NonNullable<Parameters<AxeBuilder['options']>[0]['runOnly']>

const EVERYTHING: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** What colours and width can change of a page whose words and elements stay; the deep run asks for everything again. */
const SEEN: RunOnly = process.env['DEEP']
  ? EVERYTHING
  : { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'] }

async function expectAccessible(page: Page, colorScheme: string, runOnly: RunOnly): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Without frames there is nothing to put together on a page of its own: half the time.
    .setLegacyMode()
    .options({ runOnly })
    .analyze()
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${page.url()} ${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    ),
  ).toEqual([])
}

async function takePictures(page: Page, picture: string, keeps: readonly Look[]): Promise<void> {
  if (!SCREENS) return
  const folder = SCREENS === '1' ? 'docs/screens' : SCREENS
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360] as const) {
      const look: Look = `${width}-${colorScheme}`
      if (SCREENS === '1' && !keeps.includes(look)) continue
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(SIZES[width])
      await page.screenshot({ path: `${folder}/${picture}-${look}.png`, fullPage: SCREENS !== '1' })
    }
}
