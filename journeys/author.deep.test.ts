import { expect, it } from 'vitest'
import { beginDraft, contentOf, editing } from './acting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

it.each(['rubric-design', 'communicating-with-families'])(
  'every section of %s is opened without a word changed',
  async (slug) => {
    const page = await stage.enter('author')
    const draft = await beginDraft(page, contentOf(slug).title)
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()))
    const links = page.getByRole('navigation', { name: 'Sections' }).getByRole('link')
    const sections = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))
    expect(sections).toHaveLength(10)
    for (const section of sections) {
      await page.goto(section)
      await editing(page)
      await page.locator('form.editor').dispatchEvent('input')
    }
    await page.goto(draft)
    expect(await page.locator('.statusline').innerText()).toContain('Begun')
    expect(sent).toEqual([])
    await page.close()
  },
)
