import { describe, expect, test } from 'vitest'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { fixtureFiles, makePublisher, NOON, OUTLINE } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { importCatalogue } from './commands.ts'
import { openCatalogueRevision } from './queries/revision.ts'
import { badgeOf, findPublisherId, getCatalogue } from './queries/tree.ts'
import { findMicroCredential, findNewestVersion, getVersion } from './queries/versions.ts'
import type { ContentFile } from './rules/files.ts'

const { db } = await testDatabase()
const publisherId = (await makePublisher(db)).id
const original = await fixtureFiles()
const given = (days = 0) => ({ db, publisherId, now: new Date(NOON.getTime() + days * 86_400_000) })
const revision = openCatalogueRevision(db)
const imports = () => inTransaction(db, (tx) => countEvents(tx, 'catalogue.imported'))

/** The same files, with one of them edited. */
const edited = (files: ContentFile[], slug: string, edit: (text: string) => string): ContentFile[] =>
  files.map((file) => (file.path.endsWith(`/${slug}.yaml`) ? { ...file, text: edit(file.text) } : file))
const FULL = 'formative-assessment-checking-in'

/** An outline written in full: another one's body under its own name. */
const writtenInFull = (files: ContentFile[]): ContentFile[] => {
  const body = files.find(({ path }) => path.endsWith(`/${FULL}.yaml`))?.text ?? ''
  return edited(files, OUTLINE, () =>
    body.replace(`id: ${FULL}`, `id: ${OUTLINE}`).replace(/^title: .*$/m, 'title: Critique and Revision'),
  )
}

async function found(slug: string) {
  const microCredential = await findMicroCredential(db, slug)
  if (microCredential === null) throw new Error(`${slug} is missing`)
  return microCredential
}

describe('importing the catalogue, from nothing to its second edition', () => {
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
    expect(await importCatalogue(given(), original)).toMatchObject({ ok: true, unchanged: 0 })
    expect(await findPublisherId(db)).toBe(publisherId)
    const found = badgeOf(await getCatalogue(db, publisherId))
    if (found === null) throw new Error('The badge is missing.')
    const { badge, stacks } = found
    expect(badge.content.stacks).toEqual(stacks.map(({ slug }) => slug))
    expect(stacks.map(({ style }) => style.numeral)).toEqual(['I', 'II', 'III', 'IV', 'V'])
    expect(stacks.map(({ content, members }) => [content.micro_credentials, members.length])).toEqual(
      stacks.map(({ members }) => [members.map(({ slug }) => slug), 6]),
    )
    expect(await found(FULL)).toMatchObject({
      state: 'published',
      number: 1,
      position: 2,
      stack: { slug: 'assessment' },
    })
    const outline = await found(OUTLINE)
    expect(outline.state).toBe('outline')
    expect(await findNewestVersion(db, publisherId, outline.id)).toBeNull()
    await expect(getVersion(db, publisherId, outline.versionId)).rejects.toThrow('is an outline')
    expect(await imports()).toBe(1)
  })

  test('the same content in other clothes imports nothing and is no event', async () => {
    const before = await revision('/')
    const dressed = original.map(({ path, text }) => ({ path, text: `# seen by an editor\n${text}\n` })).reverse()
    expect(await importCatalogue(given(1), dressed)).toEqual({ ok: true, published: 0, drafts: 0, unchanged: 36 })
    expect(await revision('/')).toBe(before)
    expect(await imports()).toBe(1)
  })

  test('a changed text makes the next version and leaves the one people began with', async () => {
    const [first, before] = [await found(FULL), await revision('/')]
    const changed = edited(original, FULL, (text) =>
      text.replace('"Formative Assessment: Checking In"', 'Checking In, Again'),
    )
    expect(await importCatalogue(given(2), changed)).toEqual({ ok: true, published: 1, drafts: 0, unchanged: 35 })
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
    const longer = edited(original, OUTLINE, (text) =>
      text.replace('leads to a better draft', 'lead to a better draft').replace('Peer Critique', 'Critique by Peers'),
    )
    expect(await importCatalogue(given(3), longer)).toMatchObject({ ok: true, drafts: 1 })
    expect(await found(OUTLINE)).toMatchObject({ state: 'outline', versionId: first.versionId })
    expect(await importCatalogue(given(4), writtenInFull(original))).toMatchObject({ ok: true, published: 1 })
    expect(await found(OUTLINE)).toMatchObject({ state: 'published', number: 1, versionId: first.versionId })
  })

  test('what is published cannot be an outline again', async () => {
    expect(await importCatalogue(given(5), original)).toMatchObject({ ok: false, reason: 'taken-back' })
    expect(await found(OUTLINE)).toMatchObject({ state: 'published' })
  })

  test('what was imported cannot be left out, even when another takes its place', async () => {
    const renamed = writtenInFull(original).map(({ path, text }) => ({
      path: path.replace('digital-literacy', 'digital-learning'),
      text: text.replaceAll(/\bdigital-literacy\b/g, 'digital-learning'),
    }))
    const outcome = await importCatalogue(given(6), renamed)
    expect(outcome).toMatchObject({ ok: false, reason: 'left-out' })
    expect(await findMicroCredential(db, 'digital-learning')).toBeNull()
  })

  test('two imports at once make one version', async () => {
    const changed = edited(writtenInFull(original), 'meaningful-feedback', (text) =>
      text.replace(/^title: .*$/m, 'title: Feedback with Meaning'),
    )
    const outcomes = await Promise.all([importCatalogue(given(7), changed), importCatalogue(given(7), changed)])
    const made = outcomes.map((outcome) => (outcome.ok ? outcome.drafts + outcome.published : -1))
    expect(made.toSorted((a, b) => a - b)).toEqual([0, 1])
  })
})
