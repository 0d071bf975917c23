import { strFromU8, unzipSync } from 'fflate'
import { Hono } from 'hono'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { openFiles } from '#src/platform/files.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import { openLog } from '#src/platform/start/log.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { awardedMedallion } from '#test/factories/medallions/awarded.ts'
import { makeMedallion, type Medallion } from '#test/factories/medallions/taken-up.ts'
import { shareCredential } from '../../commands/sharing.ts'
import { extractFromPdf } from '../../rules/certificate/attached.ts'
import { http } from '../../http.ts'

const { db, pool } = await testDatabase()
const folder = await mkdtemp(join(tmpdir(), 'mintmark-medallion-'))
afterAll(() => rm(folder, { recursive: true }))
const parts = {
  ...issuingWorld(db),
  files: openFiles(folder),
  limits: await openRateLimits(pool),
  log: openLog('silent', 'test'),
}
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('client', '127.0.0.1')
    c.set('findActor', () => Promise.resolve(educator))
    return next()
  })
  .route('/', http(world))

let school: Organisation
let educator: Actor
let medallion: Medallion
let issued: Awaited<ReturnType<typeof awardedMedallion>>

beforeAll(async () => {
  await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db), 'Riverbend Middle School')
  educator = await makePerson(db, [{ kind: 'educator', at: school }], 'Amara Osei')
  medallion = await makeMedallion(db, { at: school, by: educator.personId, slug: 'ready-together' })
  issued = await awardedMedallion(world, medallion, educator.personId)
})

test('the credential of a medallion goes along in everything that its educator owns, with the keys of both issuers', async () => {
  const zip = unzipSync(new Uint8Array(await (await app.request('/my-credentials/everything.zip')).arrayBuffer()))
  const names = Object.keys(zip)
  const own = `credentials/${medallion.slug.replace('/', '-')}-${issued.id.slice(-6)}`
  for (const name of ['credential.json', 'picture.png', 'certificate.pdf']) expect(names).toContain(`${own}/${name}`)
  expect(names.filter((name) => /^proof\/organisations\/[^/]+\/did\.json$/.test(name))).toHaveLength(2)
  expect(strFromU8(zip['transcript.json'] ?? new Uint8Array())).toContain(`urn:uuid:${issued.id}`)
})

test('its certificate carries it, and shared it has a picture of its own', async () => {
  const place = `/credentials/${issued.id}`
  const certificate = Buffer.from(await (await app.request(`${place}.pdf`)).arrayBuffer())
  expect(extractFromPdf(certificate)).toEqual({ ok: true, text: issued.document })
  expect((await app.request(`${place}/share.png`)).status).toBe(404)
  await shareCredential({ db, actor: educator, now: NOON }, { credentialId: issued.id, evidenceIds: [] })
  expect((await app.request(`${place}/share.png`)).headers.get('content-type')).toBe('image/png')
})
