import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { importFrameworks } from '#src/modules/catalogue/commands/frameworks/shipped.ts'
import { listVersions } from '#src/modules/catalogue/queries/publishing/history.ts'
import { searchCatalogue } from '#src/modules/catalogue/queries/search.ts'
import { findThing } from '#src/modules/catalogue/queries/things.ts'
import { getCatalogue, stackMembers } from '#src/modules/catalogue/queries/tree.ts'
import { findMicroCredential, getVersion } from '#src/modules/catalogue/queries/versions.ts'
import { startPursuit } from '#src/modules/submissions/commands/pursuits.ts'
import { findPursuit } from '#src/modules/submissions/queries/pursuits.ts'
import { countUnderWay } from '#src/modules/submissions/queries/statistics.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  fixtureFiles,
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  NOON,
} from '#test/factories/factories.ts'
import { frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import { findDraft } from '../../queries/drafts.ts'
import { fingerprintOf, listReviews } from '../../queries/review/reviews.ts'
import { listComments } from '../../queries/review/comments.ts'
import { slugOfTitle } from '../../rules/library/fresh.ts'
import { splitContent, type DraftKind, type SectionContent } from '../../rules/sections.ts'
import { answerComment, resolveComment, writeComment } from '../review/comments.ts'
import { answerReview, askForReview } from '../review/review.ts'
import { saveSection } from '../saving.ts'
import { startDraft, startNew } from '../start.ts'
import { publishDraft, type PublishInput } from './publish.ts'
import { retire, takeUpAgain } from './retire.ts'

const { db } = await testDatabase()
let publisherId: string
let noor: Actor
let omar: Actor
let educator: Actor
const given = (actor: Actor, now = NOON) => ({ db, actor, publisherId, now })

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  publisherId = publisher.id
  await importFrameworks({ db, now: NOON, publisherId }, await frameworkFiles())
  noor = await makePerson(db, [{ kind: 'author', at: publisher }], 'Noor')
  omar = await makePerson(db, [{ kind: 'author', at: publisher }], 'Omar')
  const school = await makeSchool(db, await makeDistrict(db))
  educator = await makePerson(db, [{ kind: 'educator', at: school }])
})

async function begin(slug: string, kind: DraftKind = 'micro-credential'): Promise<string> {
  const started = await startDraft(given(noor), { kind, slug })
  if (!started.ok) throw new Error(started.reason)
  return started.draftId
}

/** Changes one section of a draft. */
async function change(
  draftId: string,
  section: string,
  edit: (content: SectionContent) => void,
  by = noor,
): Promise<void> {
  const row = await db
    .selectFrom('draft_section')
    .select(['content', 'revision'])
    .where('draft_id', '=', draftId)
    .where('section', '=', section)
    .executeTakeFirstOrThrow()
  const content = structuredClone(row.content) as SectionContent
  edit(content)
  const saved = await saveSection(given(by), { draftId, section, content, baseRevision: row.revision })
  expect(saved).toMatchObject({ ok: true })
}

const fingerprint = (draftId: string): Promise<string> => fingerprintOf(db, publisherId, draftId)

async function makeReady(draftId: string, by = omar): Promise<void> {
  expect(await askForReview(given(noor), { draftId, note: 'Please read the rubric.' })).toEqual({ ok: true })
  const word = { word: 'ready', answer: '', fingerprint: await fingerprint(draftId) } as const
  expect(await answerReview(given(by), { draftId, ...word })).toEqual({ ok: true })
}

async function publish(draftId: string, input: Partial<PublishInput> = {}) {
  const read = { step: 'patch', changeNote: 'Says it plainer.', because: '', fingerprint: await fingerprint(draftId) }
  return publishDraft(given(noor), { draftId, ...read, ...input } as PublishInput)
}

/** Every sentence in words of its own, so that it is nobody else's. */
const retold = (value: unknown, title: string): unknown =>
  typeof value === 'string'
    ? value
        .replace(/([a-z])([.?!])(?=\s|$)/g, `$1, ${title.toLowerCase()}$2`)
        .split(' ')
        .slice(0, 150)
        .join(' ')
    : Array.isArray(value)
      ? value.map((each) => retold(each, title))
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, retold(each, title)]))
        : value

const reword = (content: SectionContent): void => {
  const rubric = content['rubric'] as { criteria: { levels: Record<string, string> }[] }
  const [first] = rubric.criteria
  if (first !== undefined) first.levels['demonstrated'] += ' The map is dated and says who drew it.'
}

describe('a review', () => {
  test('is by a second author, of the text as it was read, and a saved change takes it back', async () => {
    const draftId = await begin('infusing-skills')
    await change(draftId, 'rubric', reword)
    const ready = { draftId, word: 'ready', answer: '', fingerprint: await fingerprint(draftId) } as const
    expect(await answerReview(given(omar), ready)).toEqual({ ok: false, reason: 'not_asked' })
    expect(await askForReview(given(noor), { draftId, note: '' })).toEqual({ ok: true })
    expect(await askForReview(given(noor), { draftId, note: '' })).toEqual({ ok: false, reason: 'asked' })
    expect(await answerReview(given(noor), ready)).toEqual({ ok: false, reason: 'own_text' })
    expect(await answerReview(given(educator), ready)).toEqual({ ok: false, reason: 'unknown' })
    expect(await answerReview(given(omar), { ...ready, word: 'please change' })).toMatchObject({
      reason: 'answer_missing',
    })
    await change(draftId, 'about', (about) => {
      about['summary'] = `${String(about['summary'])} Twice.`
    })
    expect(await answerReview(given(omar), ready)).toEqual({ ok: false, reason: 'changed' })
    expect(await answerReview(given(omar), { ...ready, fingerprint: await fingerprint(draftId) })).toEqual({ ok: true })
    expect(await findDraft(db, publisherId, draftId)).toMatchObject({ state: 'ready' })

    await change(draftId, 'about', (about) => {
      about['summary'] = `${String(about['summary'])} Thrice.`
    })
    expect(await findDraft(db, publisherId, draftId)).toMatchObject({ state: 'writing' })
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'not_ready' })
    expect((await listReviews(db, publisherId, draftId)).map(({ said }) => said?.word)).toEqual(['ready'])
  })

  test('who writes most of it by and by, can no longer be the one who says so', async () => {
    const draftId = await begin('rubric-design')
    await change(draftId, 'rubric', reword)
    await change(
      draftId,
      'about',
      (about) => {
        about['summary'] = Array.from({ length: 60 }, (_, place) => `word${place}`).join(' ')
      },
      omar,
    )
    await askForReview(given(noor), { draftId, note: '' })
    const ready = { draftId, word: 'ready', answer: '', fingerprint: await fingerprint(draftId) } as const
    expect(await answerReview(given(omar), ready)).toEqual({ ok: false, reason: 'own_text' })
    expect(await answerReview(given(noor), ready)).toEqual({ ok: true })
  })

  test('comments stand at their place, are answered, resolved, and open again when answered', async () => {
    const draftId = await begin('formative-assessment-checking-in')
    const place = 'title'
    const written = await writeComment(given(omar), { draftId, section: 'product', place, body: ' Which grade? ' })
    if (!written.ok) throw new Error(written.reason)
    expect(await writeComment(given(omar), { draftId, section: 'product', place: 'no[such]', body: 'x' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await writeComment(given(omar), { draftId, section: 'product', place, body: ' ' })).toMatchObject({
      reason: 'body_missing',
    })
    await resolveComment(given(noor), { draftId, commentId: written.id, resolved: true })
    const answer = { draftId, commentId: written.id, body: 'Grade five.' }
    expect(await answerComment(given(noor), answer)).toMatchObject({ ok: true })
    expect(await answerComment(given(educator), answer)).toEqual({ ok: false, reason: 'unknown' })
    expect(await listComments(db, publisherId, draftId)).toMatchObject([
      {
        body: 'Which grade?',
        place,
        placeName: 'Title',
        by: { name: 'Omar' },
        answers: [{ body: 'Grade five.', by: { name: 'Noor' } }],
        resolved: null,
      },
    ])
  })
})

describe('publishing', () => {
  test('makes a new version with its note and its people, leaves the old one, and closes the draft', async () => {
    const slug = 'aligning-to-standards'
    const begun = await startPursuit({ db, actor: educator, now: NOON }, { slug })
    if (!begun.ok) throw new Error(begun.reason)
    const before = await findMicroCredential(db, slug)
    const draftId = await begin(slug)
    await change(draftId, 'rubric', reword)
    await change(draftId, 'about', (about) => {
      about['aliases'] = [...(about['aliases'] as string[]), 'Zyzzyva Mapping']
    })
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'not_ready' })
    expect(await publish(draftId, { because: 'I know better.' })).toEqual({ ok: false, reason: 'not_ready' })
    await makeReady(draftId)
    expect(await publish(draftId, { changeNote: ' ' })).toEqual({ ok: false, reason: 'note_missing' })
    expect(await publish(draftId, { fingerprint: 'another' })).toEqual({ ok: false, reason: 'changed' })
    const revision = () => db.selectFrom('catalogue_revision').select('revision').executeTakeFirstOrThrow()
    const drawn = await revision()

    const [one, two] = await Promise.all([publish(draftId, { step: 'minor' }), publish(draftId, { step: 'minor' })])
    const published = { kind: 'micro-credential', slug, number: 2, version: '1.1.0' }
    expect([one, two].toSorted((a, b) => Number(b.ok) - Number(a.ok))).toEqual([
      { ok: true, ...published },
      { ok: false, reason: 'published', ...published },
    ])
    expect(await revision()).not.toEqual(drawn)
    expect(await inTransaction(db, (tx) => countEvents(tx, 'catalogue.published'))).toBe(1)

    const [newest, first] = await listVersions(db, publisherId, 'micro-credential', before?.id ?? '')
    expect(newest).toMatchObject({
      number: 2,
      version: '1.1.0',
      publishedBy: 'Noor',
      reviewedBy: 'Omar',
      unreviewedBecause: null,
      changeNote: 'Says it plainer.',
    })
    expect(first?.content).toEqual(before?.content)
    const found = await searchCatalogue(db, publisherId, {
      text: 'zyzzyva',
      stack: null,
      component: null,
      hours: [],
      page: 1,
      size: 10,
    })
    expect(found.found).toEqual([before?.id])

    const pursuit = await findPursuit(db, begun.pursuitId)
    expect((await getVersion(db, publisherId, pursuit?.versionId ?? '')).number).toBe(1)
    const about = { publisherId, microCredentialId: before?.id ?? '' }
    expect(await countUnderWay(db, about)).toEqual([{ versionId: first?.id, people: 1 }])
  })

  test('is refused from an outdated base, while something blocks it, and without a fit', async () => {
    const slug = 'public-product'
    const draftId = await begin(slug)
    await change(draftId, 'about', (about) => {
      about['competency'] = ''
    })
    await makeReady(draftId)
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'blocked' })
    await db.updateTable('draft').set({ based_on_version_id: null }).where('id', '=', draftId).execute()
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'outdated' })

    const stack = await begin('assessment', 'stack')
    await change(stack, 'stack', (content) => {
      content['micro_credentials'] = ['rubric-design', 'aligning-to-standards']
    })
    await makeReady(stack)
    expect(await publish(stack)).toEqual({ ok: false, reason: 'unfit' })
  })

  test('by the only author of a catalogue needs a reason, which is kept', async () => {
    await db.updateTable('role').set({ ended_at: NOON }).where('person_id', '=', omar.personId).execute()
    const draftId = await begin('project-based-learning-badge', 'badge')
    await change(draftId, 'badge', (badge) => {
      badge['summary'] = `${String(badge['summary'])} Once more.`
    })
    expect(await publish(draftId)).toEqual({ ok: false, reason: 'reason_missing' })
    expect(await publish(draftId, { because: 'I am the only author.' })).toMatchObject({ ok: true, number: 2 })
    const badge = await findThing(db, publisherId, 'badge', 'project-based-learning-badge')
    const [newest] = await listVersions(db, publisherId, 'badge', badge?.id ?? '')
    expect(newest).toMatchObject({ reviewedBy: null, unreviewedBecause: 'I am the only author.' })
    expect((await getCatalogue(db, publisherId)).stacks.filter(({ badgeId }) => badgeId === badge?.id)).toHaveLength(5)
    await db.updateTable('role').set({ ended_at: null }).where('person_id', '=', omar.personId).execute()
  })

  test('of a new stack comes after two of its micro-credentials, and nobody sees them before', async () => {
    const stack = await startNew(given(noor), { kind: 'stack', title: 'Outdoor Learning' })
    if (!stack.ok) throw new Error(stack.reason)
    const file = (await fixtureFiles()).find(({ path }) => path.endsWith('rubric-design.yaml'))
    const model = parse(file?.text ?? '') as SectionContent
    for (const title of ['Reading Tracks', 'Mapping Meadows']) {
      const started = await startNew(given(noor), { kind: 'micro-credential', title, stack: 'outdoor-learning' })
      if (!started.ok) throw new Error(started.reason)
      for (const [section, content] of Object.entries(splitContent('micro-credential', model)))
        await change(started.draftId, section, (at) => {
          Object.assign(at, retold(content, title))
          if (section === 'about') Object.assign(at, { title, aliases: [], stack: 'outdoor-learning' })
        })
      await makeReady(started.draftId)
      expect(await publish(started.draftId)).toMatchObject({ ok: true, number: 1, version: '1.0.0' })
      expect(await findMicroCredential(db, slugOfTitle(title) ?? '')).toBeNull()
    }
    await change(stack.draftId, 'stack', (content) =>
      Object.assign(content, { summary: 'Learning outdoors.', micro_credentials: ['reading-tracks'] }),
    )
    await makeReady(stack.draftId)
    expect(await publish(stack.draftId)).toEqual({ ok: false, reason: 'unfit' })
    await change(stack.draftId, 'stack', (content) =>
      Object.assign(content, { micro_credentials: ['mapping-meadows', 'reading-tracks'] }),
    )
    await makeReady(stack.draftId)
    expect(await publish(stack.draftId)).toMatchObject({ ok: true, number: 1 })
    const made = (await getCatalogue(db, publisherId)).stacks.find(({ slug }) => slug === 'outdoor-learning')
    expect(made?.members.map(({ slug, state }) => [slug, state])).toEqual([
      ['mapping-meadows', 'published'],
      ['reading-tracks', 'published'],
    ])
    expect(await startPursuit({ db, actor: educator, now: NOON }, { slug: 'reading-tracks' })).toMatchObject({
      ok: true,
    })
  })
})

describe('retiring', () => {
  const which = { kind: 'micro-credential', slug: 'designing-authentic-tasks' } as const

  test('refuses new starts, says so, and keeps it for who is at work; it can be taken up again', async () => {
    const begun = await startPursuit({ db, actor: educator, now: NOON }, { slug: which.slug })
    const other = await makePerson(db, [{ kind: 'educator', at: await makeSchool(db, await makeDistrict(db)) }])
    expect(await retire(given(educator), which, 'Because.')).toEqual({ ok: false, reason: 'unknown' })
    expect(await retire(given(noor), which, ' ')).toEqual({ ok: false, reason: 'reason_missing' })
    expect(await retire(given(noor), which, 'Two others cover it.')).toEqual({ ok: true })
    expect(await retire(given(noor), which, 'Again.')).toEqual({ ok: false, reason: 'changed' })

    expect(await findMicroCredential(db, which.slug)).toMatchObject({
      state: 'retired',
      retired: { because: 'Two others cover it.' },
    })
    expect(await startPursuit({ db, actor: other, now: NOON }, { slug: which.slug })).toEqual({
      ok: false,
      reason: 'retired',
    })
    expect(await startPursuit({ db, actor: educator, now: NOON }, { slug: which.slug })).toMatchObject({ begun: false })
    const search = { text: '"authentic tasks"', stack: null, component: null, hours: [], page: 1, size: 50 }
    const id = (await findMicroCredential(db, which.slug))?.id ?? ''
    expect((await searchCatalogue(db, publisherId, search)).found).not.toContain(id)
    const planning = (await getCatalogue(db, publisherId)).stacks.find(
      ({ slug }) => slug === 'planning-and-preparation',
    )
    expect(planning?.members.find((member) => member.slug === which.slug)?.state).toBe('retired')
    expect(await stackMembers(db, publisherId, planning?.id ?? '')).toContain(id)

    const draft = await begin('planning-and-preparation', 'stack')
    await makeReady(draft)
    expect(await publish(draft)).toEqual({ ok: false, reason: 'unfit' })
    await change(draft, 'stack', (stack) => {
      stack['micro_credentials'] = (stack['micro_credentials'] as string[]).filter((slug) => slug !== which.slug)
    })
    await askForReview(given(noor), { draftId: draft, note: '' })
    const word = { word: 'ready', answer: '', fingerprint: await fingerprint(draft) } as const
    await answerReview(given(omar), { draftId: draft, ...word })
    expect(await publish(draft, { changeNote: 'Asks for five.' })).toMatchObject({ ok: true, number: 2 })
    const after = (await getCatalogue(db, publisherId)).stacks.find(({ id: stackId }) => stackId === planning?.id)
    expect(after?.members).toHaveLength(5)
    expect(after?.unlisted.map(({ slug }) => slug)).toEqual([which.slug])
    expect(await stackMembers(db, publisherId, planning?.id ?? '')).not.toContain(id)

    expect(await takeUpAgain(given(noor), which)).toEqual({ ok: true })
    expect(await takeUpAgain(given(noor), which)).toEqual({ ok: false, reason: 'changed' })
    expect(await startPursuit({ db, actor: other, now: NOON }, { slug: which.slug })).toMatchObject({ ok: true })
    expect((await searchCatalogue(db, publisherId, search)).found).toContain(id)
    expect(begun.ok).toBe(true)
  })
})
