/**
 * The issuers of the VC-API: one for each cryptosuite and kind of key, as test suites want them. They are did:keys made
 * from the secret of the installation, so they stay the same, and no credential of an organisation is signed by them.
 */

import { createECDH, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'
import { publicMultibase, secretMultibase, type Algorithm } from '../keys/multikey.ts'

export const VC_API_ISSUERS = {
  ed25519: { algorithm: 'Ed25519', cryptosuite: 'eddsa-rdfc-2022' },
  p256: { algorithm: 'P-256', cryptosuite: 'ecdsa-rdfc-2019' },
  p384: { algorithm: 'P-384', cryptosuite: 'ecdsa-rdfc-2019' },
  sd: { algorithm: 'P-256', cryptosuite: 'ecdsa-sd-2023' },
  status: { algorithm: 'Ed25519', cryptosuite: 'eddsa-rdfc-2022' },
} as const satisfies Record<string, { algorithm: Algorithm; cryptosuite: string }>

export type VcApiName = keyof typeof VC_API_ISSUERS
export type Cryptosuite = (typeof VC_API_ISSUERS)[VcApiName]['cryptosuite']
export const isVcApiName = (name: string): name is VcApiName => Object.hasOwn(VC_API_ISSUERS, name)

export type VcApiIssuer = {
  did: string
  method: string
  algorithm: Algorithm
  cryptosuite: Cryptosuite
  privateKey: KeyObject
  publicMultibase: string
  secretMultibase: string
}

const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const CURVES = { 'P-256': { name: 'prime256v1', bytes: 32 }, 'P-384': { name: 'secp384r1', bytes: 48 } } as const

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

function privateKeyOf(algorithm: Algorithm, secret: string, label: string): KeyObject {
  const seed = (bytes: number): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `vc-api ${label}`, bytes))
  if (algorithm === 'Ed25519')
    return createPrivateKey({ key: Buffer.concat([ED25519_HEAD, seed(32)]), format: 'der', type: 'pkcs8' })
  const { name, bytes } = CURVES[algorithm]
  const scalar = seed(bytes)
  const curve = createECDH(name)
  curve.setPrivateKey(scalar)
  const point = curve.getPublicKey()
  const [x, y] = [base64url(point.subarray(1, 1 + bytes)), base64url(point.subarray(1 + bytes))] as const
  return createPrivateKey({ key: { kty: 'EC', crv: algorithm, x, y, d: base64url(scalar) }, format: 'jwk' })
}

export function vcApiIssuer(name: VcApiName, secret: string): VcApiIssuer {
  const { algorithm, cryptosuite } = VC_API_ISSUERS[name]
  const privateKey = privateKeyOf(algorithm, secret, name)
  const key = publicMultibase(algorithm, createPublicKey(privateKey))
  const did = `did:key:${key}`
  return {
    did,
    method: `${did}#${key}`,
    algorithm,
    cryptosuite,
    privateKey,
    publicMultibase: key,
    secretMultibase: secretMultibase(algorithm, privateKey),
  }
}
