import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { publicMultibase, readPair, readPublicMultibase, secretMultibase, type Algorithm } from './multikey.ts'

const generate = (algorithm: Algorithm) =>
  algorithm === 'Ed25519'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: algorithm }).privateKey

test.each(['Ed25519', 'P-256', 'P-384'] as const)('a pair of %s is written and read back', (algorithm) => {
  for (let round = 0; round < 20; round++) {
    const key = generate(algorithm)
    const pair = readPair(publicMultibase(algorithm, key), secretMultibase(algorithm, key))
    expect(pair.algorithm).toBe(algorithm)
    expect(pair.key.equals(key)).toBe(true)
    const open = readPublicMultibase(publicMultibase(algorithm, createPublicKey(key)))
    const message = Buffer.from('Amara')
    const digest = algorithm === 'Ed25519' ? null : 'sha256'
    expect(open && verify(digest, message, open.key, sign(digest, message, pair.key))).toBe(true)
  }
})

test('the key of a known did:key is read as the specification gives it', () => {
  // https://www.w3.org/TR/vc-di-eddsa/ test vectors
  const found = readPublicMultibase('z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2')
  expect(found?.algorithm).toBe('Ed25519')
})

test.each([
  '',
  'z',
  'z6Mk',
  'x6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
  'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ20',
  `zDn${'1'.repeat(60)}`,
])('what is no key is no key: %s', (text) => {
  expect(readPublicMultibase(text)).toBeNull()
})

test('halves of two algorithms are no pair', () => {
  const ed = generate('Ed25519')
  const p = generate('P-256')
  expect(() => readPair(publicMultibase('Ed25519', ed), secretMultibase('P-256', p))).toThrow()
})
