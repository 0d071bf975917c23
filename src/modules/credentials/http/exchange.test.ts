import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { signPresentation } from '@digitalbazaar/vc'
import { generateKeyPairSync, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyCredential } from '../commands/verify.ts'
import { makeOffer } from '../commands/wallet/offer.ts'
import { documentLoader } from '../rules/contexts.ts'
import { isObject } from '../rules/form/limits.ts'
import { publicMultibase } from '../rules/keys/multikey.ts'
import type { Actor } from '#src/platform/actor.ts'
import { earnCredential, PLANNING } from '#test/factories/awards.ts'
import { makeDistrict, makePerson } from '#test/factories/factories.ts'
import { testWeb } from '#test/program/web.ts'

const web = await testWeb()
const STRANGER = { origin: 'https://wallet.example' }
let educator: Actor
let earned: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  const { db } = web.world
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  earned = await earnCredential(web.world, educator, PLANNING[0])
})

/** The address of a new exchange, as the link to the wallet carries it. */
async function exchange(): Promise<string> {
  const made = await makeOffer(web.world, educator, earned.id)
  const request = JSON.parse(new URL(made?.learnerWallet ?? '').searchParams.get('request') ?? '') as {
    protocols: { vcapi: string }
  }
  return new URL(request.protocols.vcapi).pathname
}

const send = async (path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> => {
  const json = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await web.ask(path, { method: 'POST', headers: { ...STRANGER, ...type }, ...json })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

type Asked = { challenge: string; domain: string }
const asked = async (path: string): Promise<Asked> => (await send(path)).body['verifiablePresentationRequest'] as Asked

const makeKey = () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = publicMultibase('Ed25519', privateKey)
  return { privateKey, did: `did:key:${key}`, method: `did:key:${key}#${key}` }
}
const phone = makeKey()

/** Shows that a wallet holds a key, and nothing else. */
async function shown({ challenge, domain }: Asked, { holder = phone.did, key = phone } = {}): Promise<object> {
  const signer = {
    id: key.method,
    algorithm: 'Ed25519',
    sign: ({ data }: { data: Uint8Array }) => Promise.resolve(sign(null, data, key.privateKey)),
  }
  return signPresentation({
    presentation: {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder,
    },
    suite: new DataIntegrityProof({ signer, cryptosuite }),
    challenge,
    domain,
    documentLoader: documentLoader(),
  })
}

describe('the exchange of a Learner Credential Wallet', () => {
  test('asks for its key, and hands over the credential bound to it, once', async () => {
    const path = await exchange()
    const presentation = await shown(await asked(path))
    const { status, body } = await send(path, { verifiablePresentation: presentation })
    expect(status).toBe(200)
    const delivered = body['verifiablePresentation']
    const [credential] = isObject(delivered) ? (delivered['verifiableCredential'] as unknown[]) : []
    expect(credential).toMatchObject({ credentialSubject: { id: phone.did } })
    expect((await verifyCredential(web.world, credential)).verdict).toBe('valid')
    expect((await send(path, { verifiablePresentation: presentation })).status).toBe(404)
  })

  test('at once from two phones is one of theirs', async () => {
    const path = await exchange()
    const [one, two] = [await shown(await asked(path)), await shown(await asked(path), asKey(makeKey()))]
    const answers = await Promise.all([one, two].map((each) => send(path, { verifiablePresentation: each })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test.each<[string, (question: Asked) => Promise<unknown>]>([
    ['no presentation', () => Promise.resolve('mine')],
    ['one that nobody signed', async (question) => ({ ...(await shown(question)), proof: undefined })],
    ['one of another challenge', (question) => shown({ ...question, challenge: 'mine' })],
    ['one for another place', (question) => shown({ ...question, domain: 'elsewhere.example' })],
    ['one that another key signed', (question) => shown(question, { key: makeKey() })],
    ['one that was altered', async (question) => ({ ...(await shown(question)), id: 'urn:x:1' })],
    ['proofs that are none', (question) => Promise.resolve({ holder: phone.did, proof: [null, { ...question }] })],
  ])('takes no credential for %s', async (_, make) => {
    const path = await exchange()
    const refused = await send(path, { verifiablePresentation: await make(await asked(path)) })
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_presentation' } })
    expect((await send(path)).status).toBe(200)
  })

  test.each(['/organisations/%00/wallet/exchanges/a/b', '/.well-known/openid-credential-issuer/organisations/%00'])(
    'is not at %s',
    async (path) => {
      expect((await web.ask(path)).status).toBe(404)
    },
  )
})

const asKey = (key: typeof phone) => ({ holder: key.did, key })
