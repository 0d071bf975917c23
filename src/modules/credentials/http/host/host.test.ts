import * as client from 'openid-client'
import { beforeAll, describe, expect, test } from 'vitest'
import { endConnection } from '../../commands/host/connections.ts'
import { listConnections } from '../../queries/host.ts'
import { HOST_PATH } from '../../rules/host/discovery.ts'
import { ALL_SCOPES, SCOPES, STAY } from '../../rules/host/scopes.ts'
import type { Actor } from '#src/platform/actor.ts'
import { earnCredential, PLANNING } from '#test/factories/awards.ts'
import { makeDistrict, makePerson } from '#test/factories/factories.ts'
import { foreignCredential } from '#test/factories/foreign.ts'
import { BACK, badgeService } from '#test/program/backpack.ts'
import { freePort } from '#test/program/program.ts'
import { testWeb } from '#test/program/web.ts'

const port = await freePort()
const site = `http://localhost:${port}`
const web = await testWeb({ PORT: String(port) })
const { register, browser, connect, asService } = badgeService(web)
let educator: Actor
let other: Actor

beforeAll(async () => {
  await web.listen()
  const district = await makeDistrict(web.world.db)
  educator = await makePerson(web.world.db, [{ kind: 'educator', at: district }])
  other = await makePerson(web.world.db, [{ kind: 'educator', at: district }])
})

const without = (credential: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(credential).filter(([each]) => each !== name))

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

describe('discovery', () => {
  test('anyone finds where to register, to ask and to fetch tokens', async () => {
    const answer = await web.ask(`${HOST_PATH}/discovery`)
    const { components } = (await answer.json()) as {
      components: {
        securitySchemes: {
          OAuth2ACG: Record<string, unknown> & { flows: { authorizationCode: Record<string, unknown> } }
        }
      }
    }
    const scheme = components.securitySchemes.OAuth2ACG
    expect(scheme['x-imssf-registrationUrl']).toBe(`${site}/oauth/register`)
    expect(scheme.flows.authorizationCode['tokenUrl']).toBe(`${site}/oauth/token`)
    expect(Object.keys(scheme.flows.authorizationCode['scopes'] as object)).toEqual([...ALL_SCOPES, STAY])
  })
})

describe('a service that an educator let in', () => {
  test('writes a credential and reads back an equal one, then renews it', async () => {
    const { ask } = await asService(educator)
    const brought = await foreignCredential()
    expect((await ask('/credentials', json(brought))).status).toBe(201)
    expect((await ask('/credentials', json(brought))).status).toBe(200)
    const read = await ask('/credentials')
    expect(read.headers.get('x-total-count')).toBe('1')
    expect(await read.json()).toEqual({ credential: [brought], compactJwsString: [] })
  })

  test('reads what was earned here, page by page, and nothing of anybody else', async () => {
    const { document } = await earnCredential(web.world, other, PLANNING[0])
    const mine = await asService(other)
    await mine.ask('/credentials', json(await foreignCredential()))
    const first = await mine.ask('/credentials?limit=1&offset=0')
    expect(first.headers.get('link')).toContain(`<${site}${HOST_PATH}/credentials?limit=1&offset=1>; rel="next"`)
    const second = await mine.ask('/credentials?limit=1&offset=1')
    expect(second.headers.get('link')).toMatch(/rel="prev".*rel="last"/)
    const pages = [await first.json(), await second.json()] as { credential: unknown[] }[]
    expect(pages.flatMap(({ credential }) => credential)).toContainEqual(JSON.parse(document))
    const theirs = await (await asService(educator)).ask('/credentials')
    expect(JSON.stringify(await theirs.json())).not.toContain((JSON.parse(document) as { id: string }).id)
    const later = await mine.ask(`/credentials?since=${encodeURIComponent('2999-01-01T00:00:00Z')}`)
    expect(await later.json()).toEqual({ credential: [], compactJwsString: [] })
  })

  test('brings back what was earned here, but not what somebody else earned', async () => {
    const { document } = await earnCredential(web.world, other, PLANNING[1])
    const body: unknown = JSON.parse(document)
    expect((await (await asService(other)).ask('/credentials', json(body))).status).toBe(200)
    expect((await (await asService(educator)).ask('/credentials', json(body))).status).toBe(403)
  })

  test('keeps a profile, in which name and address stay those of the account', async () => {
    const { ask } = await asService(educator)
    const put = await ask('/profile', {
      ...json({ type: ['Profile'], id: 'x', name: 'Somebody', url: 'https://me.example' }),
      method: 'PUT',
    })
    const profile = (await put.json()) as Record<string, unknown>
    expect(profile).toMatchObject({
      id: `urn:uuid:${educator.personId}`,
      name: educator.name,
      url: 'https://me.example',
    })
    expect(await (await ask('/profile')).json()).toEqual(profile)
  })

  test.each<[string, () => Promise<RequestInit>, number]>([
    ['something altered', async () => json({ ...(await foreignCredential()), name: 'Mountain Guide' }), 400],
    ['no credential', () => Promise.resolve(json({ type: 'nothing' })), 400],
    ['a list', () => Promise.resolve(json([])), 400],
    ['half of JSON', () => Promise.resolve({ ...json(''), body: '{"id":' }), 400],
    [
      'a token that is none',
      () => Promise.resolve({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a.b.c' }),
      400,
    ],
    ['one without an id', async () => json(without(await foreignCredential(), 'id')), 400],
  ])('is told why %s is not kept', async (_, init, status) => {
    const { ask } = await asService(educator, [SCOPES.writeCredentials])
    const answer = await ask('/credentials', await init())
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ imsx_codeMajor: 'failure', imsx_severity: 'error' })
  })
})

describe('what nobody granted', () => {
  test('an answer of no leads back without a code', async () => {
    const { url } = await connect(educator, 'deny')
    expect(url.searchParams.get('error')).toBe('access_denied')
    expect(url.searchParams.has('code')).toBe(false)
  })

  test('a scope that was not asked for opens nothing', async () => {
    const { ask } = await asService(educator, [SCOPES.readProfile])
    expect((await ask('/profile')).status).toBe(200)
    const refused = await ask('/credentials')
    expect(refused.status).toBe(403)
    expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope')
  })

  test.each([
    ['nothing', ''],
    ['a word', 'x'],
    ['a long word', 'a'.repeat(5000)],
    ['SQL', "' or 1=1"],
  ])('no token, or one that is none: %s', async (_, token) => {
    const answer = await web.ask(`${HOST_PATH}/credentials`, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ imsx_codeMajor: 'failure' })
  })

  test('the answer of somebody else, without the browser that was asked, counts for nothing', async () => {
    const config = await register()
    const asked = browser(await web.signIn(educator.personId))
    const begin = await asked(
      client.buildAuthorizationUrl(config, {
        redirect_uri: BACK,
        scope: ALL_SCOPES.join(' '),
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      }),
    )
    const stranger = browser(await web.signIn(other.personId))
    const answered = await stranger(`${begin.headers.get('location')}/answer`, { answer: 'allow' })
    expect(answered.status).toBe(400)
  })
})

describe('staying connected', () => {
  test('a refresh token works once; used again, it ends the connection', async () => {
    const { config, granted, ask } = await asService(educator)
    const renewed = await client.refreshTokenGrant(config, granted.refresh_token ?? '')
    expect((await ask('/profile', {}, renewed.access_token)).status).toBe(200)
    await expect(client.refreshTokenGrant(config, granted.refresh_token ?? '')).rejects.toThrow()
    expect((await ask('/profile', {}, renewed.access_token)).status).toBe(401)
  })

  test('ends when the service gives it back, and when the educator ends it', async () => {
    const first = await asService(educator)
    await client.tokenRevocation(first.config, first.granted.access_token)
    expect((await first.ask('/profile')).status).toBe(401)

    const second = await asService(educator)
    const connections = await listConnections(web.world.db, educator.personId, new Date())
    const all = { service: 'A backpack', scopes: [...ALL_SCOPES, STAY].join(' ') }
    expect(connections).toContainEqual(expect.objectContaining(all))
    for (const { grantId } of connections) {
      expect(await endConnection(web.world, other.personId, grantId)).toBe(false)
      expect(await endConnection(web.world, educator.personId, grantId)).toBe(true)
    }
    expect((await second.ask('/profile')).status).toBe(401)
  })
})
