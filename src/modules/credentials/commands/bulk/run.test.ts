import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { makeCheckedFile, makeMany } from '#test/factories/bulk.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson } from '#test/factories/factories.ts'
import { findCredential } from '../../queries/credentials.ts'
import { changeAward } from '../change-award.ts'
import { changeKey } from '../keys/change-key.ts'
import { verifyCredential } from '../verify.ts'
import { completeBulk, runBulk } from './run.ts'
import { startBulk } from './start.ts'

const { db, url } = await testDatabase()
const base = issuingWorld(db)
const world = { ...base, config: { ...base.config, databaseUrl: url } }
const PEOPLE = 40
const LAST = 'formative-assessment-checking-in'
let orgId: string
let registrar: Actor
let educator: Actor

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  orgId = publisher.id
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  await makeMany(db, PEOPLE)
})

const file = (slug: string) => makeCheckedFile(db, { orgId, personId: registrar.personId, slug })
const start = (bulkId: string, actor = registrar) => startBulk({ db, actor, now: world.now() }, { orgId, bulkId })
const credentialsOf = (bulkId: string) =>
  db
    .selectFrom('award')
    .innerJoin('credential', 'credential.award_id', 'award.id')
    .select(['credential.id', 'award.id as awardId', 'credential.template_id', 'award.person_id'])
    .where('bulk_id', '=', bulkId)
    .execute()

describe('a file that is recorded', () => {
  test('gives everybody one award and one credential that holds, and those who had it nothing more', async () => {
    const before = await earnCredential(world, educator, PLANNING[0])
    const bulkId = await file(PLANNING[0])
    expect(await start(bulkId)).toEqual({ ok: true })
    await Promise.all([runBulk(world, { orgId, bulkId }), runBulk(world, { orgId, bulkId })])
    await runBulk(world, { orgId, bulkId })

    const made = await credentialsOf(bulkId)
    expect(new Set(made.map(({ person_id }) => person_id)).size).toBe(made.length)
    expect(made).toHaveLength(PEOPLE + 1)
    expect(made.map(({ awardId }) => awardId)).not.toContain(before.awardId)
    for (const { id } of made.slice(0, 5)) {
      const credential = await findCredential(db, id)
      expect(await verifyCredential(world, credential?.document)).toMatchObject({ verdict: 'valid' })
      expect(credential?.document).toContain('Recorded by the registrar of')
    }
    const run = await db.selectFrom('bulk').selectAll().where('id', '=', bulkId).executeTakeFirstOrThrow()
    expect(run).toMatchObject({ state: 'done', awarded_count: PEOPLE + 1, done_through: PEOPLE + 3 })
  })

  test('is revoked one by one like any other', async () => {
    const bulkId = await file(PLANNING[1])
    await start(bulkId)
    await runBulk(world, { orgId, bulkId })
    const [first, second] = await credentialsOf(bulkId)
    const given = { db, actor: registrar, now: world.now() }
    await changeAward(given, {
      orgId,
      awardId: first?.awardId ?? '',
      action: 'revoke',
      reason: 'A mistake in the file.',
    })
    const verdict = async (id = '') => (await verifyCredential(world, (await findCredential(db, id))?.document)).verdict
    expect(await verdict(first?.id)).toBe('revoked')
    expect(await verdict(second?.id)).toBe('valid')
  })

  test('goes on with another key when the one that signed is replaced', async () => {
    const bulkId = await file(PLANNING[2])
    await start(bulkId)
    const { id: keyId } = await db
      .selectFrom('issuer_key')
      .select('id')
      .where('state', '=', 'active')
      .where('algorithm', '=', 'Ed25519')
      .executeTakeFirstOrThrow()
    await changeKey(
      { db, config: world.config, actor: registrar, now: world.now() },
      { orgId, keyId, action: 'rotate' },
    )
    await runBulk(world, { orgId, bulkId })
    const [one] = await credentialsOf(bulkId)
    expect(await verifyCredential(world, (await findCredential(db, one?.id ?? ''))?.document)).toMatchObject({
      verdict: 'valid',
    })
  })

  test('completes the stack of those who have the rest', async () => {
    for (const slug of PLANNING.slice(3)) {
      const bulkId = await file(slug)
      await start(bulkId)
      await runBulk(world, { orgId, bulkId })
      await completeBulk(world, { orgId, bulkId })
    }
    const stacks = await db.selectFrom('award').select('person_id').where('kind', '=', 'stack').execute()
    expect(new Set(stacks.map(({ person_id }) => person_id)).size).toBe(PEOPLE + 1)
    expect(stacks).toHaveLength(PEOPLE + 1)
  })

  test('is signed one by one where no template can be made of it', async () => {
    // Two alignments that say the same have no names of their own, so only the reference tells them apart.
    await sql`update micro_credential_version set content = jsonb_set(content, '{alignments}',
      jsonb_build_array(content->'alignments'->0, content->'alignments'->0))
      where micro_credential_id = (select id from micro_credential where slug = ${LAST})`.execute(db)
    const bulkId = await file(LAST)
    await start(bulkId)
    await runBulk(world, { orgId, bulkId })
    const made = await credentialsOf(bulkId)
    expect(made).toHaveLength(PEOPLE + 2)
    expect(made.filter(({ template_id }) => template_id !== null)).toEqual([])
    const credential = await findCredential(db, made[0]?.id ?? '')
    expect(await verifyCredential(world, credential?.document)).toMatchObject({ verdict: 'valid' })
  })
})

describe('who may start it', () => {
  test('a registrar of the issuer, once', async () => {
    const bulkId = await file(LAST)
    expect(await start(bulkId, educator)).toEqual({ ok: false, reason: 'unknown' })
    expect(await start(bulkId)).toEqual({ ok: true })
    expect(await start(bulkId)).toEqual({ ok: false, reason: 'changed' })
  })
})
