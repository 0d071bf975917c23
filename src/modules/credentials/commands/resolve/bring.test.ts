import { beforeAll, expect, test } from 'vitest'
import type { Fetch, Refusal } from '#src/platform/fetch/fetch.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson } from '#test/factories/factories.ts'
import { shortAddress } from '../../rules/certificate/address.ts'
import { bringCredential } from './bring.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let issued: Awaited<ReturnType<typeof earnCredential>>

beforeAll(async () => {
  await importFixtureCatalogue(db)
  issued = await earnCredential(
    world,
    await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }]),
    PLANNING[0],
  )
})

/** Another site that answers with these words, or refuses. */
const elsewhere =
  (answer: string): Fetch =>
  (url) =>
    Promise.resolve(
      answer.startsWith('{')
        ? { ok: true, url, type: 'text/html', body: new TextEncoder().encode(answer) }
        : { ok: false, reason: answer as Refusal, detail: '' },
    )
const neverAsked: Fetch = (url) => Promise.reject(new Error(`${url} was asked.`))

test('the page, the files and the short address of our own credential are found without asking anyone', async () => {
  const page = `${PUBLIC_URL}/credentials/${issued.id}`
  for (const address of [
    page,
    `${page}.json`,
    `${page}.pdf?paper=a4`,
    `${page}.png`,
    `${page}.vc.jwt`,
    shortAddress(PUBLIC_URL, issued.id),
  ])
    expect(await bringCredential({ ...world, fetch: neverAsked }, address)).toMatchObject({
      ok: true,
      text: issued.document,
    })
})

test.each([
  '/credentials/x',
  '/credentials/../me',
  '/v/nonsense',
  '/',
  '/credentials/0199c0de-0000-7000-8000-000000000000',
])('%s on this site is no credential, and this site is not asked for it', async (path) => {
  expect(await bringCredential({ ...world, fetch: neverAsked }, PUBLIC_URL + path)).toMatchObject({ ok: false })
})

test('a credential elsewhere is read by what it is, whatever it is called there', async () => {
  const fetch = elsewhere('{"a":1}')
  expect(await bringCredential({ ...world, fetch }, 'https://elsewhere.example/x')).toEqual({
    ok: true,
    form: 'json',
    text: '{"a":1}',
  })
})

test.each<Refusal>(['not allowed', 'unreachable', 'too large', 'too slow', 'too many redirects', 'refused', 'busy'])(
  'what is not brought (%s) is told in a sentence',
  async (refusal) => {
    const read = await bringCredential({ ...world, fetch: elsewhere(refusal) }, 'https://elsewhere.example/x')
    expect(read).toMatchObject({ ok: false, reason: expect.stringMatching(/^[A-Z].*\.$/) })
  },
)
