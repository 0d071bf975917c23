import { unzipSync, strFromU8 } from 'fflate'
import { Hono } from 'hono'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { openFiles } from '#src/platform/files.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import { openLog } from '#src/platform/start/log.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { insertEvidence, markReady } from '#src/modules/submissions/queries/evidence.ts'
import { earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { shareCredential, unshareCredential } from '../../commands/sharing.ts'
import { verifyCredential } from '../../commands/verify.ts'
import { findAwardById } from '../../queries/awards.ts'
import { unbakePng } from '../../rules/baking/png.ts'
import { http } from '../../http.ts'

const { db, pool } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'mintmark-own-'))
afterAll(() => rm(folder, { recursive: true }))
const parts = {
  ...issuingWorld(db),
  files: openFiles(folder),
  limits: await openRateLimits(pool),
  log: openLog('silent', 'test'),
}
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
let asking: Actor | null = null
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('client', '127.0.0.1')
    c.set('findActor', () => Promise.resolve(asking))
    return next()
  })
  .route('/', http(world))
const get = (path: string, actor: Actor | null = null) => {
  asking = actor
  return app.request(path)
}

let educator: Actor
let stranger: Actor
let issued: Awaited<ReturnType<typeof earnCredential>>
let evidenceId = ''

beforeAll(async () => {
  await importFixtureCatalogue(db)
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Amara Osei')
  stranger = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  issued = await earnCredential(world, educator, PLANNING[0])
  const award = await findAwardById(db, issued.awardId)
  const place = { orgId: award?.sourceOrgId ?? '', submissionId: award?.submissionId ?? '', promptId: 'plan' }
  await world.files.put('one', '%PDF')
  evidenceId = await inTransaction(db, async (tx) => {
    const id = await insertEvidence(tx, { ...place, kind: 'pdf', name: 'plän.pdf', url: null }, NOON)
    await markReady(tx, place.orgId, id, { fileKey: 'one', mediaType: 'application/pdf', bytes: 4, sha256: 'x' })
    return id
  })
})

describe('what a shared credential shows', () => {
  const file = () => get(`/credentials/${issued.id}/evidence/${evidenceId}`)
  const picture = () => get(`/credentials/${issued.id}/share.png`)
  const share = (evidenceIds: string[]) =>
    shareCredential({ db, actor: educator, now: NOON }, { credentialId: issued.id, evidenceIds })

  test('is nothing before and after, at the very moment', async () => {
    expect([(await file()).status, (await picture()).status]).toEqual([404, 404])
    await share([])
    expect([(await file()).status, (await picture()).status]).toEqual([404, 200])
    await share([evidenceId])
    expect([(await file()).status, (await picture()).status]).toEqual([200, 200])
    await unshareCredential({ db, actor: educator, now: NOON }, issued.id)
    expect([(await file()).status, (await picture()).status]).toEqual([404, 404])
  })

  test('is saved and never shown as a page, kept by nobody, and found by no search engine', async () => {
    await share([evidenceId])
    const answer = await file()
    expect(await answer.text()).toBe('%PDF')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-disposition': `attachment; filename="plan.pdf"; filename*=UTF-8''pl%C3%A4n.pdf`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, noarchive, noimageindex',
    })
  })

  test.each(['nonsense', '%00', "'; drop table award; --"])('%s is nothing', async (odd) => {
    const id = encodeURIComponent(odd)
    for (const path of [`${id}/share.png`, `${id}/evidence/${evidenceId}`, `${issued.id}/evidence/${id}`])
      expect((await get(`/credentials/${path}`)).status).toBe(404)
  })

  test('is drawn for its educator before, and for nobody else', async () => {
    const path = `/my-credentials/${issued.id}/share.png`
    const png = new Uint8Array(await (await get(path, educator)).arrayBuffer())
    const view = new DataView(png.buffer)
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1200, 630])
    expect([(await get(path)).status, (await get(path, stranger)).status]).toEqual([404, 404])
  })
})

describe('what a person owns', () => {
  const PATHS = ['/transcript.pdf', '/transcript.json', '/my-credentials/everything.zip']

  test('is for them alone, and kept by nobody', async () => {
    for (const path of PATHS) {
      expect((await get(path)).headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
      const answer = await get(path, educator)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
      await answer.arrayBuffer()
    }
    expect(await (await get('/transcript.json', stranger)).json()).toMatchObject({ verifiableCredential: [] })
  })

  test('is an archive whose every form verifies, with what is needed to check it elsewhere', async () => {
    const packed = new Uint8Array(await (await get('/my-credentials/everything.zip', educator)).arrayBuffer())
    const files = unzipSync(packed)
    const nameOf = (ending: string) => Object.keys(files).find((name) => name.endsWith(ending)) ?? ''
    const text = (ending: string) => strFromU8(files[nameOf(ending)] ?? new Uint8Array())
    expect(text('/credential.json')).toBe(issued.document)
    expect((await verifyCredential(world, text('/credential.json'))).verdict).toBe('valid')
    expect((await verifyCredential(world, text('/credential.jwt'))).verdict).toBe('valid')
    expect(unbakePng(files[nameOf('/picture.png')] ?? new Uint8Array())).toEqual({ ok: true, text: issued.document })
    expect(text('/certificate.pdf').slice(0, 5)).toBe('%PDF-')
    expect(text('/did.json')).toContain(/z6Mk\w+/.exec(issued.document)?.[0])
    expect(text('README.txt')).toContain('One credential')
    expect(text('/work.md')).toContain('word1 word2')
    expect(text('plän.pdf')).toBe('%PDF')
    const { credentialStatus } = JSON.parse(issued.document) as { credentialStatus: { statusListCredential: string } }
    const list = new URL(credentialStatus.statusListCredential).pathname
    expect(text(`proof${list}`)).toContain('BitstringStatusListCredential')
  })

  test('of a stranger holds nothing of it', async () => {
    const packed = new Uint8Array(await (await get('/my-credentials/everything.zip', stranger)).arrayBuffer())
    expect(Object.keys(unzipSync(packed)).toSorted()).toEqual(['README.txt', 'transcript.json', 'transcript.pdf'])
  })

  test('breaks off, and does not end as if it were whole, when a file is gone', async () => {
    await world.files.delete('one')
    const answer = await get('/my-credentials/everything.zip', educator)
    await expect(answer.arrayBuffer()).rejects.toThrow()
    await world.files.put('one', '%PDF')
  })
})
