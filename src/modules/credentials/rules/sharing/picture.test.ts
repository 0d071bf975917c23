import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharePicture } from './picture.ts'

const drawn = (title: string, issuer = 'Mint') => sharePicture({ seal: null, title, issuer, ink: '#0b6b5d' })
const linesIn = (svg: string) => [...svg.matchAll(/<text[^>]*y="([\d.]+)"[^>]*font-size="(\d+)"[^>]*>([^<]*)<\/text>/g)]

test('a title is set as large as its lines allow, and whole', () => {
  const lines = linesIn(drawn('Formative Assessment: Checking In'))
  expect(
    lines
      .map(([, , , text]) => text)
      .slice(0, -1)
      .join(' '),
  ).toBe('Formative Assessment: Checking In')
  expect(Number(lines[0]?.[2])).toBeGreaterThan(Number(linesIn(drawn('A much longer title '.repeat(6)))[0]?.[2]))
})

test('whatever the words, they stay within the picture and are no markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 200 }), (title, issuer) => {
      const svg = drawn(title, issuer)
      for (const [, y = '', size = ''] of linesIn(svg)) {
        expect(Number(y)).toBeGreaterThan(40)
        expect(Number(y)).toBeLessThan(600)
        expect(Number(size)).toBeGreaterThanOrEqual(24)
      }
      expect(svg.replaceAll(/<\/?(svg|rect|text|g)( [^<>]*)?>/g, '')).not.toMatch(/[<>]/)
    }),
  )
})
