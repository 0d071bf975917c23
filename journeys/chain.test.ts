import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { addFile, assess, contentOf, reloadUntil, start, submit, wordsFor, writeAll } from './acting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const SHEET = {
  name: 'task sheet.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
}
const NEXT_STEP = 'The restatements are there. Point to the sentence that was misread, and say what you changed in it.'

/** The verdict that /verify gives on a pasted credential, and its steps. */
async function verdictOn(page: Page, text: string): Promise<string> {
  await page.goto('/verify')
  await page.getByLabel('Paste the credential').fill(text)
  await page.getByRole('button', { name: 'Check this credential' }).click()
  await page.locator('#found').waitFor()
  return page.locator('section[aria-labelledby=found]').innerText()
}

describe.each([
  {
    how: 'with JavaScript',
    javaScript: true,
    person: 'educator-2',
    holder: 'Benjamin Tsosie',
    slug: 'using-grasp-to-frame-a-task',
  },
  {
    how: 'without JavaScript',
    javaScript: false,
    person: 'educator',
    holder: 'Amara Osei',
    slug: 'using-grasp-to-frame-a-task',
  },
])('the whole chain, $how', ({ javaScript, person, holder, slug }) => {
  let educator: Page, assessor: Page, stranger: Page
  let pursuit = ''
  let credential = ''
  const content = contentOf(slug)
  const open = content.rubric.criteria.find(({ part }) => part === 'application')?.id ?? ''

  it('an educator plans and starts', async () => {
    educator = await stage.enter(person, { javaScript })
    assessor = await stage.enter('assessor', { javaScript })
    stranger = await stage.enter(null, { javaScript })
    await educator.goto('/plan?q=grasp')
    await educator.getByRole('button', { name: /^Add/ }).first().click()
    await educator.goto('/plan')
    expect(await educator.locator('main').innerText()).toContain(content.title)
    pursuit = await start(educator, slug)
    expect(pursuit).toMatch(/^\/pursuits\//)
    expect(await start(educator, slug)).toBe(pursuit)
  })

  it('writes, adds a file, and is told what is missing before submitting', async () => {
    await educator.goto(`${pursuit}/check`)
    await educator.getByRole('button', { name: 'Submit for assessment' }).click()
    const refused = educator.locator('[role=alert]')
    await refused.waitFor()
    expect(await refused.innerText()).toMatch(/Not submitted yet: \d+ things are missing/)
    await writeAll(educator, { slug, pursuit, javaScript }, 'First attempt:')
    const withFile = content.parts
      .flatMap(({ kind, prompts }) => prompts.map((prompt) => ({ kind, prompt })))
      .find(({ prompt }) => prompt.responses.includes('file'))
    await addFile(
      educator,
      { pursuit, part: withFile?.kind ?? '', prompt: withFile?.prompt.id ?? '', javaScript },
      SHEET,
    )
    await educator.goto(`${pursuit}/${content.parts[0]?.kind}`)
    expect(await educator.locator('textarea').first().inputValue()).toContain('First attempt:')
  })

  it('submits, and is answered "not yet" with one criterion to work on', async () => {
    const code = await submit(educator, pursuit)
    await assess(assessor, code, { [open]: NEXT_STEP })
    await educator.goto(pursuit)
    const said = await educator.locator('main').innerText()
    expect(said).toContain(
      `Not yet: ${content.rubric.criteria.length - 1} of ${content.rubric.criteria.length} criteria met.`,
    )
    expect(said).toContain(NEXT_STEP)
    expect(said).not.toContain('Ines')
  })

  it('revises only that, and earns it', async () => {
    await educator.getByRole('button', { name: 'Start the next attempt' }).click()
    await educator.waitForLoadState()
    const asked = content.rubric.criteria.find(({ id }) => id === open)?.look_in ?? []
    for (const part of content.parts) {
      await educator.goto(`${pursuit}/${part.kind}`)
      for (const prompt of part.prompts)
        expect(await educator.locator(`[name="response:${prompt.id}"]`).count(), prompt.id).toBe(
          asked.includes(prompt.id) ? 1 : 0,
        )
    }
    await writeAll(educator, { slug, pursuit, javaScript }, 'Second attempt:')
    const code = await submit(educator, pursuit, wordsFor(20, 'I quoted the sentence that was misread.'))
    await assess(assessor, code)
    await educator.goto(pursuit)
    expect(await educator.locator('main').innerText()).toContain(
      `All ${content.rubric.criteria.length} criteria are met.`,
    )
  })

  it('holds a credential that a stranger can check', async () => {
    await reloadUntil(educator, '/my-credentials', content.title, 'Certificate, PDF')
    credential = (await educator.getByRole('link', { name: content.title, exact: true }).getAttribute('href')) ?? ''
    await stranger.goto(credential)
    const page = await stranger.locator('main').innerText()
    expect(page).toContain(content.title)
    expect(page).toContain('Yes')
    const text = await (await fetch(`${stage.program().url}${credential}.json`)).text()
    const passed = await verdictOn(stranger, text)
    expect(passed).toMatch(/passed/i)
    expect(passed).not.toMatch(/failed/i)
    expect(text).not.toContain('First attempt')
    const changed = await verdictOn(stranger, text.replace('"Demonstrated"', '"Demonstrateb"'))
    expect(changed).toMatch(/failed/i)
  })

  it('and that says so when it is revoked', async () => {
    const registrar = await stage.enter('registrar', { javaScript })
    await registrar.goto(`/awards?q=${encodeURIComponent(content.title)}`)
    await registrar.getByRole('row', { name: holder }).getByRole('link').click()
    await registrar.locator('#reason-revoke').fill('Handed in by mistake under another name.')
    await registrar.getByRole('button', { name: 'Revoke it' }).click()
    await registrar.waitForLoadState()
    await stranger.goto(credential)
    expect(await stranger.locator('main').innerText()).toMatch(/revoked/i)
    const text = await (await fetch(`${stage.program().url}${credential}.json`)).text()
    expect(await verdictOn(stranger, text)).toMatch(/revoked/i)
  })
})
