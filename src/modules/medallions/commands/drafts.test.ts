import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion, medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { findDraft, listConflicts, listDrafts } from '../queries/drafts.ts'
import type { MedallionContent } from '../rules/content.ts'
import { borrowedOf } from '../rules/designing/start.ts'
import { saveDraft, settleConflict } from './designing/saving.ts'
import { discardDraft, startDraft } from './drafts.ts'
import { publishMedallion, retireMedallion } from './publish.ts'

const { db } = await testDatabase()
const LATER = new Date(NOON.getTime() + 60_000)
let school: Organisation
let ada: Actor
let ben: Actor

const given = (actor: Actor, now = NOON) => ({ db, actor, now })

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const district = await makeDistrict(db)
  school = await makeSchool(db, district)
  ada = await makePerson(db, [{ kind: 'leader', at: school }], 'Ada')
  ben = await makePerson(db, [{ kind: 'leader', at: district }], 'Ben')
})

type From = Parameters<typeof startDraft>[1]['from']
async function begin(from?: From, organisation = school, actor = ada): Promise<string> {
  const started = await startDraft(given(actor), {
    organisationId: organisation.id,
    ...(from === undefined ? {} : { from }),
  })
  if (!started.ok) throw new Error(started.reason)
  return started.draftId
}
const draft = async (id: string) => {
  const found = await findDraft(db, id)
  if (found === null) throw new Error('It is closed.')
  return found
}
const save = (actor: Actor, draftId: string, content: unknown, baseRevision: number, settles?: string) =>
  saveDraft(given(actor, LATER), { draftId, content, baseRevision, settles })

describe('to start a draft', () => {
  test('begins with nothing but what the organisation says of itself', async () => {
    await db
      .insertInto('organisation_profile')
      .values({
        org_id: school.rootId,
        organisation_id: school.id,
        monogram: 'TS',
        ink: '#777777',
        mission: 'We listen.',
        goals: JSON.stringify([{ id: 'listening', name: 'Listening', text: 'We ask first.' }]),
        updated_by: ada.personId,
        updated_at: NOON,
      })
      .execute()
    const { content, medallionId, start } = await draft(await begin())
    expect(content).toMatchObject({ title: '', monogram: 'TS', mission: 'We listen.', picks: [], groups: [] })
    expect(content.goals.map(({ id }) => id)).toEqual(['listening'])
    expect([medallionId, start]).toEqual([null, null])
  })

  test('from an example keeps picks and choices, and waits for one’s own goals and lines', async () => {
    const { content, start } = await draft(await begin({ example: 'every-voice-in-the-work' }))
    expect(content).toMatchObject({ mission: 'We listen.', monogram: 'TS', title: 'Every Voice in the Work' })
    expect(content.goals.map(({ id }) => id)).toEqual(['listening'])
    expect(content.groups.map(({ needed }) => needed)).toEqual([2, 1])
    expect(new Set(content.picks.map(({ goal }) => goal))).toEqual(new Set(['']))
    expect(borrowedOf(content, start).picks).toHaveLength(12)
    const [first, ...rest] = content.picks
    const own = { ...content, picks: [{ ...first, mission_line: 'In our own words.' }, ...rest] } as MedallionContent
    expect(borrowedOf(own, start).picks).toHaveLength(11)
  })

  test('from what a stranger has published copies it without their mission', async () => {
    const far = await makeDistrict(db, 'Far District')
    const zoe = await makePerson(db, [{ kind: 'leader', at: far }], 'Zoe')
    const { versionId } = await makeMedallion(db, ada, school)
    const copy = await draft(await begin({ version: versionId }, far, zoe))
    expect(copy).toMatchObject({ medallionId: null, organisationId: far.id, orgId: far.id })
    expect(copy.start).toMatchObject({ organisation: school.name, title: 'Work That Matters' })
    expect(copy.content).toMatchObject({ mission: '', monogram: '', id: '' })
    expect(copy.content.picks.map(({ goal }) => goal)).toEqual(medallionOf().picks.map(({ goal }) => goal))
    expect(borrowedOf(copy.content, copy.start).goals).toEqual(['needed'])
  })

  test('of the next version begins once, with what the newest says, and not while it is retired', async () => {
    const { medallionId } = await makeMedallion(db, ada, school)
    const first = await startDraft(given(ada), { organisationId: school.id, from: { medallion: medallionId } })
    const second = await startDraft(given(ben), { organisationId: school.id, from: { medallion: medallionId } })
    if (!first.ok || !second.ok) throw new Error('Both may.')
    expect([first.begun, second.begun, second.draftId]).toEqual([true, false, first.draftId])
    expect((await draft(first.draftId)).content.picks).toEqual(medallionOf().picks)
    await discardDraft(given(ada), first.draftId)
    await retireMedallion(given(ada), { medallionId, because: 'Another takes its place.' })
    expect(await startDraft(given(ada), { organisationId: school.id, from: { medallion: medallionId } })).toEqual({
      ok: false,
      reason: 'retired',
    })
  })

  test('is for who leads the organisation or one above it, and only from what is there', async () => {
    const other = await makeSchool(db, await makeDistrict(db))
    const stranger = await makePerson(db, [{ kind: 'leader', at: other }])
    const unknown = { ok: false, reason: 'unknown' }
    const { medallionId } = await makeMedallion(db, ada, school)
    expect(await startDraft(given(stranger), { organisationId: school.id })).toEqual(unknown)
    expect(await startDraft(given(ada), { organisationId: 'school' })).toEqual(unknown)
    expect(await startDraft(given(ada), { organisationId: school.id, from: { example: '../pbl/badge' } })).toEqual(
      unknown,
    )
    expect(await startDraft(given(ada), { organisationId: school.id, from: { version: medallionId } })).toEqual(unknown)
    expect(await startDraft(given(stranger), { organisationId: other.id, from: { medallion: medallionId } })).toEqual(
      unknown,
    )
    await begin(undefined, school, ben)
    expect(await listDrafts(db, other.rootId, [other.id])).toEqual([])
    expect((await listDrafts(db, school.rootId, [school.rootId])).length).toBeGreaterThan(0)
    expect(
      (await listDrafts(db, school.rootId, [school.id])).every(({ organisationId }) => organisationId === school.id),
    ).toBe(true)
  })
})

describe('to save a draft', () => {
  test('holds what may not be published, and refuses what is no draft or has no end', async () => {
    const id = await begin()
    const filled = (letters: number) =>
      Array.from({ length: 30 }, (_, n) => ({ id: `goal-${n}`, name: 'Goal', text: 'x'.repeat(letters) }))
    const seven = { ...medallionOf(PICKS.slice(0, 7)), title: '' }
    expect(await save(ada, id, seven, 1)).toMatchObject({ ok: true, revision: 2, merged: false })
    expect((await draft(id)).content).toEqual(seven)
    expect(await save(ada, id, seven, 2)).toMatchObject({ ok: true, revision: 2 })
    for (const [content, reason] of [
      [null, 'malformed'],
      [{ ...seven, script: 'x' }, 'malformed'],
      [{ ...seven, mission: 'x'.repeat(10_001) }, 'too_long'],
      [{ ...seven, goals: filled(10_000) }, 'too_long'],
      [{ ...seven, picks: Array.from({ length: 61 }, () => seven.picks[0]) }, 'too_many'],
    ] as const)
      expect(await save(ada, id, content, 2)).toEqual({ ok: false, reason })
    expect((await draft(id)).revision).toBe(2)
  })

  test('puts together what two leaders changed in different places', async () => {
    const id = await begin()
    const base = medallionOf(PICKS.slice(0, 8))
    await save(ada, id, base, 1)
    const more = medallionOf(PICKS.slice(0, 9))
    expect(await save(ada, id, more, 2)).toMatchObject({ ok: true, revision: 3 })
    const other = { ...medallionOf([...PICKS.slice(0, 8), PICKS[10]]), title: 'Ben’s title' }
    const saved = await save(ben, id, other, 2)
    expect(saved).toMatchObject({ ok: true, revision: 4, merged: true })
    const { content, savedBy } = await draft(id)
    expect(content.title).toBe('Ben’s title')
    expect(content.picks.map(({ micro_credential: slug }) => slug).toSorted()).toEqual(
      [...PICKS.slice(0, 9), PICKS[10]].toSorted(),
    )
    expect(savedBy.name).toBe('Ben')
    expect(saved).toMatchObject({ content })
  })

  test('keeps both where they cannot be put together, until one is chosen', async () => {
    const id = await begin()
    const titled = (title: string) => ({ ...medallionOf(), title })
    await save(ada, id, titled('One'), 1)
    await save(ada, id, titled('Ada’s'), 2)
    const clash = await save(ben, id, titled('Ben’s'), 2)
    expect(clash).toMatchObject({ ok: false, reason: 'newer_elsewhere', revision: 3, savedBy: 'Ada' })
    expect(await save(ben, id, titled('Ben’s'), 2)).toEqual(clash)
    expect((await draft(id)).content.title).toBe('Ada’s')
    const [kept] = await listConflicts(db, school.rootId, id)
    expect(kept).toMatchObject({ content: { title: 'Ben’s' }, keptBy: { name: 'Ben' } })
    expect(await settleConflict(given(ben), { draftId: id, conflictId: kept?.id ?? '', keep: 'kept' })).toEqual({
      ok: true,
    })
    expect((await draft(id)).content.title).toBe('Ben’s')
    expect(await listConflicts(db, school.rootId, id)).toEqual([])
    const again = await save(ada, id, titled('Third'), 2)
    if (again.ok || again.reason !== 'newer_elsewhere') throw new Error('It was made from an older one.')
    await save(ada, id, titled('Both of us'), again.revision, again.conflictId)
    expect(await listConflicts(db, school.rootId, id)).toEqual([])
    expect((await draft(id)).content.title).toBe('Both of us')
  })

  test('from a revision that never was keeps both', async () => {
    const id = await begin()
    expect(await save(ada, id, medallionOf(), 99)).toMatchObject({ ok: false, reason: 'newer_elsewhere' })
    expect(await save(ada, id, medallionOf(), Number.NaN)).toMatchObject({ ok: false, reason: 'newer_elsewhere' })
  })

  test('of two at one moment loses neither', async () => {
    const id = await begin()
    await save(ada, id, medallionOf(), 1)
    const [one, two] = await Promise.all([
      save(ada, id, { ...medallionOf(), title: 'Ada’s' }, 2),
      save(ben, id, { ...medallionOf(), summary: 'Ben’s.' }, 2),
    ])
    expect([one.ok, two.ok]).toEqual([true, true])
    expect((await draft(id)).content).toMatchObject({ title: 'Ada’s', summary: 'Ben’s.' })
  })

  test('is not for a stranger, nor of what is published or discarded', async () => {
    const stranger = await makePerson(db, [{ kind: 'leader', at: await makeDistrict(db) }])
    const unknown = { ok: false, reason: 'unknown' }
    const id = await begin()
    expect(await save(stranger, id, medallionOf(), 1)).toEqual(unknown)
    expect(await save(ada, 'no-id', medallionOf(), 1)).toEqual(unknown)
    expect(await discardDraft(given(stranger), id)).toEqual(unknown)
    await save(ada, id, medallionOf(), 1)
    expect(await discardDraft(given(ada), id)).toEqual({ ok: true })
    expect(await save(ada, id, medallionOf(), 2)).toEqual(unknown)
    expect(await publishMedallion(given(ada), { draftId: id, changeNote: '' })).toEqual(unknown)
    expect(await db.selectFrom('medallion_save').select('revision').where('draft_id', '=', id).execute()).toEqual([])
  })
})
