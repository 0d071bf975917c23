import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openPageCache } from './page-cache.ts'

const page = (
  text: string,
  headers: Record<string, string> = { 'cache-control': 'public, no-cache' },
  status = 200,
) => {
  let drawn = 0
  return { draw: () => Promise.resolve(new Response(`${text} ${++drawn}`, { status, headers })), drawn: () => drawn }
}
const get = (path: string, headers: Record<string, string> = {}) => new Request(`http://localhost${path}`, { headers })

describe('the page cache', () => {
  it('draws a page once per revision', async () => {
    const cache = openPageCache('build')
    const { draw, drawn } = page('catalogue')
    expect(await (await cache.answer(get('/catalogue'), 'a', draw)).text()).toBe('catalogue 1')
    expect(await (await cache.answer(get('/catalogue'), 'a', draw)).text()).toBe('catalogue 1')
    expect(await (await cache.answer(get('/catalogue'), 'b', draw)).text()).toBe('catalogue 2')
    expect(drawn()).toBe(2)
  })

  it('keeps pages apart by their query', async () => {
    const cache = openPageCache('build')
    const { draw } = page('search')
    await cache.answer(get('/catalogue?q=a'), 'a', draw)
    expect(await (await cache.answer(get('/catalogue?q=b'), 'a', draw)).text()).toBe('search 2')
  })

  it('answers 304 to whoever has the page, until its revision changes', async () => {
    const cache = openPageCache('build')
    const { draw } = page('stack')
    const etag = (await cache.answer(get('/stacks/x'), 'a', draw)).headers.get('etag') ?? ''
    const again = get('/stacks/x', { 'if-none-match': etag })
    expect((await cache.answer(again, 'a', draw)).status).toBe(304)
    expect((await cache.answer(again, 'b', draw)).status).toBe(200)
  })

  it('keeps so many bytes and no more, and forgets first what was not asked for', async () => {
    const cache = openPageCache('build', 5000)
    const draws = new Map(
      ['/', ...Array.from({ length: 50 }, (_, n) => `/catalogue?q=${n}`)].map((path) => [path, page('x'.repeat(1000))]),
    )
    const ask = (path: string) => cache.answer(get(path), 'a', draws.get(path)?.draw ?? page('').draw)
    for (const path of draws.keys()) {
      await ask(path)
      await ask('/')
    }
    const drawn = (path: string) => draws.get(path)?.drawn()
    expect(drawn('/')).toBe(1)
    await ask('/catalogue?q=49')
    expect(drawn('/catalogue?q=49')).toBe(1)
    await ask('/catalogue?q=0')
    expect(drawn('/catalogue?q=0')).toBe(2)
  })

  it('sends gzip to whoever takes it', async () => {
    const cache = openPageCache('build')
    const answer = await cache.answer(get('/', { 'accept-encoding': 'gzip, br' }), 'a', page('home').draw)
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toBe('home 1')
  })

  it('never keeps a page that is not public, or not found', async () => {
    const cache = openPageCache('build')
    for (const [headers, status] of [
      [{ 'cache-control': 'no-store' }, 200],
      [{ 'cache-control': 'public, no-cache' }, 404],
    ] as const) {
      const { draw, drawn } = page('x', headers, status)
      await cache.answer(get('/x'), 'a', draw)
      await cache.answer(get('/x'), 'a', draw)
      expect(drawn()).toBe(2)
    }
  })
})
