import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { setSignName } from '#src/modules/people/commands.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import { awardedMedallion } from '#test/factories/medallions/awarded.ts'
import {
  CHOICE,
  makeMedallion,
  medallionContent,
  recordAwards,
  type Medallion,
} from '#test/factories/medallions/taken-up.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { findCredential, findCredentialOf } from '../../queries/credentials.ts'
import { openBadgeSchema } from '../../rules/form/schema.ts'
import { listRenewable, renewCredentials } from '../issuing/renew.ts'
import { newsFor } from '../issuing/news.ts'
import { reissueCredential } from '../reissue.ts'
import { verifyCredential } from '../verify.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let school: Organisation
let educator: Actor
let medallion: Medallion
let issued: Awaited<ReturnType<typeof awardedMedallion>>

beforeAll(async () => {
  await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db))
  educator = await makePerson(db, [{ kind: 'educator', at: school }], 'Amara Osei')
  medallion = await makeMedallion(db, { at: school, by: educator.personId, slug: 'ready-together' })
  issued = await awardedMedallion(world, medallion, educator.personId)
})

const held = async () => {
  const award = (await listAwardsOf(db, educator.personId)).find(({ kind }) => kind === 'medallion')
  const credential = award && (await findCredentialOf(db, award.orgId, award.id))
  if (award === undefined || credential === null || credential === undefined) throw new Error('It was issued.')
  const says = openBadgeSchema.parse(JSON.parse(credential.document))
  return { award, credential, says, pinned: says['relatedResource'] as { id: string }[] }
}

test('after a change of name it is renewed last, and pins what its parts were renewed to', async () => {
  await setSignName({ db, actor: educator, now: world.now() }, true)
  const renewable = await listRenewable(db, educator.personId)
  expect(renewable).toHaveLength(10)
  expect(renewable.at(-1)?.title).toBe('Ready Together')
  await renewCredentials({ ...world, actor: educator })
  const { credential, says, pinned } = await held()
  expect(says.credentialSubject['name']).toBe('Amara Osei')
  expect(credential.id).not.toBe(issued.id)
  for (const { id } of pinned) {
    const part = await findCredential(db, id.split('/').at(-1)?.replace('.json', '') ?? '')
    expect(part?.document.includes('Amara Osei')).toBe(true)
  }
  expect((await verifyCredential(world, credential.document)).verdict).toBe('valid')
  expect((await verifyCredential(world, issued.document)).verdict).toBe('revoked')
})

test('a corrected version is named only where it asks for no more than was earned, and counted anew', async () => {
  const registrar = await makePerson(db, [{ kind: 'registrar', at: school }])
  const content = medallionContent('ready-together')
  const version = (number: number, needed: number) =>
    makeMedallion(db, {
      at: school,
      by: educator.personId,
      slug: 'ready-together',
      of: { ...medallion, number: number - 1 },
      edit: { title: `Version ${number}`, groups: [{ id: 'ways', title: 'Ways', needed }] },
    })
  await version(2, 3)
  const before = await held()
  expect((await newsFor(db, before.award, before.credential)).version).toEqual({ number: 2, met: false })
  const reissue = (number: number) =>
    reissueCredential(
      { ...world, actor: registrar },
      { credentialId: before.credential.id, because: 'version', version: number },
    )
  expect(await reissue(2)).toEqual({ ok: false, reason: 'unmet' })
  expect((await held()).award).toEqual(before.award)

  await recordAwards(db, educator.personId, [CHOICE[1]], { awardedAt: new Date('2020-01-01T00:00:00Z') })
  await version(3, 1)
  expect(await reissue(2)).toEqual({ ok: false, reason: 'changed' })
  expect(await reissue(3)).toMatchObject({ ok: true })
  const { award, credential, says, pinned } = await held()
  expect(award).toMatchObject({ version: 3, title: 'Version 3', orgId: school.id })
  expect(award.medallion?.petals).toHaveLength(content.picks.length - CHOICE.length + 1)
  expect(award.medallion?.petals).toContain(CHOICE[1])
  expect(says.credentialSubject.creditsEarned).toBe(award.hours)
  expect(pinned).toHaveLength(8)
  expect((await verifyCredential(world, credential.document)).verdict).toBe('valid')
})
