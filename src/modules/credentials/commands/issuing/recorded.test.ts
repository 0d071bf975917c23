import { expect, test } from 'vitest'
import { issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { findCredential } from '../../queries/credentials.ts'
import { openBadgeSchema } from '../../rules/form/schema.ts'
import { issueCredential } from '../issue.ts'
import { verifyCredential } from '../verify.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)

test('the credential of an award that a registrar recorded names no results and says who recorded it', async () => {
  const { id: orgId, name } = await importFixtureCatalogue(db)
  const registrar = await makePerson(db, [])
  const { personId } = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  const [bulkId, awardId] = [newId(), newId()]
  await db
    .insertInto('bulk')
    .values({
      org_id: orgId,
      id: bulkId,
      file_name: 'awards.csv',
      by_person_id: registrar.personId,
      state: 'running',
      row_count: 1,
      checked_at: NOON,
    })
    .execute()
  const earned = await db
    .selectFrom('micro_credential as thing')
    .innerJoin('micro_credential_version as version', 'version.micro_credential_id', 'thing.id')
    .select(['thing.id', 'version.id as versionId'])
    .where('thing.slug', '=', PLANNING[0])
    .executeTakeFirstOrThrow()
  await db
    .insertInto('award')
    .values({
      org_id: orgId,
      id: awardId,
      person_id: personId,
      kind: 'micro-credential',
      achievement_id: earned.id,
      version_id: earned.versionId,
      bulk_id: bulkId,
      hours: 1.5,
      state: 'active',
      awarded_at: NOON,
      state_changed_at: NOON,
    })
    .execute()
  const credential = await findCredential(db, await issueCredential(world, { orgId, awardId }))
  const { credentialSubject } = openBadgeSchema.parse(JSON.parse(credential?.document ?? 'null'))
  expect(credentialSubject.narrative).toContain(`Recorded by the registrar of ${name}.`)
  expect(credentialSubject).not.toHaveProperty('result')
  expect((await verifyCredential(world, credential?.document ?? '')).verdict).toBe('valid')
})
