import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNarrowed, readSearch, searchAddress, type SearchAsked } from './search-address.ts'

const word = fc.stringMatching(/^[a-zé|&=+%#?" -]{0,20}$/).map((text) => text.trim())
const asked: fc.Arbitrary<SearchAsked> = fc.record({
  text: word,
  stack: fc.option(word.filter((text) => text !== '')),
  component: fc.option(word.filter((text) => text !== '')),
  hours: fc.subarray([0.5, 1, 1.25, 2]),
  page: fc.option(fc.integer({ min: 1, max: 999_999 })),
})

const read = (address: string): SearchAsked => readSearch(new URL(address, 'https://here.example').searchParams)

test('an address says what was asked, and nothing else', () => {
  fc.assert(
    fc.property(asked, (one) => {
      expect(read(searchAddress(one))).toEqual(one)
    }),
  )
})

test('a change keeps all the rest', () => {
  const one = read('/catalogue?q=feedback&stack=instruction&hours=1&hours=2&page=3')
  expect(searchAddress(one, { page: 4 })).toBe('/catalogue?q=feedback&stack=instruction&hours=1&hours=2&page=4')
  expect(searchAddress(one, { text: '', stack: null, hours: [], page: null })).toBe('/catalogue')
})

test.each([
  '?page=0',
  '?page=-1',
  '?page=1.5',
  '?page=9999999',
  '?page=x',
  '?q=%00&hours=x&hours=-2&stack=&component=%00',
])('what makes no sense is left out: %s', (query) => {
  const one = read(`/catalogue${query}`)
  expect([one.page, isNarrowed(one), searchAddress(one)]).toEqual([null, false, '/catalogue'])
})
