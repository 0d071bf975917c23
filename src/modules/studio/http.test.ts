import { Hono } from 'hono'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makePerson, NOON } from '#test/factories/factories.ts'
import { frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import { importFrameworks } from '../catalogue/commands/frameworks/shipped.ts'
import { startDraft } from './commands/start.ts'
import { http } from './http.ts'

const { db } = await testDatabase()
let app: Hono<HttpEnv>
let noor: Actor
let omar: Actor
let signedIn: Actor | null
let now = NOON
let draftId: string

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  await importFrameworks({ db, publisherId: publisher.id, now: NOON }, await frameworkFiles())
  noor = await makePerson(db, [{ kind: 'author', at: publisher }], 'Noor')
  omar = await makePerson(db, [{ kind: 'author', at: publisher }], 'Omar')
  const started = await startDraft(
    { db, actor: noor, publisherId: publisher.id, now },
    { kind: 'micro-credential', slug: 'rubric-design' },
  )
  if (!started.ok) throw new Error(started.reason)
  draftId = started.draftId
  const world = { config: { mode: 'demo', publicUrl: 'http://localhost:4600' }, db, now: () => now }
  app = new Hono<HttpEnv>()
  app.use((c, next) => {
    c.set('findActor', () => Promise.resolve(signedIn))
    return next()
  })
  app.route('/', http(world as unknown as WebWorld))
})
beforeEach(() => {
  signedIn = noor
})

const ask = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(`/studio/drafts/${draftId}/sections/${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: 'http://localhost:4600', ...headers },
    body: JSON.stringify(body),
  })
const examples = (...reasons: string[]) => JSON.stringify({ common_reasons_for_not_yet: reasons })

describe('saving while an author writes', () => {
  test('answers with the new revision, then with the text of the other author when that was faster', async () => {
    const saved = await ask('PUT', 'examples', { body: examples('No before'), baseRevision: 1 })
    expect(await saved.json()).toEqual({ revision: 2, savedAt: NOON.toISOString() })
    signedIn = omar
    const late = await ask('PUT', 'examples', { body: examples('No after'), baseRevision: 1 })
    expect(late.status).toBe(409)
    const told = (await late.json()) as { body: string }
    expect(told).toMatchObject({ revision: 2, by: 'Noor', savedAt: NOON.toISOString() })
    expect(JSON.parse(told.body)).toMatchObject({ common_reasons_for_not_yet: ['No before'] })
  })

  test('is refused from another site, as a form, for strangers and for nonsense', async () => {
    const body = { body: examples('x'), baseRevision: 2 }
    expect((await ask('PUT', 'examples', body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask('PUT', 'examples', body, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await ask('PUT', 'examples', { body: '{', baseRevision: 2 })).status).toBe(422)
    for (const nothing of ['[]', '1', '"x"', 'null'])
      expect((await ask('PUT', 'examples', { ...body, body: nothing })).status).toBe(422)
    expect((await ask('PUT', 'examples', { body: 1 })).status).toBe(422)
    expect((await ask('PUT', 'examples', { ...body, baseRevision: 2 ** 31 })).status).toBe(422)
    expect((await ask('PUT', 'nowhere', body)).status).toBe(404)
    signedIn = await makePerson(db, [])
    expect((await ask('PUT', 'examples', body)).status).toBe(404)
    expect((await ask('POST', 'examples/here', {})).status).toBe(404)
    signedIn = null
    expect((await ask('PUT', 'examples', body)).status).toBe(401)
  })
})

test('who has a section open sees who else has, until they are gone, and what was saved meanwhile', async () => {
  const here = async (revision: number) => (await ask('POST', `about/here?revision=${revision}`, {})).json()
  expect(await here(1)).toEqual({ revision: 1, savedBy: 'Noor', savedAt: NOON.toISOString(), others: [] })
  signedIn = omar
  expect(await here(0)).toMatchObject({ others: ['Noor'], body: expect.stringContaining('"title"') as string })
  now = new Date(NOON.getTime() + 61_000)
  expect(await here(1)).toMatchObject({ others: [] })
  now = NOON
})

test('components are found for authors alone, whatever is looked for', async () => {
  const find = (text: string) => app.request(`/studio/components?${new URLSearchParams({ find: text }).toString()}`)
  const found = (await (await find('TP-6')).json()) as { components: { name: string; note: string }[] }
  expect(found.components[0]).toMatchObject({ code: 'TP-6', name: 'Assess Student Learning', verified: false })
  expect(found.components[0]?.note).not.toBe('')
  for (const odd of ['', ' ', '%', '\0', 'TP\0', '\ud800', 'a'.repeat(5000)]) expect((await find(odd)).status).toBe(200)
  signedIn = await makePerson(db, [])
  expect((await find('TP-6')).status).toBe(404)
  signedIn = null
  expect((await find('TP-6')).status).toBe(401)
})
