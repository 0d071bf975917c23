import { hash, sign } from 'node:crypto'
import { timestamp } from '../rules/issuing/timestamp.ts'
import { encodeSignature } from '../rules/rdf/base58.ts'
import { canonicalize } from '../rules/rdf/canonical.ts'
import { hashConfiguration } from '../rules/rdf/integrity.ts'
import { inCodePointOrder } from '../rules/rdf/lines/order.ts'
import { configurationOf } from '../rules/rdf/proof.ts'
import { lacking } from '../rules/rdf/signable.ts'
import type { SigningKey } from './keys/signing.ts'

/**
 * Signs a credential with eddsa-rdfc-2022 and returns its text, in which `proof` is a list as the Open Badges schema
 * wants it. Throws when it is no credential, when a word of it has no definition, since the signature would not cover
 * it, and when verifiers would sort its statements in two ways and disagree on what was signed.
 */
export async function signCredential(
  unsigned: object,
  { method, privateKey }: Pick<SigningKey, 'method' | 'privateKey'>,
  now: Date,
): Promise<string> {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('Credentials are signed with an Ed25519 key.')
  const lack = lacking(unsigned)
  if (lack !== null) throw new Error(`The credential cannot be signed: ${lack}`)
  const canonical = await canonicalize(unsigned)
  if (!inCodePointOrder(canonical))
    throw new Error('The credential cannot be signed: verifiers would sort some of its letters in different ways.')
  const configuration = configurationOf(method, timestamp(now))
  const context = '@context' in unsigned ? unsigned['@context'] : []
  const data = Buffer.concat([await hashConfiguration(configuration, context), hash('sha256', canonical, 'buffer')])
  const proofValue = `z${encodeSignature(sign(null, data, privateKey))}`
  return JSON.stringify({ ...unsigned, proof: [{ ...configuration, proofValue }] }, null, 2)
}
