import { assert, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { blindCode, CODE_BYTES } from './code.ts'

test('a code is short, readable aloud and free of look-alikes', () => {
  assert(
    property(uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES }), (bytes) => {
      expect(blindCode(bytes)).toMatch(/^[2-9C-Y]{2}-[2-9C-Y]{4}$/)
      expect(blindCode(bytes)).not.toMatch(/[01OIQSZBGUVAEL]/)
    }),
  )
})

test('different bytes give different codes', () => {
  const codes = new Set(Array.from({ length: 200 }, (_, i) => blindCode(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, i))))
  expect(codes.size).toBe(200)
})
