import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import '#test/properties.ts'
import { decodeList, encodeList, isSet, LIST_SIZE } from './status-list.ts'

const places = fc.uniqueArray(fc.nat({ max: LIST_SIZE - 1 }), { maxLength: 60 })

describe('a status list', () => {
  test('keeps exactly the bits that were set', () => {
    fc.assert(
      fc.property(places, fc.nat({ max: LIST_SIZE - 1 }), (set, other) => {
        const list = decodeList(encodeList(LIST_SIZE, set))
        if (list === null) throw new Error('It was encoded a moment ago.')
        for (const index of set) expect(isSet(list, index)).toBe(true)
        expect(isSet(list, other)).toBe(set.includes(other))
        expect(list.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)).toBe(set.length)
      }),
      { numRuns: process.env['DEEP'] ? 1000 : 50 },
    )
  })

  test('counts from the leftmost bit of the first byte', () => {
    expect(decodeList(encodeList(LIST_SIZE, [0, 15]))?.slice(0, 2)).toEqual(new Uint8Array([0x80, 0x01]))
  })

  test('has no place outside itself', () => {
    const list = decodeList(encodeList(LIST_SIZE, [])) ?? new Uint8Array()
    expect([-1, LIST_SIZE, 1.5, Number.NaN].map((index) => isSet(list, index))).toEqual([null, null, null, null])
    expect(() => encodeList(LIST_SIZE, [LIST_SIZE])).toThrow('no place')
  })

  test('reads the example of the standard', () => {
    const list = decodeList('uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA')
    expect(list?.length).toBe(LIST_SIZE / 8)
  })

  test('is refused when it is too short, is no gzip, or unpacks without end', () => {
    const tooShort = encodeList(8000, [])
    const endless = encodeList(16 * 1024 * 1024 * 8, [])
    for (const text of [tooShort, endless, 'uAAAA', 'H4sI', 'u', '', 'u==']) expect(decodeList(text)).toBeNull()
  })
})
