import { describe, expect, test } from 'vitest'
import type { WebWorld } from '#src/platform/world.ts'
import { importFixtureCatalogue, OUTLINE } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { findCatalogue } from '../queries/tree.ts'
import { findMicroCredential } from '../queries/versions.ts'
import * as badge from './badge.tsx'
import * as catalogue from './catalogue.tsx'
import * as home from './home.tsx'
import * as microCredential from './micro-credential.tsx'
import * as stack from './stack.tsx'

const { db } = await testDatabase()
await importFixtureCatalogue(db)

const PAGES = {
  '/': home,
  '/catalogue': catalogue,
  '/badges/:slug': badge,
  '/stacks/:slug': stack,
  '/micro-credentials/:slug': microCredential,
}

const SITE = 'https://mintmark.example'
const draw = drawPages({ db, config: { publicUrl: SITE } } as WebWorld, PAGES, SITE)

/** The page as the server draws it for everyone; its status when there is none. */
async function open(address: string): Promise<string> {
  const { status, html } = await draw(address, null)
  return html === '' ? String(status) : html
}

const count = (html: string, part: string): number => html.split(part).length - 1
const text = (html: string): string =>
  html
    .replaceAll(/<!--.*?-->|<[^>]+>/g, '')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
const FULL = 'formative-assessment-checking-in'

describe('every public page', () => {
  const addresses = [
    '/',
    '/catalogue',
    '/catalogue?q=families',
    '/catalogue?q=zzzz',
    '/badges/project-based-learning-badge',
    '/stacks/assessment',
    `/micro-credentials/${FULL}`,
    `/micro-credentials/${OUTLINE}`,
  ]
  test.each(addresses)('%s has one heading of the first rank, no script and no style of its own', async (address) => {
    const html = await open(address)
    expect(count(html, '<h1')).toBe(1)
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  })

  test.each([
    '/badges/unknown',
    '/stacks/project-based-learning-badge',
    '/micro-credentials/assessment',
    '/micro-credentials/%00',
  ])('%s is not found', async (address) => {
    expect(await open(address)).toBe('404')
  })

  test('no link within the catalogue leads nowhere', async () => {
    const links = new Set<string>()
    for (const address of addresses)
      for (const [, to] of (await open(address)).matchAll(/href="(\/[^"#?]*)/g)) if (to) links.add(to)
    const ours = [...links].filter((to) => /^\/(catalogue|badges|stacks|micro-credentials)/.test(to))
    expect(ours.length).toBeGreaterThan(35)
    for (const to of ours) expect([to, (await open(to)).length > 1000]).toEqual([to, true])
  })
})

describe('a micro-credential that is written in full', () => {
  test('can be started by a form of its own, without script', async () => {
    const html = await open(`/micro-credentials/${FULL}`)
    expect(html).toMatch(
      new RegExp(
        `<form action="/pursuits" method="post"><input type="hidden" name="micro_credential" value="${FULL}"/>`,
      ),
    )
  })

  test('shows everything that will be asked and scored before anything is begun', async () => {
    const words = text(await open(`/micro-credentials/${FULL}`))
    const known = await findMicroCredential(db, FULL)
    if (known?.state !== 'published') throw new Error('it must be published')
    const { parts, rubric, examples, research, resources, key_method } = known.content
    const all = [
      ...parts.flatMap((part) => [
        part.without_a_class,
        part.student_privacy,
        ...part.accepted_evidence,
        ...part.prompts.flatMap((prompt) => [prompt.text, prompt.guidance]),
      ]),
      ...rubric.criteria.flatMap((criterion) => [
        criterion.title,
        criterion.question,
        ...Object.values(criterion.levels),
      ]),
      ...[examples.meets, examples.not_quite].flatMap(({ text: work, why }) => [...work.split('\n'), why]),
      ...[...research, ...resources].flatMap(({ title, note }) => [title, note]),
      ...key_method.steps.map((step) => step.text),
    ]
    expect(all.filter((part) => !words.includes(part))).toEqual([])
  })

  test('marks one required level in each criterion, and says so in words', async () => {
    const html = await open(`/micro-credentials/${FULL}`)
    expect(count(html, '<ol class="levels">')).toBe(8)
    expect(count(html, 'class="level need"')).toBe(8)
    expect(count(html, '(required)')).toBe(8)
  })

  test('keeps the notes of its editors to itself, and says that no framework has reviewed it', async () => {
    const words = text(await open(`/micro-credentials/${FULL}`))
    expect(words).not.toMatch(/inferred|cited in works seen/)
    expect(words).toMatch('No owner of a framework')
  })
})

test('an outline shows its competency, method and boundary, and cannot be started', async () => {
  const html = await open(`/micro-credentials/${OUTLINE}`)
  expect(html).not.toMatch('<form')
  expect(text(html)).toMatch('This micro-credential is being written.')
  expect(text(html)).toMatch("learners' comments lead to a better draft")
  expect(text(html)).toMatch('Comments from the teacher')
})

describe('the search of the catalogue', () => {
  test('keeps what was typed and chosen', async () => {
    const html = await open('/catalogue?q=feedback&stack=instruction&hours=1.5')
    expect(html).toMatch(/<input type="search"[^>]* name="q" value="feedback"/)
    expect(html).toMatch(/<option value="instruction" selected="">/)
    expect(html).toMatch(/<input(?=[^>]*value="1\.5")(?=[^>]*checked="")/)
    expect(text(html)).toMatch(/\d+ micro-credentials? for “feedback”/)
  })

  test('says how many, and which are being written', async () => {
    const words = text(await open('/catalogue'))
    const all = (await findCatalogue(db))?.stacks.flatMap(({ members }) => members) ?? []
    expect(words).toMatch('Showing all 30 micro-credentials')
    expect(count(words, 'Being written')).toBe(all.filter(({ state }) => state === 'outline').length)
  })

  test('with nothing found, teaches how to go on', async () => {
    const html = await open('/catalogue?q=digitize+xylophones&hours=1')
    expect(text(html)).toMatch('Nothing here says “digitize xylophones”')
    expect(html).toMatch('href="/catalogue?q=digital"')
    expect(text(html)).toMatch('Leave out one of the filters.')
  })

  test.each([
    '?hours=abc&hours=-1&stack=&component=',
    '?stack=nowhere',
    '?q=%00',
    '?q=a%00b&component=%00',
    '?q=%3Cscript%3Ealert(1)%3C/script%3E',
    `?q=${'x'.repeat(5000)}`,
  ])('an address that makes no sense (%s) is a page all the same', async (query) => {
    const html = await open(`/catalogue${query}`)
    expect(count(html, '<h1')).toBe(1)
    expect(html).not.toMatch('<script')
  })
})
