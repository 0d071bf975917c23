import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { cutToSmallBadge, earn, earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { listAwardsOf } from '../queries/awards.ts'
import { findCredentialOf } from '../queries/credentials.ts'
import { isObject } from '../rules/form/limits.ts'
import { decodeList, isSet } from '../rules/status-list.ts'
import { issuerDid } from '../rules/didweb.ts'
import { boundTo } from '../rules/wallet/bound.ts'
import { awardCollections, awardDecided } from './award.ts'
import { changeAward, revokeAward, suspendCollections } from './change-award.ts'
import { issueCredential } from './issue.ts'
import { signingKey } from './keys/signing.ts'
import { signCredential } from './sign.ts'
import { readStatusList } from './status.ts'
import { verifyCredential } from './verify.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let publisher: Organisation
let district: Organisation
let registrar: Actor

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  await cutToSmallBadge(db)
  district = await makeDistrict(db)
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
})

const given = (actor = registrar) => ({ db, actor, now: NOON })
const educator = () => makePerson(db, [{ kind: 'educator', at: district }])

/** What a reader of the published list finds at the place of a credential. */
async function published(document: string): Promise<{ set: boolean | null; revision: number }> {
  const { credentialStatus } = JSON.parse(document) as {
    credentialStatus: { statusListCredential: string; statusListIndex: string }
  }
  const list = await readStatusList(world, credentialStatus.statusListCredential.split('/').at(-1) ?? '')
  const read: unknown = JSON.parse(list?.document ?? 'null')
  const subject = isObject(read) && isObject(read['credentialSubject']) ? read['credentialSubject'] : {}
  const bits = decodeList(String(subject['encodedList']))
  return { set: bits && isSet(bits, Number(credentialStatus.statusListIndex)), revision: list?.revision ?? -1 }
}

describe('changing an award', () => {
  test('only the registrar of the issuer may, and everyone else learns nothing', async () => {
    const person = await educator()
    const award = await earnCredential(world, person, PLANNING[0])
    const others = [
      person,
      await makePerson(db, [{ kind: 'registrar', at: district }]),
      await makePerson(db, [{ kind: 'admin', at: publisher }]),
    ]
    for (const other of others)
      expect(await revokeAward(given(other), { ...award, reason: 'No.' })).toEqual({ ok: false, reason: 'unknown' })
    expect((await published(award.document)).set).toBe(false)
  })

  test('needs a reason of ordinary length, and an award that is not in that state yet', async () => {
    const award = await earnCredential(world, await educator(), PLANNING[0])
    expect(await revokeAward(given(), { ...award, reason: '  ' })).toEqual({ ok: false, reason: 'reason_missing' })
    expect(await revokeAward(given(), { ...award, reason: 'x'.repeat(501) })).toEqual({
      ok: false,
      reason: 'reason_long',
    })
    expect(await changeAward(given(), { ...award, action: 'reinstate', reason: 'All is well.' })).toEqual({
      ok: false,
      reason: 'changed',
    })
    const twice = await Promise.all([1, 2].map((n) => revokeAward(given(), { ...award, reason: `Reason ${n}.` })))
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('is in the published list at once, without waiting for a job, and out of it again', async () => {
    const award = await earnCredential(world, await educator(), PLANNING[1])
    const before = await published(award.document)
    for (const [action, set] of [
      ['suspend', true],
      ['revoke', true],
      ['reinstate', false],
    ] as const) {
      expect(await changeAward(given(), { ...award, action, reason: 'Case 12.' })).toEqual({ ok: true })
      expect((await published(award.document)).set).toBe(set)
    }
    expect((await published(award.document)).revision).toBe(before.revision + 3)
    const told = await db
      .selectFrom('event')
      .select('type')
      .where('subject_id', '=', award.awardId)
      .orderBy('id')
      .execute()
    expect(told.map(({ type }) => type)).toEqual(['award.made', 'award.suspended', 'award.revoked', 'award.reinstated'])
  })

  test('before its credential was issued still sets the bit when it is', async () => {
    const awardId = await awardDecided(world, await earn(db, await educator(), PLANNING[2]))
    if (awardId === null) throw new Error('It was earned.')
    await revokeAward(given(), { orgId: publisher.id, awardId, reason: 'Withdrawn at once.' })
    await issueCredential(world, { orgId: publisher.id, awardId })
    const credential = await findCredentialOf(db, publisher.id, awardId)
    expect((await published(credential?.document ?? '')).set).toBe(true)
  })
})

test('a copy in a wallet is suspended and revoked with the credential that it was made from', async () => {
  const award = await earnCredential(world, await educator(), PLANNING[2])
  const copy = boundTo(
    'did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z',
    JSON.parse(award.document) as Record<string, unknown>,
  )
  const issuer = { orgId: publisher.id, did: issuerDid(world.config.publicUrl, publisher.slug) }
  const key = await inTransaction(db, (tx) => signingKey(tx, issuer, world.config.masterKey, NOON))
  const signed = await signCredential(copy, key, NOON)
  expect((await verifyCredential(world, signed)).verdict).toBe('valid')
  for (const [action, verdict] of [
    ['suspend', 'suspended'],
    ['revoke', 'revoked'],
  ] as const) {
    await changeAward(given(), { ...award, action, reason: 'Case 12.' })
    expect((await verifyCredential(world, signed)).verdict).toBe(verdict)
  }
})

test('changes of a list within a second leave one job that signs it', async () => {
  const award = await earnCredential(world, await educator(), PLANNING[3])
  for (const action of ['suspend', 'reinstate', 'revoke'] as const)
    await changeAward(given(), { ...award, action, reason: 'Case 12.' })
  const { rows } = await sql<{ key: string; n: number }>`
    select key, count(*) as n from graphile_worker.jobs
    where task_identifier = 'credentials.publish-status' group by key`.execute(db)
  const { rows: lists } = await sql<{ id: string }>`select id from status_list`.execute(db)
  expect(rows).toEqual(lists.map(({ id }) => ({ key: `status-list:${id}`, n: 1 })))
})

test('revoking suspends the stack and the badge built on it, until the registrar reinstates each', async () => {
  const person = await educator()
  const awards: string[] = []
  for (const slug of PLANNING) {
    const { awardId } = await earnCredential(world, person, slug)
    awards.push(awardId)
    await awardCollections(world, { orgId: publisher.id, awardId })
  }
  const orgId = publisher.id
  const states = async () =>
    Object.fromEntries(
      (await listAwardsOf(db, person.personId)).map(({ kind, slug, state }) => [`${kind} ${slug}`, state]),
    )
  for (const { id, kind } of await listAwardsOf(db, person.personId))
    if (kind === 'stack') await awardCollections(world, { orgId, awardId: id })
  const badge = 'badge project-based-learning-badge'
  const [own, other] = ['stack planning-and-preparation', 'stack instruction']
  expect(await states()).toMatchObject({ [own]: 'active', [other]: 'active', [badge]: 'active' })

  const [awardId = ''] = awards
  await revokeAward(given(), { orgId, awardId, reason: 'The work was not theirs.' })
  await suspendCollections(world, { orgId, awardId })
  await suspendCollections(world, { orgId, awardId })
  expect(await states()).toMatchObject({ [own]: 'suspended', [other]: 'active', [badge]: 'suspended' })
  const stack = (await listAwardsOf(db, person.personId)).find(
    ({ kind, slug }) => kind === 'stack' && slug === 'planning-and-preparation',
  )
  expect(stack?.reason).toMatch(/was revoked\.$/)

  await changeAward(given(), { orgId, awardId, action: 'reinstate', reason: 'A mistake.' })
  await suspendCollections(world, { orgId, awardId })
  expect(await states()).toMatchObject({ [own]: 'suspended', [badge]: 'suspended' })
  await changeAward(given(), { orgId, awardId: stack?.id ?? '', action: 'reinstate', reason: 'A mistake.' })
  expect(await states()).toMatchObject({ [own]: 'active', [badge]: 'suspended' })
})

test('a collection that was only missing a reinstated award is made then', async () => {
  const person = await educator()
  const [first, second, third] = [
    await earnCredential(world, person, PLANNING[0]),
    await earnCredential(world, person, PLANNING[1]),
    await earnCredential(world, person, PLANNING[2]),
  ]
  await revokeAward(given(), { ...first, reason: 'Too soon.' })
  await awardCollections(world, second)
  await awardCollections(world, third)
  const stacks = async () => (await listAwardsOf(db, person.personId)).filter(({ kind }) => kind === 'stack').length
  expect(await stacks()).toBe(0)
  await changeAward(given(), { ...first, action: 'reinstate', reason: 'A mistake.' })
  expect(await stacks()).toBe(1)
})
