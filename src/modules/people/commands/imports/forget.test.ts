import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { readFileOf, takeFileIn } from '#test/factories/people/people-files.ts'
import { listAllChanges } from '../../queries/imports/changes.ts'
import { findImport } from '../../queries/imports/imports.ts'
import { forgetImports } from './read.ts'
import { undoImport } from './undo.ts'

const { db } = await testDatabase()
const LATER = new Date('2027-01-10T12:00:00Z')

test('after a month a file is forgotten, but for its counts and what undoing needs', async () => {
  const district = await makeDistrict(db)
  const admin = await makePerson(db, [{ kind: 'admin', at: district }])
  const setting = { db, admin, place: district }
  const take = async (name: string) => {
    const importId = await readFileOf(setting, `email,name,role,school\n${name}@b.example,${name},educator,\n`)
    expect(await takeFileIn(setting, importId)).toEqual({ ok: true })
    return importId
  }
  const first = await take('ana')
  const second = await take('bo')
  const unread = await readFileOf(setting, 'email,name,role,school\ncy@b.example,Cy,educator,\nx,X,educator,\n')
  const parts = async (importId: string) => (await listAllChanges(db, { orgId: district.id, importId })).length

  await forgetImports({ db, now: () => NOON })
  expect([await parts(first), await parts(second), await parts(unread)]).toEqual([2, 2, 2])

  await forgetImports({ db, now: () => LATER })
  expect(await findImport(db, unread)).toBeNull()
  expect([await parts(first), await parts(second)]).toEqual([0, 2])
  expect(await findImport(db, first)).toMatchObject({ remembered: false, counts: { entries: { added: 1 } } })
  expect(await undoImport({ db, actor: admin, now: LATER }, second)).toEqual({ ok: true, kept: 0 })
})
