import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '#src/platform/database/database.ts'
import type { Fetch, Fetched, Refusal } from '#src/platform/fetch/fetch.ts'
import { openFetch } from '#src/platform/fetch/guarded.ts'
import type { Config } from '#src/platform/start/config.ts'
import { testDatabase } from '#test/database/database.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { makeDistrict, makePublisher, NOON } from '#test/factories/factories.ts'
import { issuerDid } from '../../rules/didweb.ts'
import { publicMultibase } from '../../rules/keys/multikey.ts'
import { signingKey } from '../keys/signing.ts'
import { readElsewhere, readJsonElsewhere } from './elsewhere.ts'
import { findKey, resolveDid } from './keys.ts'

const { db } = await testDatabase()

/** What lies elsewhere: a JSON value, text, or why nothing comes. */
const places = new Map<string, unknown>()
const asked: string[] = []
const fetch: Fetch = (url) => {
  asked.push(url)
  const there = places.get(url)
  if (there === undefined) return Promise.resolve({ ok: false, reason: 'unreachable', detail: '' })
  if (typeof there === 'object' && there !== null && 'ok' in there) return Promise.resolve(there as Fetched)
  const body = new TextEncoder().encode(typeof there === 'string' ? there : JSON.stringify(there))
  return Promise.resolve({ ok: true, url, type: 'application/json', body })
}
const world = { ...issuingWorld(db), fetch }
beforeEach(() => {
  places.clear()
  asked.length = 0
})

const ed25519 = generateKeyPairSync('ed25519').publicKey
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' })

const DID = 'did:web:example.org:schools'
const AT = 'https://example.org/schools/did.json'
const methodOf = (id: string, controller: string, key = p256) => ({
  id,
  type: 'JsonWebKey',
  controller,
  publicKeyJwk: jwkOf(key),
})
const documentOf = (id: string, more: object = {}) => ({
  id,
  verificationMethod: [methodOf(`${id}#1`, id)],
  assertionMethod: ['#1'],
  ...more,
})

const bad = (result: 'failed' | 'not checked', part: string) => ({
  ok: false,
  result,
  reason: expect.stringContaining(part) as string,
})

describe('an issuer of this installation', () => {
  it('is known without asking anyone, with each of its keys', async () => {
    const publisher = await makePublisher(db)
    const did = issuerDid(world.config.publicUrl, publisher.slug)
    const issuer = { orgId: publisher.id, did }
    const key = await inTransaction(db, (tx) => signingKey(tx, issuer, world.config.masterKey, NOON, 'P-256'))
    expect(await findKey(world, key.method)).toMatchObject({
      ok: true,
      value: {
        key: { id: key.method, controller: did, algorithm: 'P-256' },
        own: { name: publisher.name, timeZone: 'America/New_York' },
        says: `The key belongs to ${publisher.name}, credentials.test.example.`,
      },
    })
    const controller = await resolveDid(world, did)
    expect(controller.ok && controller.value.keys.map(({ algorithm }) => algorithm).sort()).toEqual([
      'Ed25519',
      'P-256',
      'P-256',
    ])
    expect(await findKey(world, `${did}#other`)).toMatchObject(bad('failed', 'does not have the key'))
    expect(asked).toEqual([])
  })

  it('that never issued has none, nor has one that is not there', async () => {
    const district = await makeDistrict(db)
    for (const slug of [district.slug, 'nobody'])
      expect(await findKey(world, `${issuerDid(world.config.publicUrl, slug)}#1`)).toMatchObject(
        bad('failed', 'never issued'),
      )
    expect(asked).toEqual([])
  })
})

describe('a key that stands in its own name', () => {
  it.each([
    ['Ed25519', ed25519],
    ['P-256', p256],
    ['P-384', p384],
  ] as const)('as did:key of %s or did:jwk', async (algorithm, key) => {
    const multibase = publicMultibase(algorithm, key)
    const jwk = Buffer.from(JSON.stringify(jwkOf(key))).toString('base64url')
    for (const [did, name] of [
      [`did:key:${multibase}`, multibase],
      [`did:jwk:${jwk}`, '0'],
    ] as const) {
      const found = await findKey(world, `${did}#${name}`)
      expect(found).toMatchObject({ ok: true, value: { own: null, key: { controller: did, algorithm } } })
      expect(found.ok && found.value.key.key.equals(key)).toBe(true)
      expect(await findKey(world, `${did}#${name}`, { purpose: 'authentication' })).toMatchObject({ ok: true })
      expect(found.ok && found.value.says).toContain('A key alone does not prove who holds it.')
    }
  })

  it.each([
    'did:key:z6Mk#z6Mk',
    `did:key:${publicMultibase('P-256', p256)}`,
    `did:key:${publicMultibase('P-256', p256)}#${publicMultibase('P-384', p384)}`,
    'did:jwk:e30#0',
    `did:jwk:${'A'.repeat(9000)}#0`,
    `did:jwk:${Buffer.from(JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' })).toString('base64url')}#0`,
  ])('is not %s', async (method) => expect(await findKey(world, method)).toMatchObject({ ok: false, result: 'failed' }))
})

describe('did:web', () => {
  it('is asked where its document lies', async () => {
    places.set(AT, documentOf(DID))
    expect(await findKey(world, `${DID}#1`)).toMatchObject({
      ok: true,
      value: { own: null, says: 'The key belongs to example.org/schools.', key: { controller: DID } },
    })
    places.set('https://example.org/.well-known/did.json', documentOf('did:web:example.org'))
    expect(await findKey(world, 'did:web:example.org#1')).toMatchObject({
      value: { says: 'The key belongs to example.org.' },
    })
    expect(asked).toEqual([AT, 'https://example.org/.well-known/did.json'])
  })

  it.each([
    ['with another name', documentOf('did:web:example.org')],
    ['without a name', { ...documentOf(DID), id: undefined }],
    ['that is a list', [documentOf(DID)]],
    ['that is a number', 7],
    ['without keys', { id: DID }],
    ['whose key has another name', { ...documentOf(DID), verificationMethod: [methodOf(`${DID}#2`, DID)] }],
    ['whose key belongs to another', documentOf(DID, { verificationMethod: [methodOf(`${DID}#1`, 'did:web:b.org')] })],
    ['whose key does not assert', documentOf(DID, { assertionMethod: [], authentication: ['#1'] })],
    [
      'whose key cannot be read',
      documentOf(DID, { verificationMethod: [{ ...methodOf(`${DID}#1`, DID), type: 'Other' }] }),
    ],
  ])('fails by a document %s', async (_, document) => {
    places.set(AT, document)
    expect(await findKey(world, `${DID}#1`)).toMatchObject({ ok: false, result: 'failed' })
  })

  it('may list a key for one purpose and not for another', async () => {
    places.set(AT, documentOf(DID, { authentication: [methodOf(`${DID}#2`, DID, p384)] }))
    const find = async (name: string, purpose?: 'authentication') =>
      (await findKey(world, `${DID}#${name}`, purpose && { purpose })).ok
    expect([await find('1'), await find('1', 'authentication')]).toEqual([true, false])
    expect([await find('2'), await find('2', 'authentication')]).toEqual([false, true])
    places.set(AT, { id: DID, publicKey: [methodOf(`${DID}#3`, DID, rsa), methodOf(`${DID}#4`, DID)] })
    expect([await find('3'), await find('3', 'authentication')]).toEqual([true, false])
    expect([await find('4'), await find('4', 'authentication')]).toEqual([false, false])
  })

  it.each([
    ['unreachable', 'could not be reached'],
    ['not allowed', 'does not ask there'],
    ['too slow', 'in time'],
    ['too large', 'more than'],
    ['too many redirects', 'leads on'],
    ['refused', 'does not give it out'],
    ['busy', 'asked a lot'],
  ] as const)('is not checked while it is %s', async (reason: Refusal, said) => {
    places.set(AT, { ok: false, reason, detail: '' })
    expect(await findKey(world, `${DID}#1`)).toMatchObject(bad('not checked', said))
  })

  it.each(['<!doctype html><title>Sign in to the network</title>', '', '{"id":', '['.repeat(200_000)])(
    'is not checked where a page lies that is no JSON (%#)',
    async (page) => {
      places.set(AT, page)
      expect(await findKey(world, `${DID}#1`)).toMatchObject(bad('not checked', 'does not answer with JSON'))
    },
  )

  it('is not asked for what is no name of a site', async () => {
    for (const did of ['did:web:', 'did:web:a/b', 'did:web:a?b', 'did:web:a:..'])
      expect(await findKey(world, `${did}#1`)).toMatchObject({ ok: false, result: 'failed' })
    expect(await findKey(world, 'did:ion:EiClkZMDxPKqC9c#1')).toMatchObject(bad('not checked', 'cannot look up'))
    expect(asked).toEqual([])
  })
})

describe('a key that a signature brings along', () => {
  it('is trusted when its issuer lists the very same, and never by itself', async () => {
    places.set(AT, documentOf(DID))
    expect(await findKey(world, DID, { jwk: jwkOf(p256) })).toMatchObject({
      ok: true,
      value: { key: { id: `${DID}#1` } },
    })
    for (const jwk of [jwkOf(p384), { kty: 'oct', k: 'AA' }, null, 'text', { ...jwkOf(p256), x: jwkOf(p384).x }])
      expect(await findKey(world, DID, { jwk })).toMatchObject(bad('failed', 'does not have the key'))
    const [again] = documentOf(DID).verificationMethod
    places.set(
      AT,
      documentOf(DID, { verificationMethod: [], authentication: [{ ...again, id: '#0' }], assertionMethod: [again] }),
    )
    expect(await findKey(world, DID, { jwk: jwkOf(p256) })).toMatchObject({
      ok: true,
      value: { key: { id: `${DID}#1` } },
    })
    places.set('https://example.org/jwk', jwkOf(p256))
    expect(await findKey(world, 'https://example.org/jwk', { jwk: jwkOf(p256) })).toMatchObject({ ok: false })
  })
})

describe('a key at an HTTPS address', () => {
  const ISSUER = 'https://example.org/issuer'
  const KEY = 'https://example.org/keys/1'

  it('stands in the document of its controller', async () => {
    places.set(ISSUER, documentOf(ISSUER))
    expect(await findKey(world, `${ISSUER}#1`)).toMatchObject({
      ok: true,
      value: { says: `The key belongs to ${ISSUER}.`, key: { controller: ISSUER } },
    })
    expect(await findKey(world, `${ISSUER}#2`)).toMatchObject(bad('failed', 'does not have the key'))
  })

  it('is a JWK, alone or in a set, which does not say whose it is', async () => {
    places.set(KEY, jwkOf(rsa))
    places.set(ISSUER, { keys: [null, { kid: 'a', ...jwkOf(p384) }, { kid: 'b', ...jwkOf(p256) }] })
    const controller = { key: { controller: null } }
    expect(await findKey(world, KEY)).toMatchObject({ ok: true, value: { ...controller, key: { algorithm: 'RSA' } } })
    const found = await findKey(world, `${ISSUER}#b`)
    expect(found).toMatchObject({ ok: true, value: controller })
    expect(found.ok && found.value.key.key.equals(p256)).toBe(true)
    for (const method of [`${ISSUER}#c`, ISSUER, `${KEY}#1`])
      expect(await findKey(world, method)).toMatchObject({ ok: false, result: 'failed' })
  })

  it('is a document of its own when its controller says the same (Open Badges 2.0)', async () => {
    const pem = rsa.export({ format: 'pem', type: 'spki' })
    places.set(KEY, { id: KEY, type: 'CryptographicKey', owner: ISSUER, publicKeyPem: pem })
    places.set(ISSUER, { id: ISSUER, type: 'Issuer', publicKey: KEY })
    expect(await findKey(world, KEY)).toMatchObject({
      ok: true,
      value: { says: `The key belongs to ${ISSUER}.`, key: { controller: ISSUER, algorithm: 'RSA' } },
    })
    expect(await findKey(world, KEY, { purpose: 'authentication' })).toMatchObject({ ok: false })
    for (const profile of [{ id: ISSUER }, { id: ISSUER, publicKey: `${KEY}0` }, { id: KEY, publicKey: KEY }, null])
      expect((places.set(ISSUER, profile), await findKey(world, KEY))).toMatchObject(bad('failed', 'does not list'))
    places.delete(ISSUER)
    expect(await findKey(world, KEY)).toMatchObject(bad('not checked', 'could not be reached'))
    places.set(KEY, { id: KEY, type: 'CryptographicKey', publicKeyPem: pem })
    expect(await findKey(world, KEY)).toMatchObject(bad('failed', 'does not have the key'))
    places.set(KEY, { id: ISSUER, type: 'CryptographicKey', owner: ISSUER, publicKeyPem: pem })
    expect(await findKey(world, KEY)).toMatchObject(bad('failed', 'does not have the key'))
  })

  it('may be listed by a did:web', async () => {
    places.set(KEY, methodOf(KEY, DID))
    places.set(AT, { id: DID, assertionMethod: [KEY] })
    expect(await findKey(world, KEY)).toMatchObject({ ok: true, value: { key: { controller: DID } } })
    for (const listed of [{ assertionMethod: [] }, { authentication: [KEY] }, { publicKey: [KEY] }])
      expect((places.set(AT, { id: DID, ...listed }), await findKey(world, KEY))).toMatchObject(
        bad('failed', 'does not list'),
      )
  })

  it('is nobody’s when its site leads on to another', async () => {
    const body = new TextEncoder().encode(JSON.stringify(jwkOf(p256)))
    const from = (url: string): Fetched => ({ ok: true, url, type: '', body })
    places.set(KEY, from('https://evil.example/jwk'))
    expect(await findKey(world, KEY)).toMatchObject(bad('not checked', 'leads on to https://evil.example/jwk'))
    places.set(KEY, from('https://www.example.org/keys/1'))
    expect(await findKey(world, KEY)).toMatchObject({ ok: true })
  })

  it.each([
    '',
    '#',
    'key-1',
    '#key-1',
    'urn:uuid:1',
    'ftp://example.org/',
    'https://',
    'file:///etc/passwd',
    'mailto:a@b.c',
  ])('is not %s', async (method) => {
    expect(await findKey(world, method)).toMatchObject(bad('failed', 'is no address'))
    expect(asked).toEqual([])
  })
})

describe('text elsewhere', () => {
  it('is read as it is, or as JSON', async () => {
    places.set(AT, '\ufeff{"a":1}')
    const wanted = { accept: 'application/json', most: 100 }
    expect(await readElsewhere(world, AT, wanted)).toEqual({ ok: true, value: { url: AT, text: '{"a":1}' } })
    expect(await readJsonElsewhere(world, AT, wanted)).toEqual({ ok: true, value: { url: AT, value: { a: 1 } } })
    expect(await readElsewhere(world, 'https://a.example/\u202e\nx', wanted)).toMatchObject(
      bad('not checked', 'https://a.example/??x could not be reached'),
    )
  })
})

describe('servers on this machine, in a demo', () => {
  const answer: RequestListener = (request, response) => {
    const did = `did:web:localhost%3A${port()}${request.url?.startsWith('/a/') ? ':a' : ''}`
    if (request.url === '/.well-known/did.json') response.writeHead(302, { location: '/moved' }).end()
    else if (request.url === '/moved') response.end(JSON.stringify(documentOf(did)))
    else if (request.url === '/a/did.json')
      response.end(JSON.stringify(documentOf(did, { more: 'x'.repeat(10_000_000) })))
    else response.writeHead(302, { location: request.url ?? '/' }).end()
  }
  const server = createServer(answer)
  const port = () => (server.address() as AddressInfo).port
  afterAll(() => server.close())

  it('are asked in plain, as did:web cannot say', async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const config: Config = { ...world.config, mode: 'demo', publicUrl: 'http://localhost:1' }
    const demo = { db, config, fetch: openFetch({ name: config.publicUrl, loopback: true }) }
    const did = `did:web:localhost%3A${port()}`
    expect(await findKey(demo, `${did}#1`)).toMatchObject({
      ok: true,
      value: { says: `The key belongs to localhost:${port()}.` },
    })
    expect(await findKey(demo, `${did}:a#1`)).toMatchObject(bad('not checked', 'more than such a document can hold'))
    expect(await findKey(demo, `${did}:circle#1`)).toMatchObject(bad('not checked', 'leads on and on'))
    const production = { ...world, fetch: openFetch({ name: world.config.publicUrl }) }
    expect(await findKey(production, `${did}#1`)).toMatchObject(bad('not checked', 'does not ask there'))
  })
})
