import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  NOON,
  OUTLINE,
} from '#test/factories/factories.ts'
import { makeMedallion, medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { listTouched } from '../queries/designing/touched.ts'
import { findDraft } from '../queries/drafts.ts'
import {
  findMedallion,
  findNewestMedallionVersion,
  getMedallionVersion,
  listMedallions,
  listMedallionVersions,
  listOffered,
  listPicks,
  listPublishedMedallions,
} from '../queries/medallions.ts'
import { openMedallionRevision } from '../queries/revision.ts'
import type { MedallionContent } from '../rules/content.ts'
import { saveDraft } from './designing/saving.ts'
import { startDraft } from './drafts.ts'
import { publishMedallion, retireMedallion, takeUpMedallion } from './publish.ts'

const { db } = await testDatabase()
const LATER = new Date(NOON.getTime() + 60_000)
let district: Organisation
let school: Organisation
let ada: Actor
let ben: Actor
const given = (actor: Actor, now = NOON) => ({ db, actor, now })

beforeAll(async () => {
  await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  ada = await makePerson(db, [{ kind: 'leader', at: school }], 'Ada')
  ben = await makePerson(db, [{ kind: 'leader', at: district }], 'Ben')
})

async function written(content: MedallionContent, from?: { medallion: string }): Promise<string> {
  const started = await startDraft(given(ada), { organisationId: school.id, ...(from === undefined ? {} : { from }) })
  if (!started.ok) throw new Error(started.reason)
  const saved = await saveDraft(given(ada), { draftId: started.draftId, content, baseRevision: 1 })
  if (!saved.ok) throw new Error(saved.reason)
  return started.draftId
}
const publish = (draftId: string, changeNote = '', actor = ada) =>
  publishMedallion(given(actor, LATER), { draftId, changeNote })
const rulesOf = async (content: MedallionContent): Promise<string[]> => {
  const published = await publish(await written(content))
  return !published.ok && published.reason === 'broken' ? published.broken.map(({ rule }) => rule) : []
}

describe('to publish', () => {
  test('writes a version, its picks and its hours, closes the draft and says so', async () => {
    const content = medallionOf(PICKS.slice(0, 10), [{ needed: 1, of: 3 }])
    const draftId = await written({ ...content, title: '  Work That Matters ', picks: content.picks })
    const published = await publish(draftId)
    if (!published.ok) throw new Error(published.reason)
    const version = await getMedallionVersion(db, district.id, published.versionId)
    expect(version).toMatchObject({ number: 1, title: 'Work That Matters', needed: 8, organisationId: school.id })
    expect(version.content).toEqual({ ...content, id: published.slug })
    // Each of the tests' catalogue takes one to two hours.
    expect([version.hoursMin, version.hoursMax]).toEqual([8, 16])
    const picks = await listPicks(db, district.id, published.versionId)
    expect(picks.map(({ slug, groupId, needed }) => [slug, groupId, needed])).toEqual(
      PICKS.slice(0, 10).map((slug, place) => [slug, place < 7 ? null : 'choice-1', 1]),
    )
    expect(await findDraft(db, draftId)).toBeNull()
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'unknown' })
    const events = await db
      .selectFrom('event')
      .select(['type', 'payload'])
      .where('subject_id', '=', published.medallionId)
      .execute()
    expect(events).toMatchObject([
      {
        type: 'medallion.published',
        payload: { organisationId: school.id, versionId: published.versionId, number: 1 },
      },
    ])
  })

  test('is held back at seven and at thirteen, and by what cannot be earned', async () => {
    expect(await rulesOf(medallionOf(PICKS.slice(0, 7)))).toEqual(['too_few'])
    expect(await rulesOf(medallionOf([...PICKS, 'rubric-design']))).toEqual(['too_many'])
    expect(await rulesOf(medallionOf([...PICKS.slice(0, 8), 'no-such-thing']))).toEqual(['pick_unknown'])
    expect(await rulesOf(medallionOf([...PICKS.slice(0, 8), OUTLINE]))).toEqual(['pick_outline'])
    expect(await rulesOf(medallionOf(PICKS.slice(0, 10), [{ needed: 4, of: 3 }]))).toContain('choice_of_all')
  })

  test('gives each a name of its own in its organisation', async () => {
    const twin = await makeSchool(db, district, 'Twin School')
    const [one, two, three] = [
      await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Twins' }),
      await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Twins' }),
      await makeMedallion(db, ben, twin, { ...medallionOf(), title: 'Twins' }),
    ]
    expect([one.slug, two.slug, three.slug]).toEqual(['twins', 'twins-2', 'twins'])
    expect((await makeMedallion(db, ada, school, { ...medallionOf(), title: '聲音' })).slug).toBe('medallion')
    const found = await findMedallion(db, { organisationSlug: twin.slug, slug: 'twins' })
    expect(found).toMatchObject({ medallionId: three.medallionId, organisation: { name: 'Twin School' } })
    expect(await findMedallion(db, { organisationSlug: twin.slug, slug: 'twins-2' })).toBeNull()
  })

  test('of a next version needs a note and something new; the last one stays as it was', async () => {
    const { medallionId, versionId, slug } = await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Next' })
    const content = { ...medallionOf(PICKS.slice(1, 9)), title: 'Next, again' }
    const draftId = await written(content, { medallion: medallionId })
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'note_missing' })
    expect(await publish(draftId, 'x'.repeat(501))).toEqual({ ok: false, reason: 'note_long' })
    expect(await publish(draftId, 'One pick less.')).toMatchObject({ ok: true, number: 2, slug })
    expect((await getMedallionVersion(db, district.id, versionId)).title).toBe('Next')
    const all = await listMedallionVersions(db, district.id, medallionId)
    expect(all.map(({ number, changeNote }) => [number, changeNote])).toEqual([
      [2, 'One pick less.'],
      [1, ''],
    ])
    const own = (await listMedallions(db, district.id, [school.id])).filter((one) => one.medallionId === medallionId)
    expect(own.map(({ number }) => number)).toEqual([2])
    expect((await findNewestMedallionVersion(db, district.id, medallionId))?.number).toBe(2)
    const same = await written(content, { medallion: medallionId })
    expect(await publish(same, 'Nothing.')).toEqual({ ok: false, reason: 'unchanged' })
  })

  test('happens once, whoever presses at the same moment', async () => {
    const draftId = await written({ ...medallionOf(), title: 'Once' })
    const both = await Promise.all([publish(draftId), publish(draftId, '', ben)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.filter((one) => !one.ok && one.reason === 'unknown')).toHaveLength(1)
  })

  test('publishes what was read, or nothing, when somebody saves at the same moment', async () => {
    const content = { ...medallionOf(), title: 'Read' }
    const draftId = await written(content)
    const save = saveDraft(given(ben), { draftId, content: { ...content, title: 'Saved' }, baseRevision: 2 })
    const [published, saved] = await Promise.all([
      publishMedallion(given(ada), { draftId, changeNote: '', revision: 2 }),
      save,
    ])
    expect([published.ok, saved.ok].filter(Boolean)).toHaveLength(1)
    if (published.ok) expect((await getMedallionVersion(db, district.id, published.versionId)).title).toBe('Read')
    else expect((await findDraft(db, draftId))?.content.title).toBe('Saved')
    expect(await publishMedallion(given(ada), { draftId, changeNote: '', revision: 1 })).toMatchObject({ ok: false })
  })

  test('is not for a stranger, whatever they guess', async () => {
    const stranger = await makePerson(db, [{ kind: 'leader', at: await makeDistrict(db) }])
    const draftId = await written(medallionOf())
    const unknown = { ok: false, reason: 'unknown' }
    expect(await publish(draftId, '', stranger)).toEqual(unknown)
    expect(await publish('no-id', '', ada)).toEqual(unknown)
    const { medallionId } = await makeMedallion(db, ada, school)
    expect(await retireMedallion(given(stranger), { medallionId, because: 'Mine.' })).toEqual(unknown)
    expect(await takeUpMedallion(given(stranger), medallionId)).toEqual(unknown)
    expect(await publish(draftId)).toMatchObject({ ok: true })
  })
})

describe('a retired medallion', () => {
  test('is offered to nobody, keeps its page, and can be taken up again', async () => {
    const { medallionId, slug } = await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Retired' })
    const offered = async () => {
      const lists = [
        await listPublishedMedallions(db),
        await listOffered(db, district.id, school.path),
        await listOffered(db, district.id, district.path),
      ]
      return lists.map((list) => list.some((one) => one.medallionId === medallionId))
    }
    const retire = (because: string) => retireMedallion(given(ada), { medallionId, because })
    expect(await retire(' ')).toEqual({ ok: false, reason: 'because_missing' })
    expect(await retire('x'.repeat(501))).toEqual({ ok: false, reason: 'because_long' })
    expect(await takeUpMedallion(given(ada), medallionId)).toEqual({ ok: false, reason: 'changed' })
    expect(await retire('We begin anew.')).toEqual({ ok: true })
    expect(await retire('Twice.')).toEqual({ ok: false, reason: 'changed' })
    expect(await offered()).toEqual([false, false, false])
    expect(await findMedallion(db, { organisationSlug: school.slug, slug })).toMatchObject({
      retired: { because: 'We begin anew.' },
    })
    expect(await takeUpMedallion(given(ben), medallionId)).toEqual({ ok: true })
    expect(await offered()).toEqual([true, true, false])
  })

  test('is not published anew while it is retired', async () => {
    const { medallionId } = await makeMedallion(db, ada, school)
    const draftId = await written(medallionOf(PICKS.slice(0, 9)), { medallion: medallionId })
    await retireMedallion(given(ada), { medallionId, because: 'We begin anew.' })
    expect(await publish(draftId, 'More.')).toEqual({ ok: false, reason: 'retired' })
  })
})

test('a pick that its author retires is named to the leaders of what lists it, and to no others', async () => {
  const { medallionId } = await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Touched' })
  expect(await listTouched(db, district.id, [district.id])).toEqual([])
  const retired = { retired_at: NOON, retired_because: 'A newer one says it better.' }
  await db.updateTable('micro_credential').set(retired).where('slug', '=', PICKS[2]).execute()
  try {
    const touched = await listTouched(db, district.id, [school.id])
    expect(touched.find((one) => one.medallionId === medallionId)).toMatchObject({
      title: 'Touched',
      underWay: 0,
      picks: [{ slug: PICKS[2], because: 'A newer one says it better.', retiredAt: NOON }],
    })
    const far = await makeDistrict(db)
    expect(await listTouched(db, far.id, [far.id])).toEqual([])
    const draftId = await written({ ...medallionOf(), title: 'Touched again' }, { medallion: medallionId })
    const published = await publish(draftId, 'A new title.')
    if (published.ok || published.reason !== 'broken') throw new Error('It lists what is retired.')
    expect(published.broken.map(({ rule, path }) => [rule, path])).toEqual([
      ['pick_retired', ['picks', 2, 'micro_credential']],
    ])
    expect(published.broken[0]?.sentence).toMatch('A newer one says it better')
  } finally {
    const again = { retired_at: null, retired_because: null }
    await db.updateTable('micro_credential').set(again).where('slug', '=', PICKS[2]).execute()
  }
})

test('the revision of a page changes with all that it shows, and with nothing else', async () => {
  const revisionOf = openMedallionRevision(db)
  const { medallionId, slug } = await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Drawn' })
  const other = await makeMedallion(db, ada, school, { ...medallionOf(), title: 'Beside' })
  const page = `/medallions/${school.slug}/${slug}`
  const pages = [page, `${page}/poster`, `/medallions/${school.slug}/${other.slug}`, '/medallions']
  let seen = await Promise.all(pages.map(revisionOf))
  expect(seen[0]).toBe(seen[1])
  const changes = async (): Promise<boolean[]> => {
    const now = await Promise.all(pages.map(revisionOf))
    const changed = now.map((revision, place) => revision !== seen[place])
    seen = now
    return changed
  }
  expect(await changes()).toEqual([false, false, false, false])
  await publish(await written(medallionOf(PICKS.slice(0, 9)), { medallion: medallionId }), 'One more.')
  expect(await changes()).toEqual([true, true, false, true])
  await retireMedallion(given(ada), { medallionId, because: 'We begin anew.' })
  expect(await changes()).toEqual([true, true, false, true])
  await db.updateTable('organisation').set({ name: 'New Name' }).where('id', '=', school.id).execute()
  expect(await changes()).toEqual([true, true, true, true])
  await db.updateTable('catalogue_revision').set({ revision: 'next' }).execute()
  expect(await changes()).toEqual([true, true, true, true])
  expect(await revisionOf('/medallions/no/where')).toBe('unknown')
})
