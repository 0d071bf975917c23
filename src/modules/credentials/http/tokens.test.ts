import { Hono } from 'hono'
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, importJWK, jwtVerify, type JWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson } from '#test/factories/factories.ts'
import type { DidDocument } from '../rules/didweb.ts'
import { documents } from './documents.ts'
import { issuers } from './issuers.ts'

const { db } = await testDatabase()
const parts = issuingWorld(db, new Date('2026-03-02T15:04:05Z'))
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
const app = new Hono<HttpEnv>()
  .route('/', documents(world))
  .route('/', issuers(world))
  .all('*', (c) => c.text('a page'))

let publisher: Organisation
let issued: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  issued = await earnCredential(world, educator, PLANNING[0])
})

const get = (address: string, accept?: string) =>
  app.request(address.replace(PUBLIC_URL, ''), accept === undefined ? {} : { headers: { accept } })
const token = async (ending: '.jwt' | '.vc.jwt') => (await get(`/credentials/${issued.id}${ending}`)).text()
const typeOf = (answer: Response) => answer.headers.get('content-type')
const json = async <T>(answer: Response) => (await answer.json()) as T

/** The credential as it was signed, without its proof. */
const unsigned = () => {
  const { proof, ...credential } = JSON.parse(issued.document) as Record<string, unknown>
  expect(proof).toBeDefined()
  return credential
}

describe('the Open Badges token', () => {
  test('verifies with jose and the key at its kid, and says what the credential says', async () => {
    const compact = await token('.jwt')
    const { alg, typ, kid, ...more } = decodeProtectedHeader(compact)
    expect({ alg, typ, more }).toEqual({ alg: 'ES256', typ: 'JWT', more: {} })
    const key = await get(kid ?? '')
    expect(typeOf(key)).toBe('application/jwk+json')
    const { payload } = await jwtVerify(compact, await importJWK(await json<JWK>(key)), { algorithms: ['ES256'] })
    const credential = unsigned()
    expect(payload).toEqual({
      ...credential,
      iss: (credential['issuer'] as { id: string }).id,
      jti: credential['id'],
      nbf: Date.parse(String(credential['validFrom'])) / 1000,
      sub: (credential['credentialSubject'] as { id: string }).id,
    })
  })

  test('with another letter anywhere is refused by jose', async () => {
    const compact = await token('.jwt')
    const key = await importJWK(await json<JWK>(await get(decodeProtectedHeader(compact).kid ?? '')))
    for (const at of [3, compact.indexOf('.') + 9, compact.length - 40]) {
      const other = compact[at] === 'A' ? 'B' : 'A'
      await expect(jwtVerify(compact.slice(0, at) + other + compact.slice(at + 1), key)).rejects.toThrow()
    }
  })
})

test('the W3C token is the credential alone, signed by a JsonWebKey of its issuer’s document', async () => {
  const compact = await token('.vc.jwt')
  const { kid, ...header } = decodeProtectedHeader(compact)
  expect(header).toEqual({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc' })
  const did = await json<DidDocument>(await get(`/organisations/${publisher.slug}/did.json`))
  const method = did.verificationMethod.find(({ id }) => id === kid)
  expect(did.assertionMethod).toContain(kid)
  if (method?.type !== 'JsonWebKey') throw new Error('VC-JOSE-COSE asks for JsonWebKey.')
  const { payload } = await jwtVerify(compact, await importJWK({ ...method.publicKeyJwk, alg: 'ES256' }))
  expect(payload).toEqual(unsigned())
})

test('both tokens verify with the set of keys that jose fetches by itself', async () => {
  const fetched: string[] = []
  const keys = createRemoteJWKSet(new URL(`${PUBLIC_URL}/organisations/${publisher.slug}/jwks.json`), {
    [customFetch]: async (url) => {
      fetched.push(url)
      return get(url)
    },
  })
  for (const ending of ['.jwt', '.vc.jwt'] as const)
    expect((await jwtVerify(await token(ending), keys)).payload['id']).toBe(unsigned()['id'])
  expect(fetched).toHaveLength(1)
})

describe('the address of a credential', () => {
  test.each([
    ['application/jwt', 'application/jwt', 'JWT'],
    ['application/vc+jwt', 'application/vc+jwt', 'vc+jwt'],
    ['text/html;q=0.1, application/vc+jwt', 'application/vc+jwt', 'vc+jwt'],
  ])('is the token for Accept: %s', async (accept, type, typ) => {
    const answer = await get(`/credentials/${issued.id}`, accept)
    expect(typeOf(answer)).toBe(type)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(decodeProtectedHeader(await answer.text()).typ).toBe(typ)
  })

  test('is JSON where JSON and a token are welcome alike, and a page for a browser', async () => {
    expect(typeOf(await get(`/credentials/${issued.id}`, 'application/*'))).toBe('application/vc')
    expect(await (await get(`/credentials/${issued.id}`, 'text/html, */*')).text()).toBe('a page')
  })

  test.each(['.vc.jwt', 'nonsense.jwt', '0199c0de-0000-7000-8000-000000000000.vc.jwt'])(
    '%s is a 404 in JSON',
    async (id) => {
      const answer = await get(`/credentials/${id}`)
      expect([answer.status, typeOf(answer)]).toEqual([404, 'application/problem+json'])
    },
  )
})

describe('an issuer’s keys', () => {
  const path = () => `/organisations/${publisher.slug}`
  const multikey = async (prefix: string) => {
    const { verificationMethod } = await json<DidDocument>(await get(`${path()}/did.json`))
    const found = verificationMethod.find(({ id }) => id.includes(`#${prefix}`))
    return found?.type === 'Multikey' ? found : null
  }

  test('a credential’s key is a Multikey with its controller, and a JWK when one is asked for', async () => {
    const method = await multikey('z6Mk')
    const address = `${path()}/keys/${method?.publicKeyMultibase}`
    expect(await (await get(address)).json()).toEqual({
      '@context': 'https://w3id.org/security/multikey/v1',
      ...method,
    })
    const jwk = await get(address, 'application/jwk+json')
    expect([typeOf(jwk), await jwk.json()]).toMatchObject(['application/jwk+json', { kty: 'OKP', crv: 'Ed25519' }])
  })

  test('a token’s key is a JWK for everyone, without a private member', async () => {
    const address = `${path()}/keys/${(await multikey('zDn'))?.publicKeyMultibase}`
    for (const accept of [undefined, '*/*', 'application/json, text/plain, */*', 'application/json']) {
      const jwk = await json<JWK>(await get(address, accept))
      expect(jwk).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', kid: PUBLIC_URL + address })
      expect(jwk.d).toBeUndefined()
    }
  })

  test('a reader with a copy is told that it still holds', async () => {
    for (const file of ['did.json', 'jwks.json', `keys/${(await multikey('zDn'))?.publicKeyMultibase}`]) {
      const first = await get(`${path()}/${file}`)
      const etag = first.headers.get('etag') ?? ''
      expect([first.status, etag.length]).toEqual([200, 24])
      for (const held of [etag, `W/${etag}`, `"another", ${etag}`])
        expect((await app.request(`${path()}/${file}`, { headers: { 'if-none-match': held } })).status).toBe(304)
    }
  })

  test('the document is answered as the type of document that is asked for', async () => {
    expect(typeOf(await get(`${path()}/did.json`, 'application/did+ld+json'))).toBe('application/did+ld+json')
    expect(typeOf(await get(`${path()}/did.json`, 'application/ld+json, application/json;q=0.9'))).toBe(
      'application/ld+json',
    )
    expect(typeOf(await get(`${path()}/did.json`, 'text/html, */*'))).toBe('application/json')
  })

  test('nobody else’s keys, and none that do not exist', async () => {
    const other = await makeDistrict(db)
    const key = (await multikey('zDn'))?.publicKeyMultibase
    const missing = ['did.json', 'jwks.json', `keys/${key}`].map((file) => `/organisations/${other.slug}/${file}`)
    for (const address of [...missing, `${path()}/keys/zDnaNothing`, `${path()}/keys/%00`])
      expect((await get(address)).status).toBe(404)
    // A slug with such a letter is no slug, and the database is not asked for it.
    for (const slug of ['%00', 'A', '..%2f', 'x'.repeat(5000)])
      expect(await (await get(`/organisations/${slug}/did.json`)).text()).toMatch(/a page|No such issuer/)
  })
})
