import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { openFiles } from '#src/platform/files.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { newestAttempt } from '#test/factories/pursuits.ts'
import { findPrimaryEmail } from '../people/queries/people.ts'
import { saveComments, sendComments } from './commands/coaching/answer.ts'
import { askCoach } from './commands/coaching/ask.ts'
import { startPursuit } from './commands/pursuits.ts'
import { http } from './http.ts'
import { listEvidence } from './queries/evidence.ts'
import { listResponses } from './queries/responses.ts'

const { db } = await testDatabase()
let dataDir: string
let app: Hono<HttpEnv>
let makeEducator: () => Promise<Actor>
let owner: Actor
let pursuitId: string
let signedIn: Actor | null

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'mintmark-http-'))
  await importFixtureCatalogue(db)
  const school = await makeSchool(db, await makeDistrict(db))
  makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])
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

beforeEach(async () => {
  owner = await makeEducator()
  signedIn = owner
  const started = await startPursuit({ db, actor: owner, now: NOON }, { slug: 'developing-driving-questions' })
  if (!started.ok) throw new Error(started.reason)
  pursuitId = started.pursuitId
})

const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'
const evidence = async () => {
  const { orgId, id } = await newestAttempt(db, pursuitId)
  return listEvidence(db, orgId, id)
}
const texts = async () => {
  const { orgId, id } = await newestAttempt(db, pursuitId)
  return (await listResponses(db, orgId, id)).map(({ promptId, body }) => ({ promptId, body }))
}
const parts = () => readdir(join(dataDir, 'uploads'))

describe('saving while somebody writes', () => {
  const put = (body: unknown, headers: Record<string, string> = {}, promptId = 'p1') =>
    app.request(`/pursuits/${pursuitId}/responses/${promptId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:4600', ...headers },
      body: JSON.stringify(body),
    })

  test('answers with the new revision, then with both texts when another tab was faster', async () => {
    const saved = await put({ body: 'A rain garden', baseRevision: 0 })
    expect(saved.status).toBe(200)
    expect(await saved.json()).toEqual({ revision: 1, savedAt: NOON.toISOString() })
    const late = await put({ body: 'From the phone', baseRevision: 0 })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ revision: 1, body: 'A rain garden', savedAt: NOON.toISOString() })
  })

  test('is refused from another site, as a form, for strangers and for nonsense', async () => {
    const body = { body: 'x', baseRevision: 0 }
    expect((await put(body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await put(body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await put(body, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await put({ body: 1 })).status).toBe(422)
    expect((await put(body, {}, 'p99')).status).toBe(404)
    signedIn = await makeEducator()
    expect((await put(body)).status).toBe(404)
    signedIn = null
    expect((await put(body)).status).toBe(401)
    expect(await texts()).toEqual([])
  })
})

describe('a form with files', () => {
  const post = (form: FormData) => app.request(`/pursuits/${pursuitId}/evidence`, { method: 'POST', body: form })
  const formWith = (name: string, inside: string) => {
    const form = new FormData()
    form.set('part', 'product')
    form.set('response:p1', 'Words beside\r\nthe file')
    form.set('revision:p1', '0')
    form.set('file:p2', new File([inside], name))
    form.set('file:p4', new File([], ''))
    return form
  }

  test('saves the words, adds the file, and goes back to it', async () => {
    const answer = await post(formWith('Three dräfts.pdf', PDF))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(`/pursuits/${pursuitId}/product#prompt-p2`)
    expect(await texts()).toEqual([{ promptId: 'p1', body: 'Words beside\nthe file' }])
    expect(await evidence()).toMatchObject([{ name: 'Three dräfts.pdf', state: 'ready' }])
    expect(await parts()).toEqual([])
  })

  test('says why a file was not taken, and keeps the words all the same', async () => {
    const answer = await post(formWith('page.pdf', '<!doctype html>'))
    expect(answer.headers.get('location')).toBe(
      `/pursuits/${pursuitId}/product?refused=content_differs&at=p2&file=page.pdf#prompt-p2`,
    )
    expect(await texts()).toHaveLength(1)
    expect(await evidence()).toEqual([])
    expect(await parts()).toEqual([])
  })

  test('is nothing for strangers, and broken ones leave no trace', async () => {
    const broken = await app.request(`/pursuits/${pursuitId}/evidence`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="file:p2"; filename="a.pdf"\r\n\r\n%PDF',
    })
    expect(broken.status).toBe(400)
    expect(await parts()).toEqual([])
    signedIn = await makeEducator()
    expect((await post(formWith('a.pdf', PDF))).status).toBe(404)
  })
})

describe('a resumable upload', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const tus = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    app.request(path, {
      method,
      headers: { 'tus-resumable': '1.0.0', origin: 'http://localhost:4600', ...headers },
      ...(body === undefined ? {} : { body }),
    })
  const begin = (name: string, length: number, promptId = 'p2') =>
    tus('POST', '/uploads', {
      'upload-length': String(length),
      'upload-metadata': `pursuitId ${base64(pursuitId)},promptId ${base64(promptId)},filename ${base64(name)}`,
    })
  const send = (path: string, offset: number, body: string) =>
    tus('PATCH', path, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body)

  test('goes on where it stopped, and is ready at the last byte', async () => {
    const begun = await begin('Dräfts.pdf', PDF.length)
    expect(begun.status).toBe(201)
    const path = begun.headers.get('location') ?? ''
    expect(await evidence()).toMatchObject([{ name: 'Dräfts.pdf', state: 'uploading' }])
    expect((await send(path, 0, PDF.slice(0, 10))).headers.get('upload-offset')).toBe('10')
    expect((await tus('HEAD', path)).headers.get('upload-offset')).toBe('10')
    expect((await send(path, 10, PDF.slice(10))).status).toBe(204)
    expect(await evidence()).toMatchObject([{ state: 'ready', bytes: PDF.length }])
    expect(await parts()).toEqual([])
    expect((await tus('HEAD', path)).status).toBe(404)
  })

  test('is refused with a sentence: before it begins, or when its content is another', async () => {
    const early = await begin('page.html', 10)
    expect(early.status).toBe(422)
    expect(await early.text()).toMatch(/PDF, a picture/)
    const inside = '<!doctype html>'
    const path = (await begin('page.pdf', inside.length)).headers.get('location') ?? ''
    const late = await send(path, 0, inside)
    expect(late.status).toBe(422)
    expect(await late.text()).toMatch(/not what its name says/)
    expect(await evidence()).toEqual([])
    expect(await parts()).toEqual([])
  })

  test('larger than 2 GB never begins', async () => {
    expect((await begin('a.pdf', 2_000_000_001)).status).toBe(422)
  })

  test('belongs to one person, comes from our pages, and cannot be read back', async () => {
    const path = (await begin('a.pdf', PDF.length)).headers.get('location') ?? ''
    expect((await tus('HEAD', path, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await tus('GET', path)).status).toBe(405)
    expect((await tus('DELETE', path)).status).toBe(405)
    signedIn = await makeEducator()
    expect((await send(path, 0, PDF)).status).toBe(404)
    expect((await begin('a.pdf', 10)).status).toBe(404)
    signedIn = null
    expect((await send(path, 0, PDF)).status).toBe(401)
    signedIn = owner
    for (const odd of ['/uploads/..%2f..%2fx', '/uploads/x', `/uploads/${pursuitId}`])
      expect((await tus('HEAD', odd)).status).toBe(404)
  })
})

describe('reading evidence', () => {
  test('is for its educator, as an attachment, in ranges', async () => {
    const form = new FormData()
    form.set('part', 'product')
    form.set('file:p2', new File([PDF], 'a.pdf'))
    await app.request(`/pursuits/${pursuitId}/evidence`, { method: 'POST', body: form })
    const path = `/pursuits/${pursuitId}/evidence/${(await evidence())[0]?.id}`
    const answer = await app.request(path)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="a.pdf"/)
    expect(await answer.text()).toBe(PDF)
    expect(await (await app.request(path, { headers: { range: 'bytes=0-3' } })).text()).toBe('%PDF')
    expect((await app.request(path.replace(pursuitId, owner.personId))).status).toBe(404)
    signedIn = await makeEducator()
    expect((await app.request(path)).status).toBe(404)
    signedIn = null
    expect((await app.request(path)).status).toBe(302)
  })

  test('is for a coach too, from when they are asked until they have answered', async () => {
    const form = new FormData()
    form.set('part', 'product')
    form.set('file:p2', new File([PDF], 'a.pdf'))
    await app.request(`/pursuits/${pursuitId}/evidence`, { method: 'POST', body: form })
    const path = `/pursuits/${pursuitId}/evidence/${(await evidence())[0]?.id}`
    const coach = await makeEducator()
    const status = async (who: Actor) => {
      signedIn = who
      return (await app.request(path)).status
    }
    const given = { db, now: NOON }
    expect(await status(coach)).toBe(404)
    const email = (await findPrimaryEmail(db, coach.personId))?.email ?? ''
    const asked = await askCoach({ ...given, actor: owner }, { pursuitId, coachId: '', email, question: 'Well?' })
    if (!asked.ok) throw new Error(asked.reason)
    expect([await status(coach), await status(await makeEducator())]).toEqual([200, 404])
    const { requestId } = asked
    await saveComments({ ...given, actor: coach }, { requestId, comments: new Map([['', 'Well.']]) })
    await sendComments({ ...given, actor: coach }, { requestId })
    expect([await status(coach), await status(owner)]).toEqual([404, 200])
  })
})
