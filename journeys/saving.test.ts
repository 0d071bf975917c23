import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { beforeAll, describe, expect, it } from 'vitest'
import { freshFolder, removeFolder } from '#test/program/program.ts'
import { contentOf } from './acting.ts'
import { begin } from './posting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const SLUG = 'using-grasp-to-frame-a-task'
const ANSWERS = '**/responses/*'
const [prompt, second] = contentOf(SLUG).parts[0]?.prompts.map(({ id }) => id) ?? []
const withFile = contentOf(SLUG).parts[0]?.prompts.find(({ responses }) => responses.includes('file'))?.id

describe('nothing that was written is lost', () => {
  let context: BrowserContext
  let page: Page
  let address = ''

  const field = (of: Page, id = prompt) => of.locator(`[name="response:${id}"]`)
  const line = (of: Page) => of.locator('.statusline')
  const saved = (of: Page) => of.locator('output.saved', { hasText: /Saved at/ }).waitFor()
  const keptHere = (of: Page) => line(of).getByText('Kept on this device').waitFor()
  /** Its script runs: only then does the page offer to choose files by a button. */
  const ready = (of: Page) => of.locator('.drop label.button').first().waitFor()
  /** Opens the page anew, as after a break, and waits until its script runs. */
  const open = async (): Promise<Page> => {
    const opened = await context.newPage()
    await opened.goto(address)
    await ready(opened)
    return opened
  }
  /** What the server has, whatever this device keeps. */
  const stored = async (): Promise<string> => {
    const html = await (await context.request.get(address)).text()
    return new RegExp(`name="response:${prompt}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''
  }
  const soon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000, interval: 100 })
  const expectStored = (words: string) => soon(stored).toBe(words)

  beforeAll(async () => {
    const entered = await stage.enter('educator-2')
    context = entered.context()
    address = `${await begin(context.request, SLUG)}/product`
    await entered.close()
    page = await open()
  })

  it('offline: it is kept on this device, and saved when the connection is back', async () => {
    await context.setOffline(true)
    await field(page).fill('Written in a tunnel.')
    await line(page).getByText('Offline.').waitFor()
    await keptHere(page)
    expect(await stored()).toBe('')
    await context.setOffline(false)
    await saved(page)
    expect(await stored()).toBe('Written in a tunnel.')
  })

  it('the page closed while offline: the words come back and are saved', async () => {
    await context.setOffline(true)
    await field(page).fill('Written before the battery died.')
    await keptHere(page)
    await page.close()
    await context.setOffline(false)
    expect(await stored()).toBe('Written in a tunnel.')
    page = await open()
    await soon(() => field(page).inputValue()).toBe('Written before the battery died.')
    await saved(page)
    expect(await stored()).toBe('Written before the battery died.')
  })

  it('the laptop closed right after the last key', async () => {
    await field(page).fill('')
    await field(page).pressSequentially('Shut in mid-sent')
    await page.close()
    page = await open()
    await soon(() => field(page).inputValue()).toBe('Shut in mid-sent')
    await expectStored('Shut in mid-sent')
  })

  it('the network cut while it is saved', async () => {
    await page.route(ANSWERS, (route) => route.abort())
    await field(page).fill('Cut off.')
    await keptHere(page)
    expect(await stored()).toBe('Shut in mid-sent')
    await page.unroute(ANSWERS)
    await saved(page)
    expect(await stored()).toBe('Cut off.')
  })

  it('the answer of the server lost: what is written on is no conflict with oneself', async () => {
    await page.route(ANSWERS, async (route) => {
      await route.fetch()
      await route.abort()
    })
    await field(page).fill('Heard.')
    await keptHere(page)
    expect(await stored()).toBe('Heard.')
    await field(page).fill('Heard, and written on.')
    await page.unroute(ANSWERS)
    await saved(page)
    expect(await stored()).toBe('Heard, and written on.')
    expect(await page.getByText('Both texts are kept').count()).toBe(0)
    await page.reload()
    await ready(page)
    expect(await page.getByText('Both texts are kept').count()).toBe(0)
  })

  it('two tabs: the older one is told, shows both texts, and a choice settles it', async () => {
    const older = page
    await older.route(ANSWERS, (route) => route.abort())
    await field(older).fill('From the older tab.')
    await keptHere(older)
    const newer = await context.newPage()
    // As on another device: what this one keeps is not known there.
    await newer.addInitScript(() => localStorage.clear())
    await newer.goto(address)
    await ready(newer)
    await field(newer).fill('From the newer tab.')
    await saved(newer)
    await older.unroute(ANSWERS)
    await field(older).focus()
    await field(older).blur()

    await line(older).getByText('That tab is newer').waitFor()
    const both = await older.getByRole('region', { name: 'Two texts for this prompt' }).innerText()
    expect(both).toContain('From the older tab.')
    expect(both).toContain('From the newer tab.')
    await older.reload()
    expect(await older.locator('main').innerText()).toContain('From the newer tab.')
    await older.getByRole('region', { name: 'Two texts for this prompt' }).waitFor()

    await older.getByRole('button', { name: /Keep this one.*older|Keep this one: In this tab/ }).click()
    await expectStored('From the older tab.')
    await older.goto(address)
    expect(await field(older).inputValue()).toBe('From the older tab.')
    expect(await older.getByText('Both texts are kept').count()).toBe(0)
    await newer.close()
  })

  it('another tab that changed nothing shows the newest words', async () => {
    const other = await open()
    await field(page, second).fill('For both.')
    await soon(() => field(other, second).inputValue()).toBe('For both.')
    await line(other).getByText('Open in another tab too').waitFor()
    await other.close()
  })

  it('a file cut off in the middle goes on where it stopped, when it is chosen again', async () => {
    const megabyte = 1024 * 1024
    const folder = freshFolder()
    const path = join(folder, 'sheet.pdf')
    const file = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(24 * megabyte, '% a sheet\n')])
    writeFileSync(path, file)
    const card = () => page.locator('.evidence', { hasText: 'sheet.pdf' })
    const choose = () => page.locator(`#add-${withFile}`).setInputFiles(path)

    const network = await context.newCDPSession(page)
    await network.send('Network.enable')
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 4 * megabyte }
    await network.send('Network.emulateNetworkConditions', slow)
    await choose()
    const bar = () => card().locator('progress')
    await soon(() => bar().evaluate((each: HTMLProgressElement) => each.value)).toBeGreaterThan(megabyte)
    await page.close()

    page = await open()
    await card().getByText('Not complete').waitFor()
    const offsets: number[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
    })
    await choose()
    const link = card().getByRole('link', { name: 'sheet.pdf' })
    await link.waitFor()
    expect(offsets).toHaveLength(1)
    expect(offsets[0]).toBeGreaterThan(0)
    const taken = await context.request.get((await link.getAttribute('href')) ?? '')
    expect((await taken.body()).equals(file)).toBe(true)
    removeFolder(folder)
  })
})
