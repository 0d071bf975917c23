import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { newId } from '#src/platform/database/ids.ts'
import { openCredentialRevision } from '#src/modules/credentials/queries/revision.ts'
import { insertEvidence, markReady } from '#src/modules/submissions/queries/evidence.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { findAwardById } from '../queries/awards.ts'
import { isShown } from '../queries/sharing.ts'
import { changeAward } from './change-award.ts'
import { findPublicSharing, shareCredential, unshareCredential } from './sharing.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)

type Earned = { id: string; orgId: string; awardId: string; evidence: string[] }

/** A credential that was earned with a file and a link. */
async function earned(educator: Actor, slug: string): Promise<Earned> {
  const { id, orgId, awardId } = await earnCredential(world, educator, slug)
  const award = await findAwardById(db, awardId)
  const place = { orgId: award?.sourceOrgId ?? '', submissionId: award?.submissionId ?? '', promptId: 'plan' }
  const evidence = await inTransaction(db, async (tx) => {
    const file = await insertEvidence(tx, { ...place, kind: 'pdf', name: 'plan.pdf', url: null }, NOON)
    await markReady(tx, place.orgId, file, { fileKey: 'x', mediaType: 'application/pdf', bytes: 3, sha256: 'x' })
    const link = { ...place, kind: 'link' as const, name: 'Our plan', url: 'https://example.org/' }
    return [file, await insertEvidence(tx, link, NOON)]
  })
  return { id, orgId, awardId, evidence }
}

let educator: Actor
let registrar: Actor
let one: Earned
let other: Earned

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  one = await earned(educator, PLANNING[0])
  other = await earned(educator, PLANNING[1])
})

const by = (actor: Actor) => ({ db, actor, now: NOON })
const shown = async ({ awardId }: Earned) => {
  const award = await findAwardById(db, awardId)
  const sharing = award && (await findPublicSharing(db, award))
  return sharing && sharing.evidence.map(({ id }) => id)
}

beforeEach(async () => {
  for (const { id } of [one, other]) await unshareCredential(by(educator), id)
})

describe('sharing', () => {
  test('shows nothing until it is switched on, and then only what was chosen', async () => {
    const [file = '', link = ''] = one.evidence
    expect(await shown(one)).toBeNull()
    expect(await shareCredential(by(educator), { credentialId: one.id, evidenceIds: [] })).toEqual({ ok: true })
    expect(await shown(one)).toEqual([])
    expect(await isShown(db, one.id, file)).toBe(false)

    await shareCredential(by(educator), { credentialId: one.id, evidenceIds: [file, file] })
    expect(await shown(one)).toEqual([file])
    expect([await isShown(db, one.id, file), await isShown(db, one.id, link)]).toEqual([true, false])
    expect(await isShown(db, other.id, file)).toBe(false)
  })

  test('is taken back item by item, or as a whole', async () => {
    const [file = '', link = ''] = one.evidence
    await shareCredential(by(educator), { credentialId: one.id, evidenceIds: [file, link] })
    await shareCredential(by(educator), { credentialId: one.id, evidenceIds: [link] })
    expect(await isShown(db, one.id, file)).toBe(false)
    expect(await unshareCredential(by(educator), one.id)).toEqual({ ok: true })
    expect(await shown(one)).toBeNull()
    expect(await isShown(db, one.id, link)).toBe(false)
    await shareCredential(by(educator), { credentialId: one.id, evidenceIds: [] })
    expect(await shown(one)).toEqual([])
  })

  test('is its educator’s alone', async () => {
    const stranger = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    for (const actor of [stranger, registrar]) {
      const refused = { ok: false, reason: 'unknown' }
      expect(await shareCredential(by(actor), { credentialId: one.id, evidenceIds: [] })).toEqual(refused)
      expect(await unshareCredential(by(actor), one.id)).toEqual(refused)
    }
    expect(await shareCredential(by(educator), { credentialId: newId(), evidenceIds: [] })).toMatchObject({ ok: false })
  })

  test('takes no evidence of another submission, even of one’s own, and nothing that is none', async () => {
    for (const evidenceIds of [[other.evidence[0] ?? ''], [newId()], ['nonsense'], [...one.evidence, '']])
      expect(await shareCredential(by(educator), { credentialId: one.id, evidenceIds })).toEqual({
        ok: false,
        reason: 'not_own_evidence',
      })
    expect(await shown(one)).toBeNull()
  })

  test('shows nothing while the award is not in force, and cannot begin then', async () => {
    const [file = ''] = other.evidence
    const change = (action: 'suspend' | 'reinstate') =>
      changeAward({ db, actor: registrar, now: NOON }, { ...other, action, reason: 'Case 12.' })
    await shareCredential(by(educator), { credentialId: other.id, evidenceIds: [file] })
    await change('suspend')
    expect([await shown(other), await isShown(db, other.id, file)]).toEqual([null, false])
    expect(await shareCredential(by(educator), { credentialId: other.id, evidenceIds: [] })).toEqual({
      ok: false,
      reason: 'not_in_force',
    })
    await change('reinstate')
    expect(await isShown(db, other.id, file)).toBe(true)
    await change('suspend')
    expect(await unshareCredential(by(educator), other.id)).toEqual({ ok: true })
    await change('reinstate')
    expect(await isShown(db, other.id, file)).toBe(false)
  })

  test('makes another page of it each time', async () => {
    const revision = openCredentialRevision(db, () => NOON)
    const seen = [await revision(`/credentials/${one.id}`)]
    for (const evidenceIds of [[], one.evidence, []]) {
      await shareCredential(by(educator), { credentialId: one.id, evidenceIds })
      seen.push(await revision(`/credentials/${one.id}`))
    }
    await unshareCredential(by(educator), one.id)
    seen.push(await revision(`/credentials/${one.id}`))
    expect(new Set(seen).size).toBe(5)
  })
})
