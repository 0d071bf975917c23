import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { encode } from 'base58-universal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listedFor, readControllerDocument } from './controller-document.ts'
import { publicMultibase } from './multikey.ts'
import { readJwk, readVerificationKey } from './verification-key.ts'

const ISSUER = 'did:web:example.org'
const ID = `${ISSUER}#key-1`

const ed25519 = generateKeyPairSync('ed25519').publicKey
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
const rsaPair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsa = rsaPair.publicKey
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' })
const pem = rsa.export({ format: 'pem', type: 'spki' })
const base58 = (key: KeyObject) => encode(Buffer.from(jwkOf(key).x ?? '', 'base64url'))
const compressed = encode(
  Buffer.concat([
    Buffer.from([2 + ((Buffer.from(jwkOf(p256).y ?? '', 'base64url').at(-1) ?? 0) & 1)]),
    Buffer.from(jwkOf(p256).x ?? '', 'base64url'),
  ]),
)

const method = (type: unknown, key: object) => ({ id: ID, type, controller: ISSUER, ...key })

describe('a key', () => {
  it.each([
    ['Ed25519', ed25519, method('Multikey', { publicKeyMultibase: publicMultibase('Ed25519', ed25519) })],
    ['P-256', p256, method('Multikey', { publicKeyMultibase: publicMultibase('P-256', p256) })],
    ['P-384', p384, method('Multikey', { publicKeyMultibase: publicMultibase('P-384', p384) })],
    [
      'Ed25519',
      ed25519,
      method('Ed25519VerificationKey2020', { publicKeyMultibase: publicMultibase('Ed25519', ed25519) }),
    ],
    ['Ed25519', ed25519, method('Ed25519VerificationKey2018', { publicKeyBase58: base58(ed25519) })],
    ['Ed25519', ed25519, method('JsonWebKey', { publicKeyJwk: jwkOf(ed25519) })],
    ['P-256', p256, method('JsonWebKey2020', { publicKeyJwk: jwkOf(p256) })],
    ['P-384', p384, method('JsonWebKey', { publicKeyJwk: jwkOf(p384) })],
    ['RSA', rsa, method('JsonWebKey', { publicKeyJwk: { ...jwkOf(rsa), use: 'sig' } })],
    ['P-256', p256, method('EcdsaSecp256r1VerificationKey2019', { publicKeyJwk: jwkOf(p256) })],
    ['P-256', p256, method('EcdsaSecp256r1VerificationKey2019', { publicKeyBase58: compressed })],
    [
      'P-256',
      p256,
      method('EcdsaSecp256r1VerificationKey2019', { publicKeyMultibase: publicMultibase('P-256', p256) }),
    ],
    ['RSA', rsa, { id: ID, type: 'CryptographicKey', owner: ISSUER, publicKeyPem: pem }],
    ['RSA', rsa, method(['CryptographicKey', 'Thing'], { publicKeyPem: pem })],
  ])('of %s is read as others write it (%#)', (algorithm, key, written) => {
    const read = readVerificationKey(written, ISSUER, ['assertionMethod'])
    expect(read).toMatchObject({ id: ID, controller: ISSUER, algorithm, purposes: ['assertionMethod'] })
    expect(read).toMatchObject({ expires: null, revoked: null })
    expect(read?.key.equals(key)).toBe(true)
  })

  it('may be named from its document on, and ends when it says', () => {
    const multibase = { publicKeyMultibase: publicMultibase('Ed25519', ed25519) }
    const dates = { expires: '2027-01-01T00:00:00Z', revoked: '2026-01-01T00:00:00Z' }
    const read = readVerificationKey({ ...method('Multikey', multibase), id: '#key-1', ...dates }, ISSUER)
    expect(read).toMatchObject({ id: ID, expires: new Date(dates.expires), revoked: new Date(dates.revoked) })
    for (const wrong of [{ revoked: 'soon' }, { expires: 1 }, { revoked: {} }])
      expect(readVerificationKey({ ...method('Multikey', multibase), ...wrong }, ISSUER)).toBeNull()
  })

  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
  const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey
  it.each([
    ['nothing', null],
    ['text', 'did:web:example.org#key-1'],
    ['a list', []],
    ['no name', { ...method('JsonWebKey', { publicKeyJwk: jwkOf(p256) }), id: undefined }],
    ['an endless name', { ...method('JsonWebKey', { publicKeyJwk: jwkOf(p256) }), id: 'x'.repeat(5000) }],
    ['an unknown type', method('JsonWebKey2099', { publicKeyJwk: jwkOf(p256) })],
    ['no key', method('Multikey', {})],
    ['a Multikey of broken text', method('Multikey', { publicKeyMultibase: 'z0OIl' })],
    ['an endless Multikey', method('Multikey', { publicKeyMultibase: `z${'2'.repeat(1_000_000)}` })],
    [
      'a key of another algorithm than its type',
      method('Ed25519VerificationKey2020', { publicKeyMultibase: publicMultibase('P-256', p256) }),
    ],
    ['short bytes', method('Ed25519VerificationKey2018', { publicKeyBase58: encode(Buffer.alloc(31, 7)) })],
    ['an RSA key of 1024 bits', method('JsonWebKey', { publicKeyJwk: jwkOf(short) })],
    ['the same in PEM', method('CryptographicKey', { publicKeyPem: short.export({ format: 'pem', type: 'spki' }) })],
    ['an RSA key whose signatures anyone can make', method('JsonWebKey', { publicKeyJwk: { ...jwkOf(rsa), e: 'AQ' } })],
    ['an endless RSA key', method('JsonWebKey', { publicKeyJwk: { kty: 'RSA', n: 'x'.repeat(100_000), e: 'AQAB' } })],
    ['a curve that nobody signs credentials with', method('JsonWebKey', { publicKeyJwk: jwkOf(secp256k1) })],
    ['a point that is not on the curve', method('JsonWebKey', { publicKeyJwk: { ...jwkOf(p256), y: jwkOf(p256).x } })],
    ['a secret that both share', method('JsonWebKey', { publicKeyJwk: { kty: 'oct', k: 'c2VjcmV0' } })],
    ['a key for encryption', method('JsonWebKey', { publicKeyJwk: { ...jwkOf(p256), use: 'enc' } })],
    [
      'a private key in PEM',
      method('CryptographicKey', { publicKeyPem: rsaPair.privateKey.export({ format: 'pem', type: 'pkcs8' }) }),
    ],
    [
      'text that is no PEM',
      method('CryptographicKey', { publicKeyPem: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' }),
    ],
    [
      'a certificate',
      method('CryptographicKey', { publicKeyPem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }),
    ],
  ])('is not read from %s', (_, written) => expect(readVerificationKey(written, ISSUER)).toBeNull())

  it('is public even where its owner was careless', () => {
    const careless = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    const read = readJwk(careless.export({ format: 'jwk' }))
    expect(read?.key.type).toBe('public')
    expect(read?.key.equals(createPublicKey(careless))).toBe(true)
  })

  it('is never read wrongly, and nothing is thrown', () => {
    const written = method('JsonWebKey', { publicKeyJwk: jwkOf(p256), publicKeyMultibase: 'z6Mk' })
    const types = fc.constantFrom('Multikey', 'JsonWebKey', 'CryptographicKey', 'Ed25519VerificationKey2018')
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(written)), fc.jsonValue(), types, (name, value, type) => {
        const read = readVerificationKey({ ...written, type, [name]: value }, ISSUER)
        if (read !== null) expect(read.key.equals(p256)).toBe(true)
      }),
    )
    fc.assert(fc.property(fc.jsonValue(), (jwk) => readJwk(jwk) === null))
  })
})

describe('the document of a controller', () => {
  const key = (name: string, more: object = {}) => ({
    ...method('Multikey', { publicKeyMultibase: publicMultibase('Ed25519', ed25519) }),
    id: `${ISSUER}#${name}`,
    ...more,
  })
  const read = (document: object, only?: string) =>
    readControllerDocument({ id: ISSUER, ...document }, ISSUER, only)?.keys.map(({ id, purposes }) => [id, ...purposes])

  it('lists keys by reference, by relative reference, or within', () =>
    expect(
      read({
        verificationMethod: [key('a'), key('b'), key('c')],
        assertionMethod: [`${ISSUER}#a`, '#b', key('d')],
        authentication: '#a',
      }),
    ).toEqual([
      [`${ISSUER}#a`, 'assertionMethod', 'authentication'],
      [`${ISSUER}#b`, 'assertionMethod'],
      [`${ISSUER}#c`],
      [`${ISSUER}#d`, 'assertionMethod'],
    ]))

  it('leaves all unread but the one that is asked for', () =>
    expect(read({ verificationMethod: [key('a'), key('b')], assertionMethod: ['#a', '#b'] }, `${ISSUER}#b`)).toEqual([
      [`${ISSUER}#b`, 'assertionMethod'],
    ]))

  it('keeps no key of somebody else, and none that cannot be read', () =>
    expect(
      read({
        verificationMethod: [
          key('a', { controller: 'did:web:other.example' }),
          key('b', { controller: undefined }),
          key('c', { publicKeyMultibase: 'z' }),
          7,
          null,
          'd',
          [[key('e')]],
          key('f'),
        ],
      }),
    ).toEqual([[`${ISSUER}#f`]]))

  it('is looked through so far and no further', () => {
    const many = Array.from({ length: 5000 }, (_, i) => key(`k${i}`))
    expect(read({ verificationMethod: many })).toHaveLength(200)
  })

  it.each([null, 7, 'text', [], {}, { id: 'did:web:other.example', verificationMethod: [key('a')] }, { id: [ISSUER] }])(
    'is not %o',
    (value) => {
      expect(readControllerDocument(value, ISSUER)).toBeNull()
      expect(listedFor(value, ISSUER, 'assertionMethod')).toEqual([])
    },
  )
})
