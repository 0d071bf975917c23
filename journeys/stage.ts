import AxeBuilder from '@axe-core/playwright'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { afterAll, beforeAll, expect } from 'vitest'
import { createDatabase, withDatabase } from '#test/database/servers.ts'
import { freshFolder, removeFolder, startProgram, type Program } from '#test/program/program.ts'

/** Where the pictures of docs/screens go; only `SCREENS=1` renews them, so that a test run changes no file. */
const SCREENS = process.env['SCREENS'] ? 'docs/screens' : null

export type Stage = {
  program: () => Program
  /** A window for a person (or nobody), signed in by the button on /demo. Whatever goes wrong in it ends the test. */
  enter: (person: string | null, options?: { javaScript?: boolean }) => Promise<Page>
  /** What is wrong with the page a window shows, by axe in both themes and by its width on a phone; takes its pictures. */
  inspect: (page: Page, picture: string) => Promise<void>
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
      viewport: { width: 1280, height: 900 },
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
      page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.message}`))
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
    async inspect(page, picture) {
      const { cookies } = await page.context().storageState()
      for (const colorScheme of ['light', 'dark'] as const) {
        // A context of its own: axe needs a script where the page's policy allows none.
        const context = await open({ bypassCSP: true, colorScheme })
        await context.addCookies(cookies)
        const twin = await context.newPage()
        await twin.goto(page.url())
        const { violations } = await new AxeBuilder({ page: twin })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${page.url()} ${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
          ),
        ).toEqual([])
        for (const width of [1280, 360]) {
          await twin.setViewportSize({ width, height: 900 })
          const overflow = await twin.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect(overflow, `${page.url()} is wider than ${width} px`).toBeLessThanOrEqual(0)
          if (SCREENS !== null) {
            mkdirSync(SCREENS, { recursive: true })
            await twin.screenshot({ path: `${SCREENS}/${picture}-${width}-${colorScheme}.png`, fullPage: true })
          }
        }
        await context.close()
      }
    },
  }
}
