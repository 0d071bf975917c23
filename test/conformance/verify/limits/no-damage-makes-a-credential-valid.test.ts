import { isDeepStrictEqual } from 'node:util'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import fc from 'fast-check'
import { compactVerify } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { documentLoader, SIGNATURE_2020 } from '#src/modules/credentials/rules/contexts.ts'
import { didKeyDocument } from '#src/modules/credentials/rules/didweb.ts'
import { mutated, mutatedToken } from '#test/factories/mutations.ts'
import {
  badgeOf,
  checkStranger,
  makeStranger,
  NOW,
  OB,
  olderOf,
  proofBy,
  signedBy,
  signedByLibrary,
  tokenBy,
  V2,
} from '#test/factories/strangers.ts'

const DEEP = Boolean(process.env['DEEP'])
const RUNS = DEEP ? 10_000 : 500
const OUTLIER = 2_000

const ed = makeStranger('Ed25519')
const p256 = makeStranger('P-256')
const p384 = makeStranger('P-384')
let documents: Record<string, unknown>[] = []

beforeAll(async () => {
  const context2020 = badgeOf(ed, { '@context': [V2, OB, SIGNATURE_2020] })
  const chained = badgeOf(ed)
  const first = await proofBy(ed, chained, { id: 'urn:uuid:0199c0de-0000-7000-8000-0000000000f1' })
  const second = await proofBy(ed, { ...chained, proof: [first] }, { previousProof: first['id'] })
  documents = [
    await signedBy(ed, badgeOf(ed)),
    await signedBy(p256, badgeOf(p256)),
    await signedBy(p384, badgeOf(p384)),
    await signedBy(ed, olderOf(ed)),
    { ...chained, proof: [first, second] },
    await signedByLibrary(badgeOf(p256), p256, 'ecdsa-sd-2023'),
    await signedByLibrary(context2020, ed, 'Ed25519Signature2020'),
  ]
})

async function libraryVerifies(credential: object): Promise<boolean> {
  const find = (url: string): Promise<object | null> => {
    const document = didKeyDocument(url.split('#', 1)[0] ?? '')
    return Promise.resolve(
      url.includes('#') ? (document?.verificationMethod.find(({ id }) => id === url) ?? null) : document,
    )
  }
  const suites = [eddsa, ecdsa, createVerifyCryptosuite()].map((cryptosuite) => new DataIntegrityProof({ cryptosuite }))
  const { verified } = await verifyCredential({
    credential,
    suite: [...suites, new Ed25519Signature2020()],
    documentLoader: documentLoader(find),
    now: NOW,
    checkStatus: () => Promise.resolve({ verified: true }),
  })
  return verified
}

describe('random damage', () => {
  test('to a document: what we call valid, the library verifies', async () => {
    let outliers = 0
    let valid = 0
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(6), async (seed, which) => {
        const original = documents[which] ?? {}
        const changed = mutated(original, seed)
        const started = performance.now()
        const { verdict } = await checkStranger(changed)
        if (performance.now() - started > OUTLIER) outliers += 1
        if (verdict !== 'valid') return
        valid += 1
        expect(await libraryVerifies(changed)).toBe(true)
      }),
      { numRuns: RUNS },
    )
    // Some damage says the same in another order, so the comparison is made.
    expect(valid).toBeGreaterThan(0)
    if (DEEP) expect(outliers).toBe(0)
  })

  test('to a token: what we call valid, jose verifies, and it is the same', async () => {
    const payload = badgeOf(p256)
    const token = tokenBy(p256, payload)
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const changed = mutatedToken(token, seed)
        const { verdict } = await checkStranger(changed)
        if (verdict !== 'valid') return
        const { d: _secret, ...jwk } = p256.privateKey.export({ format: 'jwk' })
        const read = await compactVerify(changed.trim(), jwk)
        expect(isDeepStrictEqual(JSON.parse(new TextDecoder().decode(read.payload)), payload)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })
})
