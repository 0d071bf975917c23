import type { Page } from 'playwright'
import { beforeAll, describe, expect, it } from 'vitest'
import { beginDraft, contentOf, editing, reloadUntil } from './acting.ts'
import { assessAsEarned, begin, handIn } from './posting.ts'
import { setStage } from './stage.ts'

const stage = setStage()
/** These pages are long, and looked at where all are. */
const ALL = Boolean(process.env['DEEP'] ?? process.env['SCREENS'])

const SLUG = 'aligning-to-standards'
const ADDED = ' A reader can see who drew the map, and when.'
const NOTE = 'The map says who drew it and when.'
const HOLDS = 'Yes. It is real, and valid now.'

describe('a rubric that is corrected while an educator is under way', () => {
  const { title, rubric, parts } = contentOf(SLUG)
  const [criterion] = rubric.criteria
  const place = `rubric.criteria.0.levels.demonstrated`
  const before = criterion?.levels['demonstrated'] ?? ''
  const part = criterion?.part ?? parts[0]?.kind
  let first: Page, second: Page, assessor: Page
  let pursuit = ''
  const credentials = new Map<string, string>()

  const levelOn = async (page: Page, address: string): Promise<string> => {
    await page.goto(`${address}/${part}`)
    return page.locator(`#criterion-${criterion?.id} .level.need`).first().innerText()
  }

  beforeAll(async () => {
    ;[first, second, assessor] = await Promise.all([
      stage.enter('educator-2', { javaScript: false }),
      stage.enter('educator', { javaScript: false }),
      stage.enter('assessor', { javaScript: false }),
    ])
    pursuit = await begin(first.request, SLUG)
  })

  it('is written by one author, read by another, and published with a note on what it changes', async () => {
    const author = await stage.enter('author')
    const reader = await stage.enter('author-2', { javaScript: false })
    const draft = await beginDraft(author, title)
    await author.goto(`${draft}/edit/rubric`)
    await editing(author)
    await author.locator(`textarea[name="${place}"]`).fill(`${before}${ADDED}`)
    await author.locator('output.saved', { hasText: /Saved at/ }).waitFor()
    await expect
      .poll(async () => (await author.request.get(`${draft}/edit/rubric`)).text(), { timeout: 20_000 })
      .toContain(ADDED.trim())
    if (ALL) await stage.inspect(author, `${draft}/publish`, 'publish-corrected')

    await author.goto(`${draft}/review`)
    await author.getByLabel('What should a second author look at?').fill('The first criterion.')
    await author.getByRole('button', { name: 'Ask for a review' }).click()
    await author.getByText('Waits for a second author').waitFor()
    expect(await author.getByRole('button', { name: 'It is ready' }).count()).toBe(0)

    await reader.goto(`${draft}/review`)
    await reader
      .getByRole('link', { name: /^Comment on Criterion .*, level Demonstrated$/ })
      .first()
      .click()
    await reader.getByLabel(/^Your comment on/).fill('Good: now two people would see the same.')
    await reader.getByRole('button', { name: 'Send the comment' }).click()
    if (ALL) await stage.inspect(reader, `${draft}/review`, 'review-commented')
    await reader.getByRole('button', { name: 'It is ready' }).click()
    expect(await reader.locator('main').innerText()).toContain('A second author says that it is ready')

    await author.goto(`${draft}/publish`)
    const page = await author.locator('main').innerText()
    expect(page).toContain('Sofia Lindqvist has read it and says that it is ready.')
    expect(page).toContain('1 change to what is asked for or how it is judged.')
    expect(await author.locator('#changes ins').first().innerText()).toContain(ADDED.trim())
    expect(await author.locator('#under-way table').innerText()).toMatch(/1 \(1\.0\.0\)\s+1/)
    await author.getByLabel('What this version changes').fill(NOTE)
    await author.getByRole('radio', { name: /Clearer: 1\.1\.0/ }).check()
    await author.getByRole('button', { name: 'Publish version 2' }).click()
    await author.getByText('Version 2 is published.').waitFor()
    expect(await author.locator('#versions').innerText()).toMatch(/2 \(1\.1\.0\)[^]*Noor Haddad\s+Sofia Lindqvist/)
    if (ALL) await stage.inspect(author, `/studio/micro-credential/${SLUG}`, 'versions-compared')
    await author.goto(`${draft}/publish`)
    expect(await author.locator('main').innerText()).toContain('It became version 2 (1.1.0)')
  })

  it('stays as it was for who is under way, who is told; who begins now gets the new one', async () => {
    await first.goto(pursuit)
    const told = await first.locator('main').innerText()
    expect(told).toContain('There is a newer version (2) of this micro-credential.')
    expect(told).toContain(NOTE)
    expect(await levelOn(first, pursuit)).not.toContain(ADDED.trim())
    expect(await levelOn(second, await begin(second.request, SLUG))).toContain(ADDED.trim())
  })

  it('both earn it, and each credential names its version and verifies', async () => {
    for (const educator of [first, second]) {
      const { code } = await handIn(educator.request, SLUG)
      await assessAsEarned(assessor.request, code, SLUG)
    }
    const stranger = await stage.enter(null, { javaScript: false })
    for (const [version, educator] of [
      ['1', first],
      ['2', second],
    ] as const) {
      await reloadUntil(educator, '/my-credentials', title, 'Certificate, PDF')
      const row = educator.locator('main').getByRole('link', { name: title, exact: true })
      const credential = (await row.first().getAttribute('href')) ?? ''
      credentials.set(version, credential)
      const document = (await (await stranger.request.get(`${credential}.json`)).json()) as {
        credentialSubject: { achievement: { id: string; version: string } }
      }
      expect(document.credentialSubject.achievement).toMatchObject({
        id: expect.stringMatching(new RegExp(`/${SLUG}/${version}$`)) as string,
        version,
      })
      await stranger.goto(credential)
      await stranger.getByRole('link', { name: 'Check it yourself' }).click()
      await stranger.getByRole('button', { name: 'Check this credential' }).click()
      expect(await stranger.locator('#found').innerText()).toBe(HOLDS)
    }
    expect(new Set(credentials.values()).size).toBe(2)
  })
})
