import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { documentLoader } from '../rules/contexts.ts'
import type { DidDocument } from '../rules/didweb.ts'
import { isObject } from '../rules/form/limits.ts'

/**
 * Whether one proof holds for a credential, by the keys of its issuer alone: the method that the proof names must be one
 * of the issuer's, and every word must be defined and covered. `credential` has passed limits.ts and the schema.
 */
export async function proofHolds(
  credential: Record<string, unknown>,
  proof: Record<string, unknown>,
  issuer: DidDocument,
): Promise<boolean> {
  const find = (url: string): Promise<object | null> =>
    Promise.resolve(url === issuer.id ? issuer : (issuer.verificationMethod.find(({ id }) => id === url) ?? null))
  // The library checks dates too; they are a step of their own, so it is asked as on the first day.
  const firstDay = typeof credential['validFrom'] === 'string' ? new Date(credential['validFrom']) : new Date(0)
  const { verified } = await verifyCredential({
    credential: { ...credential, proof },
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: documentLoader(find),
    now: firstDay,
    checkStatus: () => Promise.resolve({ verified: true }),
  })
  return verified
}

/** The proofs of a credential as a list; what is no object is no proof. */
export const proofsOf = (credential: Record<string, unknown>): Record<string, unknown>[] =>
  [credential['proof'] ?? []].flat().filter(isObject)
