/** P4 to P6: reading a signed credential, against the key alone and against the libraries that everybody uses. */

import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { signCredential } from '../../src/modules/credentials/commands/sign.ts'
import { documentLoader, MULTIKEY_V1 } from '../../src/modules/credentials/rules/contexts.ts'
import { publicMultibase } from '../../src/modules/credentials/rules/keys/multikey.ts'
import { decodeSignature } from '../../src/modules/credentials/rules/rdf/base58.ts'
import { hashData } from '../../src/modules/credentials/rules/rdf/integrity.ts'
import { referenceCanonical } from '../../src/modules/credentials/rules/rdf/reference.ts'
import {
  FIXTURE_ISSUER,
  FIXTURE_METHOD,
  fixtureCredential,
  fixtureEarner,
} from '../../test/factories/credential-fixture.ts'
import { inRounds, perSecond, ratio } from './rounds.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const CREATED = new Date('2026-06-01T00:00:00Z')
const CREDENTIALS = 500

type Signed = { proof: [{ proofValue: string }] }

export async function verifying(): Promise<Record<string, number>> {
  const texts: string[] = []
  for (let at = 0; at < CREDENTIALS; at += 1)
    texts.push(
      await signCredential(fixtureCredential(fixtureEarner(at)), { method: FIXTURE_METHOD, privateKey }, CREATED),
    )
  const text = (turn: number) => texts[turn % CREDENTIALS] ?? ''
  const altered = text(0).replace('Spring 2026', 'Spring 2027')
  if (!(await holds(text(0))) || (await holds(altered))) throw new Error('Our verification is wrong.')
  if (!(await holdsByLibrary(text(0))) || (await holdsByLibrary(altered))) throw new Error('Theirs is used wrongly.')

  const message = randomBytes(64)
  const signature = sign(null, message, privateKey)
  const foreign = fixtureCredential(fixtureEarner(1), false)
  const { canonize } = cryptosuite as { canonize: (document: object, options: object) => Promise<string> }
  const rates = await inRounds({
    raw_verify: () => verify(null, message, publicKey, signature),
    walker_verify: (turn) => holds(text(turn)),
    library_verify: (turn) => holdsByLibrary(text(turn)),
    reference: () => referenceCanonical(foreign),
    as_shipped: () => canonize(foreign, { documentLoader: documentLoader() }),
  })
  return {
    P4: ratio(rates, 'walker_verify', 'raw_verify'),
    P5: ratio(rates, 'walker_verify', 'library_verify'),
    P6: ratio(rates, 'reference', 'as_shipped'),
    raw_verify_per_s: perSecond(rates, 'raw_verify'),
    walker_verify_per_s: perSecond(rates, 'walker_verify'),
    library_verify_per_s: perSecond(rates, 'library_verify'),
    reference_per_s: perSecond(rates, 'reference'),
    as_shipped_per_s: perSecond(rates, 'as_shipped'),
  }
}

async function holds(text: string): Promise<boolean> {
  const { proof, ...document } = JSON.parse(text) as Signed
  const [{ proofValue, ...configuration }] = proof
  const bytes = decodeSignature(proofValue.slice(1))
  return bytes !== null && verify(null, await hashData(document, configuration), publicKey, bytes)
}

const documents = new Map<string, object>([
  [
    FIXTURE_ISSUER,
    { '@context': 'https://www.w3.org/ns/did/v1', id: FIXTURE_ISSUER, assertionMethod: [FIXTURE_METHOD] },
  ],
  [
    FIXTURE_METHOD,
    {
      '@context': MULTIKEY_V1,
      id: FIXTURE_METHOD,
      type: 'Multikey',
      controller: FIXTURE_ISSUER,
      publicKeyMultibase: publicMultibase('Ed25519', publicKey),
    },
  ],
])

async function holdsByLibrary(text: string): Promise<boolean> {
  const { verified } = await verifyCredential({
    credential: JSON.parse(text) as object,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: documentLoader((url) => Promise.resolve(documents.get(url) ?? null)),
    now: new Date('2026-12-01T00:00:00Z'),
    checkStatus: () => Promise.resolve({ verified: true }),
  })
  return verified
}
