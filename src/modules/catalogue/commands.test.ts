import { describe, expect, test } from 'vitest'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { edited, raised } from '#test/factories/catalogue.ts'
import { fixtureFiles, makePublisher, NOON, OUTLINE } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { importCatalogue } from './commands.ts'
import { readContentFolder } from './commands/read-content.ts'
import { openCatalogueRevision } from './queries/revision.ts'
import { badgeOf, findPublisherId, getCatalogue } from './queries/tree.ts'
import { findMicroCredential, getVersion, listNewerVersions } from './queries/versions.ts'

const { db } = await testDatabase()
const publisherId = (await makePublisher(db)).id
const FULL = 'formative-assessment-checking-in'
const original = await fixtureFiles()
const inFull = await readContentFolder('content/pbl')
const given = (days = 0) => ({ db, publisherId, now: new Date(NOON.getTime() + days * 86_400_000) })
const revision = openCatalogueRevision(db)
const imports = () => inTransaction(db, (tx) => countEvents(tx, 'catalogue.imported'))
const renamed = (text: string) => text.replace('"Formative Assessment: Checking In"', 'Checking In, Again')

async function found(slug: string) {
  const microCredential = await findMicroCredential(db, slug)
  if (microCredential === null) throw new Error(`${slug} is missing`)
  return microCredential
}

describe('importing the catalogue of the program, from nothing to its second edition', () => {
  test('before the first import there is no catalogue and no revision', async () => {
    expect(await findPublisherId(db)).toBeNull()
    expect(await revision('/catalogue')).toBe('')
  })

  test('one mistake in one file refuses all of them', async () => {
    const outcome = await importCatalogue(
      given(),
      edited(original, FULL, (text) => text.replace('look_in: [p2]', 'look_in: [p9]')),
    )
    expect(outcome).toMatchObject({ ok: false, reason: 'unreadable' })
    expect(await db.selectFrom('micro_credential').selectAll().execute()).toEqual([])
  })

  test('the first import publishes what is written in full and keeps the rest as outlines', async () => {
    const imported = { ok: true, published: 35, drafts: 1, unchanged: 0, left: [] }
    expect(await importCatalogue(given(), original)).toEqual(imported)
    expect(await findPublisherId(db)).toBe(publisherId)
    const founding = badgeOf(await getCatalogue(db, publisherId))
    if (founding === null) throw new Error('The badge is missing.')
    const { badge, stacks } = founding
    expect(badge.content.stacks).toEqual(stacks.map(({ slug }) => slug))
    expect(stacks.map(({ style }) => style.numeral)).toEqual(['I', 'II', 'III', 'IV', 'V'])
    expect(stacks.map(({ content, members }) => [content.micro_credentials, members.length])).toEqual(
      stacks.map(({ members }) => [members.map(({ slug }) => slug), 6]),
    )
    expect(await found(FULL)).toMatchObject({
      state: 'published',
      number: 1,
      stack: { slug: 'assessment' },
    })
    const outline = await found(OUTLINE)
    expect(outline.state).toBe('outline')
    expect(await listNewerVersions(db, publisherId, outline.id, 0)).toEqual([])
    await expect(getVersion(db, publisherId, outline.versionId)).rejects.toThrow('is an outline')
    expect(await imports()).toBe(1)
  })

  test('the same content in other clothes imports nothing and is no event', async () => {
    const before = await revision('/')
    const dressed = original.map(({ path, text }) => ({ path, text: `# seen by an editor\n${text}\n` })).reverse()
    const imported = { ok: true, published: 0, drafts: 0, unchanged: 36, left: [] }
    expect(await importCatalogue(given(1), dressed)).toEqual(imported)
    expect(await revision('/')).toBe(before)
    expect(await imports()).toBe(1)
  })

  test('a higher version is the next one, and leaves the one people began with', async () => {
    const [first, before] = [await found(FULL), await revision('/')]
    expect(await importCatalogue(given(2), edited(original, FULL, raised('1.1.0', renamed)))).toMatchObject({
      ok: true,
      published: 1,
      unchanged: 35,
    })
    expect(await found(FULL)).toMatchObject({
      id: first.id,
      number: 2,
      title: 'Checking In, Again',
      publishedAt: given(2).now,
    })
    expect(await getVersion(db, publisherId, first.versionId)).toMatchObject({
      number: 1,
      publishedAt: NOON,
      microCredentialId: first.id,
      content: first.content,
    })
    expect(await revision('/')).not.toBe(before)
    expect(await imports()).toBe(2)
  })

  test('an outline is replaced in place, then becomes version 1', async () => {
    const first = await found(OUTLINE)
    const longer = edited(original, OUTLINE, (text) => text.replace(/^summary: .*$/m, 'summary: It says more now.'))
    expect(await importCatalogue(given(3), longer)).toMatchObject({ ok: true, drafts: 1 })
    expect(await found(OUTLINE)).toMatchObject({ state: 'outline', versionId: first.versionId })
    expect(await importCatalogue(given(4), inFull)).toMatchObject({ ok: true, published: 1 })
    expect(await found(OUTLINE)).toMatchObject({ state: 'published', number: 1, versionId: first.versionId })
  })
})

describe('beside others who write in the same catalogue', () => {
  test('what is published stays as it is, and the rest is brought all the same', async () => {
    const files = edited(
      edited(edited(original, FULL, renamed), 'rubric-design', raised('1.0.1')),
      'digital-literacy',
      raised('0.9.0'),
    )
    // An outline of what is published, other content under a name that is taken, and a version that is older.
    const imported = await importCatalogue(given(5), files)
    expect(imported).toMatchObject({ ok: true, published: 1, drafts: 0 })
    expect(imported.ok && imported.left.toSorted()).toEqual([OUTLINE, 'digital-literacy', FULL])
    expect(await found(OUTLINE)).toMatchObject({ state: 'published' })
    expect(await found(FULL)).toMatchObject({ number: 2, title: 'Checking In, Again' })
    expect(await found('rubric-design')).toMatchObject({ number: 2 })
    expect(await found('digital-literacy')).toMatchObject({ number: 1 })
  })

  test('an older version with the content that it always had is no clash', async () => {
    expect(await importCatalogue(given(6), inFull)).toMatchObject({ ok: true, unchanged: 36, left: [] })
    expect(await found(FULL)).toMatchObject({ number: 2 })
  })

  test('what has no file stays, even when another takes its place', async () => {
    const other = inFull.map(({ path, text }) => ({
      path: path.replace('digital-literacy', 'digital-learning'),
      text: text.replaceAll(/\bdigital-literacy\b/g, 'digital-learning'),
    }))
    const imported = await importCatalogue(given(7), other)
    expect(imported).toMatchObject({ ok: true, published: 1 })
    expect(await found('digital-literacy')).toMatchObject({ state: 'published' })
    // Its stack lists another one under the same version: the stack that is published stays.
    expect(imported.ok && imported.left).toContain((await found('digital-literacy')).stack.slug)
  })

  test('two imports at once make one version', async () => {
    const changed = edited(
      inFull,
      'meaningful-feedback',
      raised('1.2.0', (text) => text.replace(/^title: .*$/m, 'title: Feedback with Meaning')),
    )
    const outcomes = await Promise.all([importCatalogue(given(8), changed), importCatalogue(given(8), changed)])
    const made = outcomes.map((outcome) => (outcome.ok ? outcome.drafts + outcome.published : -1))
    expect(made.toSorted((a, b) => a - b)).toEqual([0, 1])
  })
})
