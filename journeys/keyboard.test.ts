import type { Locator, Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { contentOf, wordsFor } from './acting.ts'
import { answerAll } from './posting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const SLUG = 'using-grasp-to-frame-a-task'
const { rubric, parts } = contentOf(SLUG)
/** The key that scores the required level. */
const ENOUGH = String(rubric.levels.findIndex(({ required }) => required) + 1)

/** Whether the place that has the focus can be seen: on the screen, with a line around it or around its label. */
const focusShows = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const here = document.activeElement
    if (here === null || here === document.body) return null
    const labels = here instanceof HTMLInputElement ? [...(here.labels ?? [])] : []
    const outlined = [here, ...labels].some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const { top, bottom, width } = element.getBoundingClientRect()
      const onScreen = bottom > 0 && top < innerHeight && width > 0
      return onScreen && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    return outlined ? null : here.outerHTML.slice(0, 200)
  })

/** Goes on with Tab until the focus is there; at every stop it has to be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' })
  await page.waitForLoadState()
  for (let stops = 0; stops < 120; stops += 1) {
    await page.keyboard.press('Tab')
    expect(await focusShows(page), `${page.url()}: the focus is not to be seen`).toBeNull()
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab does not reach ${target.toString()} on ${page.url()}`)
}

const focused = (page: Page): Locator => page.locator(':focus')

describe('by keyboard alone', () => {
  let educator: Page
  let pursuit = ''
  let code = ''

  it('an educator skips to the content, searches the catalogue and starts', async () => {
    educator = await stage.enter('educator-2')
    await educator.goto('/catalogue')
    await educator.keyboard.press('Tab')
    expect(await focused(educator).innerText()).toBe('Skip to the content')
    await educator.keyboard.press('Enter')
    expect(await focused(educator).getAttribute('id')).toBe('main')
    await tabTo(educator, educator.getByRole('searchbox'))
    await educator.keyboard.type('grasp')
    await educator.keyboard.press('Enter')
    await educator.waitForURL(/q=grasp/)
    await tabTo(educator, educator.locator(`main a[href="/micro-credentials/${SLUG}"]`).first())
    await educator.keyboard.press('Enter')
    await tabTo(educator, educator.getByRole('button', { name: 'Start this micro-credential' }))
    await educator.keyboard.press('Enter')
    await educator.waitForURL(/\/pursuits\/[^/]+$/)
    pursuit = new URL(educator.url()).pathname
  })

  it('writes, and sees that it is saved', async () => {
    await tabTo(educator, educator.getByRole('link', { name: 'Begin with the product' }))
    await educator.keyboard.press('Enter')
    const [prompt] = parts[0]?.prompts ?? []
    await educator.waitForURL(/\/product$/)
    await tabTo(educator, educator.locator(`[name="response:${prompt?.id}"]`))
    await educator.keyboard.type(wordsFor(prompt?.words?.min ?? 0))
    await educator.keyboard.press('Tab')
    await educator.locator('output.saved', { hasText: /Saved at/ }).waitFor()
    await answerAll(educator.request, pursuit, SLUG, [prompt?.id ?? ''])
  })

  it('is led to what is missing, confirms and submits', async () => {
    await educator.goto(`${pursuit}/check`)
    const submit = educator.getByRole('button', { name: 'Submit for assessment' })
    await tabTo(educator, submit)
    await educator.keyboard.press('Enter')
    await educator.locator('[role=alert]:focus').waitFor()
    expect(await focused(educator).innerText()).toContain('3 things are missing')
    for (const statement of ['own_work', 'no_identities', 'may_be_read']) {
      await tabTo(educator, educator.locator(`[name=${statement}]`))
      await educator.keyboard.press('Space')
    }
    await tabTo(educator, submit)
    await educator.keyboard.press('Enter')
    await educator.waitForURL((url) => url.pathname === pursuit)
    code = /[A-Z0-9]{2}-[A-Z0-9]{4}/.exec(await educator.locator('main').innerText())?.[0] ?? ''
  })

  it('an assessor claims it, scores with the keys and decides', async () => {
    const assessor = await stage.enter('assessor')
    const { keyboard } = assessor
    await tabTo(assessor, assessor.locator('li.row', { hasText: code }).getByRole('button'))
    await keyboard.press('Enter')
    await assessor.waitForURL(/\/judgements\//)
    const sheet = (place: number) => assessor.locator('fieldset[data-criterion]').nth(place)
    const level = (place: number) => sheet(place).locator('input:checked')
    const expectHere = async (place: number) =>
      expect(await sheet(place).evaluate((each) => each.contains(document.activeElement))).toBe(true)

    const keysWork = () => assessor.getByText('all keys').waitFor()

    await keysWork()
    await keyboard.press('j')
    await expectHere(0)
    await keyboard.press('1')
    expect(await level(0).getAttribute('value')).toBe(rubric.levels[0]?.id)
    await keyboard.press('ArrowDown')
    expect(await level(0).getAttribute('value')).toBe(rubric.levels[1]?.id)
    await keyboard.press('c')
    await keyboard.type('J and 1 are letters here.')
    await keyboard.press('Escape')
    expect(await sheet(0).locator('textarea').inputValue()).toBe('J and 1 are letters here.')
    await keyboard.press('j')
    await expectHere(1)
    await keyboard.press('k')
    await expectHere(0)

    const decide = assessor.getByRole('button', { name: 'Give the decision' })
    await tabTo(assessor, decide)
    await keyboard.press('Enter')
    await assessor.locator('[role=alert]:focus').waitFor()
    expect(await focused(assessor).innerText()).toMatch(/No decision yet/)

    await keysWork()
    for (const place of rubric.criteria.keys()) {
      await keyboard.press('j')
      await expectHere(place)
      await keyboard.press(ENOUGH)
      expect(await focusShows(assessor)).toBeNull()
    }
    await tabTo(assessor, decide)
    await keyboard.press('Enter')
    await assessor.waitForURL(/\/queue/)
    await educator.goto(pursuit)
    expect(await educator.locator('main').innerText()).toContain(`All ${rubric.criteria.length} criteria are met.`)
  })
})
