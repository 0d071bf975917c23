import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { beginDraft, contentOf, editing } from './acting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const SAID = 'Two informed learners could each defend an answer that the other would not give.'

const saved = (page: Page) => page.locator('output.saved', { hasText: /Saved at/ }).waitFor()
const stored = async (page: Page, address: string): Promise<string> =>
  (await page.context().request.get(address)).text()

describe('an author', () => {
  it('corrects a descriptor, sees it saved, and finds it when they come back', async () => {
    const page = await stage.enter('author')
    const { title, rubric } = contentOf('developing-driving-questions')
    const draft = await beginDraft(page, title)
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Rubric' }).click()
    await editing(page)
    const name = 'rubric.criteria.0.levels.demonstrated'
    const field = page.locator(`textarea[name="${name}"]`)
    expect(await field.inputValue()).toBe(rubric.criteria[0]?.levels['demonstrated'])
    await field.fill(SAID)
    await page
      .getByRole('button', { name: /^Move down/ })
      .first()
      .click()
    await saved(page)
    await expect.poll(() => stored(page, `${draft}/edit/rubric`), { timeout: 20_000 }).toContain(SAID)
    await page.close()

    const again = await stage.enter('author')
    await again.goto('/studio')
    await again.getByRole('link', { name: `Write on ${title}` }).click()
    await again.getByRole('link', { name: 'Rubric' }).first().click()
    expect(await again.locator('textarea[name="rubric.criteria.1.levels.demonstrated"]').inputValue()).toBe(SAID)
    await again.close()
  })

  it('does the same without JavaScript', async () => {
    const page = await stage.enter('author', { javaScript: false })
    const draft = await beginDraft(page, 'Public Product')
    await page.goto(`${draft}/edit/method`)
    const { steps } = contentOf('public-product').key_method
    await page.locator('[name="key_method.steps.0.name"]').fill('Begin here')
    await page
      .getByRole('button', { name: /^Move down/ })
      .first()
      .click()
    expect(await page.locator('[name="key_method.steps.1.name"]').inputValue()).toBe('Begin here')
    await page.getByRole('button', { name: 'Add a step' }).click()
    expect(await page.locator(`[name="key_method.steps.${steps.length}.name"]`).inputValue()).toBe('')
    await page.goto(`${draft}/edit/method`)
    expect(await page.locator('[name="key_method.steps.1.name"]').inputValue()).toBe('Begin here')
    await page.goto(draft)
    await page.getByText('Discard this draft').first().click()
    await page.getByLabel('Yes, discard it').check()
    await page.getByRole('button', { name: 'Discard this draft' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForURL((url) => url.pathname === draft)
  })
})

describe('two authors in one section', () => {
  it('see each other, and neither loses a word', async () => {
    const [noor, sofia] = [await stage.enter('author'), await stage.enter('author-2')]
    const section = `${await beginDraft(noor, 'Critique and Revision')}/edit/examples`
    await noor.goto(section)
    await editing(noor)
    await sofia.goto(section)
    await sofia.getByText('Noor Haddad is in this section now').waitFor()
    await editing(sofia)
    const write = async (page: Page, name: string, text: string) => {
      await page.locator(`[name="${name}"]`).fill(text)
      await page.locator(`[name="${name}"]`).blur()
    }
    const soon = (read: () => Promise<string>) => expect.poll(read, { timeout: 20_000 })

    // In different places: both are saved, and nobody has to choose.
    await write(noor, 'examples.meets.title', 'From Noor')
    await soon(() => stored(noor, section)).toContain('From Noor')
    await write(sofia, 'examples.not_quite.title', 'From Sofia')
    await soon(() => stored(noor, section)).toContain('From Sofia')
    expect(await sofia.locator('[name="examples.meets.title"]').inputValue()).toBe('From Noor')

    // In the same place: both texts are shown to who came later.
    await write(sofia, 'examples.meets.title', 'Sofia again')
    await soon(() => stored(noor, section)).toContain('Sofia again')
    await write(noor, 'examples.meets.title', 'Noor again')
    await noor.getByText('Sofia Lindqvist saved this section too.').waitFor()
    const both = noor.getByRole('region', { name: 'Two texts for this section' })
    for (const text of ['Noor again', 'Sofia again']) await both.getByText(text).waitFor()
    await both.getByRole('button', { name: 'Keep: Your text' }).click()
    await soon(() => stored(sofia, section)).toContain('Noor again')
    await noor.reload()
    expect(await noor.getByText('Both texts are kept').count()).toBe(0)
    await noor.close()
    await sofia.close()
  })
})
