/** The key that a wallet shows it holds, from the head of its proof. */

import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { isObject } from '../form/limits.ts'
import { publicMultibase, readPublicMultibase, type Algorithm } from '../keys/multikey.ts'

/** `did` names the key for ever: it becomes the subject of the credential. */
export type HolderKey = { did: string; key: KeyObject; alg: 'ES256' | 'EdDSA' }

const ALG: Partial<Record<Algorithm, HolderKey['alg']>> = { Ed25519: 'EdDSA', 'P-256': 'ES256' }

function fromJwk(jwk: Record<string, unknown>): HolderKey | null {
  const { kty, crv, x, y, d } = jwk
  const algorithm = kty === 'OKP' && crv === 'Ed25519' ? 'Ed25519' : kty === 'EC' && crv === 'P-256' ? 'P-256' : null
  const alg = algorithm === null ? undefined : ALG[algorithm]
  if (algorithm === null || alg === undefined || d !== undefined) return null
  try {
    const key = createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' })
    return { did: `did:key:${publicMultibase(algorithm, key)}`, key, alg }
  } catch {
    return null
  }
}

function fromDid(kid: string): HolderKey | null {
  const [did = ''] = kid.split('#')
  if (did.startsWith('did:key:')) {
    const found = readPublicMultibase(did.slice('did:key:'.length))
    const alg = found === null ? undefined : ALG[found.algorithm]
    return found === null || alg === undefined ? null : { did, key: found.key, alg }
  }
  if (!/^did:jwk:[\w-]{1,2000}$/.test(did)) return null
  try {
    const jwk: unknown = JSON.parse(Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString('utf8'))
    const found = isObject(jwk) ? fromJwk(jwk) : null
    return found && { ...found, did }
  } catch {
    return null
  }
}

/** Null when the head names no key of a kind that we take, or two. */
export function holderKey({ jwk, kid }: { jwk?: unknown; kid?: unknown }): HolderKey | null {
  if (jwk !== undefined && kid !== undefined) return null
  if (isObject(jwk)) return fromJwk(jwk)
  return typeof kid === 'string' ? fromDid(kid) : null
}
