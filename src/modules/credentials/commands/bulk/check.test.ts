import { beforeAll, describe, expect, test } from 'vitest'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import type { Actor } from '#src/platform/actor.ts'
import { newId } from '#src/platform/database/ids.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { testDatabase } from '#test/database/database.ts'
import { earn, PLANNING } from '#test/factories/awards.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { countPeople, countRows, findFile, listFiles, listRefused } from '../../queries/bulk/files.ts'
import type { FileRefusal } from '../../rules/bulk/problems.ts'
import { awardDecided } from '../award.ts'
import { checkFile, discardFile, forgetFiles } from './check.ts'

const { db } = await testDatabase()

let publisher: Organisation
let registrar: Actor
let educator: Actor
let email: string

const addressOf = async ({ personId }: Actor): Promise<string> =>
  (await db.selectFrom('person_email').select('email').where('person_id', '=', personId).executeTakeFirstOrThrow())
    .email

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  email = await addressOf(educator)
})

const check = (content: string | Uint8Array, { actor = registrar, piece = 7 } = {}) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const read = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  return checkFile({ db, actor, now: NOON }, { orgId: publisher.id, fileName: 'past.csv', today: '2026-11-24', read })
}

async function checked(content: string | Uint8Array): Promise<string> {
  const found = await check(content)
  if (!found.ok) throw new Error(JSON.stringify(found))
  return found.bulkId
}

const rowsOf = (bulkId: string) =>
  db
    .selectFrom('bulk_row')
    .selectAll()
    .where('org_id', '=', publisher.id)
    .where('bulk_id', '=', bulkId)
    .orderBy('number')
    .execute()

describe('a file of awards', () => {
  test('is looked up row by row, and nothing is awarded', async () => {
    const id = await awardDecided({ db, now: () => NOON }, await earn(db, educator, PLANNING[1]))
    expect(id).not.toBeNull()
    const bulkId = await checked(
      [
        'Name;E-mail;Micro-credential;Date;Hours',
        `Ana;${email.toUpperCase()};${PLANNING[0]};2024-05-31;1,5`,
        '',
        `Ana;${email};${PLANNING[0]};2023-01-01;`,
        `"Ana;\nB";${email};${PLANNING[1]};;1`,
        `Ana;nobody@test.example;${PLANNING[0]};;`,
        `Ana;${email};Critique and Revision;;`,
        `Ana;${email};stacks/instruction;2020-02-29;`,
        `Ana;a\0b;\0;\0;\0`,
        ';;;;',
      ].join('\r\n'),
    )
    const rows = await rowsOf(bulkId)
    expect(rows.map(({ number, problem }) => [number, problem])).toEqual([
      [2, null],
      [4, 'twice'],
      [5, 'held'],
      [6, 'address_unknown'],
      [7, 'item_unpublished'],
      [8, null],
      [9, 'unreadable'],
    ])
    expect(rows[0]).toMatchObject({
      email: email.toUpperCase(),
      person_id: educator.personId,
      kind: 'micro-credential',
      awarded_at: new Date('2024-05-31T12:00:00Z'),
      hours: 1.5,
    })
    expect(rows[5]).toMatchObject({ kind: 'stack' })
    expect(rows[2]).toMatchObject({ hours_said: '1', hours: null, person_id: null })
    expect(await findFile(db, publisher.id, bulkId)).toMatchObject({ state: 'checked', rowCount: 7, awardedCount: 0 })
    expect(await countRows(db, publisher.id, bulkId)).toContainEqual({ problem: null, rows: 2, last: 8 })
    expect(await countPeople(db, publisher.id, bulkId)).toEqual({ people: 1, unseen: 0 })
    expect((await listRefused(db, publisher.id, bulkId, { after: 4, limit: 2 })).map((row) => row.number)).toEqual([
      5, 6,
    ])
    expect(await db.transaction().execute((tx) => countEvents(tx, 'bulk.checked'))).toBe(1)
  })

  test('may be UTF-16, begin with a byte order mark, be parted by tabs and end its rows in any way', async () => {
    const text = `\uFEFFe-mail\tstack\rx@y.example\tinstruction\n${email}\tinstruction\r\n`
    for (const bytes of [new Uint8Array(Buffer.from(text, 'utf16le')), new TextEncoder().encode(text)]) {
      const rows = await rowsOf(await checked(bytes))
      expect(rows.map(({ number, problem }) => [number, problem])).toEqual([
        [2, 'address_unknown'],
        [3, null],
      ])
    }
  })

  test.each<[string, string | Uint8Array, FileRefusal]>([
    ['nothing', '', { reason: 'empty' }],
    ['only the names of the columns', 'email,badge\r\n\r\n,\r\n', { reason: 'empty' }],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), { reason: 'not_text' }],
    ['half a letter', new Uint8Array([0x61, 0xc3]), { reason: 'not_text' }],
    ['no names of columns', 'ana@test.example,planning\n', { reason: 'no_header' }],
    ['a quotation mark that never closes', 'email,badge\na,b\n"a,b\nc,d\n', { reason: 'row_endless', row: 3 }],
  ])('that holds %s is refused and leaves nothing behind', async (_, content, refusal) => {
    const before = (await listFiles(db, publisher.id, 100)).length
    expect(await check(content)).toEqual({ ok: false, reason: 'refused', refusal })
    expect(await listFiles(db, publisher.id, 100)).toHaveLength(before)
  })

  test.each<[string, () => string, FileRefusal]>([
    ['a row of 10 MB', () => 'a'.repeat(10_000_000), { reason: 'row_endless', row: 1 }],
    ['more than 20 MB', () => `email,badge\n${'a'.repeat(20_000_000)}`, { reason: 'too_large' }],
    ['millions of empty rows', () => `email,badge${'\n'.repeat(1_100_000)}`, { reason: 'empty' }],
  ])('with %s is refused', async (_, content, refusal) => {
    expect(await check(content(), { piece: 30_000_000 })).toEqual({ ok: false, reason: 'refused', refusal })
  })

  test('is only for the registrar of the issuer', async () => {
    const elsewhere = await makePerson(db, [{ kind: 'registrar', at: await makeDistrict(db) }])
    const admin = await makePerson(db, [{ kind: 'admin', at: publisher }])
    for (const actor of [elsewhere, admin, educator])
      expect(await check(`email,badge\n${email},x\n`, { actor })).toEqual({ ok: false, reason: 'unknown' })
  })
})

describe('a checked file', () => {
  test('can be thrown away until it is started, by a registrar of the issuer', async () => {
    const file = { orgId: publisher.id, bulkId: await checked(`email,stack\n${email},instruction\n`) }
    const given = (actor: Actor) => ({ db, actor, now: NOON })
    expect(await discardFile(given(educator), file)).toBe(false)
    expect(await discardFile(given(registrar), { ...file, bulkId: newId() })).toBe(false)
    expect(await discardFile(given(registrar), file)).toBe(true)
    expect(await rowsOf(file.bulkId)).toEqual([])
    expect(await discardFile(given(registrar), file)).toBe(false)
    const begun = { ...file, bulkId: await checked(`email,stack\n${email},instruction\n`) }
    await db.updateTable('bulk').set({ state: 'running' }).where('id', '=', begun.bulkId).execute()
    expect(await discardFile(given(registrar), begun)).toBe(false)
  })

  test('is forgotten after a month; of one that was run the counts stay', async () => {
    const file = `email,stack\n${email},instruction\n`
    const [left, done, running] = [await checked(file), await checked(file), await checked(file)]
    await db.updateTable('bulk').set({ state: 'done', finished_at: NOON }).where('id', '=', done).execute()
    await db.updateTable('bulk').set({ state: 'running' }).where('id', '=', running).execute()
    const seen = async () =>
      Promise.all(
        [left, done, running].map(async (id) => [
          (await findFile(db, publisher.id, id)) !== null,
          (await rowsOf(id)).length,
        ]),
      )
    await forgetFiles({ db, now: () => new Date('2026-12-24T11:59:00Z') })
    expect(await seen()).toEqual([
      [true, 1],
      [true, 1],
      [true, 1],
    ])
    await forgetFiles({ db, now: () => new Date('2026-12-24T12:01:00Z') })
    expect(await seen()).toEqual([
      [false, 0],
      [true, 0],
      [true, 1],
    ])
  })
})
