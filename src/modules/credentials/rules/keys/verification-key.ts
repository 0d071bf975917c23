/** Public keys as strangers publish them, read into one form. Everything else about them is theirs to claim and ours to doubt. */

import { createPublicKey, type KeyObject } from 'node:crypto'
import { decode, encode } from 'base58-universal'
import { isObject } from '../form/limits.ts'
import { readPublicMultibase } from './multikey.ts'

export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384' | 'RSA'

/**
 * `controller`: who holds it, by their own word; null when the key does not say, as a bare JWK cannot. `purposes`: what
 * its controller's document lists it for (`assertionMethod`, `authentication`, …).
 */
export type VerificationKey = {
  id: string
  controller: string | null
  algorithm: KeyAlgorithm
  key: KeyObject
  purposes: readonly string[]
  expires: Date | null
  revoked: Date | null
}

const LONGEST_NAME = 2000
const LONGEST_PEM = 8000
/** An RSA key of 4096 bits is 683 letters, one of 8192 is 1366; a longer one would only cost time. */
const LONGEST_NUMBER = 1400
const LEAST_RSA_BITS = 2048

type Half = { algorithm: KeyAlgorithm; key: KeyObject }

/**
 * Reads a verification method (Multikey, Ed25519VerificationKey2018 and 2020, JsonWebKey, JsonWebKey2020,
 * EcdsaSecp256r1VerificationKey2019, CryptographicKey). Its name may be relative to `base`. Null for anything else, and
 * for a key whose dates cannot be read: it may have been withdrawn.
 */
export function readVerificationKey(
  method: unknown,
  base: string,
  purposes: readonly string[] = [],
): VerificationKey | null {
  if (!isObject(method)) return null
  const id = absolute(method['id'] ?? method['@id'], base)
  const controller = nameOf(method['controller'] ?? method['owner'])
  const half = halfOf(method)
  const expires = dateOf(method['expires'])
  const revoked = dateOf(method['revoked'])
  if (id === null || half === null || expires === undefined || revoked === undefined) return null
  return { id, controller, ...half, purposes, expires, revoked }
}

/** A name as it stands, or one that begins with `#`, behind the name of its document; null when it is none. */
export function absolute(name: unknown, base: string): string | null {
  const text = nameOf(name)
  return text?.startsWith('#') ? `${base}${text}` : text
}

const nameOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME ? value : null

/** Null when there is none, undefined when there is one that cannot be read. */
function dateOf(value: unknown): Date | null | undefined {
  if (value === undefined || value === null) return null
  const date = typeof value === 'string' && value.length < 50 ? new Date(value) : null
  return date === null || Number.isNaN(date.getTime()) ? undefined : date
}

function halfOf(method: Record<string, unknown>): Half | null {
  const only = (half: Half | null, ...algorithms: KeyAlgorithm[]) =>
    half !== null && algorithms.includes(half.algorithm) ? half : null
  const types = [method['type'] ?? method['@type']].flat()
  for (const type of types)
    switch (type) {
      case 'Multikey':
        return fromMultibase(method['publicKeyMultibase'])
      case 'Ed25519VerificationKey2020':
        return only(fromMultibase(method['publicKeyMultibase']), 'Ed25519')
      case 'Ed25519VerificationKey2018':
        return fromBase58(method['publicKeyBase58'], 'Ed25519')
      case 'JsonWebKey':
      case 'JsonWebKey2020':
        return readJwk(method['publicKeyJwk'])
      case 'EcdsaSecp256r1VerificationKey2019':
        return only(
          fromMultibase(method['publicKeyMultibase']) ??
            readJwk(method['publicKeyJwk']) ??
            fromBase58(method['publicKeyBase58'], 'P-256'),
          'P-256',
        )
      case 'CryptographicKey':
      case 'Key':
        return fromPem(method['publicKeyPem'])
    }
  return null
}

const fromMultibase = (text: unknown): Half | null => (typeof text === 'string' ? readPublicMultibase(text) : null)

/** The older forms write the bytes alone; their algorithm stands in the type, where Multikey has it in front. */
const PREFIX = { Ed25519: [0xed, 0x01], 'P-256': [0x80, 0x24] } as const

const fromBase58 = (text: unknown, algorithm: keyof typeof PREFIX): Half | null =>
  typeof text === 'string' && /^[1-9A-HJ-NP-Za-km-z]{10,100}$/.test(text)
    ? readPublicMultibase(`z${encode(Uint8Array.from([...PREFIX[algorithm], ...decode(text)]))}`)
    : null

/** A private key in PEM has a public half too, but whoever publishes it has no key any more. */
const fromPem = (text: unknown): Half | null =>
  typeof text === 'string' && text.length <= LONGEST_PEM && /^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(text)
    ? read(() => createPublicKey(text))
    : null

/** A bare JWK (RFC 7517) for signatures. Only the members that make the public key are looked at. */
export function readJwk(jwk: unknown): Half | null {
  if (!isObject(jwk) || (jwk['use'] !== undefined && jwk['use'] !== 'sig')) return null
  const { kty, crv, x, y, n, e } = jwk
  if (kty === 'OKP' && crv === 'Ed25519' && isNumber(x))
    return read(() => createPublicKey({ key: { kty, crv, x }, format: 'jwk' }))
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384') && isNumber(x) && isNumber(y))
    return read(() => createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' }))
  if (kty === 'RSA' && isNumber(n) && isNumber(e))
    return read(() => createPublicKey({ key: { kty, n, e }, format: 'jwk' }))
  return null
}

const isNumber = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST_NUMBER && /^[\w-]+$/.test(value)

/** What OpenSSL makes of it decides the algorithm, whatever the document calls it. */
function read(make: () => KeyObject): Half | null {
  try {
    const key = make()
    const algorithm = algorithmOf(key)
    return algorithm && { algorithm, key }
  } catch {
    return null
  }
}

function algorithmOf(key: KeyObject): KeyAlgorithm | null {
  const { modulusLength = 0, publicExponent = 0n, namedCurve } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return 'Ed25519'
    case 'ec':
      return namedCurve === 'prime256v1' ? 'P-256' : namedCurve === 'secp384r1' ? 'P-384' : null
    case 'rsa':
      return modulusLength >= LEAST_RSA_BITS && publicExponent >= 3n ? 'RSA' : null
    default:
      return null
  }
}
