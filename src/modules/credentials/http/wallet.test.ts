import { clientAuthenticationNone, type CallbackContext, type JwtSigner } from '@openid4vc/oauth2'
import { Openid4vciClient } from '@openid4vc/openid4vci'
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose'
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { changeAward } from '../commands/change-award.ts'
import { verifyCredential } from '../commands/verify.ts'
import { exchangeCode, makeOffer } from '../commands/wallet/offer.ts'
import { getIssuer } from '../queries/issuers.ts'
import { isObject } from '../rules/form/limits.ts'
import { publicMultibase } from '../rules/keys/multikey.ts'
import { PROOF_TYPE } from '../rules/wallet/offer.ts'
import type { Actor } from '#src/platform/actor.ts'
import { earnCredential, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { makeDistrict, makePerson, makePublisher } from '#test/factories/factories.ts'
import { testWeb } from '#test/program/web.ts'

const web = await testWeb({
  PUBLIC_URL,
  MINTMARK_SECRET: 's'.repeat(40),
  MINTMARK_MASTER_KEY: '5a'.repeat(32),
  SMTP_URL: 'smtp://mail.test.example',
})
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = { ...privateKey.export({ format: 'jwk' }), d: undefined }
const did = `did:key:${publicMultibase('P-256', privateKey)}`
let educator: Actor
let registrar: Actor
let earned: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  const { db } = web.world
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  earned = await earnCredential(web.world, educator, PLANNING[0])
  registrar = await makePerson(db, [{ kind: 'registrar', at: await makePublisher(db) }])
})

const ask: typeof fetch = async (input, init) => {
  const request = new Request(input, init)
  const url = new URL(request.url)
  const body = request.method === 'GET' ? {} : { body: await request.text() }
  return web.ask(url.pathname + url.search, { method: request.method, headers: request.headers, ...body })
}

const unused = () => Promise.reject(new Error('This wallet does not do that.'))
const callbacks: CallbackContext = {
  fetch: ask,
  hash: (data) => createHash('sha256').update(data).digest(),
  signJwt: async (_: JwtSigner, { header, payload }) => ({
    jwt: await new SignJWT(payload as JWTPayload)
      .setProtectedHeader({ ...header, alg: 'ES256' } as JWTHeaderParameters)
      .sign(privateKey),
    signerJwk: jwk as never,
  }),
  decryptJwe: unused,
  encryptJwe: unused,
  verifyJwt: unused,
  generateRandom: (bytes) => randomBytes(bytes),
  clientAuthentication: clientAuthenticationNone({ clientId: 'wallet' }),
}
const walletClient = new Openid4vciClient({ callbacks })

const offer = async () => {
  const made = await makeOffer(web.world, educator, earned.id)
  if (made === null) throw new Error('It is theirs.')
  return made
}

/** Follows the link of an offer to an access token, as a wallet does. */
async function takeUp(link: string, txCode: string) {
  const credentialOffer = await walletClient.resolveCredentialOffer(link)
  const issuerMetadata = await walletClient.resolveIssuerMetadata(credentialOffer.credential_issuer)
  const { accessTokenResponse } = await walletClient.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
    txCode,
  })
  return { issuerMetadata, accessToken: accessTokenResponse.access_token }
}

type Taken = Awaited<ReturnType<typeof takeUp>>

async function receive({ issuerMetadata, accessToken }: Taken, credentialConfigurationId = 'OpenBadge_ldp_vc') {
  const { c_nonce: nonce } = await walletClient.requestNonce({ issuerMetadata })
  const { jwt } = await walletClient.createCredentialRequestJwtProof({
    issuerMetadata,
    credentialConfigurationId,
    nonce,
    signer: { method: 'jwk', alg: 'ES256', publicJwk: jwk as never },
  })
  const { credentialResponse } = await walletClient.retrieveCredentials({
    issuerMetadata,
    accessToken,
    credentialConfigurationId,
    proofs: { jwt: [jwt] },
  })
  const [first] = credentialResponse.credentials ?? []
  return isObject(first) && 'credential' in first ? first['credential'] : first
}

describe('a wallet', () => {
  test('receives the credential, bound to its key, by the link and the code beside it', async () => {
    const { link, transactionCode } = await offer()
    const credential = await receive(await takeUp(link, transactionCode))
    expect(credential).toMatchObject({ credentialSubject: { id: did, achievement: { name: 'Aligning to Standards' } } })
    expect((await verifyCredential(web.world, credential)).verdict).toBe('valid')
  })

  test('receives it as a token too', async () => {
    const { link, transactionCode } = await offer()
    const token = await receive(await takeUp(link, transactionCode), 'OpenBadge_jwt_vc_json')
    expect(decodeProtectedHeader(String(token))).toMatchObject({ alg: 'ES256', typ: 'JWT' })
    expect(decodeJwt(String(token))).toMatchObject({ sub: did, credentialSubject: { id: did } })
  })

  test('holds something that is withdrawn with the award', async () => {
    const { link, transactionCode } = await offer()
    const credential = await receive(await takeUp(link, transactionCode))
    const change = (action: 'suspend' | 'reinstate') =>
      changeAward({ ...web.world, now: web.world.now(), actor: registrar }, { ...earned, action, reason: 'A check.' })
    expect(await change('suspend')).toEqual({ ok: true })
    expect((await verifyCredential(web.world, credential)).verdict).not.toBe('valid')
    expect(await change('reinstate')).toEqual({ ok: true })
  })

  test('takes an offer up once', async () => {
    const { link, code, transactionCode } = await offer()
    await takeUp(link, transactionCode)
    await expect(takeUp(link, transactionCode)).rejects.toThrow(/status '404'/)
    const { slug } = await getIssuer(web.world.db, earned.orgId)
    expect(await exchangeCode(web.world, { slug, code, transactionCode })).toBeNull()
  })

  test('may guess the code five times', async () => {
    const { link, transactionCode } = await offer()
    const wrong = transactionCode === '000000' ? '000001' : '000000'
    for (let attempt = 0; attempt < 5; attempt++)
      await expect(takeUp(link, wrong)).rejects.toThrow(/Unable to retrieve access token/)
    await expect(takeUp(link, transactionCode)).rejects.toThrow(/status '404'/)
  })
})

test('nobody offers what somebody else earned', async () => {
  expect(await makeOffer(web.world, registrar, earned.id)).toBeNull()
})

describe('a request that does not prove a key', () => {
  const proof = async (
    changes: { nonce?: string; aud?: string; typ?: string; iat?: number; head?: object; key?: typeof privateKey } = {},
  ): Promise<string> => {
    const { c_nonce } = (await (await web.ask(`${base}/nonce`, { method: 'POST' })).json()) as { c_nonce: string }
    const payload = {
      nonce: changes.nonce ?? c_nonce,
      aud: changes.aud ?? web.world.config.publicUrl + base.replace('/wallet', ''),
      iat: changes.iat ?? Math.floor(Date.now() / 1000),
    }
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: changes.typ ?? PROOF_TYPE, jwk: jwk as never, ...changes.head })
      .sign(changes.key ?? privateKey)
  }
  let base = ''
  let accessToken = ''
  beforeAll(async () => {
    const { link, transactionCode } = await offer()
    const taken = await takeUp(link, transactionCode)
    base = `${new URL(taken.issuerMetadata.credentialIssuer.credential_issuer).pathname}/wallet`
    accessToken = taken.accessToken
  })
  const send = async (body: string, token = accessToken) => {
    const answer = await web.ask(`${base}/credential`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    })
    return { status: answer.status, ...((await answer.json()) as { error?: string }) }
  }
  const asking = (jwt: unknown) =>
    JSON.stringify({ credential_configuration_id: 'OpenBadge_ldp_vc', proofs: { jwt: [jwt] } })

  test.each<[string, () => Promise<string>, string]>([
    [
      'no proof',
      () => Promise.resolve(JSON.stringify({ credential_configuration_id: 'OpenBadge_ldp_vc' })),
      'invalid_proof',
    ],
    ['a proof that is no token', () => Promise.resolve(asking('x')), 'invalid_proof'],
    ['a nonce of its own', async () => asking(await proof({ nonce: 'mine' })), 'invalid_nonce'],
    ['another audience', async () => asking(await proof({ aud: 'https://elsewhere.example' })), 'invalid_proof'],
    ['another type of token', async () => asking(await proof({ typ: 'JWT' })), 'invalid_proof'],
    ['an old proof', async () => asking(await proof({ iat: 1_000_000 })), 'invalid_proof'],
    [
      'the key of somebody else',
      async () => asking(await proof({ key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })),
      'invalid_proof',
    ],
    ['two keys', async () => asking(await proof({ head: { kid: did } })), 'invalid_proof'],
    [
      'another configuration',
      () => Promise.resolve(JSON.stringify({ credential_configuration_id: '__proto__' })),
      'unknown_credential_configuration',
    ],
    ['no JSON', () => Promise.resolve('{'), 'invalid_credential_request'],
    ['no configuration', () => Promise.resolve('{"proofs":{}}'), 'invalid_credential_request'],
    [
      'a name that the token came without',
      () => Promise.resolve('{"credential_identifier":"x"}'),
      'unknown_credential_identifier',
    ],
    [
      'an answer that shall be encrypted',
      () => Promise.resolve('{"credential_configuration_id":"OpenBadge_ldp_vc","credential_response_encryption":{}}'),
      'invalid_encryption_parameters',
    ],
    [
      'several proofs',
      () => Promise.resolve('{"credential_configuration_id":"OpenBadge_ldp_vc","proofs":{"jwt":["a","b"]}}'),
      'invalid_proof',
    ],
    [
      'a did:jwk with something after it',
      async () => asking(await proof({ head: { jwk: undefined, kid: `did:jwk:${btoa(JSON.stringify(jwk))} <x>#0` } })),
      'invalid_proof',
    ],
  ])('%s', async (_, body, error) => {
    expect(await send(await body())).toMatchObject({ status: 400, error })
  })

  test.each([
    ['a form of files', 'multipart/form-data', 'x'],
    ['JSON', 'application/json', '{}'],
  ])('for a token, in %s', async (_, type, body) => {
    const answer = await web.ask(`${base}/token`, { method: 'POST', headers: { 'content-type': type }, body })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })

  test('a page of another site is answered too', async () => {
    const headers = { origin: 'https://wallet.example' }
    const answer = await web.ask(`${base}/nonce`, { method: 'POST', headers })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('a token that is none', async () => {
    expect(await send(asking(await proof()), 'x')).toMatchObject({ status: 401, error: 'invalid_token' })
  })
})
