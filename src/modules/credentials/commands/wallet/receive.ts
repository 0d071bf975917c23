import { decodeProtectedHeader, jwtVerify } from 'jose'
import { JOSEError } from 'jose/errors'
import { inTransaction } from '../../../../platform/database/database.ts'
import type { World } from '../../../../platform/world.ts'
import { findCredential } from '../../queries/credentials.ts'
import { getIssuer } from '../../queries/issuers.ts'
import { findOfferByToken, markReceived, type Offer } from '../../queries/wallet.ts'
import { issuerDid } from '../../rules/didweb.ts'
import { isObject } from '../../rules/form/limits.ts'
import { boundTo } from '../../rules/wallet/bound.ts'
import { holderKey } from '../../rules/wallet/holder-key.ts'
import { nonceHolds } from '../../rules/wallet/nonce.ts'
import { CONFIGURATIONS, isConfiguration, PROOF_TYPE, walletIssuer } from '../../rules/wallet/offer.ts'
import { issueToken } from '../jwt.ts'
import { signingKey } from '../keys/signing.ts'
import { signCredential } from '../sign.ts'
import { hashOf } from './offer.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

/** As OpenID4VCI names them; `invalid_token` is answered with 401. */
export type ReceiveError =
  | 'invalid_token'
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_encryption_parameters'
  | 'invalid_proof'
  | 'invalid_nonce'

export type Received = { ok: true; credential: unknown } | { ok: false; error: ReceiveError; detail: string }

const refuse = (error: ReceiveError, detail: string): Received => ({ ok: false, error, detail })

/**
 * Hands a credential to the wallet that took up its offer, bound to the key that the wallet proves to hold: signed anew
 * for that key, in the status list place of the one it was made from.
 */
export async function receiveCredential(
  world: Given,
  { slug, accessToken, request }: { slug: string; accessToken: string; request: unknown },
): Promise<Received> {
  const { db, now } = world
  const offer = await findOfferByToken(db, hashOf(accessToken))
  if (offer === null || offer.slug !== slug || offer.tokenExpiresAt === null || offer.tokenExpiresAt <= now())
    return refuse('invalid_token', 'The access token is unknown or has run out.')
  if (!isObject(request)) return refuse('invalid_credential_request', 'Send a JSON object.')
  const { credential_identifier: identifier, credential_response_encryption: encryption } = request
  const configuration = request['credential_configuration_id']
  if (identifier !== undefined)
    return configuration === undefined
      ? refuse('unknown_credential_identifier', 'The token came without identifiers; name a configuration.')
      : refuse('invalid_credential_request', 'Name a configuration, without an identifier.')
  if (encryption !== undefined) return refuse('invalid_encryption_parameters', 'Answers are not encrypted here.')
  if (typeof configuration !== 'string')
    return refuse('invalid_credential_request', 'credential_configuration_id is needed.')
  if (!isConfiguration(configuration))
    return refuse('unknown_credential_configuration', 'Ask for one of the configurations of the offer.')
  const holder = await provenHolder(world, slug, request['proofs'])
  if (!holder.ok) return holder
  const credential = await copyFor(world, offer, holder.did, CONFIGURATIONS[configuration])
  return { ok: true, credential }
}

/** The credential of an offer, signed for the key that took the offer up. */
export async function copyFor(
  world: Given,
  offer: Offer,
  holder: string,
  form: (typeof CONFIGURATIONS)[keyof typeof CONFIGURATIONS],
): Promise<unknown> {
  const found = await findCredential(world.db, offer.credentialId)
  const credential: unknown = found && JSON.parse(found.document)
  if (!isObject(credential)) throw new Error(`The credential ${offer.credentialId} of an offer is not there.`)
  const unsigned = boundTo(holder, credential)
  const signed =
    form === 'jwt_vc_json'
      ? await issueToken(world, { orgId: offer.orgId, document: JSON.stringify(unsigned) }, 'open-badges')
      : await withProof(world, offer.orgId, unsigned)
  await markReceived(world.db, offer, world.now())
  return signed
}

async function withProof({ db, config, now }: Given, orgId: string, unsigned: object): Promise<unknown> {
  const did = issuerDid(config.publicUrl, (await getIssuer(db, orgId)).slug)
  const key = await inTransaction(db, (tx) => signingKey(tx, { orgId, did }, config.masterKey, now()))
  return JSON.parse(await signCredential(unsigned, key, now()))
}

/** Whose key signed the wallet's proof, freshly and for us. */
async function provenHolder(
  { config, now }: Given,
  slug: string,
  proofs: unknown,
): Promise<{ ok: true; did: string } | Extract<Received, { ok: false }>> {
  const bad = (error: 'invalid_proof' | 'invalid_nonce', detail: string) => ({ ok: false, error, detail }) as const
  const tokens: unknown = isObject(proofs) && Object.keys(proofs).length === 1 ? proofs['jwt'] : undefined
  const [proof, ...more] = Array.isArray(tokens) ? (tokens as unknown[]) : []
  if (typeof proof !== 'string' || proof.length > 8000 || more.length > 0)
    return bad('invalid_proof', 'Send one proof of the wallet’s key in proofs.jwt.')
  try {
    const head = decodeProtectedHeader(proof)
    const holder = holderKey(head)
    if (holder === null)
      return bad('invalid_proof', 'The proof names no P-256 or Ed25519 key as jwk, did:key or did:jwk.')
    const { payload } = await jwtVerify(proof, holder.key, {
      algorithms: [holder.alg],
      typ: PROOF_TYPE,
      audience: walletIssuer(config.publicUrl, slug),
      maxTokenAge: 300,
      clockTolerance: 60,
      currentDate: now(),
    })
    const { nonce } = payload
    if (typeof nonce !== 'string' || !nonceHolds(config.secret, nonce, now()))
      return bad('invalid_nonce', 'The nonce is not one of ours or too old; ask the nonce endpoint for another.')
    return { ok: true, did: holder.did }
  } catch (error) {
    if (error instanceof JOSEError || error instanceof TypeError)
      return bad('invalid_proof', 'The proof is no token that its key signed for this issuer just now.')
    throw error
  }
}
