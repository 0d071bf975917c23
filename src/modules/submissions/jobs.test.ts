import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { newId } from '#src/platform/database/ids.ts'
import { listMail } from '#src/platform/events/mail.ts'
import type { World } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { decideOn, makeSubmitted, newestAttempt } from '#test/factories/pursuits.ts'
import { beginUpload } from './commands/evidence.ts'
import { startPursuit, withdraw } from './commands/pursuits.ts'
import { jobs } from './jobs.ts'
import { findEvidence } from './queries/evidence.ts'

const { db } = await testDatabase()
const slug = 'developing-driving-questions'
let makeEducator: () => Promise<Actor>
const worldAt = (now: Date, dataDir = '') =>
  ({ db, now: () => now, config: { publicUrl: 'https://mint.example', dataDir } }) as unknown as World
const given = (actor: Actor) => ({ db, actor, now: NOON })
const lettersTo = async ({ personId }: Actor) => {
  const { email } = await db
    .selectFrom('person_email')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return (await listMail(db, 1000))
    .filter((letter) => letter.to_address === email)
    .toSorted((a, b) => a.subject.localeCompare(b.subject))
}
const hear = async (task: string, type: string, pursuitId: string, payload: object) => {
  const { orgId, id } = await newestAttempt(db, pursuitId)
  const heard = { orgId, eventId: newId(), type, subjectId: id, payload }
  // Every job may run twice.
  for (let run = 0; run < 2; run += 1) await jobs[task]?.(worldAt(NOON), heard)
}

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const school = await makeSchool(db, await makeDistrict(db))
  makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])
})

test('an educator is told once that the submission came and when it is decided', async () => {
  const actor = await makeEducator()
  const pursuitId = await makeSubmitted(given(actor), slug)
  const payload = { pursuitId, attempt: 1, dueAt: NOON.toISOString() }
  await hear('submissions.tell-received', 'submission.submitted', pursuitId, payload)
  const letters = await lettersTo(actor)
  expect(letters).toHaveLength(1)
  expect(letters[0]?.body).toMatch(/decision by Wednesday 2 December/)
  expect(letters[0]?.body).toMatch(`https://mint.example/pursuits/${pursuitId}`)
  expect(letters[0]?.body).not.toMatch('word1')
})

test('a decision is told without the feedback itself', async () => {
  const actor = await makeEducator()
  const pursuitId = await makeSubmitted(given(actor), slug)
  await decideOn(db, await newestAttempt(db, pursuitId), ['doable'])
  await hear('submissions.tell-decided', 'assessment.decided', pursuitId, { judgementId: newId(), outcome: 'not_yet' })
  const letters = await lettersTo(actor)
  expect(letters.map(({ subject }) => subject)).toEqual(['Not yet: Developing Driving Questions'])
  expect(letters[0]?.body).toMatch(/one criterion/)
  expect(letters[0]?.body).not.toMatch(/failed|Say more/)
})

test('nobody is told of a submission that was taken back', async () => {
  const actor = await makeEducator()
  const pursuitId = await makeSubmitted(given(actor), slug)
  await withdraw(given(actor), { pursuitId })
  await hear('submissions.tell-received', 'submission.submitted', pursuitId, {
    pursuitId,
    attempt: 1,
    dueAt: NOON.toISOString(),
  })
  expect(await lettersTo(actor)).toEqual([])
})

test('uploads that rested for a week are given up, and their parts deleted', async () => {
  const actor = await makeEducator()
  const started = await startPursuit(given(actor), { slug })
  if (!started.ok) throw new Error(started.reason)
  const begun = await beginUpload(given(actor), {
    pursuitId: started.pursuitId,
    promptId: 'p2',
    name: 'a.pdf',
    bytes: 10,
  })
  if (!begun.ok) throw new Error(begun.reason)
  const dataDir = await mkdtemp(join(tmpdir(), 'mintmark-jobs-'))
  const folder = join(dataDir, 'uploads')
  await mkdir(folder)
  for (const name of ['old', 'new']) await writeFile(join(folder, name), 'part')
  await utimes(join(folder, 'old'), NOON, NOON)
  const later = new Date(NOON.getTime() + 8 * 86_400_000)
  await utimes(join(folder, 'new'), later, later)
  await jobs['submissions.clean-uploads']?.(worldAt(later, dataDir), {})
  expect(await findEvidence(db, begun.evidenceId)).toMatchObject({ state: 'removed' })
  expect(await readdir(folder)).toEqual(['new'])
  await rm(dataDir, { recursive: true })
})
