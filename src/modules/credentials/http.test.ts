import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { setSignName } from '#src/modules/people/commands.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openLog } from '#src/platform/start/log.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON, OUTLINE } from '#test/factories/factories.ts'
import { changeAward, revokeAward } from './commands/change-award.ts'
import { reissueCredential } from './commands/reissue.ts'
import { http } from './http.ts'
import { decodeList } from './rules/status-list.ts'
import { suspensionListOf } from './rules/status/announced.ts'

const { db, pool } = await testDatabase()
const world = issuingWorld(db)
const parts = { ...world, limits: await openRateLimits(pool), log: openLog('silent', 'test') }
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('client', c.req.header('x-test-client') ?? '127.0.0.1')
    return next()
  })
  .route('/', http(parts as Pick<WebWorld, keyof typeof parts> as WebWorld))
  .all('*', (c) => c.text('a page'))

let publisher: Organisation
let issued: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  issued = await earnCredential(world, educator, PLANNING[0])
})

const get = (path: string, accept?: string, headers: Record<string, string> = {}) =>
  app.request(path, { headers: { ...headers, ...(accept === undefined ? {} : { accept }) } })
const typeOf = (answer: Response) => answer.headers.get('content-type')
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe('a credential', () => {
  test.each([
    ['application/vc', 'application/vc'],
    ['application/ld+json', 'application/ld+json'],
    ['application/json', 'application/json'],
    ['application/json, text/plain, */*', 'application/json'],
    ['text/html;q=0.5, application/vc', 'application/vc'],
  ])('is its signed document for Accept: %s', async (accept, type) => {
    const answer = await get(`/credentials/${issued.id}`, accept)
    expect(typeOf(answer)).toBe(type)
    expect(await answer.text()).toBe(issued.document)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('vary')).toBe('Accept')
  })

  test.each([undefined, BROWSER, '*/*', 'text/html'])('is left to the page for Accept: %s', async (accept) => {
    expect(await (await get(`/credentials/${issued.id}`, accept)).text()).toBe('a page')
  })

  test('is JSON under .json for everyone', async () => {
    const answer = await get(`/credentials/${issued.id}.json`, BROWSER)
    expect([answer.status, typeOf(answer)]).toEqual([200, 'application/json'])
    expect(typeOf(await get(`/credentials/${issued.id}.json`, 'application/vc'))).toBe('application/vc')
  })

  test.each(['nonsense', '0199c0de-0000-7000-8000-000000000000', "'; drop table award; --"])(
    '%s is a 404 in JSON',
    async (id) => {
      const answer = await get(`/credentials/${encodeURIComponent(id)}.json`)
      expect([answer.status, typeOf(answer)]).toEqual([404, 'application/problem+json'])
    },
  )
})

test('an issuer’s keys are where did:web looks for them; who never issued has none', async () => {
  const answer = await get(`/organisations/${publisher.slug}/did.json`)
  expect(await answer.json()).toMatchObject({
    id: `did:web:credentials.test.example:organisations:${publisher.slug}`,
    verificationMethod: [{ type: 'Multikey' }, { type: 'Multikey' }, { type: 'JsonWebKey' }],
  })
  expect((await get(`/organisations/${(await makeDistrict(db)).slug}/did.json`)).status).toBe(404)
})

test('a status list is JSON unless application/vc is asked for, and a reader with a copy learns of every change', async () => {
  const { credentialStatus } = JSON.parse(issued.document) as { credentialStatus: { statusListCredential: string } }
  const path = credentialStatus.statusListCredential.slice(PUBLIC_URL.length)
  const first = await get(path)
  expect(typeOf(first)).toBe('application/json')
  expect(typeOf(await get(path, 'application/vc'))).toBe('application/vc')
  const etag = first.headers.get('etag') ?? ''
  expect((await get(path, undefined, { 'if-none-match': etag })).status).toBe(304)
  const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  await revokeAward({ db, actor: registrar, now: NOON }, { ...issued, reason: 'The work was not theirs.' })
  const after = await get(path, undefined, { 'if-none-match': etag })
  expect(after.status).toBe(200)
  expect(await after.text()).not.toBe(await first.text())
})

describe('an achievement', () => {
  const path = `/achievements/micro-credentials/${PLANNING[0]}/1`

  test('is what the credential says of it', async () => {
    const answer = await get(path, 'application/json')
    const { credentialSubject } = JSON.parse(issued.document) as { credentialSubject: { achievement: object } }
    expect(await answer.json()).toMatchObject(credentialSubject.achievement)
  })

  test('sends people to its page', async () => {
    const answer = await get(path, BROWSER)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/micro-credentials/${PLANNING[0]}`])
  })

  test('of a stack and of a badge name their parts', async () => {
    const stack = (await (await get('/achievements/stacks/instruction', 'application/json')).json()) as {
      related: object[]
    }
    const badge = (await (
      await get('/achievements/badges/project-based-learning-badge/1', 'application/json')
    ).json()) as { related: object[] }
    expect([stack.related.length, badge.related.length]).toEqual([6, 5])
  })

  test.each([
    'micro-credentials/nothing/1',
    `micro-credentials/${PLANNING[0]}/99`,
    `micro-credentials/${OUTLINE}/1`,
    'medals/x/1',
  ])('%s does not exist', async (rest) => {
    expect((await get(`/achievements/${rest}`, 'application/json')).status).toBe(404)
  })
})

describe('POST /api/v1/verify', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    app.request('/api/v1/verify', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

  test('answers for an object and for its text alike', async () => {
    const asObject = await (await post(`{"credential":${issued.document}}`)).json()
    const asText = await (await post(JSON.stringify({ credential: issued.document }))).json()
    expect(asObject).toEqual(asText)
    expect(asObject).toMatchObject({
      verdict: 'revoked',
      steps: [{ step: 'schema', result: 'passed' }, {}, {}, {}, { step: 'status', result: 'failed' }],
    })
  })

  test('what does not hold is an answer, and what is no question is a problem', async () => {
    expect(await (await post('{"credential":"hello"}')).json()).toMatchObject({ verdict: 'not valid' })
    const statuses = []
    for (const body of ['{', '{}', '{"credential":7}', '[]', '']) {
      const answer = await post(body)
      expect(typeOf(answer)).toBe('application/problem+json')
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([400, 422, 422, 422, 400])
    expect((await post('{"credential":"hello"}', { 'content-type': 'text/plain' })).status).toBeGreaterThanOrEqual(400)
  })

  test('slows down who asks too often, and nobody else', async () => {
    const often = []
    for (let n = 0; n < 125; n++)
      often.push((await post('{"credential":"x"}', { 'x-test-client': '192.0.2.1' })).status)
    expect(often.filter((status) => status === 429).length).toBe(5)
    expect((await post('{"credential":"x"}', { 'x-test-client': '192.0.2.2' })).status).toBe(200)
  })

  test('is described in OpenAPI 3.1', async () => {
    const description = (await (await get('/api/v1/openapi.json')).json()) as { openapi: string; paths: object }
    expect(description.openapi).toBe('3.1.0')
    expect(Object.keys(description.paths)).toEqual(['/api/v1/verify'])
  })
})

describe('what an issuer says today', () => {
  const GONE = 'The work was not theirs.'
  const statusOf = (document: string) =>
    (JSON.parse(document) as { credentialStatus: { statusListCredential: string } }).credentialStatus

  test('is asked about each time, by HEAD too, and each form of a list has its own tag', async () => {
    const path = statusOf(issued.document).statusListCredential.slice(PUBLIC_URL.length)
    const tags = new Set<string | null>()
    for (const accept of ['application/json', 'application/vc', 'application/ld+json']) {
      const answer = await app.request(path, { method: 'HEAD', headers: { accept } })
      expect([answer.status, typeOf(answer), await answer.text()]).toEqual([200, accept, ''])
      expect(answer.headers.get('cache-control')).toBe('public, no-cache')
      expect(answer.headers.get('vary')).toBe('Accept')
      tags.add(answer.headers.get('etag'))
    }
    expect([...tags].every((tag) => /^"[^"]+"$/.test(tag ?? ''))).toBe(true)
    expect(tags.size).toBe(3)
  })

  test('tells suspended from revoked by public documents alone', async () => {
    const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
    const award = await earnCredential(world, educator, PLANNING[1])
    const did = (await (await get(`/organisations/${publisher.slug}/did.json`)).json()) as { service: object[] }
    const list = statusOf(award.document).statusListCredential
    const twin = suspensionListOf(did, list) ?? ''
    const revocations = `/organisations/${publisher.slug}/revocations.json`
    expect(did.service).toContainEqual(expect.objectContaining({ serviceEndpoint: PUBLIC_URL + revocations }))
    const set = async (url: string) => {
      const read = (await (await get(url.slice(PUBLIC_URL.length))).json()) as {
        credentialSubject: { encodedList: string; statusPurpose: string }
      }
      const bits = decodeList(read.credentialSubject.encodedList) ?? new Uint8Array()
      return [read.credentialSubject.statusPurpose, bits.filter((byte) => byte !== 0).length]
    }
    const before = await set(list)
    for (const [action, more, suspended] of [
      ['suspend', 1, 1],
      ['revoke', 1, 0],
    ] as const) {
      await changeAward({ db, actor: registrar, now: NOON }, { ...award, action, reason: GONE })
      expect(await set(list)).toEqual(['revocation', Number(before[1]) + more])
      expect(await set(twin)).toEqual(['suspension', suspended])
    }
    const told = await get(revocations)
    expect(await told.json()).toMatchObject({
      revokedCredential: expect.arrayContaining([
        { id: `urn:uuid:${award.id}`, revoked: true, revocationReason: GONE },
      ]) as unknown,
    })
    const etag = told.headers.get('etag') ?? ''
    expect((await get(revocations, undefined, { 'if-none-match': `W/"x", ${etag}` })).status).toBe(304)
  })

  test('leads from any credential of an award to the newest', async () => {
    const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const old = await earnCredential(world, educator, PLANNING[2])
    const { refreshService } = JSON.parse(old.document) as { refreshService: { id: string } }
    const path = refreshService.id.slice(PUBLIC_URL.length)
    expect(await (await get(path)).text()).toBe(old.document)
    await setSignName({ db, actor: educator, now: NOON }, true)
    await reissueCredential({ ...world, actor: educator }, { credentialId: old.id, because: 'holder' })
    const newest = await get(path, 'application/vc')
    expect([newest.status, typeOf(newest)]).toEqual([200, 'application/vc'])
    expect(await newest.json()).toMatchObject({ credentialSubject: { name: educator.name } })
    for (const id of ['x', '0199c0de-0000-7000-8000-000000000000'])
      expect((await get(`/credentials/${id}/refresh`)).status).toBe(404)
  })
})
