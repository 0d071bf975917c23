import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { importCatalogue } from '#src/modules/catalogue/commands.ts'
import { setSignName } from '#src/modules/people/commands.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import type { Actor } from '#src/platform/actor.ts'
import { awardedStack, earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { fixtureFiles, importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import type { World } from '#src/platform/world.ts'
import { jobs } from '../jobs.ts'
import { listAwardsOf } from '../queries/awards.ts'
import { findCredential, findStanding } from '../queries/credentials.ts'
import { findNewest, listHistory, listRevocations } from '../queries/lifecycle.ts'
import { listKeys } from '../queries/keys.ts'
import { openBadgeSchema } from '../rules/form/schema.ts'
import { decodeList, isSet } from '../rules/status-list.ts'
import { changeAward } from './change-award.ts'
import { issueCredential } from './issue.ts'
import { digestOf } from './issuing/holder.ts'
import { listRenewable, renewCredentials } from './issuing/renew.ts'
import { changeKey } from './keys/change-key.ts'
import { reissueCredential } from './reissue.ts'
import { readStatusList } from './status.ts'
import { verifyCredential } from './verify.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let publisher: Organisation
let district: Organisation
let registrar: Actor

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
})

const given = (actor = registrar) => ({ ...world, actor })
const educator = () => makePerson(db, [{ kind: 'educator', at: district }], 'Amara Osei')
const wishName = (actor: Actor) => setSignName({ db, actor, now: NOON }, true)
const read = async (id: string) => openBadgeSchema.parse(JSON.parse((await findCredential(db, id))?.document ?? 'null'))

/** The bits of a credential in the list of what is not in force and in the list of suspensions. */
async function bitsOf(id: string): Promise<(boolean | null | undefined)[]> {
  const { credentialStatus } = (await read(id)) as unknown as { credentialStatus: Record<string, string> }
  const list = await readStatusList(world, credentialStatus['statusListCredential']?.split('/').at(-1) ?? '')
  return [list?.document, list?.suspensionDocument].map((document) => {
    const { credentialSubject } = JSON.parse(document ?? 'null') as { credentialSubject: { encodedList: string } }
    const bits = decodeList(credentialSubject.encodedList)
    return bits && isSet(bits, Number(credentialStatus['statusListIndex']))
  })
}

describe('a name that the person now wishes to have signed', () => {
  test('is in a new credential of the same award, and the old one is withdrawn and names the new one', async () => {
    const person = await educator()
    const old = await earnCredential(world, person, PLANNING[0])
    await wishName(person)
    const reissued = await reissueCredential(given(person), { credentialId: old.id, because: 'holder' })
    if (!reissued.ok) throw new Error(reissued.reason)
    const { credentialId } = reissued
    const [before, after] = [await read(old.id), await read(credentialId)]
    expect([before.credentialSubject['name'], after.credentialSubject['name']]).toEqual([undefined, 'Amara Osei'])
    expect([after.validFrom, after.awardedDate]).toEqual([before.validFrom, before.awardedDate])
    expect(await bitsOf(old.id)).toEqual([true, false])
    expect(await bitsOf(credentialId)).toEqual([false, false])
    expect((await findStanding(db, old.id))?.replaced).toEqual({ at: NOON, by: credentialId, because: 'holder' })
    expect((await verifyCredential(world, old.document)).steps.at(-1)).toMatchObject({
      cause: 'revoked',
      reason: `Its issuer replaced it on 24 November 2026 by ${PUBLIC_URL}/credentials/${credentialId}.`,
    })
    expect((await findNewest(db, old.id))?.id).toBe(credentialId)
    expect((await verifyCredential(world, (await findNewest(db, old.id))?.document)).verdict).toBe('valid')
    expect(await listAwardsOf(db, person.personId)).toMatchObject([{ id: old.awardId, credentialId, state: 'active' }])
    expect(await issueCredential(world, old)).toBe(credentialId)
    const told = await listHistory(db, publisher.id, old.awardId)
    expect(told.map(({ type, because }) => [type, because])).toEqual([
      ['credential.reissued', 'holder'],
      ['credential.issued', null],
      ['award.made', null],
    ])
    expect(await listRevocations(db, publisher.id)).toContainEqual({
      credentialId: old.id,
      reason: null,
      replaced: { by: credentialId, because: 'holder' },
    })
  })

  test('is asked for by its holder and the registrar of its issuer only, and only once', async () => {
    const person = await educator()
    const { id: credentialId } = await earnCredential(world, person, PLANNING[0])
    expect(await reissueCredential(given(person), { credentialId, because: 'holder' })).toEqual({
      ok: false,
      reason: 'same',
    })
    await wishName(person)
    const strangers = [await educator(), await makePerson(db, [{ kind: 'registrar', at: district }])]
    for (const stranger of strangers)
      expect(await reissueCredential(given(stranger), { credentialId, because: 'holder' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
    for (const because of ['version', 'key'] as const)
      expect(await reissueCredential(given(person), { credentialId, because })).toMatchObject({ reason: 'unknown' })
    const answers = await Promise.all(
      [person, registrar, person, registrar].map((actor) =>
        reissueCredential(given(actor), { credentialId, because: 'holder' }),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'changed')).toHaveLength(3)
  })
})

describe('and the award itself', () => {
  test('suspended, reinstated and revoked, it takes the newest credential along, and the old one stays withdrawn', async () => {
    const person = await educator()
    const old = await earnCredential(world, person, PLANNING[1])
    await wishName(person)
    const reissued = await reissueCredential(given(), { credentialId: old.id, because: 'holder' })
    if (!reissued.ok) throw new Error(reissued.reason)
    for (const [action, bits] of [
      ['suspend', [true, true]],
      ['reinstate', [false, false]],
      ['revoke', [true, false]],
    ] as const) {
      await changeAward({ db, actor: registrar, now: NOON }, { ...old, action, reason: 'Case 12.' })
      expect(await bitsOf(reissued.credentialId)).toEqual(bits)
      expect(await bitsOf(old.id)).toEqual([true, false])
    }
    expect(await reissueCredential(given(), { credentialId: reissued.credentialId, because: 'holder' })).toEqual({
      ok: false,
      reason: 'withdrawn',
    })
  })

  test('revoked at the moment of a reissue, it leaves no credential in force', async () => {
    for (let round = 0; round < 3; round++) {
      const person = await educator()
      const old = await earnCredential(world, person, PLANNING[1])
      await wishName(person)
      await Promise.all([
        reissueCredential(given(), { credentialId: old.id, because: 'holder' }),
        changeAward({ db, actor: registrar, now: NOON }, { ...old, action: 'revoke', reason: 'Not theirs.' }),
      ])
      const newest = await findNewest(db, old.id)
      for (const id of [old.id, newest?.id ?? '']) expect((await bitsOf(id))[0]).toBe(true)
    }
  })
})

test('a key that is no longer trusted: only after it was replaced, and the new credential is signed by the new one', async () => {
  const { id: credentialId } = await earnCredential(world, await educator(), PLANNING[2])
  expect(await reissueCredential(given(), { credentialId, because: 'key' })).toEqual({ ok: false, reason: 'same' })
  const key = (await listKeys(db, publisher.id)).find((each) => each.algorithm === 'Ed25519' && each.state === 'active')
  await changeKey({ ...given(), now: NOON }, { orgId: publisher.id, keyId: key?.id ?? '', action: 'rotate' })
  expect(await reissueCredential(given(), { credentialId, because: 'key' })).toMatchObject({ ok: true })
  const newest = await findNewest(db, credentialId)
  expect(newest?.keyId).not.toBe(key?.id)
  expect((await verifyCredential(world, newest?.document)).verdict).toBe('valid')
})

test('its holder is told, once, unless they pressed themselves', async () => {
  const person = await educator()
  const [mine, theirs] = [
    await earnCredential(world, person, PLANNING[4]),
    await earnCredential(world, person, PLANNING[5]),
  ]
  await wishName(person)
  const letters = async (actor: Actor, credentialId: string) => {
    const reissued = await reissueCredential(given(actor), { credentialId, because: 'holder' })
    const { heard } = await db
      .selectFrom('event')
      .select(
        sql<object>`json_build_object('orgId', org_id, 'eventId', id, 'type', type, 'subjectId', subject_id,
          'payload', payload)`.as('heard'),
      )
      .where('subject_id', '=', reissued.ok ? reissued.credentialId : '')
      .executeTakeFirstOrThrow()
    for (let n = 0; n < 2; n++) await jobs['credentials.tell-replaced']?.(world as World, heard)
    return db.selectFrom('mail').select('body').where('subject', 'like', 'Replaced: %').execute()
  }
  expect(await letters(person, mine.id)).toEqual([])
  expect(await letters(registrar, theirs.id)).toMatchObject([
    { body: expect.stringContaining('What it says of its holder changed.') as unknown },
  ])
})

/** The catalogue with another version of one micro-credential. */
async function correct(slug: string, version: string, change: (text: string) => string): Promise<void> {
  const files = (await fixtureFiles()).map((file) =>
    file.path.endsWith(`/${slug}.yaml`)
      ? { ...file, text: change(file.text).replace(/^version: .*$/m, `version: ${version}`) }
      : file,
  )
  const imported = await importCatalogue({ db, now: NOON, publisherId: publisher.id }, files)
  if (!imported.ok) throw new Error(imported.problems.join('\n'))
}

test('a corrected version needs the registrar to name it, and asks nothing of the holder anew', async () => {
  const old = await earnCredential(world, await educator(), PLANNING[3])
  const ask = (version: number | null) =>
    reissueCredential(given(), { credentialId: old.id, because: 'version', version })
  expect(await ask(2)).toEqual({ ok: false, reason: 'same' })
  await correct(PLANNING[3], '1.0.1', (text) =>
    text.replace(/^why_it_matters:/m, 'validity: { months: 36 }\nwhy_it_matters:'),
  )
  for (const version of [null, 1, 3]) expect(await ask(version)).toEqual({ ok: false, reason: 'changed' })
  expect(await ask(2)).toMatchObject({ ok: true })
  const { credentialSubject, validUntil } = await read((await findNewest(db, old.id))?.id ?? '')
  expect(credentialSubject.achievement.id).toBe(`${PUBLIC_URL}/achievements/micro-credentials/${PLANNING[3]}/2`)
  expect(credentialSubject.result).toHaveLength(credentialSubject.achievement.resultDescription?.length ?? -1)
  expect(validUntil).toBe('2029-11-24T12:00:00Z')
})

test('a stack holds the digests of what it was earned with, and renewed with them it pins the new ones', async () => {
  const person = await educator()
  const { id } = await awardedStack(world, person)
  const pinned = async () => {
    const { document = '' } = (await findNewest(db, id)) ?? {}
    expect((await verifyCredential(world, document)).verdict).toBe('valid')
    const { relatedResource } = JSON.parse(document) as { relatedResource: { id: string; digestSRI: string }[] }
    return relatedResource
  }
  const first = await pinned()
  expect(first).toHaveLength(PLANNING.length)
  for (const resource of first) {
    const component = await findCredential(db, resource.id.slice(`${PUBLIC_URL}/credentials/`.length, -'.json'.length))
    expect(digestOf(component?.document ?? '')).toBe(resource.digestSRI)
    expect((await verifyCredential(world, component?.document)).verdict).toBe('valid')
  }
  await wishName(person)
  await renewCredentials(given(person))
  expect(await listRenewable(db, person.personId)).toEqual([])
  const inForce = (await listAwardsOf(db, person.personId)).map(
    ({ credentialId }) => `${PUBLIC_URL}/credentials/${credentialId}.json`,
  )
  expect((await pinned()).filter((each) => !inForce.includes(each.id))).toEqual([])
})
