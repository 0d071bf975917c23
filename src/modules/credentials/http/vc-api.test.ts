import { describe, expect, test } from 'vitest'
import { VC_API_ISSUERS, vcApiIssuer, type VcApiName } from '../rules/vc-api/issuers.ts'
import { isObject } from '../rules/form/limits.ts'
import { vcApi } from './vc-api.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testWeb } from '#test/program/web.ts'

const web = await testWeb({ VC_API: 'open' })
const NAMES = Object.keys(VC_API_ISSUERS) as VcApiName[]

const unsigned = (name: VcApiName, changes: Record<string, unknown> = {}) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: `urn:uuid:${crypto.randomUUID()}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Trail Guide',
  issuer: { id: vcApiIssuer(name, web.world.config.secret).did, type: ['Profile'], name: 'A test' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:9ad0d0de-1f0b-4e2b-8d5e-1d2a3b4c5d6e',
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:uuid:7d0d7a52-0c53-4a57-8f51-0f0f4f6a1b2c',
      type: ['Achievement'],
      name: 'Trail Guide',
      description: 'Leads a group on a trail.',
      criteria: { narrative: 'Lead ten groups.' },
    },
  },
  ...changes,
})

async function post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await web.ask(`/vc-api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const issued = async (name: VcApiName, changes: Record<string, unknown> = {}) => {
  const { status, body } = await post(`${name}/credentials/issue`, { credential: unsigned(name, changes) })
  expect(status).toBe(201)
  return body['verifiableCredential'] as Record<string, unknown>
}
const verify = (verifiableCredential: unknown) => post('credentials/verify', { verifiableCredential })

test.each(['ed25519', 'p256', 'p384'] as const)(
  'what %s issues verifies, and nothing that was altered',
  async (name) => {
    const credential = await issued(name)
    expect(await verify(credential)).toMatchObject({ status: 200, body: { verified: true, errors: [] } })
    expect(await verify({ ...credential, name: 'Mountain Guide' })).toMatchObject({
      status: 400,
      body: { verified: false },
    })
  },
)

test('parts of what sd issues are derived, and verify', async () => {
  const { body: base } = await post('sd/credentials/issue', {
    credential: unsigned('sd'),
    options: { mandatoryPointers: ['/issuer', '/validFrom'] },
  })
  const { status, body } = await post('sd/credentials/derive', {
    ...base,
    options: { selectivePointers: ['/credentialSubject'] },
  })
  expect(status).toBe(201)
  const derived = body['verifiableCredential']
  expect(isObject(derived) && derived['name']).toBeUndefined()
  expect(await verify(derived)).toMatchObject({ status: 200, body: { verified: true } })
})

test('what status issues can be revoked and suspended, and is told apart', async () => {
  const credential = await issued('status')
  const change = (statusPurpose: string, status: boolean) =>
    post('status/credentials/status', {
      credentialId: credential['id'],
      credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose },
      status,
    })
  expect(await verify(credential)).toMatchObject({ status: 200 })
  expect((await change('suspension', true)).status).toBe(200)
  expect(await verify(credential)).toMatchObject({ status: 400, body: { verdict: 'suspended' } })
  await change('suspension', false)
  await change('revocation', true)
  expect(await verify(credential)).toMatchObject({ status: 400, body: { verdict: 'revoked' } })
  const again = await post('status/credentials/issue', { credential: unsigned('status', { id: credential['id'] }) })
  expect(again.status).toBe(400)
})

describe('what is no such question is answered with 400 and problem details', () => {
  test.each<[string, string, unknown]>([
    ['half of JSON', 'ed25519/credentials/issue', '{'],
    ['no credential', 'ed25519/credentials/issue', {}],
    ['another issuer', 'ed25519/credentials/issue', { credential: { ...unsigned('p256') } }],
    ['an unknown word', 'ed25519/credentials/issue', { credential: unsigned('ed25519', { grade: 'A+' }) }],
    ['no type', 'ed25519/credentials/issue', { credential: unsigned('ed25519', { type: [] }) }],
    ['an issuer that does not exist', 'rsa/credentials/issue', { credential: unsigned('ed25519') }],
    ['parts of nothing', 'sd/credentials/derive', { verifiableCredential: unsigned('sd') }],
    ['nothing to verify', 'credentials/verify', { verifiableCredential: 7 }],
    ['no presentation', 'presentations/verify', {}],
    ['an id with NUL', 'status/credentials/issue', { credential: unsigned('status', { id: 'urn:a\0b' }) }],
    [
      'an id that no index takes',
      'status/credentials/issue',
      { credential: unsigned('status', { id: `urn:${'x'.repeat(9000)}` }) },
    ],
    [
      'a status for NUL',
      'status/credentials/status',
      { credentialId: '\0', credentialStatus: { type: 'BitstringStatusListEntry' }, status: true },
    ],
  ])('%s', async (_, path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, body: { status: 400 } })
  })
})

test('a credential may be known by a name that does not stand in it', async () => {
  const credentialId = crypto.randomUUID()
  const { status } = await post('status/credentials/issue', {
    credential: unsigned('status', { id: undefined }),
    options: { credentialId },
  })
  expect(status).toBe(201)
  const credentialStatus = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' }
  expect((await post('status/credentials/status', { credentialId, credentialStatus, status: true })).status).toBe(200)
})

test('what does not hold is told in the words of the data model', async () => {
  const credential = await issued('ed25519')
  const { status, body } = await verify({ ...credential, name: 'Mountain Guide' })
  const type = 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR'
  expect([status, body]).toMatchObject([400, { type, status: 400, verified: false }])
  expect(body['problemDetails']).toContainEqual(expect.objectContaining({ type, title: 'signature: failed' }))
})

test('did:keys are resolved, others are not', async () => {
  const { did } = vcApiIssuer('p384', web.world.config.secret)
  const answer = await web.ask(`/vc-api/identifiers/${did}`)
  expect(await answer.json()).toMatchObject({ id: did, verificationMethod: [{ controller: did, type: 'Multikey' }] })
  for (const other of ['did:web:example.org', 'did:key:z6Mk', '%25', '%zz'])
    expect((await web.ask(`/vc-api/identifiers/${other}`)).status).toBe(404)
})

test.each(NAMES)('the issuer %s stays the same from start to start', (name) => {
  const [once, again] = [vcApiIssuer(name, 's'.repeat(40)), vcApiIssuer(name, 's'.repeat(40))]
  expect(once.did).toBe(again.did)
  expect(vcApiIssuer(name, 't'.repeat(40)).did).not.toBe(once.did)
})

describe('who may ask', () => {
  const asked = (setting: WebWorld['config']['vcApi'], headers: Record<string, string> = {}) =>
    vcApi({ ...web.world, config: { ...web.world.config, vcApi: setting } }).request('/vc-api/credentials/verify', {
      method: 'POST',
      headers: { host: 'localhost:4600', 'content-type': 'application/json', ...headers },
      body: '{}',
    })

  test('nobody, where it is off', async () => {
    expect((await asked('off')).status).toBe(404)
  })

  test('nobody who comes through another machine, where it is open', async () => {
    expect((await asked('open')).status).toBe(400)
    expect((await asked('open', { host: 'mintmark.example' })).status).toBe(403)
    expect((await asked('open', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
  })

  test('who has the token, where one is asked for', async () => {
    const token = 't'.repeat(40)
    expect((await asked({ token })).status).toBe(401)
    expect((await asked({ token }, { authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await asked({ token }, { authorization: `Bearer ${token}` })).status).toBe(400)
  })
})
