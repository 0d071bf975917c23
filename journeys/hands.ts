import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

/** What somebody does with a page, by whatever they do it with. */
export type Hand = {
  press: (page: Page, button: Locator) => Promise<void>
  tick: (page: Page, box: Locator) => Promise<void>
  write: (page: Page, field: Locator, text: string) => Promise<void>
  /** One of a list, by its words */
  choose: (page: Page, list: Locator, words: string) => Promise<void>
}

export const MOUSE: Hand = {
  press: (_page, button) => button.click(),
  tick: (_page, box) => box.click(),
  write: (_page, field, text) => field.fill(text),
  choose: async (_page, list, words) => {
    await list.selectOption({ label: words })
  },
}

/** A page of the designer has some two hundred stops. */
const MOST_STOPS = 600

/** Goes on with Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' })
  await page.waitForLoadState()
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target.toString()} on ${page.url()}`)
}

export const KEYS: Hand = {
  press: async (page, button) => {
    await tabTo(page, button)
    await page.keyboard.press('Enter')
  },
  tick: async (page, box) => {
    await tabTo(page, box)
    await page.keyboard.press('Space')
  },
  write: async (page, field, text) => {
    await tabTo(page, field)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(text)
  },
  choose: async (page, list, words) => {
    await tabTo(page, list)
    await page.keyboard.type(words)
    expect(await list.evaluate((each) => (each as HTMLSelectElement).selectedOptions[0]?.label)).toBe(words)
  },
}
