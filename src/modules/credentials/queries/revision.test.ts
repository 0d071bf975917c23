import { expect, test } from 'vitest'
import { earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { revokeAward } from '../commands/change-award.ts'
import { openCredentialRevision } from './revision.ts'

const { db } = await testDatabase()

test('the page of a credential is another one after its award has changed, and others stay', async () => {
  const publisher = await importFixtureCatalogue(db)
  const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  const world = issuingWorld(db)
  const [one, other] = [
    await earnCredential(world, educator, PLANNING[0]),
    await earnCredential(world, educator, PLANNING[1]),
  ]
  const revision = openCredentialRevision(db, () => NOON)
  const now = () => Promise.all([one, other].map(({ id }) => revision(`/credentials/${id}`)))
  const before = await now()
  expect(await now()).toEqual(before)
  const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  await revokeAward({ db, actor: registrar, now: NOON }, { ...one, reason: 'The work was not theirs.' })
  const after = await now()
  expect(after[0]).not.toBe(before[0])
  expect(after[1]).toBe(before[1])
  expect(await revision('/credentials/nonsense')).toBe('unknown')

  await db.updateTable('credential').set({ valid_until: NOON }).where('id', '=', other.id).execute()
  const earlier = openCredentialRevision(db, () => new Date(NOON.getTime() - 1))
  expect(await revision(`/credentials/${other.id}`)).not.toBe(await earlier(`/credentials/${other.id}`))
})
