import fc from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Db } from '#src/platform/database/database.ts'
import { openFiles } from '#src/platform/files.ts'
import { openSessions } from '#src/platform/sessions.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, NOON } from '#test/factories/factories.ts'
import { claimSubmission } from '../modules/assessment/commands/claim.ts'
import { getVersion } from '../modules/catalogue/queries/versions.ts'
import { listCohorts } from '../modules/medallions/queries/cohorts.ts'
import { listMembers } from '../modules/medallions/queries/members.ts'
import { findActor, hasDemoPeople } from '../modules/people/queries/people.ts'
import { loadAnswers } from '../modules/submissions/queries/answers.ts'
import { listAskedOf } from '../modules/submissions/queries/coaching/requests.ts'
import { openEvidence } from '../modules/submissions/queries/evidence.ts'
import { findGoal, listPlan } from '../modules/submissions/queries/plan.ts'
import { listAttempts, listDecisions } from '../modules/submissions/queries/submissions.ts'
import { missingForSubmission } from '../modules/submissions/rules/readiness.ts'
import { momentBefore } from './days.ts'
import { seedDemo } from './seed.ts'

const { db, pool, url } = await testDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'mintmark-demo-test-'))
const files = openFiles(dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const settings = { publicUrl: 'http://localhost:4600', secret: 'x'.repeat(32), mode: 'demo', port: 4600 } as const
const seed = (on: Db) =>
  seedDemo({ db: on, files, now: () => NOON, sessions: openSessions(settings, db, () => Promise.resolve()) })

const TABLES = ['organisation', 'person', 'role', 'plan_item', 'pursuit', 'submission', 'response'] as const
const MORE = ['evidence', 'self_assessment', 'judgement', 'score', 'decision', 'event', 'mail'] as const
async function census(): Promise<Record<string, number>> {
  const counts = [...TABLES, ...MORE, 'graphile_worker.jobs'].map(async (table) => {
    const { rows } = await pool.query<{ n: number }>(`select count(*) as n from ${table}`)
    return [table, rows[0]?.n ?? -1] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}

const stored = (): string[] =>
  existsSync(join(dataDir, 'files'))
    ? readdirSync(join(dataDir, 'files'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    : []

/** Hears every answer of the server, and may do something before the program does. */
const listening = (hear: () => Promise<void>): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    await hear()
    return result
  },
})

/** Seeds, and cuts the connection after so many answers. */
async function seedUntil(answers: number): Promise<void> {
  const name = `seeding_${answers}`
  const seeding = openDatabase(url, { max: 2, name, onError: () => undefined })
  let heard = 0
  const cut = listening(async () => {
    heard += 1
    if (heard === answers)
      await pool.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name])
  })
  try {
    await seed(seeding.db.withPlugin(cut))
  } finally {
    await seeding.close()
  }
}

let before: Record<string, number>
let answers = 0

beforeAll(async () => {
  await importFixtureCatalogue(db)
  before = await census()
})

describe('a seed that is cut off', () => {
  test('leaves nothing behind, at whatever step, and the next start makes all of it', async () => {
    for (const step of fc.sample(fc.integer({ min: 2, max: 600 }), 3)) {
      await expect(seedUntil(step), `cut off after ${step} answers`).rejects.toThrow()
      expect(await hasDemoPeople(db)).toBe(false)
      expect(await census()).toEqual(before)
      expect(stored()).toEqual([])
    }
    await seed(
      db.withPlugin(
        listening(() => {
          answers += 1
          return Promise.resolve()
        }),
      ),
    )
    expect(await hasDemoPeople(db)).toBe(true)
    // The steps above lie within the seed.
    expect(answers).toBeGreaterThan(600)
  })

  test('and once it is there, another start changes nothing', async () => {
    const after = await census()
    await seed(db)
    expect(await census()).toEqual(after)
  })
})

const personOf = async (key: string) => {
  const { person_id: id } = await db
    .selectFrom('person_email')
    .select('person_id')
    .where('email', '=', `${key}@riverbend.example`)
    .executeTakeFirstOrThrow()
  const actor = await findActor(db, id)
  if (actor === null) throw new Error(`There is no ${key}.`)
  return actor
}

async function attemptsOf(key: string) {
  const { personId } = await personOf(key)
  const pursuits = await db
    .selectFrom('pursuit')
    .innerJoin('micro_credential', 'micro_credential.id', 'pursuit.micro_credential_id')
    .select([
      'slug',
      'pursuit.org_id',
      'pursuit.id',
      'pursuit.publisher_id',
      'pursuit.version_id',
      'pursuit.started_at',
    ])
    .where('person_id', '=', personId)
    .execute()
  return Promise.all(
    pursuits.map(async (pursuit) => {
      const [attempt, ...others] = await listAttempts(db, pursuit.org_id, pursuit.id)
      if (attempt === undefined || others.length > 0) throw new Error(`${key} has not one attempt.`)
      const decisions = await listDecisions(db, pursuit.org_id, pursuit.id)
      return { ...pursuit, attempt, decision: decisions[0] ?? null }
    }),
  )
}

const statesOf = async (key: string) =>
  Object.fromEntries((await attemptsOf(key)).map(({ slug, attempt }) => [slug, attempt.state]))

describe('the work', () => {
  test('stands where the demo says', async () => {
    expect(await statesOf('educator')).toEqual({
      'formative-assessment-checking-in': 'earned',
      'developing-driving-questions': 'not_yet',
      'designing-authentic-tasks': 'draft',
    })
    expect(await statesOf('educator-2')).toEqual({})
    expect(await statesOf('hana')).toEqual({
      'developing-driving-questions': 'earned',
      'formative-assessment-checking-in': 'submitted',
    })
    expect(await statesOf('dev')).toEqual({ 'developing-driving-questions': 'submitted' })
    expect(await statesOf('lucia')).toEqual({ 'formative-assessment-checking-in': 'submitted' })
  })

  test('passes the rules of readiness, all of it in the past and in order', async () => {
    const all = (await Promise.all(['educator', 'hana', 'dev', 'lucia'].map(attemptsOf))).flat()
    for (const { attempt, publisher_id, version_id, slug, started_at } of all) {
      if (attempt.submittedAt === null) continue
      const { content } = await getVersion(db, publisher_id, version_id)
      const missing = missingForSubmission({
        work: content,
        openCriteria: content.rubric.criteria.map(({ id }) => id),
        answers: await loadAnswers(db, attempt.orgId, attempt.id),
        later: false,
        changedNote: '',
        statements: { own_work: true, no_identities: true, may_be_read: true },
      })
      expect(missing, slug).toEqual([])
      const moments = [started_at, attempt.submittedAt, attempt.decidedAt ?? attempt.submittedAt, NOON]
      expect(moments.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(moments)
      if (attempt.decidedAt !== null) expect(attempt.decidedAt <= (attempt.dueAt ?? NOON)).toBe(true)
    }
  })

  test('that waits is due later, but for one that was due on the last business day', async () => {
    const due = async (key: string) => (await attemptsOf(key)).find(({ attempt }) => attempt.state === 'submitted')
    expect((await due('dev'))?.attempt.dueAt).toEqual(new Date(momentBefore(NOON, 1, '24:00').getTime() - 1000))
    for (const key of ['hana', 'lucia']) expect(((await due(key))?.attempt.dueAt ?? 0) > NOON).toBe(true)
  })

  test('that is not there yet has two criteria to work on, each with a comment', async () => {
    const decided = (await attemptsOf('educator')).find(({ attempt }) => attempt.state === 'not_yet')?.decision
    const unmet = decided?.criteria.filter(({ met }) => !met) ?? []
    expect(unmet.map(({ criterionId }) => criterionId).sort()).toEqual(['open', 'revised'])
    for (const { comment } of unmet) expect(comment).toMatch(/Next step: /)
  })

  test('has evidence that opens', async () => {
    const rows = await db.selectFrom('evidence').select(['id', 'kind', 'url', 'state', 'name', 'bytes']).execute()
    expect(rows.every(({ state }) => state === 'ready')).toBe(true)
    for (const row of rows) {
      if (row.kind === 'link') {
        expect(new URL(row.url ?? '').hostname).toMatch(/\.example\.org$/)
        continue
      }
      const opened = await openEvidence({ db, files }, row.id)
      if (opened === null) throw new Error(`${row.name} does not open.`)
      expect((await buffer(await opened.open())).length).toBe(row.bytes)
    }
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['link', 'pdf', 'image', 'document']))
  })

  test('is planned by two', async () => {
    const planOf = async (key: string) => {
      const { personId, roles } = await personOf(key)
      const owner = { personId, orgId: roles[0]?.orgId ?? '' }
      return { goal: await findGoal(db, owner), items: await listPlan(db, owner) }
    }
    for (const [key, count] of [
      ['educator', 4],
      ['educator-2', 2],
    ] as const) {
      const { goal, items } = await planOf(key)
      expect(goal).not.toBe('')
      expect(items).toHaveLength(count)
      for (const { why, targetDate } of items)
        expect([why !== '', (targetDate ?? '') > '2026-11-24']).toEqual([true, true])
    }
  })

  test('from Cedar Hill is never for somebody who teaches there', async () => {
    const submissionId = (await attemptsOf('lucia'))[0]?.attempt.id ?? ''
    const claim = async (key: string) =>
      claimSubmission({ db, actor: await personOf(key), now: NOON }, { submissionId })
    expect(await claim('assessor-2')).toEqual({ ok: false, reason: 'unknown' })
    expect(await claim('assessor')).toMatchObject({ ok: true })
  })
})

describe('the medallion', () => {
  test('has a cohort with a coach; some have accepted, one has not answered, and the coach is asked to read a draft', async () => {
    const [cohort, ...others] = await listCohorts(
      db,
      { coachId: (await personOf('author')).personId },
      { limit: 10, offset: 0 },
    )
    if (cohort === undefined) throw new Error('There is no cohort.')
    expect(others).toEqual([])
    expect(cohort).toMatchObject({ title: 'The Riverbend Medallion', name: 'Autumn 2026', coachName: 'Noor Haddad' })
    const members = await listMembers(db, cohort.orgId, cohort.id)
    expect(members.map(({ name, state }) => [name, state])).toEqual([
      ['Amara Osei', 'accepted'],
      ['Dev Raman', 'accepted'],
      ['Hana Kovač', 'accepted'],
      ['Lucía Ferrer', 'accepted'],
      ['Tomás Rivera', 'offered'],
    ])
    for (const { offeredAt, answeredAt } of members) expect(offeredAt < (answeredAt ?? NOON)).toBe(true)
    const [asked] = await listAskedOf(db, cohort.coachId ?? '')
    expect(asked).toMatchObject({ personName: 'Amara Osei', title: 'Designing Authentic Tasks', state: 'asked' })
    expect(asked?.submissionState).toBe('draft')
  })
})
