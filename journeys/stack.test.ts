import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshFolder, removeFolder } from '#test/program/program.ts'
import { contentOf, reloadUntil } from './acting.ts'
import { assessAsEarned, handIn } from './posting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const HOLDS = 'Yes. It is real, and valid now.'

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
    expect(await stranger.locator('#found').innerText()).toBe(HOLDS)
    expect(await stranger.locator('.proof').innerText()).not.toMatch(/failed|not checked/i)
    for (const slug of SIX) expect(page, slug).toContain(contentOf(slug).title)
  })

  describe('taken along in files, is checked by a stranger', () => {
    const folder = freshFolder()
    const saved = (format: string): string => join(folder, `stack.${format}`)
    let stranger: Page
    const field = () => stranger.getByLabel('Drop its file here, or choose it')
    const check = async (): Promise<string> => {
      await stranger.getByRole('button', { name: 'Check this credential' }).click()
      return stranger.locator('#found').innerText()
    }

    beforeAll(async () => {
      const credential = await row().getByRole('heading').getByRole('link').getAttribute('href')
      for (const format of ['pdf', 'png', 'svg', 'json'])
        writeFileSync(saved(format), await (await educator.request.get(`${credential}.${format}`)).body())
      stranger = await stage.enter(null, { javaScript: false })
      // Who listens all the time misses no dialog.
      stranger.on('filechooser', () => undefined)
    })
    afterAll(() => removeFolder(folder))

    it.each(['svg', 'json'])('%s, chosen', async (format) => {
      await stranger.goto('/verify')
      await field().setInputFiles(saved(format))
      expect(await check()).toBe(HOLDS)
    })

    it('the certificate, dropped where the page says so', async () => {
      await stranger.goto('/verify')
      const { x = 0, y = 0, width = 0, height = 0 } = (await field().boundingBox()) ?? {}
      const data = { items: [], files: [saved('pdf')], dragOperationsMask: 1 }
      const browser = await stranger.context().newCDPSession(stranger)
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await browser.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data })
      expect(await check()).toBe(HOLDS)
    })

    it('the picture, by keyboard alone; a file without a credential is told, and the words are kept', async () => {
      const address = () => stranger.getByLabel('Or write its address')
      const byKeyboard = async (key: string, file: Parameters<ReturnType<typeof field>['setInputFiles']>[0]) => {
        await field().focus()
        const chosen = stranger.waitForEvent('filechooser')
        await stranger.keyboard.press(key)
        await (await chosen).setFiles(file)
        for (let stop = 0; stop < 3; stop++) await stranger.keyboard.press('Tab')
        await stranger.keyboard.press('Enter')
      }
      await stranger.goto('/verify')
      await address().fill('https://kept.example')
      const buffer = Buffer.from('%PDF-1.7')
      await byKeyboard('Enter', { name: 'notes.pdf', mimeType: 'application/pdf', buffer })
      // The refusal takes the focus when it has come; only then may the keyboard go on.
      const refusal = stranger.locator('[role=alert]:focus')
      await refusal.waitFor()
      expect(await refusal.innerText()).toContain('The PDF carries no credential.')
      expect(await address().inputValue()).toBe('https://kept.example')
      await byKeyboard('Space', saved('png'))
      expect(await stranger.locator('#found').innerText()).toBe(HOLDS)
    })
  })
})
