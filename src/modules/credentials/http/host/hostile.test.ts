import { randomUUID } from 'node:crypto'
import * as client from 'openid-client'
import { beforeAll, describe, expect, test } from 'vitest'
import { endConnection } from '../../commands/host/connections.ts'
import { listConnections } from '../../queries/host.ts'
import { HOST_PATH } from '../../rules/host/discovery.ts'
import { ALL_SCOPES, SCOPES } from '../../rules/host/scopes.ts'
import type { Actor } from '#src/platform/actor.ts'
import { makeDistrict, makePerson } from '#test/factories/factories.ts'
import { BACK, badgeService } from '#test/program/backpack.ts'
import { freePort } from '#test/program/program.ts'
import { testWeb } from '#test/program/web.ts'

const port = await freePort()
const site = `http://localhost:${port}`
const web = await testWeb({ PORT: String(port) })
const { register, browser, connect, asService } = badgeService(web)
const STRANGER = 'https://wallet.example'
let educator: Actor
let other: Actor

beforeAll(async () => {
  await web.listen()
  const district = await makeDistrict(web.world.db)
  educator = await makePerson(web.world.db, [{ kind: 'educator', at: district }])
  other = await makePerson(web.world.db, [{ kind: 'educator', at: district }])
})

const registering = (fields: Record<string, unknown>): Promise<Response> =>
  fetch(`${site}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [BACK], application_type: 'native', ...fields }),
  })

const question = (clientId: string, words: Record<string, string> = {}): string =>
  `${site}/oauth/authorize?${new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: BACK,
    scope: ALL_SCOPES.join(' '),
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
    ...words,
  })}`

describe('a service that registers', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a name with NUL', { client_name: 'a\0b' }],
    ['half of a character', { client_name: 'a\ud800b' }],
    ['thousands of addresses', { redirect_uris: Array.from({ length: 2000 }, (_, at) => `${BACK}/${at}`) }],
    ['a script to be led to', { redirect_uris: ['javascript://%0aalert(1)'] }],
    ['a page in an address', { redirect_uris: ['data:text/html,x'] }],
    ['a key of its own', { token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'http://169.254.169.254/' }],
  ])('is refused for %s', async (_, fields) => {
    const answer = await registering(fields)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toHaveProperty('error')
  })

  test('may say what software it is, and receives no key to change what it said', async () => {
    const answer = await registering({ software_id: '4NRB1-0XZABZI9E6-5SM3R', software_version: '1.0' })
    const said = (await answer.json()) as Record<string, unknown>
    expect(said).toMatchObject({ software_id: '4NRB1-0XZABZI9E6-5SM3R', software_version: '1.0' })
    expect(said).not.toHaveProperty('registration_access_token')
  })
})

describe('a question', () => {
  test.each<[string, Record<string, string>]>([
    ['with NUL in its state', { state: 'a\0b' }],
    ['of nobody', { client_id: 'a\0b' }],
    ['for a token at once', { response_type: 'token' }],
    ['that nobody shall see', { prompt: 'none' }],
    ['without a challenge', { code_challenge: '' }],
    ['with an easy challenge', { code_challenge_method: 'plain' }],
  ])('%s leads nowhere', async (_, words) => {
    const { client_id: id } = (await (await registering({})).json()) as { client_id: string }
    const answer = await fetch(question(id, words), { redirect: 'manual' })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toContain('could not be connected')
  })

  test('that also asks for what does not exist here is answered once', async () => {
    const { url } = await connect(educator, 'allow', [SCOPES.readProfile, 'openid'])
    expect(url.searchParams.get('code')).not.toBeNull()
  })

  test('names the service on one line, and an app by what opens it', async () => {
    const fields = { client_name: 'Good\u202e\nService', redirect_uris: ['evil.app://good.example/back'] }
    const { client_id: id } = (await (await registering(fields)).json()) as { client_id: string }
    const open = browser(await web.signIn(educator.personId))
    const asked = await open(question(id, { redirect_uri: 'evil.app://good.example/back' }))
    const page = await (await open(asked.headers.get('location') ?? '')).text()
    expect(page).toContain('Connect Good Service?')
    expect(page).toContain('an app on this device (evil.app:)')
    expect(page).not.toContain('good.example')
  })

  test('that was drawn for one person is not answered by the next', async () => {
    const made = await register()
    const open = browser(await web.signIn(other.personId))
    const asked = (await open(question(made.clientMetadata().client_id))).headers.get('location') ?? ''
    const answered = await open(`${asked}/answer`, { answer: 'allow', person: educator.personId })
    expect(answered.headers.get('location')).toBe(asked)
    expect(await listConnections(web.world.db, other.personId, new Date())).toEqual([])
  })

  test('that one person answered leads nobody else on', async () => {
    const made = await register()
    const open = browser(await web.signIn(educator.personId))
    const asked = (await open(question(made.clientMetadata().client_id))).headers.get('location') ?? ''
    await open(`${asked}/answer`, { answer: 'allow', person: educator.personId })
    const cookie = await web.signIn(other.personId)
    const onward = await open(asked.replace('/connect/', '/oauth/authorize/'), undefined, cookie)
    expect(onward.status).toBe(403)
  })

  test.each(['/connect/%00', `/connect/${randomUUID()}`])('%s is none', async (path) => {
    expect((await web.ask(path, { cookie: await web.signIn(educator.personId) })).status).toBe(404)
  })
})

describe('two at once', () => {
  const statuses = (answers: Response[]) => answers.map(({ status }) => status).toSorted((a, b) => a - b)
  const asking = async (config: client.Configuration, words: Record<string, string>): Promise<Response> => {
    const { client_id: id, client_secret: secret } = config.clientMetadata()
    return fetch(`${site}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${String(secret)}`)}` },
      body: new URLSearchParams(words),
    })
  }

  test('with the same code: one at most receives a token, and it opens nothing', async () => {
    const { config, url, verifier } = await connect(educator, 'allow')
    const words = {
      grant_type: 'authorization_code',
      code: url.searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: BACK,
    }
    const answers = await Promise.all([1, 2, 3].map(() => asking(config, words)))
    expect(statuses(answers).slice(1)).toEqual([400, 400])
    for (const answer of answers.filter(({ ok }) => ok)) {
      const { access_token: token } = (await answer.json()) as { access_token: string }
      const headers = { authorization: `Bearer ${token}` }
      expect((await fetch(`${site}${HOST_PATH}/profile`, { headers })).status).toBe(401)
    }
  })

  test('with the same refresh token: the connection ends', async () => {
    const { config, granted, ask } = await asService(educator)
    const words = { grant_type: 'refresh_token', refresh_token: granted.refresh_token ?? '' }
    const answers = await Promise.all([1, 2, 3].map(() => asking(config, words)))
    expect(statuses(answers).slice(1)).toEqual([400, 400])
    expect((await ask('/profile')).status).toBe(401)
  })
})

test('a token is not kept as it is, and one that was made while its connection ended opens nothing', async () => {
  const { granted, ask } = await asService(educator)
  const tokens = await web.world.db
    .selectFrom('authorization_record')
    .selectAll()
    .where('kind', '=', 'AccessToken')
    .where('person_id', '=', educator.personId)
    .execute()
  expect(JSON.stringify(tokens)).not.toContain(granted.access_token)
  for (const { grantId } of await listConnections(web.world.db, educator.personId, new Date()))
    await endConnection(web.world, educator.personId, grantId)
  await web.world.db
    .insertInto('authorization_record')
    .values(tokens.map((token) => ({ ...token, payload: JSON.stringify(token.payload) })))
    // A token that a race left without its grant is there still.
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  expect((await ask('/profile')).status).toBe(401)
})

describe('a page of another site', () => {
  test.each([
    ['POST', '/oauth/register'],
    ['POST', '/oauth/token'],
    ['GET', `${HOST_PATH}/credentials`],
    ['PUT', `${HOST_PATH}/profile`],
    ['GET', '/.well-known/oauth-authorization-server'],
  ])('may %s %s', async (method, path) => {
    const headers = {
      origin: STRANGER,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    }
    const answer = await fetch(site + path, { method: 'OPTIONS', headers })
    expect(answer.status).toBe(204)
    expect([STRANGER, '*']).toContain(answer.headers.get('access-control-allow-origin'))
  })

  test('may bring a credential as text', async () => {
    const { ask } = await asService(educator)
    const answer = await ask('/credentials', {
      method: 'POST',
      headers: { origin: STRANGER, 'content-type': 'text/plain' },
      body: 'a.b.c',
    })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('what a service sends', () => {
  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const profile = (more: string): string => `{"type":["Profile"],"id":"x",${more}}`

  test.each([
    ['NUL', profile('"description":"a\\u0000b"')],
    ['half of a character', profile('"description":"a\\ud800b"')],
    ['a depth without end', profile(`"description":${deep(9000)}`)],
    ['the word __proto__', profile('"__proto__":{"admin":true}')],
    ['a giant', profile(`"description":"${'x'.repeat(30_000)}"`)],
    ['another type', '{"type":["Image"],"id":"x"}'],
    ['half of JSON', '{'],
  ])('is no profile: %s', async (_, body) => {
    const { ask } = await asService(educator, [SCOPES.writeProfile])
    expect((await ask('/profile', { method: 'PUT', body })).status).toBe(400)
  })

  test.each([
    ['NUL in its id', '{"id":"urn:a\\u0000b","issuer":"did:key:z6Mk"}'],
    ['an id that no index takes', `{"id":"urn:${'x'.repeat(9000)}","issuer":"did:key:z6Mk"}`],
    ['a depth without end', `{"id":"urn:x","issuer":"did:key:z6Mk","credentialSubject":${deep(400_000)}}`],
  ])('is no credential: %s', async (_, body) => {
    const { ask } = await asService(educator, [SCOPES.writeCredentials])
    expect((await ask('/credentials', { method: 'POST', body })).status).toBe(400)
  })

  test.each([
    'since=-271821-04-20T00:00:00Z',
    'since=%2B275760-09-13T00:00:00Z',
    'since=yesterday',
    'since=2026-99-99',
    'since=',
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'offset=99999999999999999999',
    'offset=0x10',
  ])('is no page: %s', async (query) => {
    const { ask } = await asService(educator, [SCOPES.readCredentials])
    const answer = await ask(`/credentials?${query}`)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      imsx_codeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: 'invalid_query_parameter' }] },
    })
  })

  test('in a method that is not taken is told which are', async () => {
    const answer = await fetch(`${site}${HOST_PATH}/credentials`, { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST'])
  })
})

describe('a request that does not say how long it is', () => {
  const parts = (...texts: string[]): RequestInit & { duplex: 'half' } => ({
    method: 'POST',
    headers: { origin: site, 'content-type': 'application/x-www-form-urlencoded' },
    body: new Blob(texts).stream(),
    duplex: 'half',
  })

  test('is read all the same, on a socket too', async () => {
    const answer = await fetch(`${site}/sign-in`, { ...parts('email=x&password=', 'y&intent=password&next=/me') })
    expect(answer.status).toBe(422)
    expect((await fetch(site, { method: 'OPTIONS' })).status).toBeLessThan(500)
  })

  test('ends at 8 MB', async () => {
    const answer = await fetch(`${site}/sign-in`, parts('email=', ...Array<string>(9).fill('x'.repeat(1_000_000))))
    expect(answer.status).toBe(413)
  })
})
