import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { openFiles } from '#src/platform/files.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '../people/queries/organisations.ts'
import { insertEvidence, markReady } from '../submissions/queries/evidence.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  makeWaitingSubmission,
  NOON,
} from '#test/factories/factories.ts'
import { claimSubmission } from './commands/claim.ts'
import { releaseJudgement } from './commands/give-up.ts'
import { http } from './http.ts'

const { db } = await testDatabase()
let dataDir: string
let app: Hono<HttpEnv>
let publisher: Organisation
let school: Organisation
let signedIn: Actor | null
let assessor: Actor
let held: { judgementId: string; orgId: string; id: string; code: string; first: string }

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mintmark-assessment-'))
  publisher = await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db))
  const config = { mode: 'demo', port: 4600, dataDir, publicUrl: 'http://localhost:4600' }
  const world = { config, db, files: openFiles(dataDir), now: () => NOON } as unknown as WebWorld
  app = new Hono<HttpEnv>()
  app.use((c, next) => {
    c.set('findActor', () => Promise.resolve(signedIn))
    return next()
  })
  app.route('/', http(world))
})
afterAll(() => rm(dataDir, { recursive: true }))

const makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])

beforeEach(async () => {
  assessor = await makePerson(db, [{ kind: 'assessor', at: publisher }])
  signedIn = assessor
  const work = await makeWaitingSubmission(db, { ...(await makeEducator()), school })
  const claimed = await claimSubmission({ db, actor: assessor, now: NOON }, { submissionId: work.id })
  if (!claimed.ok) throw new Error(claimed.reason)
  held = { ...work, judgementId: claimed.judgementId, first: work.criteria[0] ?? '' }
})

describe('saving a score', () => {
  const put = (body: unknown, headers: Record<string, string> = {}, criterionId = held.first) =>
    app.request(`/judgements/${held.judgementId}/scores/${criterionId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:4600', ...headers },
      body: JSON.stringify(body),
    })

  test('answers with the new revision, then with what stands there when another tab was faster', async () => {
    const saved = await put({ levelId: 'developing', comment: 'One', baseRevision: 0 })
    expect(saved.status).toBe(200)
    expect(await saved.json()).toEqual({
      revision: 1,
      savedAt: NOON.toISOString(),
      expiresAt: '2026-11-27T12:00:00.000Z',
    })
    const late = await put({ levelId: null, comment: 'Two', baseRevision: 0 })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ current: { levelId: 'developing', comment: 'One', revision: 1 } })
  })

  test('is refused from another site, for strangers and for nonsense', async () => {
    const body = { levelId: 'developing', comment: '', baseRevision: 0 }
    expect((await put(body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await put(body, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await put({ levelId: 1 })).status).toBe(422)
    expect((await put({ ...body, levelId: 'excellent' })).status).toBe(422)
    expect((await put(body, {}, 'nowhere')).status).toBe(404)
    signedIn = await makePerson(db, [{ kind: 'assessor', at: publisher }])
    expect((await put(body)).status).toBe(404)
    signedIn = null
    expect((await put(body)).status).toBe(401)
  })

  test('says that the claim is over', async () => {
    await releaseJudgement({ db, actor: assessor, now: NOON }, held)
    const answer = await put({ levelId: null, comment: 'Too late', baseRevision: 0 })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({ reason: 'ended' })
  })
})

describe('the evidence', () => {
  const NAME = 'Amara Osei, Riverside School.pdf'
  async function addFile({ orgId, id }: { orgId: string; id: string }): Promise<string> {
    const evidenceId = await inTransaction(db, async (tx) => {
      const place = { orgId, submissionId: id, promptId: 'p3', kind: 'pdf', name: NAME, url: null } as const
      const made = await insertEvidence(tx, place, NOON)
      await markReady(tx, orgId, made, {
        fileKey: `evidence/${made}`,
        mediaType: 'application/pdf',
        bytes: 5,
        sha256: 'x',
      })
      return made
    })
    await openFiles(dataDir).put(`evidence/${evidenceId}`, 'hello')
    return evidenceId
  }
  const get = (evidenceId: string) => app.request(`/judgements/${held.judgementId}/evidence/${evidenceId}`)

  test('opens for the assessor who holds it, under a name that tells nothing', async () => {
    const answer = await get(await addFile(held))
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('hello')
    expect(answer.headers.get('content-disposition')).toContain(`filename="${held.code}-pdf-1.pdf"`)
    expect(JSON.stringify([...answer.headers])).not.toMatch(/Amara|Osei|Riverside/)
  })

  test('stays shut for everyone else, for other submissions, and when the claim is over', async () => {
    const evidenceId = await addFile(held)
    const other = await makeWaitingSubmission(db, { ...(await makeEducator()), school })
    expect((await get(await addFile(other))).status).toBe(404)
    for (const kind of ['assessor', 'admin', 'registrar'] as const) {
      signedIn = await makePerson(db, [{ kind, at: publisher }])
      expect((await get(evidenceId)).status).toBe(404)
    }
    signedIn = null
    expect((await get(evidenceId)).status).toBe(302)
    signedIn = assessor
    await releaseJudgement({ db, actor: assessor, now: NOON }, held)
    expect((await get(evidenceId)).status).toBe(404)
  })
})
