import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { earnCredential, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { changeAward } from '../commands/change-award.ts'
import { reissueCredential } from '../commands/reissue.ts'
import { verifyCredential } from '../commands/verify.ts'
import { shortAddress } from '../rules/certificate/address.ts'
import { readContainer } from '../rules/form/container.ts'
import { downloads } from './downloads.ts'

const { db, pool } = await testDatabase()
const world = issuingWorld(db)
const parts = { ...world, limits: await openRateLimits(pool) }
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('client', c.req.header('x-test-client') ?? '127.0.0.1')
    return next()
  })
  .route('/', downloads(parts as Pick<WebWorld, keyof typeof parts> as WebWorld))
  .all('*', (c) => c.text('a page'))

let publisher: Organisation
let educator: Actor
let issued: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }], 'Hūhana Nguyễn')
  issued = await earnCredential(world, educator, PLANNING[0])
})

const get = (rest: string, headers: Record<string, string> = {}) =>
  app.request(`/credentials/${issued.id}${rest}`, { headers })
const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer())

describe('a credential as a file', () => {
  test.each([
    ['png', 'image/png'],
    ['svg', 'image/svg+xml; charset=utf-8'],
    ['pdf', 'application/pdf'],
  ])('%s is saved under its title, and the credential in it verifies', async (format, type) => {
    const answer = await get(`.${format}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="Aligning to Standards.${format}"; filename*=UTF-8''Aligning%20to%20Standards.${format}`,
    )
    const read = readContainer(await bytesOf(answer))
    expect(read).toEqual({ ok: true, form: format, text: issued.document })
    expect(await verifyCredential(world, read.ok && read.text)).toMatchObject({ verdict: 'valid' })
    expect((await get(`.${format}`, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304)
  })

  test('the paper is the issuer’s country’s, or the one that is asked for', async () => {
    const sizes = []
    for (const query of ['?paper=a4', '?paper=napkin'])
      sizes.push(
        /\/MediaBox \[[^\]]*\]/.exec(Buffer.from(await bytesOf(await get(`.pdf${query}`))).toString('latin1'))?.[0],
      )
    expect(sizes).toEqual([841.89, 792].map((width) => `/MediaBox [0 0 ${width} ${width === 792 ? 612 : 595.28}]`))
  })

  test('what is withdrawn is never drawn as if it held, and can be had again when it holds again', async () => {
    const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
    const given = { db, actor: registrar, now: NOON }
    const before = await Promise.all(
      ['.svg', '.png', '.pdf'].map(async (rest) => (await get(rest)).headers.get('etag')),
    )
    await changeAward(given, { ...issued, action: 'revoke', reason: 'The work was not theirs.' })
    const svg = await (await get('.svg')).text()
    expect(svg).not.toContain('#eed9a0')
    const pdf = await bytesOf(await get('.pdf'))
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Alt (The seal of Aligning to Standards, not struck)')
    expect(readContainer(pdf)).toMatchObject({ ok: true, text: issued.document })
    const after = await Promise.all(['.svg', '.png', '.pdf'].map(async (rest) => (await get(rest)).headers.get('etag')))
    expect(after.filter((etag, place) => etag === before[place])).toEqual([])
    await changeAward(given, { ...issued, action: 'reinstate', reason: 'It was theirs.' })
    expect(await (await get('.svg')).text()).toContain('#eed9a0')
  })

  test.each(['nonsense', '0199c0de-0000-7000-8000-000000000000', '%00', "'; drop table award; --"])(
    '%s is not found',
    async (id) => {
      for (const format of ['png', 'svg', 'pdf']) {
        const answer = await app.request(`/credentials/${encodeURIComponent(id)}.${format}`)
        expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
      }
    },
  )

  test('who has too many drawn waits, and what is drawn already is still served', async () => {
    const headers = { 'x-test-client': '192.0.2.1' }
    for (let n = 0; n < 60; n++) await parts.limits.allow('drawing', '192.0.2.1')
    expect((await get('.svg', headers)).status).toBe(200)
    const { id } = await earnCredential(
      world,
      await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }]),
      PLANNING[1],
    )
    expect((await app.request(`/credentials/${id}.svg`, { headers })).status).toBe(429)
  })
})

test('the short address leads to the page, and no other code leads anywhere', async () => {
  const answer = await app.request(shortAddress('', issued.id))
  expect([answer.status, answer.headers.get('location')]).toEqual([302, `/credentials/${issued.id}`])
  expect(await (await app.request('/v/nonsense')).text()).toBe('a page')
})

test('what was replaced is no longer drawn as if it held, and what replaced it is', async () => {
  await db.updateTable('person').set({ sign_name: true }).where('id', '=', educator.personId).execute()
  const reissued = await reissueCredential(
    { ...world, actor: educator },
    { credentialId: issued.id, because: 'holder' },
  )
  expect(reissued).toMatchObject({ ok: true })
  expect(await (await get('.svg')).text()).not.toContain('#eed9a0')
  const newer = await app.request(`/credentials/${reissued.ok ? reissued.credentialId : ''}.svg`)
  expect(await newer.text()).toContain('#eed9a0')
})
