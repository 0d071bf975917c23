import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { findMicroCredential } from '#src/modules/catalogue/queries/versions.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { draftContent, findDraft, findSection, listDrafts } from '../queries/drafts.ts'
import { closeDraft, listConflicts, listDiscarded } from '../queries/writing.ts'
import type { SectionContent } from '../rules/sections.ts'
import { bringBackDraft, discardDraft } from './discard.ts'
import { saveSection, settleConflict } from './saving.ts'
import { startDraft, startNew } from './start.ts'

const { db } = await testDatabase()
let publisherId: string
let noor: Actor
let omar: Actor
const LATER = new Date(NOON.getTime() + 60_000)
const SLUG = 'developing-driving-questions'

const given = (actor: Actor, now = NOON) => ({ db, actor, publisherId, now })

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  publisherId = publisher.id
  noor = await makePerson(db, [{ kind: 'author', at: publisher }], 'Noor')
  omar = await makePerson(db, [{ kind: 'author', at: publisher }], 'Omar')
})

async function begin(kind: 'micro-credential' | 'stack' | 'badge' = 'micro-credential', slug = SLUG): Promise<string> {
  const started = await startDraft(given(noor), { kind, slug })
  if (!started.ok) throw new Error(started.reason)
  return started.draftId
}

describe('to start a draft', () => {
  test('takes the words of the newest version, and nothing else: published unchanged it would be the same', async () => {
    for (const [kind, slug] of [
      ['micro-credential', SLUG],
      ['stack', 'assessment'],
      ['badge', 'project-based-learning-badge'],
    ] as const) {
      const draftId = await begin(kind, slug)
      const content = await draftContent(db, publisherId, draftId)
      expect(content).toMatchObject({ id: slug, version: '1.0.0' })
      expect(await findDraft(db, publisherId, draftId)).toMatchObject({ kind, slug, state: 'writing', savedBy: null })
      if (kind === 'micro-credential') expect(content).toEqual((await findMicroCredential(db, slug))?.content)
    }
  })

  test('once more answers with the one that is there, whoever asks and however many at once', async () => {
    const slug = 'rubric-design'
    const asked = await Promise.all(
      [noor, omar, noor, omar].map((actor) => startDraft(given(actor), { kind: 'micro-credential', slug })),
    )
    expect(new Set(asked.map((started) => started.ok && started.draftId)).size).toBe(1)
    expect(asked.filter((started) => started.ok && started.begun)).toHaveLength(1)
  })

  test('is for the authors of the catalogue, and for what is in it', async () => {
    const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const wish = { kind: 'micro-credential', slug: SLUG } as const
    expect(await startDraft(given(educator), wish)).toEqual({ ok: false, reason: 'not_an_author' })
    expect(await startNew(given(educator), { kind: 'badge', title: 'Mine' })).toMatchObject({ ok: false })
    expect(await startDraft(given(noor), { ...wish, slug: 'no-such' })).toEqual({ ok: false, reason: 'unknown' })
  })
})

describe('to start something new', () => {
  test('gives it a name from its title, and a stack a numeral, a figure, an ink and a salt of its own', async () => {
    const stack = await startNew(given(noor), { kind: 'stack', title: ' Outdoor Learning ' })
    if (!stack.ok) throw new Error(stack.reason)
    expect(await draftContent(db, publisherId, stack.draftId)).toMatchObject({
      id: 'outdoor-learning',
      version: '1.0.0',
      title: 'Outdoor Learning',
      numeral: 'VI',
      figure: 'planning',
      ink: 1,
      salt: expect.any(Number) as number,
    })
    const inside = { kind: 'micro-credential', title: 'Leading a Walk', stack: 'outdoor-learning' } as const
    const walk = await startNew(given(noor), inside)
    expect(walk).toMatchObject({ ok: true, begun: true })
    expect(await startNew(given(omar), inside)).toEqual({ ok: false, reason: 'taken', slug: 'leading-a-walk' })
  })

  test('is refused without a title, without a stack, and where the name is taken', async () => {
    const wish = { kind: 'micro-credential', stack: 'assessment' } as const
    expect(await startNew(given(noor), { ...wish, title: ' ?! ' })).toEqual({ ok: false, reason: 'no_title' })
    expect(await startNew(given(noor), { ...wish, title: 'a'.repeat(201) })).toEqual({ ok: false, reason: 'no_title' })
    expect(await startNew(given(noor), { ...wish, title: 'Fine', stack: 'nowhere' })).toEqual({
      ok: false,
      reason: 'no_stack',
    })
    expect(await startNew(given(noor), { ...wish, title: 'Rubric design' })).toEqual({
      ok: false,
      reason: 'taken',
      slug: 'rubric-design',
    })
  })
})

describe('saving a section', () => {
  let draftId: string
  let about: SectionContent
  const save = (actor: Actor, title: string, baseRevision: number, now = LATER) =>
    saveSection(given(actor, now), { draftId, section: 'about', content: { ...about, title }, baseRevision })
  const stored = async () => (await findSection(db, publisherId, draftId, 'about'))?.content['title']

  beforeEach(async () => {
    draftId = await begin()
    const found = await findSection(db, publisherId, draftId, 'about')
    about = found?.content ?? {}
    return async () => void (await discardDraft(given(noor), draftId))
  })

  test('counts revisions, and leaves alone what stands there already', async () => {
    expect(await save(noor, 'Better', 1)).toEqual({ ok: true, revision: 2, savedAt: LATER })
    expect(await save(omar, 'Better', 1)).toEqual({ ok: true, revision: 2, savedAt: LATER })
    expect(await findDraft(db, publisherId, draftId)).toMatchObject({ title: 'Better', savedBy: { name: 'Noor' } })
  })

  test('two authors at once: one text stands, the other is kept, and both are told', async () => {
    const texts = ['From Noor', 'From Omar']
    const answers = await Promise.all([save(noor, 'From Noor', 1), save(omar, 'From Omar', 1)])
    const won = answers.findIndex(({ ok }) => ok)
    const lost = answers[1 - won]
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(lost).toMatchObject({
      reason: 'newer_elsewhere',
      revision: 2,
      content: { title: texts[won] },
      savedBy: won === 0 ? 'Noor' : 'Omar',
    })
    expect(await stored()).toBe(texts[won])
    const [waiting, ...more] = await listConflicts(db, publisherId, draftId)
    expect(more).toEqual([])
    expect(waiting?.content['title']).toBe(texts[1 - won])
  })

  test('the same text sent again waits once, and its writer chooses: neither is ever lost', async () => {
    await save(noor, 'From Noor', 1)
    await save(omar, 'From Omar', 1)
    const again = await save(omar, 'From Omar', 1)
    const [waiting] = await listConflicts(db, publisherId, draftId)
    expect(again).toMatchObject({ conflictId: waiting?.id })
    const choice = { draftId, conflictId: waiting?.id ?? '', keep: 'kept' } as const
    expect(await settleConflict(given(omar, LATER), choice)).toEqual({ ok: true })
    expect(await stored()).toBe('From Omar')
    expect(await listConflicts(db, publisherId, draftId)).toEqual([])
    expect(await settleConflict(given(omar), choice)).toEqual({ ok: false, reason: 'unknown' })
    const kept = await db.selectFrom('draft_conflict').select('content').where('draft_id', '=', draftId).execute()
    const titles = kept.map(({ content }) => (content as SectionContent)['title'])
    expect(new Set(titles)).toEqual(new Set(['From Noor', 'From Omar']))
  })

  test('a text that answers a conflict settles it', async () => {
    await save(noor, 'From Noor', 1)
    const lost = await save(omar, 'From Omar', 1)
    if (lost.ok || lost.reason !== 'newer_elsewhere') throw new Error('It should have been kept.')
    const answer = { draftId, section: 'about', content: { ...about, title: 'From both' }, baseRevision: 2 }
    expect(await saveSection(given(omar), { ...answer, settles: lost.conflictId })).toMatchObject({ ok: true })
    expect(await listConflicts(db, publisherId, draftId)).toEqual([])
  })

  test('is refused for strangers, in what is no section, when it is too long, and after the draft was closed', async () => {
    const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    expect(await save(educator, 'Mine', 1)).toEqual({ ok: false, reason: 'unknown' })
    const odd = { draftId, section: 'stack', content: {}, baseRevision: 1 }
    expect(await saveSection(given(noor), odd)).toEqual({ ok: false, reason: 'unknown' })
    expect(await save(noor, 'a'.repeat(30_000), 1)).toEqual({ ok: false, reason: 'too_long' })
    await inTransaction(db, (tx) =>
      closeDraft(tx, publisherId, draftId, { how: 'published', by: noor.personId, now: NOON }),
    )
    expect(await save(noor, 'Late', 1)).toEqual({ ok: false, reason: 'unknown' })
    expect(await bringBackDraft(given(noor), draftId)).toEqual({ ok: false, reason: 'in_the_way' })
  })
})

test('a discarded draft is out of the studio, can be brought back with its words, unless another stands in its place', async () => {
  const draftId = await begin('micro-credential', 'public-product')
  await saveSection(given(omar), { draftId, section: 'alignments', content: { alignments: [] }, baseRevision: 1 })
  expect(await discardDraft(given(noor), draftId)).toEqual({ ok: true })
  expect(await discardDraft(given(noor), draftId)).toEqual({ ok: false, reason: 'unknown' })
  expect((await listDrafts(db, publisherId)).map(({ id }) => id)).not.toContain(draftId)
  expect(await listDiscarded(db, publisherId, new Date(NOON.getTime() - 1))).toContainEqual(
    expect.objectContaining({ id: draftId, by: 'Noor' }),
  )
  expect(await bringBackDraft(given(omar), draftId)).toEqual({ ok: true })
  expect((await findSection(db, publisherId, draftId, 'alignments'))?.content).toEqual({ alignments: [] })
  await discardDraft(given(noor), draftId)
  await begin('micro-credential', 'public-product')
  expect(await bringBackDraft(given(omar), draftId)).toEqual({ ok: false, reason: 'in_the_way' })
})
