import { expect, test } from 'vitest'
import { claimSubmission } from '#src/modules/assessment/commands/claim.ts'
import { decideSubmission } from '#src/modules/assessment/commands/decide.ts'
import { saveScore } from '#src/modules/assessment/commands/save-score.ts'
import { importCatalogueFolder } from '#src/modules/catalogue/commands.ts'
import { findCatalogue } from '#src/modules/catalogue/queries/tree.ts'
import { awardCollections, awardDecided } from '#src/modules/credentials/commands/award.ts'
import { issueCredential } from '#src/modules/credentials/commands/issue.ts'
import { findAwardById, listAwardsOf } from '#src/modules/credentials/queries/awards.ts'
import { findCredential } from '#src/modules/credentials/queries/credentials.ts'
import { testDatabase } from '#test/database/database.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { makeDistrict, makePerson, makePublisher, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeSubmitted, newestAttempt } from '#test/factories/pursuits.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)

test('all thirty are started, handed in, assessed and awarded, and with them five stacks and the badge', async () => {
  const publisher = await makePublisher(db)
  const imported = await importCatalogueFolder({ db, now: NOON, publisherId: publisher.id }, 'content/pbl')
  expect(imported).toMatchObject({ ok: true })
  const school = await makeSchool(db, await makeDistrict(db))
  const educator = await makePerson(db, [{ kind: 'educator', at: school }])
  const assessor = await makePerson(db, [{ kind: 'assessor', at: publisher }])

  const stacks = (await findCatalogue(db))?.stacks ?? []
  expect(stacks.map(({ members }) => members.length)).toEqual([6, 6, 6, 6, 6])
  for (const { slug } of stacks.flatMap(({ members }) => members)) {
    const attempt = await newestAttempt(db, await makeSubmitted({ db, actor: educator, now: NOON }, slug))
    const given = { db, actor: assessor, now: NOON }
    const claimed = await claimSubmission(given, { submissionId: attempt.id })
    if (!claimed.ok) throw new Error(`${slug}: ${claimed.reason}`)
    const { judgementId } = claimed
    for (const criterionId of attempt.openCriteria) {
      const score = { judgementId, criterionId, levelId: 'demonstrated', comment: '', baseRevision: 0 }
      expect(await saveScore(given, score), `${slug} ${criterionId}`).toMatchObject({ ok: true })
    }
    expect(await decideSubmission(given, { judgementId }), slug).toEqual({ ok: true, outcome: 'earned' })
    const awardId = await awardDecided(world, { orgId: attempt.orgId, submissionId: attempt.id })
    await complete(awardId ?? '')
  }

  const awards = await listAwardsOf(db, educator.personId)
  const count = (kind: string) => awards.filter((award) => award.kind === kind).length
  expect([count('micro-credential'), count('stack'), count('badge')]).toEqual([30, 5, 1])
  for (const { orgId, id } of awards) {
    const credential = await findCredential(db, await issueCredential(world, { orgId, awardId: id }))
    expect(JSON.parse(credential?.document ?? '{}')).toHaveProperty('proof')
  }
})

/** What the worker does after an award: the stack, and after a stack the badge. */
async function complete(awardId: string): Promise<void> {
  const award = await findAwardById(db, awardId)
  if (award === null) throw new Error('Nothing was awarded.')
  await awardCollections(world, { orgId: award.orgId, awardId })
  const stacks = (await listAwardsOf(db, award.personId)).filter(({ kind }) => kind === 'stack')
  for (const stack of stacks) await awardCollections(world, { orgId: award.orgId, awardId: stack.id })
}
