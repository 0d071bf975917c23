import { expect, test } from 'vitest'
import { badgeOf, issuedByLibrary, makeStranger, OB, signedBy, V1, V2, verdictOn } from '#test/factories/strangers.ts'

// VCDM 2.0, 5.2: contexts give words their meaning, so none is guessed. A word that is not defined would not be signed.
const who = makeStranger()

test.each<[string, (signed: Record<string, unknown>) => object, string]>([
  ['a word that nobody defines', (signed) => ({ ...signed, grade: 'A+' }), 'not valid'],
  ['an unknown context', (signed) => ({ ...signed, '@context': [V2, OB, 'https://evil.example/v1'] }), 'cannot tell'],
  [
    'a context that defines every word',
    (signed) => ({ ...signed, '@context': [V2, OB, 'https://www.w3.org/ns/credentials/undefined-terms/v2'] }),
    'cannot tell',
  ],
  [
    'a context in the proof',
    (signed) => ({ ...signed, proof: { ...(signed['proof'] as object[])[0], '@context': [V2] } }),
    'cannot tell',
  ],
  [
    'an inline context that redefines a protected word',
    (signed) => ({ ...signed, '@context': [V2, OB, { issuer: 'https://evil.example/issuer' }] }),
    'cannot tell',
  ],
  ['contexts in another order', (signed) => ({ ...signed, '@context': [OB, V2] }), 'not valid'],
  ['both contexts of the W3C', (signed) => ({ ...signed, '@context': [V2, OB, V1] }), 'not valid'],
  ['no context', (signed) => ({ ...signed, '@context': [] }), 'not valid'],
  ['one context that is no list', (signed) => ({ ...signed, '@context': V2 }), 'not valid'],
])('%s', async (_, change, verdict) => {
  expect((await verdictOn(change(await signedBy(who, badgeOf(who))))).verdict).toBe(verdict)
})

test('what an issuer gives a holder to show parts of is not checked itself', async () => {
  const issuer = makeStranger('P-256')
  const base = await issuedByLibrary(badgeOf(issuer), issuer, 'ecdsa-sd-2023')
  expect((await verdictOn(base)).verdict).toBe('cannot tell')
})
