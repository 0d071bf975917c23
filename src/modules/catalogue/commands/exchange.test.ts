import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Db } from '#src/platform/database/database.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { World } from '#src/platform/world.ts'
import { edited, raised, smallBadgeFiles } from '#test/factories/catalogue.ts'
import {
  fixtureFiles,
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makePublisher,
  NOON,
} from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFiles, previewImport } from '../commands.ts'
import { exportHttp } from '../http/export.ts'
import { badgeOf, findCatalogue, stackMembers } from '../queries/tree.ts'
import { findMicroCredential } from '../queries/versions.ts'
import { openSent } from '../rules/exchange/archive.ts'
import type { ContentFile } from '../rules/files.ts'
import { inOneLine } from '../rules/yaml.ts'

const { db } = await testDatabase()
const publisher = await importFixtureCatalogue(db)
const author = await makePerson(db, [{ kind: 'author', at: publisher }])
const all = await fixtureFiles()
const FULL = 'rubric-design'
const file = (path: string): ContentFile => {
  const found = all.find((one) => one.path === path)
  if (found === undefined) throw new Error(`There is no file ${path}.`)
  return found
}
const alone = file(`micro-credentials/${FULL}.yaml`)

const preview = (files: readonly ContentFile[], actor = author, into = db) =>
  previewImport({ db: into, actor }, { publisherId: publisherOf(actor), files })
const publisherOf = (actor: Actor) => actor.roles.find(({ kind }) => kind === 'author')?.organisationId ?? publisher.id
async function takeIn(files: readonly ContentFile[], actor = author, into = db) {
  const seen = await preview(files, actor, into)
  return seen.ok
    ? importFiles({ db: into, actor, now: NOON }, { publisherId: publisherOf(actor), files, seal: seen.seal })
    : seen
}
async function problems(files: readonly ContentFile[]): Promise<string[]> {
  const seen = await preview(files)
  return seen.ok || seen.reason !== 'problems' ? [] : seen.problems.map(inOneLine)
}
async function exported(path: string, actor: Actor | null = author, from: Db = db) {
  const app = new Hono<HttpEnv>()
    .use(async (c, next) => {
      c.set('findActor', () => Promise.resolve(actor))
      return next()
    })
    .route('/', exportHttp({ db: from, now: () => NOON } as World))
  const answer = await app.request(path)
  if (answer.status !== 200) return answer.status
  return openSent([{ path: 'all.zip', bytes: new Uint8Array(await answer.arrayBuffer()) }]).files
}
const filesOf = async (path: string, actor = author, from = db): Promise<ContentFile[]> => {
  const files = await exported(path, actor, from)
  if (typeof files === 'number') throw new Error(`${path} answers ${files}.`)
  return files
}
const hashes = async (of: Db) => {
  const rows = await Promise.all([
    of.selectFrom('badge_version').select(['title', 'content_hash']).execute(),
    of.selectFrom('stack_version').select(['title', 'content_hash']).execute(),
    of.selectFrom('micro_credential_version').select(['title', 'content_hash']).execute(),
  ])
  return rows
    .flat()
    .map((row) => `${row.title} ${row.content_hash}`)
    .toSorted()
}

const ascending = (a: string, b: string) => (a < b ? -1 : 1)

test('export, wipe, import: the same content hashes for all thirty-six', async () => {
  const files = await filesOf('/studio/export/badge/project-based-learning-badge')
  expect(files.map(({ path }) => path).toSorted()).toEqual(all.map(({ path }) => path).toSorted())
  const { db: empty } = await testDatabase()
  const other = await makePerson(empty, [{ kind: 'author', at: await makePublisher(empty) }])
  expect(await takeIn(files, other, empty)).toEqual({ ok: true, published: 35, drafts: 1 })
  const before = await hashes(db)
  expect(before).toHaveLength(36)
  expect(await hashes(empty)).toEqual(before)
  const [here, there] = [await findCatalogue(db), await findCatalogue(empty)]
  const order = (of: typeof here) => of?.stacks.map(({ slug, members }) => [slug, members.map((member) => member.slug)])
  expect(order(there)).toEqual(order(here))
})

describe('what files would do', () => {
  test('nothing, when all of it is here; whatever it was sent as', async () => {
    const [single] = await filesOf(`/studio/export/micro-credential/${FULL}`)
    const json = { path: 'any name.json', text: JSON.stringify({ id: 'x' }) }
    const seen = await preview([{ path: 'mine.yaml', text: single?.text ?? '' }])
    expect(seen).toMatchObject({ ok: true, unlisted: [], steps: [{ becomes: 'unchanged', number: 1 }] })
    expect(await problems([json])).not.toEqual([])
    expect(await takeIn(await filesOf('/studio/export/stack/assessment'))).toEqual({
      ok: true,
      published: 0,
      drafts: 0,
    })
  })

  test('a higher version is the next; it is written once, and only as it was agreed to', async () => {
    const next = [{ ...alone, text: raised('1.1.0')(alone.text) }]
    const seen = await preview(next)
    expect(seen).toMatchObject({ ok: true, steps: [{ becomes: 'next version', number: 2 }] })
    if (!seen.ok) return
    const given = { db, actor: author, now: NOON }
    const twice = await Promise.all(
      [0, 1].map(() => importFiles(given, { publisherId: publisher.id, files: next, seal: seen.seal })),
    )
    expect(twice.map((one) => (one.ok ? 'done' : one.reason)).toSorted(ascending)).toEqual(['changed', 'done'])
    expect(await findMicroCredential(db, FULL)).toMatchObject({ number: 2 })
    expect(await filesOf(`/studio/export/micro-credential/${FULL}?version=1.0.0`)).toHaveLength(1)
    expect(await preview(await filesOf(`/studio/export/micro-credential/${FULL}?version=1.0.0`))).toMatchObject({
      ok: true,
      steps: [{ becomes: 'unchanged', number: 1 }],
    })
  })

  test('a name that is taken, and a version that is older, are refused at the line of the version', async () => {
    const other = alone.text.replace(/^title: .*$/m, 'title: Another Title')
    const line = other.split('\n').findIndex((text) => text.startsWith('version:')) + 1
    expect(await problems([{ path: 'a.yaml', text: other }])).toEqual([
      `a.yaml:${line}: Version 1.0.0 is published with other content. Raise the version, so that each name stands for one content.`,
    ])
    expect(await problems([{ path: 'a.yaml', text: raised('0.9.0')(other) }])).toEqual([
      `a.yaml:${line}: Version 0.9.0 is older than 1.1.0, which is here already.`,
    ])
  })
})

const small = smallBadgeFiles(all)
const [badgeFile, stackFile, ...memberFiles] = small

describe('what people are at work on', () => {
  const stack = file('stacks/assessment.yaml')
  test.each([
    [
      'a micro-credential is not moved to another stack',
      [{ path: 'a.yaml', text: raised('3.0.0')(alone.text).replace(/^stack: .*$/m, 'stack: instruction') }],
      /a\.yaml:\d+: It belongs to the stack "assessment"/,
    ],
    [
      'a stack lets none of them go',
      [{ ...stack, text: raised('3.0.0')(stack.text).replace(/\n +- rubric-design/, '') }],
      /stacks\/assessment\.yaml:\d+: The stack "assessment" does not list "rubric-design"/,
    ],
  ])('%s', async (_, files, says) => {
    expect((await problems(files)).join('\n')).toMatch(says)
  })
})

describe('something new', () => {
  test.each([
    [
      'a stack without its micro-credentials',
      [stackFile],
      /stacks\/small-stack\.yaml:\d+: There is no micro-credential "small-one"/,
    ],
    [
      'a micro-credential without its stack',
      memberFiles,
      /micro-credentials\/small-one\.yaml:\d+: There is no stack "small-stack" here/,
    ],
    ['a badge without its stack', [badgeFile], /badge\.yaml:\d+: There is no stack "small-stack"/],
    [
      'a stack of one',
      [{ ...stackFile, text: stackFile.text.replace(', small-two', '') }, ...memberFiles],
      /stacks\/small-stack\.yaml:\d+: It must list at least 2/,
    ],
    [
      'a badge that takes the stack of another',
      [{ ...badgeFile, text: badgeFile.text.replace('[small-stack]', '[assessment]') }],
      /badge\.yaml:\d+: The badge "project-based-learning-badge" holds the stack "assessment" too/,
    ],
    [
      'a name that something else has',
      edited(small, 'badge', (text) => text.replace('id: small-badge', 'id: assessment')),
      /"assessment" is used twice/,
    ],
    [
      'the same twice',
      [...memberFiles, { ...(memberFiles[0] as ContentFile), path: 'copy.yaml' }],
      /copy\.yaml:\d+: .* stands in/,
    ],
  ])('%s is refused whole', async (_, files, says) => {
    expect((await problems(files)).join('\n')).toMatch(says)
    expect(await findMicroCredential(db, 'small-one')).toBeNull()
  })

  test('a stack may stand in no badge, until one takes it', async () => {
    expect(await takeIn([stackFile, ...memberFiles])).toEqual({ ok: true, published: 3, drafts: 0 })
    const loose = (await findCatalogue(db))?.stacks.at(-1)
    expect(loose).toMatchObject({ slug: 'small-stack', badgeId: null })
    expect(await stackMembers(db, publisher.id, loose?.id ?? '')).toHaveLength(2)
    expect(await takeIn([badgeFile])).toEqual({ ok: true, published: 1, drafts: 0 })
    const catalogue = await findCatalogue(db)
    expect(catalogue?.badges.map(({ slug }) => slug)).toEqual(['project-based-learning-badge', 'small-badge'])
    expect(catalogue && badgeOf(catalogue, 'small-badge')?.stacks.map(({ slug }) => slug)).toEqual(['small-stack'])
    expect((await filesOf('/studio/export/badge/small-badge')).map(({ path }) => path)).toEqual(
      small.map(({ path }) => path),
    )
  })

  test('a stack may name what is here, and a new version of it puts it in its order', async () => {
    const text = raised('1.1.0')(stackFile.text).replace('[small-one, small-two]', '[small-two, small-one]')
    expect(await takeIn([{ path: 'stack.yaml', text }])).toEqual({ ok: true, published: 1, drafts: 0 })
    expect((await findCatalogue(db))?.stacks.at(-1)?.members.map(({ slug }) => slug)).toEqual([
      'small-two',
      'small-one',
    ])
    // Whoever has all that it lists now is awarded by the job that hears of it.
    const stack = await db.selectFrom('stack').select('id').where('slug', '=', 'small-stack').executeTakeFirstOrThrow()
    const told = await db
      .selectFrom('event')
      .select('payload')
      .where('type', '=', 'catalogue.imported')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(told.payload).toMatchObject({ collections: [{ kind: 'stack', id: stack.id }] })
  })

  test('what its stack does not list yet is told', async () => {
    const third = { path: 'third.yaml', text: (memberFiles[0]?.text ?? '').replace('id: small-one', 'id: small-three') }
    expect(await preview([third])).toMatchObject({ ok: true, unlisted: ['small-three'] })
  })
})

describe('bad files are refused with file, line and reason', () => {
  test.each([
    ['half a YAML', alone.text.slice(0, 3000) + '\n  "', /a\.yaml:\d+: It is not YAML/],
    ['half a JSON', '{"id": "a", "title": ', /a\.yaml:\d+: It is not YAML/],
    [
      'a rubric without a required level',
      alone.text.replace('Demonstrated, required: true', 'Demonstrated'),
      /a\.yaml:\d+: Exactly one level must be required/,
    ],
    [
      'a script',
      alone.text.replace(/^title: .*$/m, 'title: "<script>alert(1)</script>"'),
      /a\.yaml:2: Texts are plain words/,
    ],
    [
      'a link that runs a script',
      alone.text.replace(/^title: .*$/m, 'title: "[a](javascript:alert(1))"'),
      /a\.yaml:2: Texts are plain words/,
    ],
    [
      'a sign that no database keeps',
      alone.text.replace(/^title: .*$/m, 'title: "a\\0b"'),
      /a\.yaml:\d+: A text holds a sign/,
    ],
    ['half of a sign', alone.text.replace(/^title: .*$/m, 'title: "a\\ud83db"'), /a\.yaml:\d+: A text holds a sign/],
    [
      'a version that is none',
      alone.text.replace(/^version: .*$/m, 'version: 01.0.0'),
      /a\.yaml:\d+: version must be three numbers/,
    ],
    ['nothing', '', /a\.yaml/],
  ])('%s', async (_, text, says) => {
    expect((await problems([{ path: 'a.yaml', text }])).join('\n')).toMatch(says)
  })

  test('one bad file among good ones keeps all of them out', async () => {
    const next = { ...alone, text: raised('2.0.0')(alone.text) }
    expect(await takeIn([next, { path: 'bad.yaml', text: 'id: [' }])).toMatchObject({ ok: false })
    expect(await findMicroCredential(db, FULL)).toMatchObject({ number: 2 })
  })

  test('no files, and thousands', async () => {
    expect(await problems([])).toEqual([' There is no file of a badge, a stack or a micro-credential here.'])
    const many = (count: number, text: string) => Array.from({ length: count }, (_, n) => ({ path: `${n}.yaml`, text }))
    expect((await problems(many(501, alone.text))).join()).toMatch('at most 500')
    expect((await problems(many(60, 'x'.repeat(180_000)))).join()).toMatch('letters together')
    expect(await problems(many(400, 'id: ['))).toHaveLength(41)
  })
})

test('nobody but the authors of a publisher takes anything in or out', async () => {
  const district = await makeDistrict(db)
  for (const actor of [
    await makePerson(db, [{ kind: 'author', at: district }]),
    await makePerson(db, [{ kind: 'admin', at: publisher }]),
  ]) {
    const given = { publisherId: publisher.id, files: [alone] }
    expect(await previewImport({ db, actor }, given)).toEqual({ ok: false, reason: 'unknown' })
    expect(await importFiles({ db, actor, now: NOON }, { ...given, seal: '' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await exported(`/studio/export/micro-credential/${FULL}`, actor)).toBe(404)
  }
  expect(await exported(`/studio/export/micro-credential/${FULL}`, null)).toBe(302)
  for (const path of [
    'badge/nothing',
    `stack/${FULL}`,
    `other/${FULL}`,
    `micro-credential/${FULL}?version=9.9.9`,
    'badge/%00',
    `micro-credential/${FULL}?version=%00`,
  ])
    expect([path, await exported(`/studio/export/${path}`)]).toEqual([path, 404])
})
