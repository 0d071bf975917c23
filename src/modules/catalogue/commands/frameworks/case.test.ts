import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makePublisher, NOON } from '#test/factories/factories.ts'
import { caseFile, caseId, frameworkFiles, PRACTICES } from '#test/factories/frameworks/frameworks.ts'
import { findCheck } from '../../queries/frameworks/checks.ts'
import { listEditionComponents, listFrameworks } from '../../queries/frameworks/read.ts'
import { findComponents, searchComponents } from '../../queries/frameworks/search.ts'
import { listStanding } from '../../queries/frameworks/write.ts'
import { addChecked, checkCase, discardChecked } from './case.ts'
import { importFrameworks } from './shipped.ts'

const { db } = await testDatabase()
const publisher = await makePublisher(db)
const orgId = publisher.id

let admin: Actor
let other: Actor
beforeAll(async () => {
  admin = await makePerson(db, [{ kind: 'admin', at: publisher }])
  other = await makePerson(db, [{ kind: 'admin', at: publisher }])
  await importFrameworks({ db, publisherId: orgId, now: NOON }, await frameworkFiles())
})
const given = (actor = admin) => ({ db, actor, now: NOON })
const check = (file: unknown, actor = admin) =>
  checkCase(given(actor), { orgId, fileName: 'a.json', text: JSON.stringify(file) })
const checked = async (actor = admin) => {
  const found = await findCheck(db, { orgId, personId: actor.personId })
  if (found === null) throw new Error('Nothing was checked.')
  return found
}
/** What the page sends: which check, and over what it was shown. */
const add = async (over: string, actor = admin) =>
  addChecked(given(actor), { orgId, checkId: (await checked(actor)).id, over })
const hashOf = async (edition: string) =>
  (await listStanding(db, orgId)).find((each) => each.source === 'imported' && each.edition === edition)?.hash ?? ''
const imported = async () =>
  (await listFrameworks(db, orgId)).flatMap(({ key, editions }) =>
    editions.filter(({ source }) => source === 'imported').map((edition) => ({ key, ...edition })),
  )
const events = () => inTransaction(db, (tx) => countEvents(tx, 'framework.imported'))

describe('a CASE file that an admin brings', () => {
  test('is for the admins of the publisher alone', async () => {
    const strangers = [
      await makePerson(db, [{ kind: 'author', at: publisher }]),
      await makePerson(db, [{ kind: 'admin', at: await makeDistrict(db) }]),
    ]
    for (const stranger of strangers) {
      expect(await check(caseFile(), stranger)).toEqual({ ok: false, reason: 'unknown' })
      expect(await addChecked(given(stranger), { orgId, checkId: caseId(1), over: '' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
      expect(await discardChecked(given(stranger), { orgId, checkId: caseId(1) })).toBe(false)
    }
  })

  test('changes nothing when it is refused, or only checked', async () => {
    expect(await check({ ...caseFile(), CFDocument: undefined })).toMatchObject({
      ok: false,
      reason: 'refused',
      problems: [{ file: 'a.json', reason: 'CFDocument is missing.' }],
    })
    expect(await findCheck(db, { orgId, personId: admin.personId })).toBeNull()
    expect(await check(caseFile())).toEqual({ ok: true })
    expect([await imported(), await events()]).toEqual([[], 0])
  })

  test('is taken in once its admin says so, and is never called verified', async () => {
    expect(await add('')).toMatchObject({ ok: true, changed: true })
    const [edition] = await imported()
    expect(edition).toMatchObject({
      key: caseId(0),
      name: 'Riverbend Teaching Practices',
      edition: '2026',
      verified: false,
      components: 5,
    })
    expect(await listEditionComponents(db, orgId, edition?.id ?? '')).toMatchObject([
      { code: 'A', depth: 1, domain: 'Planning with others', item: { identifier: caseId(1) } },
      { code: 'A.1', depth: 2 },
      { code: 'A.2', depth: 2 },
      { code: 'B', depth: 1 },
      { code: 'B.1', depth: 2, domain: 'Listening', kind: 'Practice' },
    ])
    expect([await findCheck(db, { orgId, personId: admin.personId }), await events()]).toEqual([null, 1])
  })

  test('changes nothing the second time, and is no event', async () => {
    const before = await imported()
    await check(caseFile())
    expect(await add(await hashOf('2026'))).toMatchObject({ ok: true, changed: false })
    expect([await imported(), await events()]).toEqual([before, 1])
  })

  test('of another version becomes another edition', async () => {
    await check(caseFile([...PRACTICES, [6, 'B.2', 'Asks after answering', 4]], { version: '2027' }))
    expect(await add('')).toMatchObject({ ok: true, changed: true })
    expect((await imported()).map(({ key, edition, components }) => [key, edition, components])).toEqual([
      [caseId(0), '2026', 5],
      [caseId(0), '2027', 6],
    ])
  })

  test('of the same version with other words takes the place of what was there', async () => {
    const { id } = (await imported())[0] ?? {}
    await check(
      caseFile(
        PRACTICES.filter(([number]) => number !== 3),
        { title: 'Riverbend Practices' },
      ),
    )
    expect(await add(await hashOf('2026'))).toEqual({ ok: true, changed: true, editionId: id })
    expect((await listEditionComponents(db, orgId, id ?? '')).map(({ code }) => code)).toEqual(['A', 'A.1', 'B', 'B.1'])
    expect((await imported())[0]).toMatchObject({ name: 'Riverbend Practices', components: 4 })
  })

  test('is not taken in when what is there is not what was shown', async () => {
    await check(caseFile())
    await check(caseFile(PRACTICES.slice(0, 2)), other)
    const shown = await hashOf('2026')
    expect(await add(shown, other)).toMatchObject({ ok: true })
    expect(await add(shown)).toEqual({ ok: false, reason: 'changed' })
    const older = (await checked()).id
    await check(caseFile(PRACTICES.slice(0, 4)))
    expect(await addChecked(given(), { orgId, checkId: older, over: await hashOf('2026') })).toEqual({
      ok: false,
      reason: 'changed',
    })
    expect(await discardChecked(given(), { orgId, checkId: older })).toBe(false)
    expect(await discardChecked(given(), { orgId, checkId: (await checked()).id })).toBe(true)
    expect(await discardChecked(given(), { orgId, checkId: older })).toBe(false)
  })

  test('cannot take the place of what is shipped, but may be a new edition of it', async () => {
    const about = { title: 'Danielson Framework for Teaching', version: '2013', identifier: caseId(900) }
    const links = (file: ReturnType<typeof caseFile>) => ({
      ...file,
      CFAssociations: file.CFAssociations.filter((_, place) => place !== 0 && place !== 3),
    })
    await check(links(caseFile(PRACTICES, about)))
    expect(await add('')).toEqual({ ok: false, reason: 'taken' })
    await check(links(caseFile(PRACTICES, { ...about, version: '2030' })))
    expect(await add('')).toMatchObject({ ok: true, changed: true })
    expect(
      (await listFrameworks(db, orgId))
        .find(({ key }) => key === 'danielson')
        ?.editions.map(({ edition, source }) => [edition, source]),
    ).toEqual([
      ['2013', 'shipped'],
      ['2022', 'shipped'],
      ['2030', 'imported'],
    ])
  })

  test('stays when Mintmark starts anew, and two words of it at once are one', async () => {
    const before = await imported()
    await importFrameworks({ db, publisherId: orgId, now: NOON }, await frameworkFiles())
    expect(await imported()).toEqual(before)
    await check(caseFile(PRACTICES, { version: '2028' }))
    const checkId = (await checked()).id
    const outcomes = await Promise.all([1, 2].map(() => addChecked(given(), { orgId, checkId, over: '' })))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('an author who types', () => {
  const codes = async (text: string) =>
    (await searchComponents(db, orgId, text)).map(({ edition, code }) => `${edition} ${code}`)

  test('finds a component by its code, by words half typed, and by framework', async () => {
    expect((await codes('3c')).slice(0, 2)).toEqual(['2013 3c', '2022 3c'])
    expect((await codes('mf-i1')).slice(0, 2)).toEqual(['2017 MF-I1', '2017 MF-I10'])
    expect(await codes('question disc')).toEqual(['2013 3b', '2022 3b'])
    expect(await codes('intasc learner dev')).toEqual(['2011 1'])
    expect(await codes('danielson 2022 famil')).toEqual(['2022 4c'])
    expect(await codes('riverbend 2028 listening')).toContain('2028 B')
  })

  test('finds what is spelled nearly so, and nothing by nothing or by chance', async () => {
    expect(await codes('rubrick grooping studens')).toEqual([])
    expect((await codes('collaberation')).toSorted()).toEqual(['2011 10', '2017 MF-R3'])
    for (const text of ['', '  ', '%', "'; drop table framework; --", '\\', 'zeppelin', '%%%_', 'x'.repeat(100_000)])
      expect(await codes(text)).toEqual([])
  })

  test('is told with each whether it was verified, and which CASE item it is', async () => {
    const [old, fresh] = await findComponents(db, orgId, [
      { framework: 'Danielson Framework for Teaching', edition: '2013', code: '1e' },
      { framework: 'Danielson Framework for Teaching', edition: '2022', code: '1e' },
    ])
    expect([old?.verified, fresh?.verified, fresh?.note.includes('not verified')]).toEqual([true, false, true])
    const [unknown, practice] = await findComponents(db, orgId, [
      { framework: 'Danielson Framework for Teaching', edition: '2013', code: '9z' },
      { framework: 'Riverbend Teaching Practices', edition: '2027', code: 'B.2' },
    ])
    expect(unknown).toBeNull()
    expect(practice).toMatchObject({
      source: 'imported',
      verified: false,
      identifier: caseId(6),
      url: expect.stringContaining(caseId(6)) as string,
    })
    expect(await findComponents(db, orgId, [])).toEqual([])
  })
})
