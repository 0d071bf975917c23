import { generateKeyPairSync } from 'node:crypto'
import { compactVerify, exportJWK, SignJWT, CompactSign } from 'jose'
import { expect, test } from 'vitest'
import { badgeOf, makeStranger, tokenBy, verdictOn, type Stranger } from '#test/factories/strangers.ts'

const VALID = { verdict: 'valid', open: [] }
const JWS = { Ed25519: 'EdDSA', 'P-256': 'ES256', 'P-384': 'ES384' } as const
const claims = (who: Pick<Stranger, 'did'>) => ({
  iss: who.did,
  jti: 'urn:uuid:0199c0de-0000-7000-8000-00000000000a',
  sub: 'urn:uuid:0199c0de-0000-7000-8000-00000000000b',
  nbf: Date.parse('2026-01-01T00:00:00Z') / 1000,
})
const ALGORITHMS = ['Ed25519', 'P-256', 'P-384'] as const

test.each(ALGORITHMS)('what jose signs with %s, in the form of Open Badges and of the W3C', async (algorithm) => {
  const who = makeStranger(algorithm)
  const alg = JWS[algorithm]
  const badges = new SignJWT({ ...badgeOf(who), ...claims(who) }).setProtectedHeader({
    alg,
    kid: who.method,
    typ: 'JWT',
  })
  expect(await verdictOn(await badges.sign(who.privateKey))).toEqual(VALID)
  const w3c = new CompactSign(Buffer.from(JSON.stringify(badgeOf(who)))).setProtectedHeader({
    alg,
    kid: who.method,
    typ: 'vc+jwt',
    cty: 'vc',
  })
  expect(await verdictOn(await w3c.sign(who.privateKey))).toEqual(VALID)
})

test.each(ALGORITHMS)('what we sign with %s is read by jose', async (algorithm) => {
  const who = makeStranger(algorithm)
  const token = tokenBy(who, badgeOf(who))
  expect(await verdictOn(token)).toEqual(VALID)
  const { payload } = await compactVerify(token, await publicOf(who))
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(badgeOf(who))
})

const publicOf = async ({ privateKey }: Stranger) => {
  const { d: _d, ...jwk } = await exportJWK(privateKey)
  return jwk
}

test('RS256, with a key at an address below that of the issuer', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const did = 'https://guides.example/issuers/7'
  const kid = `${did}/key.json`
  const token = await new SignJWT({ ...badgeOf({ did }), ...claims({ did }) })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(privateKey)
  const jwk = await exportJWK(publicKey)
  expect(await verdictOn(token, { [kid]: jwk })).toEqual(VALID)
  const [head, body, tail = ''] = token.split('.')
  expect((await verdictOn(`${head}.${body}.${tail.slice(0, -8)}AAAAAAAA`, { [kid]: jwk })).verdict).toBe('not valid')
})

test('a key at an address that does not say whose it is', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const did = 'https://guides.example/issuers/7'
  const kid = 'https://guides.example/uploads/key.json'
  const token = await new SignJWT({ ...badgeOf({ did }), ...claims({ did }) })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateKey)
  const pages = { [kid]: await exportJWK(publicKey), [did]: { id: did, type: 'Profile' } }
  expect((await verdictOn(token, pages)).verdict).toBe('cannot tell')
})
