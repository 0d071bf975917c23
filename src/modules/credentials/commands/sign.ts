import { sign } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { z } from 'zod'
import { documentLoader } from '../rules/contexts.ts'
import { timestamp } from '../rules/credential.ts'
import type { SigningKey } from './keys/signing.ts'

const signed = z.looseObject({ proof: z.looseObject({ proofValue: z.string() }) })

/**
 * Signs a credential with eddsa-rdfc-2022 and returns its text, in which `proof` is a list as the Open Badges schema
 * wants it. Throws when a word of the credential has no definition: it would not be covered by the signature.
 */
export async function signCredential(
  unsigned: object,
  { method, privateKey }: Pick<SigningKey, 'method' | 'privateKey'>,
  now: Date,
): Promise<string> {
  const signer = {
    id: method,
    algorithm: 'Ed25519',
    sign: ({ data }: { data: Uint8Array }) => Promise.resolve(sign(null, data, privateKey)),
  }
  const suite = new DataIntegrityProof({ cryptosuite, signer, date: timestamp(now) })
  const { proof, ...credential } = signed.parse(
    await issue({ credential: unsigned, suite, documentLoader: documentLoader(), now }),
  )
  return JSON.stringify({ ...credential, proof: [proof] }, null, 2)
}
