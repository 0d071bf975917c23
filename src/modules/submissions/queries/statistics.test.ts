import { beforeAll, describe, expect, test } from 'vitest'
import { findMicroCredential } from '#src/modules/catalogue/queries/versions.ts'
import { startNextAttempt } from '#src/modules/submissions/commands/attempts.ts'
import { startPursuit } from '#src/modules/submissions/commands/pursuits.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { answerEverything, decideOn, makeSubmitted, newestAttempt, STATEMENTS_GIVEN } from '#test/factories/pursuits.ts'
import { submitForAssessment } from '../commands/attempts.ts'
import { countUnderWay, loadStatistics } from './statistics.ts'

const { db } = await testDatabase()
const SLUG = 'aligning-to-standards'
const HOUR = 3_600_000
const later = (hours: number): Date => new Date(NOON.getTime() + hours * HOUR)
let about: { publisherId: string; microCredentialId: string; versionId: string }
let hard: string

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const found = await findMicroCredential(db, SLUG)
  if (found?.state !== 'published') throw new Error('It is published.')
  about = { publisherId: found.publisherId, microCredentialId: found.id, versionId: found.versionId }
  hard = found.content.rubric.criteria[1]?.id ?? ''
  const school = await makeSchool(db, await makeDistrict(db))
  const educator = () => makePerson(db, [{ kind: 'educator', at: school }])
  // Two earn it at once, one at the second attempt, one has had a "not yet", one only begins.
  for (const hours of [2, 4]) {
    const pursuit = await makeSubmitted({ db, actor: await educator(), now: NOON }, SLUG)
    await decideOn(db, await newestAttempt(db, pursuit), [], later(hours))
  }
  const actor = await educator()
  const second = await makeSubmitted({ db, actor, now: NOON }, SLUG)
  await decideOn(db, await newestAttempt(db, second), [hard], later(6))
  const given = { db, actor, now: later(10) }
  await startNextAttempt(given, { pursuitId: second })
  await answerEverything(given, second)
  await submitForAssessment(given, { pursuitId: second, statements: STATEMENTS_GIVEN, changedNote: 'I added a pair.' })
  await decideOn(db, await newestAttempt(db, second), [], later(18))
  const third = await makeSubmitted({ db, actor: await educator(), now: NOON }, SLUG)
  await decideOn(db, await newestAttempt(db, third), [hard], later(10))
  await startPursuit({ db, actor: await educator(), now: NOON }, { slug: SLUG })
})

describe('the figures of a version', () => {
  test('count people by their first attempt, and decisions by how long they took', async () => {
    const { criteria, ...whole } = await loadStatistics(db, about)
    expect(whole).toMatchObject({ decided: 4, earned: 3, atOnce: 2, medianHours: 6 })
    expect(whole.attempts).toBeCloseTo(4 / 3)
    expect(whole.ninetiethHours).toBeCloseTo(9.2)
    expect(criteria.find(({ criterionId }) => criterionId === hard)).toEqual({
      criterionId: hard,
      first: 4,
      firstMet: 2,
      notYet: 2,
    })
    expect(criteria.filter(({ notYet }) => notYet > 0)).toHaveLength(1)
  })

  test('say nothing of another version, and who is under way is counted by theirs', async () => {
    const none = await loadStatistics(db, { ...about, versionId: about.microCredentialId })
    expect(none).toEqual({
      decided: 0,
      earned: 0,
      atOnce: 0,
      attempts: null,
      medianHours: null,
      ninetiethHours: null,
      criteria: [],
    })
    expect(await countUnderWay(db, about)).toEqual([{ versionId: about.versionId, people: 2 }])
  })
})
