import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderAsync } from '@resvg/resvg-js'
import { chunksOf, pngOf, type Chunk } from './chunks.ts'
import { bakePng, unbakePng } from './png.ts'
import { bakeSvg, unbakeSvg } from './svg.ts'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>a &amp; b</title><path d="M0 0h9v9z"/></svg>'
const PNG = Uint8Array.from((await renderAsync(SVG)).asPng())
const CREDENTIAL = '{"name":"Ngữ ā 🎓 ]]> <b>&amp;</b>"}'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom(']', '>', '<![CDATA[', ']]>', '&amp;', '-->', '"', '🎓', 'x', '\r\n'),
    minLength: 1,
  }),
  fc.json(),
)
/** What XML can hold, and is no mere blank. */
const writable = text.filter(
  (each) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(each) && /\S/.test(each),
)

const chunks = (png: Uint8Array): Chunk[] => {
  const found = chunksOf(png)
  if (typeof found === 'string') throw new Error(found)
  return found
}
const withText = (type: string, data: Uint8Array): Uint8Array => pngOf(chunks(PNG).toSpliced(1, 0, { type, data }))

describe('a baked PNG', () => {
  test('gives back the very text, and is the same picture', () => {
    fc.assert(
      fc.property(text, (words) => {
        const baked = bakePng(PNG, words)
        expect(unbakePng(baked)).toEqual({ ok: true, text: words })
        expect(chunks(baked).filter(({ type }) => type !== 'iTXt')).toEqual(chunks(PNG))
      }),
    )
  })

  test('is as the specification says: iTXt, plain, once only', () => {
    const [, baked, ...rest] = chunks(bakePng(bakePng(PNG, 'first'), CREDENTIAL))
    expect(baked).toEqual({ type: 'iTXt', data: bytes(`openbadgecredential\0\0\0\0\0${CREDENTIAL}`) })
    expect(rest.some(({ type }) => type === 'iTXt')).toBe(false)
  })

  test('half a letter is refused, and so is what is no picture', () => {
    expect(() => bakePng(PNG, 'x\uD83D')).toThrow('half a letter')
    expect(() => bakePng(PNG.subarray(0, 40), 'x')).toThrow('breaks off')
    expect(() => bakeSvg(SVG, 'x\uD83D')).toThrow('half a letter')
    expect(() => bakeSvg('<p>', 'x')).toThrow('no SVG')
  })

  test.each<[string, string, Uint8Array]>([
    ['compressed', 'iTXt', Buffer.concat([bytes('openbadgecredential\0\x01\0en\0\0'), deflateSync(CREDENTIAL)])],
    ['with a language', 'iTXt', bytes(`openbadgecredential\0\0\0vi\0tên\0${CREDENTIAL}`)],
    ['plain', 'tEXt', bytes(`openbadgecredential\0${CREDENTIAL}`)],
    ['of Open Badges 2.0', 'iTXt', bytes(`openbadges\0\0\0\0\0${CREDENTIAL}`)],
    ['of Open Badges 2.0, plain', 'tEXt', bytes(`openbadges\0${CREDENTIAL}`)],
  ])('baked by others, %s, is read', (_, type, data) => {
    expect(unbakePng(withText(type, data))).toEqual({ ok: true, text: CREDENTIAL })
  })

  test.each<[string, () => Uint8Array, RegExp]>([
    ['no picture', () => bytes('hello'), /no PNG/],
    ['a picture without a credential', () => PNG, /no credential/],
    ['only a beginning', () => PNG.subarray(0, 8), /breaks off/],
    ['half a picture', () => bakePng(PNG, CREDENTIAL).subarray(0, 80), /breaks off/],
    [
      'two credentials',
      () => pngOf(chunks(bakePng(PNG, 'a')).flatMap((each) => (each.type === 'iTXt' ? [each, each] : each))),
      /more than one/,
    ],
    ['a text without an end of its head', () => withText('iTXt', bytes('openbadgecredential\0\0\0x')), /unpacked/],
    ['a wrong compression', () => withText('iTXt', bytes('openbadgecredential\0\x01\0\0\0not zlib')), /unpacked/],
    [
      'a bomb',
      () =>
        withText(
          'iTXt',
          Buffer.concat([bytes('openbadgecredential\0\x01\0\0\0'), deflateSync(new Uint8Array(40_000_000))]),
        ),
      /unpacked/,
    ],
    [
      'bytes that are no UTF-8',
      () => withText('iTXt', Buffer.concat([bytes('openbadgecredential\0\0\0\0\0'), Uint8Array.of(0xff, 0xfe)])),
      /unpacked/,
    ],
    ['a length beyond the end', () => PNG.with(9, 0xff), /breaks off/],
    ['a changed letter', () => PNG.with(18, 7), /checksum/],
    [
      '10 MB without structure',
      () => Uint8Array.from({ length: 10_000_000 }, (_, at) => PNG[at] ?? at % 251),
      /breaks off|checksum|no credential/,
    ],
    ['13 MB', () => new Uint8Array(13 * 1024 * 1024), /12 MB/],
    [
      'thirty thousand empty pieces',
      () =>
        pngOf([
          ...chunks(PNG).slice(0, 1),
          ...Array.from({ length: 30_000 }, () => ({ type: 'teSt', data: new Uint8Array() })),
        ]),
      /more pieces/,
    ],
  ])('%s is answered by a sentence', (_, make, reason) => {
    const answer = unbakePng(make())
    expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })
})

describe('a baked SVG', () => {
  test('gives back the very text, stands first in the picture, and leaves the rest alone', () => {
    fc.assert(
      fc.property(writable, (words) => {
        const baked = bakeSvg(SVG, words)
        expect(unbakeSvg(baked)).toEqual({ ok: true, text: words })
        expect(baked).toMatch(
          /^<svg xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0" [^>]*><openbadges:credential/,
        )
        expect(baked.endsWith('<title>a &amp; b</title><path d="M0 0h9v9z"/></svg>')).toBe(true)
      }),
    )
  })

  test('is still a picture that another program draws', async () => {
    const drawn = (await renderAsync(bakeSvg(SVG, CREDENTIAL))).asPng()
    expect(Uint8Array.from(drawn)).toEqual(PNG)
  })

  test('replaces what it carried', () => {
    const again = bakeSvg(bakeSvg(SVG, 'first'), CREDENTIAL)
    expect(again).toBe(bakeSvg(SVG, CREDENTIAL))
  })

  test('holds a JWT as an attribute', () => {
    const baked = bakeSvg(SVG, 'eyJh.eyJi.c2ln')
    expect(baked).toContain('<openbadges:credential verify="eyJh.eyJi.c2ln"></openbadges:credential>')
    expect(unbakeSvg(baked)).toEqual({ ok: true, text: 'eyJh.eyJi.c2ln' })
  })

  test('what XML cannot hold stays the same JSON', () => {
    const words = JSON.stringify({ name: 'a\uFFFEb\uFFFF' })
    const read = unbakeSvg(bakeSvg(SVG, words))
    expect(read.ok && (JSON.parse(read.text) as unknown)).toEqual(JSON.parse(words))
  })

  const old = (inner: string) => `<?xml version="1.0"?><!-- < --><svg xmlns:o='http://openbadges.org'>${inner}</svg>`
  test.each([
    [
      'of Open Badges 2.0',
      old(
        `<o:assertion verify="https://x.example/1"><![CDATA[${CREDENTIAL.replace(']]>', ']]]]><![CDATA[>')}]]></o:assertion>`,
      ),
      CREDENTIAL,
    ],
    [
      'of Open Badges 2.0 by address',
      old('<o:assertion verify="https://x.example/1?a&amp;b"/>'),
      'https://x.example/1?a&b',
    ],
    [
      'with escapes',
      '<s:svg><g/><c:credential xmlns:c="https://purl.imsglobal.org/ob/v3p0">&lt;&#x1F393;&#38;<!-- x --></c:credential></s:svg>',
      '<🎓&',
    ],
    [
      'beside a script',
      `<svg><script>alert(1)</script><image href="https://x.example"/>${bakeSvg(SVG, 'yes').replace('<svg', '<g').replace('</svg>', '</g>')}</svg>`.replace(
        '<svg>',
        '<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">',
      ),
      'yes',
    ],
  ])('baked by others, %s, is read', (_, svg, words) => {
    expect(unbakeSvg(svg)).toEqual({ ok: true, text: words })
  })

  test.each<[string, () => string, RegExp]>([
    ['no picture', () => 'hello', /no SVG/],
    ['another kind of XML', () => '<html></html>', /no SVG/],
    ['a picture without a credential', () => SVG, /no credential/],
    [
      'a document type',
      () => `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${bakeSvg(SVG, '&a;')}`,
      /DOCTYPE/,
    ],
    ['a document type further down', () => bakeSvg(SVG, 'x').replace('<title>', '<!ENTITY b "x"><title>'), /DOCTYPE/],
    [
      'a credential in a comment',
      () => SVG.replace('<title>', '<!-- <openbadges:credential>x</openbadges:credential> --><title>'),
      /no credential/,
    ],
    ['a namespace of somebody else', () => bakeSvg(SVG, 'x').replace('purl.imsglobal', 'evil'), /no credential/],
    ['two credentials', () => bakeSvg(SVG, 'x').replace(/(<openbadges.*credential>)/, '$1$1'), /more than one/],
    ['an empty one', () => bakeSvg(SVG, 'x').replace('<![CDATA[x]]>', ' '), /empty/],
    ['tags in it', () => bakeSvg(SVG, 'x').replace('<![CDATA[x]]>', '<b/>'), /tags/],
    ['no end', () => bakeSvg(SVG, 'x').replace(/]]>.*/, ']]>'), /broken|breaks off/],
    ['an open quote', () => '<svg a="', /broken/],
    ['tags without end', () => '<svg>'.repeat(1_600_000), /more pieces/],
    ['spaces without end', () => `<svg${' '.repeat(8_000_000)}`, /broken/],
    ['a name without end', () => `<svg ${'a'.repeat(8_000_000)}>`, /no credential/],
    ['ends of comments', () => `<svg>${'<!--'.repeat(2_000_000)}`, /broken/],
    ['13 MB', () => 'x'.repeat(13 * 1024 * 1024), /12 MB/],
  ])('%s is answered by a sentence', (_, make, reason) => {
    expect(unbakeSvg(make())).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })
})

test('whatever is changed in a baked picture, there is an answer, and a right text or none', () => {
  const baked = { png: bakePng(PNG, CREDENTIAL), svg: bytes(bakeSvg(SVG, CREDENTIAL)) }
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.constantFrom('set', 'drop', 'double'))
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = (file: Uint8Array) =>
        changes.reduce((rest, [place, byte, how]) => {
          const at = place % (rest.length || 1)
          if (how === 'set') return rest.map((each, where) => (where === at ? byte : each))
          const upTo = rest.subarray(0, at)
          return how === 'drop' ? upTo : Uint8Array.of(...upTo, ...rest)
        }, file)
      const png = unbakePng(changed(baked.png))
      expect(png.ok ? png.text : png.reason).toBeTypeOf('string')
      if (png.ok) expect(png.text).toBe(CREDENTIAL)
      const svg = unbakeSvg(new TextDecoder().decode(changed(baked.svg)))
      expect(svg.ok ? svg.text : svg.reason).toBeTypeOf('string')
    }),
    { numRuns: process.env['DEEP'] ? 10_000 : 500 },
  )
})
