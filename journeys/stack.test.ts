import type { Page } from 'playwright'
import { beforeAll, describe, expect, it } from 'vitest'
import { contentOf, reloadUntil } from './acting.ts'
import { assessAsEarned, handIn } from './posting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const STACK = 'Planning and Preparation stack'
const SIX = [
  'aligning-to-standards',
  'infusing-skills',
  'designing-authentic-tasks',
  'developing-driving-questions',
  'using-grasp-to-frame-a-task',
  'planning-for-student-voice-and-choice',
]

describe('a whole stack', () => {
  let educator: Page

  beforeAll(async () => {
    educator = await stage.enter('educator-2', { javaScript: false })
  })

  const row = () => educator.locator('li.credential').filter({ has: educator.getByRole('heading', { name: STACK }) })

  it('is awarded with the sixth micro-credential, not with the fifth', async () => {
    const assessor = await stage.enter('assessor', { javaScript: false })
    for (const [i, slug] of SIX.entries()) {
      const { code } = await handIn(educator.request, slug)
      if (i === 5) {
        await reloadUntil(educator, '/my-credentials', '5 micro-credentials earned')
        expect(await row().count()).toBe(0)
      }
      await assessAsEarned(assessor.request, code, slug)
    }
    await reloadUntil(educator, '/my-credentials', '6 micro-credentials earned', STACK)
  })

  it('stands once on the medal and among the credentials', async () => {
    await educator.goto('/medal')
    expect(await educator.locator('main').innerText()).toContain('1 stack is complete.')
    expect(await educator.locator('section.stack', { hasText: 'Planning and Preparation' }).innerText()).toContain(
      '6 of 6 earned',
    )
    await reloadUntil(educator, '/my-credentials', `of ${STACK}`)
    expect(await row().count()).toBe(1)
    expect(await educator.locator('li.credential').count()).toBe(7)
  })

  it('has a credential that names the six, and that a stranger can check', async () => {
    await educator.goto('/my-credentials')
    const credential = await row().getByRole('heading').getByRole('link').getAttribute('href')
    const stranger = await stage.enter(null, { javaScript: false })
    await stranger.goto(credential ?? '')
    const page = await stranger.locator('main').innerText()
    expect(page).toContain('has earned the stack')
    await stranger.getByRole('link', { name: 'Check it yourself' }).click()
    await stranger.getByRole('button', { name: 'Check this credential' }).click()
    expect(await stranger.locator('#found').innerText()).toBe('Yes. It is real, and valid now.')
    expect(await stranger.locator('.proof').innerText()).not.toMatch(/failed|not checked/i)
    for (const slug of SIX) expect(page, slug).toContain(contentOf(slug).title)
  })
})
