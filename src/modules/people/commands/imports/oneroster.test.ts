import { expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { oneRosterZip } from '#test/factories/rosters.ts'
import { findImport } from '../../queries/imports/imports.ts'
import { listChanges, listProblems } from '../../queries/imports/changes.ts'
import type { Organisation } from '../../queries/organisations.ts'
import { applyImport } from './apply.ts'
import { readImport } from './read.ts'
import { undoImport } from './undo.ts'

const { db } = await testDatabase()

async function setting() {
  const district = await makeDistrict(db, 'Northwind Unified')
  const admin = await makePerson(db, [{ kind: 'admin', at: district }], 'Avery Admin')
  return { district, admin }
}

const given = (actor: Actor) => ({ db, actor, now: NOON })

async function read(actor: Actor, district: Organisation, bytes: Buffer, admins = false): Promise<string> {
  const sent = { organisationId: district.id, fileName: 'roster.zip', bytes, whole: false, admins, today: '2026-11-24' }
  const result = await readImport(given(actor), sent)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.importId
}

async function takeIn(actor: Actor, importId: string) {
  const found = await findImport(db, importId)
  return applyImport(given(actor), { importId, digest: found?.digest ?? '', withoutRows: false, welcome: false })
}

/** Who is what and where, as the database has it. */
async function roster(orgId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .innerJoin('person_email', 'person_email.person_id', 'person.id')
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select(['person.name', 'person_email.email', 'role.kind', 'organisation.name as place'])
    .where('role.org_id', '=', orgId)
    .where('role.ended_at', 'is', null)
    .where('person.name', '<>', 'Avery Admin')
    .execute()
  return rows.map(({ name, email, kind, place }) => `${name} <${email}> ${kind}, ${place}`).sort()
}

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
  const first = await read(admin, district, oneRosterZip('bulk'))
  expect(await roster(district.id)).toEqual([])
  expect(await listProblems(db, { orgId: district.id, importId: first }, { limit: 10, offset: 0 })).toEqual([])
  expect((await findImport(db, first))?.counts).toEqual({
    entries: { organisation: 2, added: 5 },
    problems: 0,
    passedOver: { student: 2, parent: 1, 'system administrator': 1, 'disabled user': 1 },
    unknownColumns: [],
  })
  expect(await takeIn(admin, first)).toEqual({ ok: true })
  expect(await roster(district.id)).toEqual(FIRST)

  const again = await read(admin, district, oneRosterZip('bulk'))
  expect((await findImport(db, again))?.counts.entries).toEqual({ organisation: 0 })
  expect(await takeIn(admin, again)).toEqual({ ok: false, reason: 'nothing' })

  const delta = await read(admin, district, oneRosterZip('delta'))
  const [moved] = await listChanges(
    db,
    { orgId: district.id, importId: delta },
    { category: 'moved', limit: 10, offset: 0 },
  )
  expect(moved).toMatchObject({ name: 'Ana Ruiz', what: 'role.ended', place: 'Lincoln, Elementary' })
  expect(await takeIn(admin, delta)).toEqual({ ok: true })
  expect(await roster(district.id)).toEqual([
    'Ana Ruiz <ana.ruiz@northwind.example> educator, Harbor Middle School',
    'Chen Wei-Lopez <chen.wei-lopez@northwind.example> educator, Harbor Middle School',
    'Dana Park <dana.park@northwind.example> leader, Harbor Middle School',
    'Ella Blum <eblum@northwind.example> leader, Northwind Unified',
    'Hana Ito <hana.ito@northwind.example> educator, Summit High',
  ])

  expect(await undoImport(given(admin), first)).toEqual({ ok: false, reason: 'late' })
  expect(await undoImport(given(admin), delta)).toEqual({ ok: true, kept: 0 })
  expect(await roster(district.id)).toEqual(FIRST)
  const schools = await db.selectFrom('organisation').select('name').where('root_id', '=', district.id).execute()
  expect(schools.map(({ name }) => name).sort()).toEqual(['Harbor Middle', 'Lincoln, Elementary', 'Northwind Unified'])
  expect(await undoImport(given(admin), delta)).toEqual({ ok: false, reason: 'late' })

  // What was undone can be taken in once more, and the source is remembered as it was.
  const once = await read(admin, district, oneRosterZip('delta'))
  expect((await findImport(db, once))?.counts.entries).toMatchObject({ added: 1, moved: 1, leaving: 1 })
})

test('system administrators become admins of the district only when that is asked for', async () => {
  const { district, admin } = await setting()
  const importId = await read(admin, district, oneRosterZip('bulk'), true)
  expect(await takeIn(admin, importId)).toEqual({ ok: true })
  expect(await roster(district.id)).toContain('Farid Noor <farid.noor@northwind.example> admin, Northwind Unified')
})
