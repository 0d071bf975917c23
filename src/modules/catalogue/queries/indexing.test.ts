import { expect, test } from 'vitest'
import { inTransaction } from '#src/platform/database/database.ts'
import { importFixtureCatalogue, NOON } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { reviseCatalogue } from './import.ts'
import { searchCatalogue } from './search.ts'

const { db } = await testDatabase()
const { id: publisherId } = await importFixtureCatalogue(db)

const asked = { stack: null, component: null, hours: [], page: 1, size: 100 }
const search = (text: string) => searchCatalogue(db, publisherId, { ...asked, text })
const { id } = await db
  .selectFrom('micro_credential')
  .select('id')
  .where('slug', '=', 'rubric-design')
  .executeTakeFirstOrThrow()

const revise = () => inTransaction(db, (tx) => reviseCatalogue(tx, publisherId, NOON))

/** What the search keeps of each, to see which were written anew. */
const kept = async () =>
  new Map(
    (
      await db.selectFrom('micro_credential_search').select(['micro_credential_id as id', 'place', 'words']).execute()
    ).map(({ id: own, ...row }) => [own, row]),
  )

test('a new version is found by what it says, and no longer by what the last one said; the others stay', async () => {
  const before = await kept()
  const version = await db
    .selectFrom('micro_credential_version')
    .selectAll()
    .where('micro_credential_id', '=', id)
    .executeTakeFirstOrThrow()
  const content = { ...(version.content as object), title: 'Zeppelin Piloting', aliases: ['Airship'], tags: [] }
  await db
    .insertInto('micro_credential_version')
    .values({
      ...version,
      id: crypto.randomUUID(),
      number: 2,
      title: content.title,
      content: JSON.stringify(content),
      content_hash: 'another',
      content_version: '9.0.0',
    })
    .execute()
  await revise()
  expect((await search('zeppelins')).found).toEqual([id])
  expect((await search('airshp')).found).toEqual([id])
  expect((await search('"scoring guide"')).found).not.toContain(id)
  const after = await kept()
  expect(
    [...after].filter(([own, row]) => JSON.stringify(row) !== JSON.stringify(before.get(own))).map(([own]) => own),
  ).toEqual([id])
})

test('what is retired is found no more, and its words are forgotten', async () => {
  await db
    .updateTable('micro_credential')
    .set({ retired_at: NOON, retired_because: 'It was a joke.' })
    .where('id', '=', id)
    .execute()
  await revise()
  expect(await search('zeppelin')).toMatchObject({ found: [], nearWords: [] })
  expect((await search('')).total).toBe(29)
})

test('all stand in the order of the catalogue, also when a stack has moved', async () => {
  const order = async () => {
    const { found } = await search('')
    const rows = await db.selectFrom('micro_credential').select(['id', 'stack_id']).execute()
    const stackOf = new Map(rows.map((row) => [row.id, row.stack_id]))
    return [...new Set(found.map((own) => stackOf.get(own)))]
  }
  const [first, ...rest] = await order()
  await db
    .updateTable('stack')
    .set({ position: 99 })
    .where('id', '=', first ?? '')
    .execute()
  await revise()
  expect(await order()).toEqual([...rest, first])
})
