import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, inkFault, inkSentence, nearestInk, readInk } from './ink.ts'

const anyInk = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('an ink', () => {
  it('is read from what people write of a colour', () => {
    expect(['#ABCDEF', ' 4f7ac2', '#abc', 'abc'].map(readInk)).toEqual(['#abcdef', '#4f7ac2', '#aabbcc', '#aabbcc'])
    for (const text of ['', '#', 'red', '#12', '#1234', '#12345g', `#${'0'.repeat(10_000)}`, 'url(x)'])
      expect(readInk(text)).toBeNull()
  })

  it('has the contrast that WCAG counts', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it.each([
    [
      '#ffffff',
      '#ffffff is too light to be seen on light paper. The nearest colour that can be seen on both is #898989.',
    ],
    [
      '#1c3a82',
      '#1c3a82 is too dark to be seen on dark paper. The nearest colour that can be seen on both is #486bb8.',
    ],
    ['#486bb8', null],
  ])('of %s says what is wrong', (ink, sentence) => {
    expect(inkSentence(ink)).toBe(sentence)
  })

  it('always has a nearest one that can be seen on both papers, itself where it can', () => {
    fc.assert(
      fc.property(anyInk, (ink) => {
        const nearest = nearestInk(ink)
        expect(inkFault(nearest)).toBeNull()
        expect(nearestInk(nearest)).toBe(nearest)
        if (inkFault(ink) === null) expect(nearest).toBe(ink)
      }),
    )
  })
})
