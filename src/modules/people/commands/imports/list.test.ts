import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { readFileOf, takeFileIn, whoIsThere } from '#test/factories/people/people-files.ts'
import { listKept, listProblems } from '../../queries/imports/changes.ts'
import { findImport } from '../../queries/imports/imports.ts'
import { answerInvitation } from '../../queries/invitations.ts'
import type { Organisation } from '../../queries/organisations.ts'
import { addPerson } from '../roles.ts'
import { readImport } from './read.ts'
import { undoImport } from './undo.ts'
import { welcomeImported } from './welcome.ts'

const { db } = await testDatabase()

let district: Organisation
let lincoln: Organisation
let harbor: Organisation
let admin: Actor
let domain: string

beforeEach(async () => {
  district = await makeDistrict(db, 'The District')
  lincoln = await makeSchool(db, district, 'Lincoln')
  harbor = await makeSchool(db, district, 'Harbor')
  admin = await makePerson(db, [{ kind: 'admin', at: district }])
  domain = `${district.id.slice(-12)}.example`
})

const list = (...rows: string[]): string => ['email,name,role,school', ...rows].join('\n').replaceAll('@', `@${domain}`)
const read = (file: string, options = {}) => readFileOf({ db, admin, place: district }, file, options)
const takeIn = (importId: string, taking = {}) => takeFileIn({ db, admin, place: district }, importId, taking)
const take = async (file: string, options = {}) => {
  const importId = await read(file, options)
  expect(await takeIn(importId)).toEqual({ ok: true })
  return importId
}
const there = async () => (await whoIsThere(db, district.id, [admin])).map((words) => words.replace(`@${domain}`, ''))
const counts = async (importId: string) => (await findImport(db, importId))?.counts.entries
const faults = async (importId: string) =>
  (await listProblems(db, { orgId: district.id, importId }, { limit: 20, offset: 0 })).map(
    ({ line, problem }) => `${line} ${problem}`,
  )

describe('a list', () => {
  test('adds people at the schools that it names, and makes those that are not here', async () => {
    await take(list('Ana@,Ana Ruiz,teacher,lincoln', 'bo@,Bo Ito,principal; educator,New School', 'cy@,Cy,leader,'))
    expect(await there()).toEqual([
      'Ana Ruiz <ana> educator, Lincoln',
      'Bo Ito <bo> educator, New School',
      'Bo Ito <bo> leader, New School',
      'Cy <cy> leader, The District',
    ])
    const { path } = await db
      .selectFrom('organisation')
      .select('path')
      .where('root_id', '=', district.id)
      .where('name', '=', 'New School')
      .executeTakeFirstOrThrow()
    expect(path).toHaveLength(2)
  })

  test('ends only roles that an earlier list gave, and only when it says that it is whole', async () => {
    const given = { db, actor: admin, now: NOON }
    const hand = { name: 'Hal Hand', email: `hal@${domain}`, organisationId: lincoln.id, publicUrl: '' }
    await addPerson(given, { ...hand, kind: 'educator' })
    await take(list('ana@,Ana,educator,Lincoln', 'bo@,Bo,educator,Lincoln'))
    await take(list('cy@,Cy,educator,Harbor'))
    expect(await there()).toHaveLength(4)
    const whole = await read(list('cy@,Cy,educator,Lincoln'), { whole: true })
    expect(await counts(whole)).toMatchObject({ moved: 1, leaving: 2 })
    expect(await takeIn(whole)).toEqual({ ok: true })
    expect(await there()).toEqual(['Cy <cy> educator, Lincoln', 'Hal Hand <hal> educator, Lincoln'])
    expect(await undoImport(given, whole)).toEqual({ ok: true, kept: 0 })
    expect(await there()).toHaveLength(4)
  })

  test('of one school touches nobody elsewhere', async () => {
    await take(list('ana@,Ana,educator,Lincoln', 'bo@,Bo,educator,Harbor'), { whole: true })
    const school = { db, admin, place: harbor }
    const importId = await readFileOf(school, list('cy@,Cy,educator,', 'di@,Di,educator,Lincoln'), { whole: true })
    expect(await faults(importId)).toEqual(['3 school_other'])
    expect(await takeFileIn(school, importId, { withoutRows: true })).toEqual({ ok: true })
    expect(await there()).toEqual(['Ana <ana> educator, Lincoln', 'Cy <cy> educator, Harbor'])
  })

  test('of one school changes no name and no address of somebody who works at another', async () => {
    const rows = (who: string, school: string) =>
      `email,name,role,school,id\n${who}@${domain},${who},educator,${school},7\n`
    await take(rows('ana', 'Lincoln'))
    const school = { db, admin, place: harbor }
    const importId = await readFileOf(school, rows('eve', 'Harbor'))
    expect(await takeFileIn(school, importId)).toEqual({ ok: true })
    expect(await there()).toEqual(['ana <ana> educator, Harbor', 'ana <ana> educator, Lincoln'])
  })

  test('is taken in without the rows that cannot be read only when that is said, and takes nothing from whom they name', async () => {
    await take(list('ana@,Ana,educator,Lincoln', 'bo@,Bo,educator,Lincoln'))
    const importId = await read(
      list(
        'ana@,Ana,juggler,Lincoln',
        'BO@,Bo,educator,Lincoln',
        'bo@,Bo,educator,Lincoln',
        'x,X,educator,',
        'cy@,Cy,educator,Harbor',
      ),
      { whole: true },
    )
    expect(await faults(importId)).toEqual(['2 role_unknown', '4 twice', '5 address_wrong'])
    expect(await takeIn(importId)).toEqual({ ok: false, reason: 'rows' })
    expect(await takeIn(importId, { withoutRows: true })).toEqual({ ok: true })
    expect(await there()).toEqual([
      'Ana <ana> educator, Lincoln',
      'Bo <bo> educator, Lincoln',
      'Cy <cy> educator, Harbor',
    ])
  })

  test('is held against what is there once more when it is taken in', async () => {
    const importId = await read(list('ana@,Ana,educator,Lincoln'))
    await addPerson(
      { db, actor: admin, now: NOON },
      { name: 'Ana', email: `ana@${domain}`, organisationId: lincoln.id, kind: 'educator', publicUrl: '' },
    )
    expect(await takeIn(importId)).toEqual({ ok: false, reason: 'changed' })
    expect(await takeIn(importId)).toEqual({ ok: false, reason: 'nothing' })
    expect(await counts(importId)).toEqual({ organisation: 0 })
  })

  test('taken in twice at the same moment is taken in once', async () => {
    const importId = await read(list('ana@,Ana,educator,Lincoln'))
    const answers = await Promise.all([takeIn(importId), takeIn(importId), takeIn(importId)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await there()).toEqual(['Ana <ana> educator, Lincoln'])
  })

  test('makes no admin unless that is asked for, and none below the district', async () => {
    const rows = list('ana@,Ana,admin,', 'bo@,Bo,admin,Lincoln')
    expect(await faults(await read(rows))).toEqual(['2 admin_not_taken', '3 admin_not_taken'])
    const importId = await read(rows, { admins: true })
    expect(await faults(importId)).toEqual(['3 admin_below'])
    expect(await takeIn(importId, { withoutRows: true })).toEqual({ ok: true })
    expect(await there()).toEqual(['Ana <ana> admin, The District'])
  })

  test('is unknown to whoever keeps no people there', async () => {
    const other = await makeDistrict(db)
    const others = [
      await makePerson(db, [{ kind: 'admin', at: other }]),
      await makePerson(db, [{ kind: 'leader', at: district }]),
      await makePerson(db, [{ kind: 'admin', at: lincoln }]),
    ]
    const importId = await read(list('ana@,Ana,educator,Lincoln'))
    for (const actor of others) {
      await expect(readFileOf({ db, admin: actor, place: district }, list('a@,A,educator,'))).rejects.toThrow('unknown')
      expect(await takeFileIn({ db, admin: actor, place: district }, importId)).toEqual({
        ok: false,
        reason: 'unknown',
      })
      expect(await undoImport({ db, actor, now: NOON }, importId)).toEqual({ ok: false, reason: 'unknown' })
    }
  })
})

describe('somebody of whom a file speaks', () => {
  test('is the same when the list names an employee id that it did not name before', async () => {
    await take(list('ana@,Ana,educator,Lincoln'))
    await take(`email,name,role,school,employee id\nANA@${domain},Ana,educator,Harbor,7\n`)
    expect(await there()).toEqual(['Ana <ana> educator, Harbor'])
    await take(`email,name,role,school,employee id\nana.ruiz@${domain},Ana Ruiz,educator,Harbor,7\n`)
    expect(await there()).toEqual(['Ana Ruiz <ana.ruiz> educator, Harbor'])
  })

  test('keeps the address with which they sign in, and gets a new one only before they ever did', async () => {
    const file = (ana: string, bo: string) =>
      `email,name,role,school,id\n${ana}@${domain},Ana,educator,Lincoln,1\n${bo}@${domain},Bo,educator,Lincoln,2\n`
    await take(file('ana', 'bo'))
    await db.updateTable('person_email').set({ verified_at: NOON }).where('email', '=', `ana@${domain}`).execute()
    const importId = await take(file('ana.new', 'bo.new'))
    expect(await counts(importId)).toEqual({ organisation: 0, changed: 1, kept: 1 })
    expect(await there()).toEqual(['Ana <ana> educator, Lincoln', 'Bo <bo.new> educator, Lincoln'])
    const login = await db.selectFrom('auth.login').select('name').where('email', '=', `bo.new@${domain}`).execute()
    expect(login).toEqual([{ name: 'Bo' }])
  })

  test('is asked, and not taken, when they work in another district', async () => {
    const elsewhere = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db, 'Elsewhere') }], 'Eve')
    const { email } = await db
      .selectFrom('person_email')
      .select('email')
      .where('person_id', '=', elsewhere.personId)
      .executeTakeFirstOrThrow()
    const file = `email,name,role,school\n${email.toUpperCase()},Eve Other,educator,Lincoln\n`
    const importId = await take(file)
    expect(await counts(importId)).toEqual({ organisation: 0, offered: 1 })
    expect(await there()).toEqual([])
    expect(await counts(await read(file))).toEqual({ organisation: 0 })
    const { id } = await db
      .selectFrom('invitation')
      .select('id')
      .where('org_id', '=', district.id)
      .executeTakeFirstOrThrow()
    await inTransaction(db, (tx) =>
      answerInvitation(tx, { orgId: district.id, id, answer: 'declined', by: elsewhere.personId, now: NOON }),
    )
    expect(await counts(await read(file))).toEqual({ organisation: 0 })
    expect(await undoImport({ db, actor: admin, now: NOON }, importId)).toEqual({ ok: true, kept: 1 })
  })

  test('stays after an undoing when they have been here since, and what was changed by hand stays as well', async () => {
    const importId = await take(
      list('ana@,Ana,educator,Lincoln', 'bo@,Bo,educator,New School', 'cy@,Cy,educator,Harbor'),
    )
    await db.updateTable('person_email').set({ verified_at: NOON }).where('email', '=', `bo@${domain}`).execute()
    await sql`
      update role set ended_at = ${NOON} from person_email
      where person_email.person_id = role.person_id and email = ${`cy@${domain}`}`.execute(db)
    expect(await undoImport({ db, actor: admin, now: NOON }, importId)).toEqual({ ok: true, kept: 3 })
    expect(await there()).toEqual(['Bo <bo> educator, New School'])
    const kept = await listKept(db, { orgId: district.id, importId }, 10)
    expect(kept.map(({ name, what, kept: why }) => `${name} ${what} ${why}`)).toEqual([
      'New School organisation.added filled',
      'Bo person.added used',
      'Cy role.given ended',
    ])
  })

  test('is written to only where the admin asked for it, and once', async () => {
    const letters = async () =>
      (await db.selectFrom('mail').select('to_address').where('to_address', 'like', `%${domain}`).execute()).length
    await take(list('ana@,Ana,educator,Lincoln'))
    const importId = await read(list('bo@,Bo,educator,Lincoln', 'cy@,Cy,leader; educator,Harbor'))
    expect(await takeIn(importId, { welcome: true })).toEqual({ ok: true })
    expect(await letters()).toBe(0)
    const job = { orgId: district.id, importId, after: 0 }
    for (const _ of [1, 2]) await welcomeImported({ db, now: NOON, publicUrl: 'https://here.example' }, job)
    expect(await letters()).toBe(2)
  })
})

test('a file that cannot be read is refused with its reason, and leaves nothing behind', async () => {
  const files: [string, Buffer][] = [
    ['empty', Buffer.from('email,name,role,school\n')],
    ['columns_missing', Buffer.from('email,school\na@b.example,Lincoln\n')],
    ['column_twice', Buffer.from('email,mail,name,role,school\n')],
    ['row_endless', Buffer.from('email,name,role,school\na@b.example,"A')],
    ['not_text', Buffer.from([1, 0, 0, 0, 9])],
    ['too_large', Buffer.alloc(10_000_001, 'a')],
  ]
  for (const [reason, bytes] of files) {
    const sent = { organisationId: district.id, fileName: 'f', bytes, whole: false, admins: false, today: '2026-11-24' }
    expect(await readImport({ db, actor: admin, now: NOON }, sent)).toMatchObject({ refusal: { reason } })
  }
  expect(await db.selectFrom('people_import').select('id').where('org_id', '=', district.id).execute()).toEqual([])
})
