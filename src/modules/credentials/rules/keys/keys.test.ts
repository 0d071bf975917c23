import { expect, test } from 'vitest'
import { nextKeyState, type KeyAction, type KeyState } from './issuer-key.ts'
import { fingerprint, publicJwk } from './jwk.ts'

test.each<[KeyState, KeyAction, KeyState | null]>([
  ['active', 'rotate', 'replaced'],
  ['active', 'restore', null],
  ['active', 'retire', null],
  ['replaced', 'rotate', null],
  ['replaced', 'restore', 'active'],
  ['replaced', 'retire', 'retired'],
  ['retired', 'rotate', null],
  ['retired', 'restore', null],
  ['retired', 'retire', null],
])('a key that is %s: %s makes it %s', (state, action, next) => {
  expect(nextKeyState(state, action)).toBe(next)
})

test('a fingerprint is what openssl and sha256sum say, in groups that can be read aloud', () => {
  expect(fingerprint('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2')).toBe(
    'd2ea f30f d1ed dd11 249a 69ec 4652 9d28 871f 0ad1 1aca fb9b c1bb 9814 8ab6 96e9',
  )
})

test('a key that an issuer does not have has no JWK', () => {
  for (const text of ['', 'zDn', 'z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9'])
    expect(() => publicJwk(text)).toThrow()
})
