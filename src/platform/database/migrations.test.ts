import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '#test/database/database.ts'
import { migrate } from './migrations.ts'
import { openDatabase } from './database.ts'

const { pool, url } = await emptyDatabase()
const migrated = await testDatabase()

let folder: string
beforeEach(async () => {
  await pool.query('drop schema public cascade; create schema public')
  folder = mkdtempSync(join(tmpdir(), 'mintmark-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const PERSON = '000001_person__create.sql'
const NOTE = '000002_note__create.sql'
function writeTwo(): void {
  write(PERSON, 'create table person (id int primary key);\ncreate index person_twice on person (id);\n')
  write(NOTE, 'create table note (person_id int references person (id));\n')
}
const tables = async (): Promise<string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map(({ name }) => name)
}

test('applies what is new, in order, once', async () => {
  writeTwo()
  write('notes.txt', 'not a migration')
  expect(await migrate(pool, folder)).toEqual([PERSON, NOTE])
  expect(await migrate(pool, folder)).toEqual([])
  write('000003_note__text.sql', 'alter table note add text text;')
  expect(await migrate(pool, folder)).toEqual(['000003_note__text.sql'])
  expect(await tables()).toEqual(['migration', 'note', 'person'])
})

test('several processes may start at once: one applies, the others wait and find it done', async () => {
  writeTwo()
  const other = openDatabase(url, { max: 2, name: 'other', onError: () => undefined })
  const applied = await Promise.all([migrate(pool, folder), migrate(other.pool, folder), migrate(pool, folder)])
  await other.close()
  expect(applied.flat()).toEqual([PERSON, NOTE])
})

test('a migration that fails leaves nothing behind, keeps those before it, and can be mended', async () => {
  writeTwo()
  write(NOTE, 'create table note (id int);\ncreate table note (id int);\n')
  await expect(migrate(pool, folder)).rejects.toThrow(
    `The migration ${NOTE} could not be applied, and nothing of it was: relation "note" already exists`,
  )
  expect(await tables()).toEqual(['migration', 'person'])
  writeTwo()
  expect(await migrate(pool, folder)).toEqual([NOTE])
})

test('a changed migration is refused, but not one whose line ends a checkout has turned', async () => {
  writeTwo()
  await migrate(pool, folder)
  write(NOTE, 'create table note (person_id int references person (id));\r\n')
  expect(await migrate(pool, folder)).toEqual([])
  write(NOTE, 'create table note (person_id bigint);\n')
  await expect(migrate(pool, folder)).rejects.toThrow(`The migration ${NOTE} was changed after it was applied`)
})

test('a gap, a number used twice and a name of another form are refused before anything is applied', async () => {
  writeTwo()
  write('000004_late__create.sql', 'create table late ();')
  await expect(migrate(pool, folder)).rejects.toThrow('number 3 is expected where 000004_late__create.sql stands')
  rmSync(join(folder, '000004_late__create.sql'))
  write('000002_again__create.sql', 'create table again ();')
  await expect(migrate(pool, folder)).rejects.toThrow('number 3 is expected where 000002_note__create.sql stands')
  rmSync(join(folder, '000002_again__create.sql'))
  write('000003-note.sql', 'create table late ();')
  await expect(migrate(pool, folder)).rejects.toThrow('000003-note.sql must be called like')
  expect(await tables()).toEqual([])
})

test('a file put in before one that was applied is refused', async () => {
  writeTwo()
  await migrate(pool, folder)
  rmSync(join(folder, NOTE))
  write('000002_between__create.sql', 'create table between_them ();')
  await expect(migrate(pool, folder)).rejects.toThrow(`000002_between__create.sql is older than ${NOTE}`)
})

test('a database that a newer Mintmark has migrated is refused', async () => {
  writeTwo()
  await migrate(pool, folder)
  rmSync(join(folder, NOTE))
  await expect(migrate(pool, folder)).rejects.toThrow(
    `This database has had the migration ${NOTE}, which this Mintmark does not know`,
  )
})

test("the test template holds all of Mintmark's migrations and the job queue", async () => {
  expect(await migrate(migrated.pool)).toEqual([])
  const { rows } = await migrated.pool.query(
    `select to_regclass('graphile_worker.jobs') is not null as queue, to_regclass('public.event') is not null as event`,
  )
  expect(rows).toEqual([{ queue: true, event: true }])
})
