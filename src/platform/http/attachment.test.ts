import { assert, asyncProperty, integer, property, string } from 'fast-check'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { attachment, disposition } from './attachment.ts'

const TEXT = 'abcdefghij'
const opened = () => Promise.resolve(Readable.from(['abc', 'defg', 'hij'].map((part) => Buffer.from(part))))
const ask = (range?: string, method = 'GET') =>
  attachment(new Request('http://localhost/x', { method, headers: range === undefined ? {} : { range } }), {
    name: 'Plän "1".mp4',
    mediaType: 'video/mp4',
    bytes: TEXT.length,
    open: opened,
  })

describe('an attachment', () => {
  test('is saved, never shown', async () => {
    const answer = await ask()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Plan _1_.mp4"; filename*=UTF-8''Pl%C3%A4n%20%221%22.mp4`,
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
    expect(answer.headers.get('content-length')).toBe('10')
    expect(await answer.text()).toBe(TEXT)
  })

  test.each([
    ['bytes=0-0', 'a', 'bytes 0-0/10'],
    ['bytes=2-4', 'cde', 'bytes 2-4/10'],
    ['bytes=7-', 'hij', 'bytes 7-9/10'],
    ['bytes=-2', 'ij', 'bytes 8-9/10'],
    ['bytes=5-99', 'fghij', 'bytes 5-9/10'],
  ])('%s gives %s', async (range, part, content) => {
    const answer = await ask(range)
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(content)
    expect(await answer.text()).toBe(part)
  })

  test('says when a range lies outside, and gives the whole for what it cannot read', async () => {
    const outside = await ask('bytes=10-')
    expect(outside.status).toBe(416)
    expect(outside.headers.get('content-range')).toBe('bytes */10')
    expect((await ask('bytes=4-2')).status).toBe(416)
    expect((await ask('bytes=0-1,3-4')).status).toBe(200)
    expect((await ask('lines=1-2')).status).toBe(200)
  })

  test('any part is that part', async () => {
    await assert(
      asyncProperty(integer({ min: 0, max: 9 }), integer({ min: 0, max: 9 }), async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        expect(await (await ask(`bytes=${start}-${end}`)).text()).toBe(TEXT.slice(start, end + 1))
      }),
    )
  })

  test('HEAD has the headers only', async () => {
    const answer = await ask(undefined, 'HEAD')
    expect(answer.headers.get('content-length')).toBe('10')
    expect(await answer.text()).toBe('')
  })

  test('no name breaks out of its header', () => {
    assert(
      property(string({ unit: 'grapheme' }), (name) => {
        expect(disposition(name)).toMatch(/^attachment; filename="[ !#$&-[\]-~_]*"; filename\*=UTF-8''[\w.~!%-]*$/)
      }),
    )
  })
})
