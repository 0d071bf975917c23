import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { listHeld } from '../../queries/host.ts'
import type { Actor } from '#src/platform/actor.ts'
import { earnCredential, PLANNING } from '#test/factories/awards.ts'
import { makeDistrict, makePerson } from '#test/factories/factories.ts'
import { foreignCredential } from '#test/factories/foreign.ts'
import { testWeb } from '#test/program/web.ts'

const web = await testWeb()
const PAGE = '/my-credentials/elsewhere'
let educator: Actor
let other: Actor
let cookie: string
let stranger: string

beforeAll(async () => {
  const district = await makeDistrict(web.world.db)
  educator = await makePerson(web.world.db, [{ kind: 'educator', at: district }])
  other = await makePerson(web.world.db, [{ kind: 'educator', at: district }])
  cookie = await web.signIn(educator.personId)
  stranger = await web.signIn(other.personId)
})

const held = () => listHeld(web.world.db, educator.personId)
const bring = (fields: Record<string, string | Blob>, as = cookie): Promise<Response> => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ intent: 'bring', ...fields })) body.set(name, value)
  return web.ask(PAGE, { method: 'POST', body, cookie: as, headers: { origin: web.world.config.publicUrl } })
}

describe('a credential from elsewhere', () => {
  test('is brought as a file, checked, taken along unchanged, and removed', async () => {
    const text = JSON.stringify(await foreignCredential(), null, 2)
    expect((await bring({ file: new File([text], 'badge.json') })).headers.get('location')).toBe(PAGE)
    const [kept] = await held()
    const id = kept?.id ?? ''
    const page = await (await web.ask(PAGE, { cookie })).text()
    expect(page).toContain('Trail Guide')
    expect(page).toContain('Says it is from The Park')

    const checked = await web.send(PAGE, { intent: 'check', id }, cookie)
    expect(await checked.text()).toContain('Trail Guide: Yes. It is real, and valid now.')
    const file = await web.ask(`${PAGE}/${id}`, { cookie })
    expect(file.headers.get('content-disposition')).toContain('Trail Guide.json')
    expect(await file.text()).toBe(text)

    expect((await web.send(PAGE, { intent: 'remove', id }, cookie)).status).toBe(302)
    expect(await held()).toEqual([])
  })

  test('is pasted once, however often', async () => {
    const credential = JSON.stringify(await foreignCredential())
    await bring({ credential })
    await bring({ credential: ` ${credential}\n` })
    expect(await held()).toHaveLength(1)
  })

  test('that was earned here stands among the others already', async () => {
    const { document } = await earnCredential(web.world, educator, PLANNING[0])
    expect((await bring({ credential: document })).headers.get('location')).toBe('/my-credentials')
    expect(await held()).toHaveLength(1)
  })

  test('is one of a thousand at most', async () => {
    const { personId } = other
    await sql`insert into held_credential
      select ${personId}::uuid, gen_random_uuid(), 'urn:x:issuer', 'X', 'urn:x:' || n, 'X', 'json', '{}', now(), now()
      from generate_series(1, 1000) n`.execute(web.world.db)
    const credential = JSON.stringify(await foreignCredential())
    expect((await bring({ credential }, stranger)).status).toBe(422)
    expect(await listHeld(web.world.db, personId)).toHaveLength(1000)
  })

  test('is seen, checked and removed by nobody else', async () => {
    const [kept] = await held()
    const id = kept?.id ?? ''
    for (const intent of ['check', 'remove']) expect((await web.send(PAGE, { intent, id }, stranger)).status).toBe(404)
    expect((await web.ask(`${PAGE}/${id}`, { cookie: stranger })).status).toBe(404)
    expect((await web.ask(`${PAGE}/${id}`)).status).toBe(302)
    expect(await held()).toHaveLength(1)
  })

  test.each<[string, Record<string, string | Blob>]>([
    ['nothing', {}],
    ['a photo', { file: new File([Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])], 'me.jpg') }],
    ['a sentence', { credential: 'I can do this.' }],
    ['a token that is none', { credential: 'a.b.c' }],
    ['NUL in its name', { credential: '{"id":"urn:x:1","issuer":"did:key:z6Mk","name":"a\\u0000"}' }],
  ])('is not %s', async (_, fields) => {
    const answer = await bring(fields)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Not kept')
  })

  test.each(["'; drop table person", '\0', 'not-an-id'])('has no id like %j', async (id) => {
    for (const intent of ['check', 'remove']) expect((await web.send(PAGE, { intent, id }, cookie)).status).toBe(404)
    expect((await web.ask(`${PAGE}/${encodeURIComponent(id)}`, { cookie })).status).toBe(404)
  })
})
