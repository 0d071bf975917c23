import { Hono } from 'hono'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { openFiles } from '#src/platform/files.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import { openLog } from '#src/platform/start/log.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { issuingWorld, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import { awardedMedallion } from '#test/factories/medallions/awarded.ts'
import { makeMedallion, medallionContent, type Medallion } from '#test/factories/medallions/taken-up.ts'
import { exportSite } from '../../commands/export/site.ts'
import { verifyCredential } from '../../commands/verify.ts'
import { unbakePng } from '../../rules/baking/png.ts'
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
    return next()
  })
  .route('/', http(world))
const get = (path: string, accept = 'application/json') => app.request(path, { headers: { accept } })

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

describe('what a medallion is, for programs', () => {
  test('is said at the address that its credentials name, beside its page, and of each version', async () => {
    const id = `/achievements/medallions/${medallion.slug}/1`
    const said = (await (await get(id)).json()) as { id: string; name: string; creator: { id: string } }
    expect(said).toMatchObject({
      id: PUBLIC_URL + id,
      name: 'Ready Together',
      creator: { id: `did:web:credentials.test.example:organisations:${school.slug}` },
    })
    for (const path of [`/medallions/${medallion.slug}.json`, `/medallions/${medallion.slug}/versions/1.json`])
      expect(await (await get(path, 'text/html')).json()).toEqual(said)
    const page = await get(id, 'text/html')
    expect([page.status, page.headers.get('location')]).toEqual([303, `/medallions/${medallion.slug}`])
    const content = medallionContent('ready-together', { title: 'Readier Together' })
    await makeMedallion(db, {
      at: school,
      by: educator.personId,
      slug: 'ready-together',
      edit: content,
      of: { ...medallion, number: 1 },
    })
    expect(await (await get(`/medallions/${medallion.slug}.json`)).json()).toMatchObject({ version: '2' })
    expect(await (await get(id)).json()).toEqual(said)
  })

  test.each([
    '/achievements/medallions/nowhere/ready-together/1',
    '/achievements/medallions/ready-together',
    '/achievements/medallions/%00/x/1',
    '/achievements/medallions/a/b/1000000',
    '/achievements/stacks/a/b/1',
    '/medallions/nowhere/ready-together.json',
    '/emblems/medallions/nowhere/ready-together.svg',
  ])('%s is not found', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  test('its drawing is struck, with a petal for each that is needed, in the sizes that are known', async () => {
    const at = (ending: string) => get(`/emblems/medallions/${medallion.slug}${ending}`, '*/*')
    const svg = await (await at('.svg')).text()
    expect(svg).toContain('<title>Readier Together</title>')
    expect(svg).toContain('>RT</text>')
    expect(svg.match(/<g transform="rotate/g)).toHaveLength(9)
    expect((await at('.png?size=96')).headers.get('content-type')).toBe('image/png')
    expect((await at('.png?size=9999')).status).toBe(404)
  })
})

describe('the credential of a medallion', () => {
  test('stands on the keys and the lists of its own organisation', async () => {
    const did = (await (await get(`/organisations/${school.slug}/did.json`)).json()) as { assertionMethod: string[] }
    const { proof } = JSON.parse(issued.document) as { proof: { verificationMethod: string }[] }
    expect(did.assertionMethod).toContain(proof[0]?.verificationMethod)
    expect((await verifyCredential(world, issued.document)).verdict).toBe('valid')
  })

  test('is carried by its picture', async () => {
    const bytes = async (ending: string) =>
      Buffer.from(await (await get(`/credentials/${issued.id}${ending}`, '*/*')).arrayBuffer())
    expect(unbakePng(await bytes('.png'))).toEqual({ ok: true, text: issued.document })
    expect((await bytes('.svg')).toString().match(/<g transform="rotate/g)).toHaveLength(9)
  })

  test('lies in a static site with its issuer, what was earned, its drawing and its mission', async () => {
    const site = join(folder, 'site')
    const read = (path: string) => readFile(join(site, path), 'utf8')
    const done = await exportSite(world, { slugs: null, folder: site, say: () => undefined })
    expect(done).toMatchObject({ issuers: 2, credentials: 10 })
    expect(await read(`credentials/${issued.id}.json`)).toBe(issued.document)
    expect(await read(`organisations/${school.slug}/did.json`)).toContain('assertionMethod')
    expect(JSON.parse(await read(`achievements/medallions/${medallion.slug}/1`))).toMatchObject({ version: '1' })
    expect(await read(`emblems/medallions/${medallion.slug}.svg`)).toContain('>RT</text>')
    const page = await read(`credentials/${issued.id}/index.html`)
    expect(page).toContain('No one sits out.')
    expect(page).toContain('What guiding-research hands over.')
    expect(await exportSite(world, { slugs: null, folder: site, say: () => undefined })).toMatchObject({ written: 0 })
  })
})
