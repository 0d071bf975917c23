import type { Page } from 'playwright'
import { describe, expect, it } from 'vitest'
import { reloadUntil } from './acting.ts'
import { KEYS, MOUSE, type Hand } from './hands.ts'
import { assessAsEarned, handIn, recordAwards } from './posting.ts'
import { setStage } from './stage.ts'

const stage = setStage()

/** Nine from four stacks; the last two are earned on the way. */
const NINE = [
  'aligning-to-standards',
  'infusing-skills',
  'purposeful-grouping',
  'guiding-research',
  'critique-and-revision',
  'a-culture-of-reflection',
  'encouraging-risk-taking',
  'digital-literacy',
  'rubric-design',
]
const [EARNED, LAST] = [NINE.slice(0, 7), NINE.slice(7)]
const MORE = ['providing-scaffolding', 'meaningful-feedback', 'public-product', 'developing-self-direction']
const HOLDS = 'Yes. It is real, and valid now.'

const ways: [string, Hand, { title: string; educator: string; email: string }][] = [
  ['mouse', MOUSE, { title: 'Made by Hand', educator: 'educator', email: 'educator@riverbend.example' }],
  ['keyboard alone', KEYS, { title: 'Made by Key', educator: 'educator-2', email: 'educator-2@riverbend.example' }],
]

describe.each(ways)('a medallion, by %s', (_way, hand, { title, educator: person, email }) => {
  let leader: Page, educator: Page
  let draft = ''
  let page = ''

  const saved = () => leader.locator('output.saved', { hasText: /Saved at/ }).waitFor()
  const pick = (slug: string) => leader.locator(`input[name=pick][value="${slug}"]`)
  const said = () => leader.locator('.panel output.said').innerText()
  const button = (at: Page, name: string | RegExp) => at.getByRole('button', { name }).first()

  it('is designed for a mission, held back at seven and at thirteen, and published with nine', async () => {
    leader = await stage.enter('leader')
    await leader.goto('/design')
    await hand.press(leader, button(leader, 'Start'))
    await leader.waitForURL(/\/design\/[0-9a-f-]{36}$/)
    draft = new URL(leader.url()).pathname
    await hand.write(leader, leader.getByLabel('Title'), title)
    await hand.write(leader, leader.getByLabel('Summary'), 'For who makes things with learners.')
    await hand.write(leader, leader.getByLabel('Your mission'), 'We make things that somebody needs, and say how.')
    for (const slug of EARNED) await hand.tick(leader, pick(slug))
    expect(await said()).toMatch(/^7 needed.*Add 1 more\./s)
    for (const slug of [...LAST, ...MORE]) await hand.tick(leader, pick(slug))
    expect(await said()).toMatch(/^13 needed.*That is 1 too many\./s)
    await hand.press(leader, leader.locator('.panel').getByRole('button', { name: 'Review and publish' }))
    await leader.waitForURL(/\/publish$/)
    expect(await leader.locator('main').innerText()).toContain('This one asks for 13 micro-credentials.')
    expect(await leader.getByRole('button', { name: 'Publish version 1' }).getAttribute('aria-disabled')).toBe('true')
    await hand.press(leader, leader.getByRole('link', { name: 'Go on designing' }))
    await leader.waitForURL((url) => url.pathname === draft)
    for (const slug of MORE) await hand.tick(leader, pick(slug))
    expect(await said()).toMatch(/^9 needed/)
    const goals = await leader
      .locator('input[name$=".name"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
    for (const [place, slug] of NINE.entries()) {
      await hand.choose(leader, leader.locator(`[name="picks.${slug}.goal"]`), goals[place % goals.length] ?? '')
      await hand.write(
        leader,
        leader.locator(`[name="picks.${slug}.mission_line"]`),
        `It shows in what we make, ${place}.`,
      )
    }
    await hand.press(leader, leader.locator(`button[name=edit][value="up picks ${LAST[1]}"]`))
    await saved()
    expect(await leader.locator('.panel').innerText()).toContain('Nothing stands in the way of publishing it.')
    await hand.press(leader, leader.locator('.panel').getByRole('button', { name: 'Review and publish' }))
    await leader.waitForURL(/\/publish$/)
    await hand.press(leader, button(leader, 'Publish version 1'))
    await leader.waitForURL(/\/design\?/)
    page = (await leader.getByRole('link', { name: title }).first().getAttribute('href')) ?? ''
  })

  it('is offered to a cohort from a file, and accepted', async () => {
    educator = await stage.enter(person)
    await recordAwards((await stage.enter('registrar')).request, email, EARNED)
    await leader.goto('/design')
    const row = leader.locator('li', { hasText: title }).last()
    await hand.press(leader, row.getByRole('link', { name: 'Launch a cohort' }))
    await leader.waitForURL(/\/cohorts\/new/)
    await hand.write(leader, leader.getByLabel('Name of the cohort'), `Autumn ${title}`)
    await leader.getByLabel('Starts').fill('2026-09-01')
    await leader.getByLabel('Ends').fill('2027-06-30')
    await leader.getByLabel('Or a file').setInputFiles({
      name: 'staff.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`name;e-mail\r\nSomebody;${email}\r\n`, 'latin1'),
    })
    await hand.press(leader, button(leader, 'See what it would do'))
    await hand.press(leader, button(leader, 'Launch it: ask 1 educator'))
    await leader.waitForURL(/\/cohorts\/[0-9a-f-]{36}/)
    await educator.goto('/medal')
    await hand.press(
      educator,
      educator
        .locator('section.mymedallion, main', { hasText: title })
        .getByRole('button', { name: new RegExp(`^Accept.*${title}`) }),
    )
    await reloadUntil(educator, '/medal', 'Two are left')
  })

  it('is awarded with the last of nine, verifies, and is seen on its page and in the report', async () => {
    const assessor = await stage.enter('assessor')
    for (const slug of LAST) {
      const { code } = await handIn(educator.request, slug)
      await assessAsEarned(assessor.request, code, slug)
    }
    await reloadUntil(educator, '/my-credentials', `of ${title}`)
    const link = educator.locator('.credential', { hasText: title }).getByRole('link', { name: title }).first()
    const credential = (await link.getAttribute('href')) ?? ''
    const stranger = await stage.enter(null)
    await stranger.goto(credential)
    await hand.press(stranger, stranger.getByRole('link', { name: 'Check it yourself' }))
    await hand.press(stranger, button(stranger, 'Check this credential'))
    await stranger.locator('#found').waitFor()
    expect(await stranger.locator('#found').innerText()).toBe(HOLDS)
    await stranger.goto(page)
    const shown = await stranger.locator('main').innerText()
    expect(shown).toContain(title)
    expect(shown).toContain('9 micro-credentials')
    await leader.goto('/report')
    const reported = await leader.locator('tr', { hasText: title }).innerText()
    expect(reported.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`${title} 1 0 1 1`))
  })
})
