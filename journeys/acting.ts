import { readFileSync } from 'node:fs'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { parse } from 'yaml'
import type { MicroCredentialContent } from '#src/modules/catalogue/rules/content.ts'

/** What the people of the journeys do, by the words on the screen; with and without JavaScript alike. */

export const contentOf = (slug: string): MicroCredentialContent =>
  parse(readFileSync(`content/pbl/micro-credentials/${slug}.yaml`, 'utf8')) as MicroCredentialContent

const SENTENCE =
  'Learners in my class read the sheet, asked one question each and changed the plan because of what they heard'

/** A believable answer of so many words. */
export const wordsFor = (count: number, opening = ''): string =>
  [...opening.split(' ').filter(Boolean), ...Array.from({ length: 40 }, () => SENTENCE.split(' ')).flat()]
    .slice(0, count)
    .join(' ')

const path = (page: Page): string => new URL(page.url()).pathname

export type Pursuing = { slug: string; pursuit: string; javaScript: boolean }

/** Starts from the public page of the micro-credential; gives the address of the pursuit. */
export async function start(page: Page, slug: string): Promise<string> {
  await page.goto(`/micro-credentials/${slug}`)
  await page.getByRole('button', { name: 'Start this micro-credential' }).click()
  await page.waitForURL(/\/pursuits\/[0-9a-f-]+/)
  return /\/pursuits\/[0-9a-f-]+/.exec(path(page))?.[0] ?? ''
}

/** Answers every open prompt of every part, and waits until it is saved. */
export async function writeAll(page: Page, { slug, pursuit, javaScript }: Pursuing, opening: string): Promise<void> {
  for (const part of contentOf(slug).parts) {
    await page.goto(`${pursuit}/${part.kind}`)
    let written = 0
    for (const prompt of part.prompts) {
      const field = page.locator(`[name="response:${prompt.id}"]`)
      if ((await field.count()) === 0) continue
      await field.fill(wordsFor(prompt.words?.min ?? 30, opening))
      written += 1
    }
    if (written > 0) await saved(page, javaScript)
  }
}

/** With JavaScript the page saves by itself and says so; without, the Save button does. */
async function saved(page: Page, javaScript: boolean): Promise<void> {
  if (javaScript) {
    await page.locator('textarea').last().blur()
    await page.locator('output.saved', { hasText: /Saved at/ }).waitFor()
  } else await page.locator('.actions').getByRole('button', { name: 'Save', exact: true }).click()
}

export async function addFile(
  page: Page,
  at: { pursuit: string; part: string; prompt: string; javaScript: boolean },
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.goto(`${at.pursuit}/${at.part}`)
  if (at.javaScript) await page.locator(`#add-${at.prompt}`).setInputFiles(file)
  else {
    await page.locator(`[name="file:${at.prompt}"]`).setInputFiles(file)
    await page.locator(`#prompt-${at.prompt}`).getByRole('button', { name: 'Add this file' }).click()
  }
  await page.locator('.evidence', { hasText: file.name }).getByRole('link').first().waitFor()
}

/** Gives the three statements and submits; gives the code under which assessors know it. */
export async function submit(page: Page, pursuit: string, changed?: string): Promise<string> {
  await page.goto(`${pursuit}/check`)
  if (changed !== undefined) await page.getByLabel('What did you change?').fill(changed)
  for (const statement of ['own_work', 'no_identities', 'may_be_read'])
    await page.locator(`[name=${statement}]`).check()
  await page.getByRole('button', { name: 'Submit for assessment' }).click()
  await page.waitForURL((url) => url.pathname === pursuit)
  const code = /[A-Z0-9]{2}-[A-Z0-9]{4}/.exec(await page.locator('main').innerText())?.[0]
  expect(code, await page.locator('main').innerText()).toBeDefined()
  return code ?? ''
}

/** Claims the submission of this code, scores every open criterion and decides. Criteria in `developing` get a comment. */
export async function assess(page: Page, code: string, developing: Record<string, string> = {}): Promise<void> {
  await page.goto('/queue')
  await page.locator('li.row', { hasText: code }).getByRole('button', { name: 'Claim and read' }).click()
  await page.waitForURL(/\/judgements\//)
  for (const name of await page
    .locator('fieldset[data-criterion]')
    .evaluateAll((sets) => sets.map((set) => set.getAttribute('data-criterion') ?? ''))) {
    const comment = developing[name]
    await page
      .locator(`[name="level-${name}"][value="${comment === undefined ? 'demonstrated' : 'developing'}"]`)
      .check()
    if (comment !== undefined) await page.locator(`[name="comment-${name}"]`).fill(comment)
  }
  await page.locator('#decision').getByRole('button', { name: 'Save', exact: true }).click()
  await page.waitForLoadState()
  await page.getByRole('button', { name: 'Give the decision' }).click()
  await page.waitForURL(/\/queue/)
}

/** Loads a page again until it shows what a job is about to bring. */
export async function reloadUntil(page: Page, address: string, ...shows: string[]): Promise<void> {
  const read = async (): Promise<string> => {
    await page.goto(address)
    return page.locator('main').innerText()
  }
  for (const words of shows) await expect.poll(read, { timeout: 20_000, interval: 250 }).toContain(words)
}

/** Begins the next version of a micro-credential from the library; gives the address of its draft. */
export async function beginDraft(page: Page, title: string): Promise<string> {
  await page.goto(`/studio?${new URLSearchParams({ q: title }).toString()}`)
  await page.getByRole('button', { name: `New version of ${title}` }).click()
  await page.waitForURL(/\/studio\/drafts\/[0-9a-f-]+$/)
  return path(page)
}

/** Begins a new stack; gives the address of its draft. */
export async function beginStack(page: Page, title: string): Promise<string> {
  await page.goto('/studio')
  await page.getByLabel('What').selectOption('stack')
  await page.locator('aside').getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  await page.waitForURL(/\/studio\/drafts\/[0-9a-f-]+$/)
  return path(page)
}

/** Begins a medallion from an example; gives the address of its draft. */
export async function beginMedallion(page: Page, example: string): Promise<string> {
  await page.goto('/design')
  await page.getByLabel('Begin with').selectOption({ label: example })
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.waitForURL(/\/design\/[0-9a-f-]{36}$/)
  return path(page)
}

/** Waits until the script of an editor runs. */
export const editing = (page: Page): Promise<void> => page.locator('form.editor[data-scripted]').waitFor()
