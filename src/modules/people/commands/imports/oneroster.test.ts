import { expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { readFileOf, takeFileIn, whoIsThere } from '#test/factories/people/people-files.ts'
import { oneRosterZip } from '#test/factories/people/rosters.ts'
import { findImport } from '../../queries/imports/imports.ts'
import { listChanges, listProblems } from '../../queries/imports/changes.ts'
import { undoImport } from './undo.ts'

const { db } = await testDatabase()

async function setting() {
  const district = await makeDistrict(db, 'Northwind Unified')
  const admin = await makePerson(db, [{ kind: 'admin', at: district }], 'Avery Admin')
  return { district, admin }
}

const given = (actor: Actor) => ({ db, actor, now: NOON })

const FIRST = [
  'Ana Ruiz <ana.ruiz@northwind.example> educator, Lincoln, Elementary',
  'Ben Okafor <ben.okafor@northwind.example> educator, Lincoln, Elementary',
  'Chen Wei <chen.wei@northwind.example> educator, Harbor Middle',
  'Dana Park <dana.park@northwind.example> educator, Harbor Middle',
  'Dana Park <dana.park@northwind.example> leader, Harbor Middle',
  'Ella Blum <eblum@northwind.example> leader, Northwind Unified',
]

test('a OneRoster 1.2 is taken in, its delta moves a person to another school, and undoing restores what was', async () => {
  const { district, admin } = await setting()
  const first = await readFileOf({ db, admin, place: district }, oneRosterZip('bulk'))
  expect(await whoIsThere(db, district.id, [admin])).toEqual([])
  expect(await listProblems(db, { orgId: district.id, importId: first }, { limit: 10, offset: 0 })).toEqual([])
  expect((await findImport(db, first))?.counts).toEqual({
    entries: { organisation: 2, added: 5 },
    problems: 0,
    passedOver: { student: 2, parent: 1, 'system administrator': 1, 'disabled user': 1 },
    unknownColumns: [],
  })
  expect(await takeFileIn({ db, admin, place: district }, first)).toEqual({ ok: true })
  expect(await whoIsThere(db, district.id, [admin])).toEqual(FIRST)

  const again = await readFileOf({ db, admin, place: district }, oneRosterZip('bulk'))
  expect((await findImport(db, again))?.counts.entries).toEqual({ organisation: 0 })
  expect(await takeFileIn({ db, admin, place: district }, again)).toEqual({ ok: false, reason: 'nothing' })

  const delta = await readFileOf({ db, admin, place: district }, oneRosterZip('delta'))
  const [moved] = await listChanges(
    db,
    { orgId: district.id, importId: delta },
    { category: 'moved', limit: 10, offset: 0 },
  )
  expect(moved).toMatchObject({ name: 'Ana Ruiz', what: 'role.ended', place: 'Lincoln, Elementary' })
  expect(await takeFileIn({ db, admin, place: district }, delta)).toEqual({ ok: true })
  expect(await whoIsThere(db, district.id, [admin])).toEqual([
    'Ana Ruiz <ana.ruiz@northwind.example> educator, Harbor Middle School',
    'Chen Wei-Lopez <chen.wei-lopez@northwind.example> educator, Harbor Middle School',
    'Dana Park <dana.park@northwind.example> leader, Harbor Middle School',
    'Ella Blum <eblum@northwind.example> leader, Northwind Unified',
    'Hana Ito <hana.ito@northwind.example> educator, Summit High',
  ])

  expect(await undoImport(given(admin), first)).toEqual({ ok: false, reason: 'late' })
  expect(await undoImport(given(admin), delta)).toEqual({ ok: true, kept: 0 })
  expect(await whoIsThere(db, district.id, [admin])).toEqual(FIRST)
  const schools = await db.selectFrom('organisation').select('name').where('root_id', '=', district.id).execute()
  expect(schools.map(({ name }) => name).sort()).toEqual(['Harbor Middle', 'Lincoln, Elementary', 'Northwind Unified'])
  expect(await undoImport(given(admin), delta)).toEqual({ ok: false, reason: 'late' })

  // What was undone can be taken in once more, and the source is remembered as it was.
  const once = await readFileOf({ db, admin, place: district }, oneRosterZip('delta'))
  expect((await findImport(db, once))?.counts.entries).toMatchObject({ added: 1, moved: 1, leaving: 1 })
})

test('system administrators become admins of the district only when that is asked for', async () => {
  const { district, admin } = await setting()
  const importId = await readFileOf({ db, admin, place: district }, oneRosterZip('bulk'), { admins: true })
  expect(await takeFileIn({ db, admin, place: district }, importId)).toEqual({ ok: true })
  expect(await whoIsThere(db, district.id, [admin])).toContain(
    'Farid Noor <farid.noor@northwind.example> admin, Northwind Unified',
  )
})
