import * as base58 from 'base58-universal'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeSignature, encodeSignature } from './base58.ts'

/** Zeros at the front matter in base58, so many of the signatures begin with some. */
const signature = fc
  .tuple(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(64))
  .map(([bytes, zeros]) => bytes.fill(0, 0, zeros % 3 === 0 ? zeros : 0))

test('signatures are written as base58 writes them, and read back', () => {
  fc.assert(
    fc.property(signature, (bytes) => {
      const text = encodeSignature(bytes)
      expect(text).toBe(base58.encode(bytes))
      expect(decodeSignature(text)).toEqual(bytes)
    }),
  )
  expect(decodeSignature(encodeSignature(new Uint8Array(64).fill(255)))).toEqual(new Uint8Array(64).fill(255))
})

test('what is not the text of 64 bytes is none', () => {
  const text = encodeSignature(new Uint8Array(64).fill(7))
  for (const wrong of ['', '1', `1${text}`, text.slice(1), `${text}1`, text.replace(/.$/, '0'), `${text.slice(1)}é`])
    expect(decodeSignature(wrong)).toBeNull()
  expect(decodeSignature('z'.repeat(88))).toBeNull()
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 60, maxLength: 68 }), (bytes) => {
      expect(decodeSignature(base58.encode(bytes)) !== null).toBe(bytes.length === 64)
    }),
  )
  expect(() => encodeSignature(new Uint8Array(63))).toThrow('64 bytes')
})
