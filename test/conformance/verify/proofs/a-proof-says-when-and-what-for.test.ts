import { expect, test } from 'vitest'
import { badgeOf, makeStranger, signedBy, verdictOn } from '#test/factories/strangers.ts'

// Data Integrity 1.0, 4.4 (Verify Proof): the purpose is the one expected, and the dates of a proof hold.
const who = makeStranger()

test.each<[string, Record<string, unknown>, string]>([
  ['as it should be', {}, 'valid'],
  ['that says nothing of when', { created: undefined }, 'valid'],
  ['that runs out later', { expires: '2030-01-01T00:00:00Z' }, 'valid'],
  ['made for a domain and a challenge', { domain: 'x.example', challenge: 'abc' }, 'valid'],
  ['that has run out', { expires: '2026-02-01T00:00:00Z' }, 'not valid'],
  ['that runs out at no time', { expires: 'never' }, 'not valid'],
  ['made in the future', { created: '2027-01-01T00:00:00Z' }, 'not valid'],
  ['made at no time', { created: 'yesterday' }, 'not valid'],
  ['made for another purpose', { proofPurpose: 'authentication' }, 'not valid'],
  ['with a word that nobody defines', { grade: 'A+' }, 'not valid'],
  ['of a way that is not known', { cryptosuite: 'bbs-2023' }, 'cannot tell'],
])('a proof %s', async (_, more, verdict) => {
  const made = Object.fromEntries(Object.entries(more).filter(([name]) => name !== 'grade' && name !== 'cryptosuite'))
  const signed = await signedBy(who, badgeOf(who), made)
  const [proof] = signed['proof'] as object[]
  expect((await verdictOn({ ...signed, proof: [{ ...proof, ...more }] })).verdict).toBe(verdict)
})
