import { describe, expect, test } from 'vitest'
import type { WebWorld } from '#src/platform/world.ts'
import { fillCatalogue } from '#test/factories/catalogues/many.ts'
import { importFixtureCatalogue, NOON } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import * as catalogue from './catalogue.tsx'

const { db } = await testDatabase()
const publisher = await importFixtureCatalogue(db)
const MADE = 130
await fillCatalogue(db, { publisherId: publisher.id, count: MADE, seed: 7, now: new Date(NOON.getTime() + 1000) })

type View = Awaited<ReturnType<typeof catalogue.loader>>

const SITE = 'https://mintmark.example'
const draw = drawPages({ db, config: { publicUrl: SITE } } as WebWorld, { '/catalogue': catalogue }, SITE)

async function open(query: string): Promise<{ html: string; words: string; rows: string[]; head: unknown[] }> {
  const { status, html, data } = await draw(`/catalogue${query}`, null)
  if (status !== 200) throw new Error(`It was answered with ${status}.`)
  const meta = catalogue.meta as unknown as (given: { loaderData: View }) => unknown[]
  return {
    html,
    words: html.replaceAll(/<[^>]+>/g, ''),
    rows: [...html.matchAll(/href="\/micro-credentials\/([^"]+)"/g)].map(([, slug]) => slug ?? ''),
    head: meta({ loaderData: data as View }),
  }
}

const hrefOf = (html: string, words: string): string | undefined =>
  new RegExp(`<a href="([^"]+)"[^>]*>${words}</a>`).exec(html)?.[1]?.replaceAll('&amp;', '&')

describe('a catalogue of many badges', () => {
  test('opens with the founding badge in full, and all others by name', async () => {
    const { html, words, rows } = await open('')
    expect(rows).toHaveLength(30)
    expect(words).toContain('Showing all 160 micro-credentials')
    expect(words).toContain('All other badges and stacks')
    const names = (await db.selectFrom('stack').select('slug').execute()).map(({ slug }) => slug)
    expect(names.filter((slug) => !html.includes(`href="/stacks/${slug}"`))).toEqual([])
    expect(hrefOf(html, 'List all 160, one by one')).toBe('/catalogue?page=1')
  })

  test('is read from the first page to the last by its links, each micro-credential once', async () => {
    const seen: string[] = []
    let pages = 0
    for (let next: string | undefined = '/catalogue?page=1'; next !== undefined; pages++) {
      const { html, words, rows } = await open(next.replace('/catalogue', ''))
      expect(words).toContain(`page ${pages + 1} of 4`)
      seen.push(...rows)
      next = hrefOf(html, 'Next')
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([4, 160, 160])
  })

  test('keeps the filters from page to page, and says in its head where it stands', async () => {
    const { html, head, words, rows } = await open('?q=work&hours=1&hours=1.5&page=2')
    const address = (page: number) => `/catalogue?q=work&hours=1&hours=1.5&page=${page}`
    expect([hrefOf(html, 'First'), hrefOf(html, 'Previous'), hrefOf(html, 'Next')]).toEqual([
      address(1),
      address(1),
      hrefOf(html, 'Last') === undefined ? undefined : address(3),
    ])
    expect(words).toContain(`49 to ${48 + rows.length}, page 2 of`)
    expect(html).toContain('<ol start="49">')
    expect(head).toContainEqual({ tagName: 'link', rel: 'prev', href: address(1) })
    expect(head[0]).toMatchObject({ title: expect.stringMatching(/^“work”, page 2 of \d · Catalogue · Mintmark$/) })
  })

  test('shows the last page to whoever asks for one beyond it', async () => {
    const { words, html } = await open('?page=999')
    expect(words).toContain('145 to 160, page 4 of 4')
    expect(hrefOf(html, 'Next')).toBeUndefined()
  })

  test('a filter with very many choices is found by typing, or among the most used', async () => {
    const { html } = await open('?page=1')
    expect(html).toMatch(/<input type="text"(?=[^>]*name="component")[^>]*list="component-choices"/)
    const [, name = ''] = /<datalist id="component-choices"><option value="([^"]+)">/.exec(html) ?? []
    const link = hrefOf(html, name.replaceAll(/[().]/g, String.raw`\$&`)) ?? ''
    const byLink = await open(link.replace('/catalogue', ''))
    const typed = await open(`?component=${encodeURIComponent(name.replaceAll('&amp;', '&').toUpperCase())}`)
    expect(byLink.rows.length).toBeGreaterThan(3)
    expect(typed.rows).toEqual(byLink.rows)
  })

  test('what was typed for a stack and is none leads to those that come near', async () => {
    const { title, slug } = await db
      .selectFrom('stack_version')
      .innerJoin('stack', 'stack.id', 'stack_version.stack_id')
      .select(['stack_version.title', 'stack.slug'])
      .where('stack.slug', 'like', 'stack-%')
      .orderBy('stack.slug')
      .limit(1)
      .executeTakeFirstOrThrow()
    const { html, words } = await open(`?stack=${encodeURIComponent(title.slice(0, -2))}`)
    expect(words).toContain('No stack is called')
    expect(html).toContain(`href="/catalogue?stack=${slug}"`)
    expect((await open(`?stack=${encodeURIComponent(title)}`)).rows.length).toBeGreaterThan(0)
  })
})
