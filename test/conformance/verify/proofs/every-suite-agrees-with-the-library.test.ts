import { verifyCredential } from '@digitalbazaar/vc'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { expect, test } from 'vitest'
import { didKeyDocument } from '#src/modules/credentials/rules/didweb.ts'
import { documentLoader, SIGNATURE_2020 } from '#src/modules/credentials/rules/contexts.ts'
import {
  ALGORITHM_OF,
  badgeOf,
  makeStranger,
  NOW,
  OB,
  olderOf,
  signedBy,
  signedByLibrary,
  V1,
  V2,
  verdictOn,
  type SuiteName,
} from '#test/factories/strangers.ts'

const VALID = { verdict: 'valid', open: [] }
const NAMES = Object.keys(ALGORITHM_OF) as SuiteName[]

test.each(NAMES)('what the library signs with %s is valid, and nothing that was altered', async (suite) => {
  const who = makeStranger(ALGORITHM_OF[suite])
  const more = suite === 'Ed25519Signature2020' ? { '@context': [V2, OB, SIGNATURE_2020] } : {}
  const signed = await signedByLibrary(badgeOf(who, more), who, suite)
  expect(await verdictOn(signed)).toEqual(VALID)
  expect(await verdictOn({ ...signed, validFrom: '2026-01-01T00:00:01Z' })).toEqual({
    verdict: 'not valid',
    open: ['signature failed', 'issuer not checked', 'status not checked'],
  })
})

test('P-384 signs with SHA-384', async () => {
  const who = makeStranger('P-384')
  expect(await verdictOn(await signedByLibrary(badgeOf(who), who, 'ecdsa-rdfc-2019'))).toEqual(VALID)
})

test.each(NAMES)('a credential of the older model, signed with %s', async (suite) => {
  const who = makeStranger(ALGORITHM_OF[suite])
  const context =
    suite === 'Ed25519Signature2020' ? [V1, SIGNATURE_2020] : [V1, 'https://w3id.org/security/data-integrity/v2']
  const signed = await signedByLibrary(olderOf(who, { '@context': context }), who, suite)
  expect(await verdictOn(signed)).toEqual(VALID)
})

test.each(['Ed25519', 'P-256', 'P-384'] as const)('what we sign with %s the library verifies', async (algorithm) => {
  const who = makeStranger(algorithm)
  const credential = await signedBy(who, badgeOf(who))
  expect(await verdictOn(credential)).toEqual(VALID)
  const document = didKeyDocument(who.did)
  const find = (url: string) =>
    Promise.resolve(url === who.did ? document : (document?.verificationMethod.find(({ id }) => id === url) ?? null))
  const suite = new DataIntegrityProof({ cryptosuite: algorithm === 'Ed25519' ? eddsa : ecdsa })
  expect(await verifyCredential({ credential, suite, documentLoader: documentLoader(find), now: NOW })).toMatchObject({
    verified: true,
  })
})
