import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { badgeOf, documentOf, makeStranger, tokenBy, verdictOn } from '#test/factories/strangers.ts'

// RFC 8725 (JWT best practices): algorithms, keys in headers, and what a header must not decide.
const who = makeStranger('P-256')
const badge = badgeOf(who)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const pem = createPublicKey(who.privateKey).export({ type: 'spki', format: 'pem' })
const hmac = (header: object) => {
  const input = `${part(header)}.${part(badge)}`
  return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`
}
const stolen = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
  const input = `${part({ alg: 'ES256', jwk })}.${part(badge)}`
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
const own = createPublicKey(who.privateKey).export({ format: 'jwk' })

test.each<[string, () => string, string]>([
  ['as it should be', () => tokenBy(who, badge), 'valid'],
  ['a key in the header that the issuer lists', () => tokenBy(who, badge, { kid: undefined, jwk: own }), 'valid'],
  ['no signature', () => `${part({ alg: 'none', kid: who.method })}.${part(badge)}.`, 'not valid'],
  [
    'no signature, in other letters',
    () => `${part({ alg: 'nOnE', kid: who.method })}.${part(badge)}.AAAA`,
    'not valid',
  ],
  ['an empty signature', () => `${part({ alg: 'ES256', kid: who.method })}.${part(badge)}.`, 'not valid'],
  [
    'zeros for a signature',
    () => `${part({ alg: 'ES256', kid: who.method })}.${part(badge)}.${Buffer.alloc(64).toString('base64url')}`,
    'not valid',
  ],
  ['the public key as a secret', () => hmac({ alg: 'HS256', kid: who.method }), 'not valid'],
  ['an algorithm of another kind of key', () => tokenBy(who, badge, { alg: 'EdDSA' }), 'not valid'],
  ['an algorithm of another curve', () => tokenBy(who, badge, { alg: 'ES384' }), 'not valid'],
  ['an algorithm named like a method', () => tokenBy(who, badge, { alg: 'constructor' }), 'cannot tell'],
  ['a key in the header that the issuer does not list', stolen, 'not valid'],
  ['an address of a key', () => tokenBy(who, badge, { jku: 'https://evil.example/jwks' }), 'cannot tell'],
  ['a certificate', () => tokenBy(who, badge, { x5c: ['MIIB'] }), 'cannot tell'],
  ['a header that must be understood', () => tokenBy(who, badge, { crit: ['exp'] }), 'not valid'],
  ['a payload that is not encoded', () => tokenBy(who, badge, { b64: false }), 'not valid'],
  ['a token for something else', () => tokenBy(who, badge, { typ: 'at+jwt' }), 'not valid'],
  ['no name of a key', () => tokenBy(who, badge, { kid: undefined }), 'cannot tell'],
  ['a name of a key that is none', () => tokenBy(who, badge, { kid: 7 }), 'cannot tell'],
  ['a signature written in another way', () => `${tokenBy(who, badge)}=`, 'not valid'],
  [
    'a proof that does not hold beside the token',
    () => tokenBy(who, { ...badge, proof: { type: 'x' } }),
    'cannot tell',
  ],
])('%s', async (_, token, verdict) => {
  expect((await verdictOn(token())).verdict).toBe(verdict)
})

test('any changed letter', async () => {
  const token = tokenBy(who, badge)
  for (let at = 0; at < token.length; at += 7) {
    const letter = token[at] === 'A' ? 'B' : 'A'
    if (token[at] !== '.')
      expect((await verdictOn(token.slice(0, at) + letter + token.slice(at + 1))).verdict).not.toBe('valid')
  }
})

test('a key may be named by the end of its name', async () => {
  const guides = makeStranger('P-256', 'did:web:guides.example')
  const pages = { 'https://guides.example/.well-known/did.json': documentOf(guides) }
  for (const kid of [`#${guides.multibase}`, guides.multibase])
    expect(await verdictOn(tokenBy(guides, badgeOf(guides), { kid }), pages)).toEqual({ verdict: 'valid', open: [] })
})
