import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { bakeSvg } from '../baking/svg.ts'
import { readContainer } from './container.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('what is handed in is known by its content', () => {
  test.each([
    ['json', '{"a":1}', '{"a":1}'],
    ['json', '\uFEFF  {"a":1}\n', '{"a":1}'],
    ['json', 'I earned this.', 'I earned this.'],
    ['json', '{"a":"%PDF-1.7"}', '{"a":"%PDF-1.7"}'],
    ['jwt', 'eyJh.eyJi.c2ln\n', 'eyJh.eyJi.c2ln'],
    ['svg', `<?xml version="1.0"?>\n${bakeSvg('<svg><g/></svg>', '{"a":1}')}`, '{"a":1}'],
  ])('%s', (form, given, text) => {
    expect(readContainer(bytes(given))).toEqual({ ok: true, form, text })
  })

  test.each([
    ['a ZIP', Uint8Array.of(0x50, 0x4b, 3, 4), /Unpack it/],
    ['a photo', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), /JPEG/],
    ['other bytes', Uint8Array.of(0xc3, 0x28), /no file that carries/],
    ['a page', bytes('<!doctype html><p>hello'), /DOCTYPE/],
    ['an empty PDF', bytes('%PDF-1.7'), /no credential/],
    ['half a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), /breaks off/],
    ['13 MB', new Uint8Array(13 * 1024 * 1024), /12 MB/],
  ])('%s is answered by a sentence', (_, given, reason) => {
    expect(readContainer(given)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  test('anything at all gets an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.constantFrom('', '%PDF-', '<svg>', '{'), (rest, begin) => {
        const read = readContainer(Uint8Array.of(...bytes(begin), ...rest))
        expect(read.ok ? read.text : read.reason).toBeTypeOf('string')
      }),
    )
  })
})
