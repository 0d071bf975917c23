import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { openFiles } from '#src/platform/files.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { answerEverything, newestAttempt, STATEMENTS_GIVEN } from '#test/factories/pursuits.ts'
import { findEvidence, listEvidence, openEvidence } from '../queries/evidence.ts'
import { MOST_EVIDENCE } from '../rules/evidence.ts'
import { submitForAssessment } from './attempts.ts'
import { addLink, beginUpload, finishUpload, removeEvidence, restoreEvidence } from './evidence.ts'
import { startPursuit } from './pursuits.ts'

const { db } = await testDatabase()
let folder: string
let actor: Actor
let pursuitId: string
let makeEducator: () => Promise<Actor>
const files = () => openFiles(folder)
const given = (who = actor) => ({ db, actor: who, now: NOON, files: files() })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mintmark-evidence-'))
  await importFixtureCatalogue(db)
  const school = await makeSchool(db, await makeDistrict(db))
  makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])
})
afterAll(() => rm(folder, { recursive: true }))

beforeEach(async () => {
  actor = await makeEducator()
  const started = await startPursuit(given(), { slug: 'developing-driving-questions' })
  if (!started.ok) throw new Error(started.reason)
  pursuitId = started.pursuitId
})

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

/** Uploads bytes under p2, which takes text, files and pictures. */
async function upload(name: string, bytes: Buffer, promptId = 'p2') {
  const begun = await beginUpload(given(), { pursuitId, promptId, name, bytes: bytes.length })
  if (!begun.ok) return begun
  const path = join(folder, begun.evidenceId)
  await writeFile(path, bytes)
  return {
    ...(await finishUpload(given(), { evidenceId: begun.evidenceId, path })),
    evidenceId: begun.evidenceId,
    path,
  }
}

const listed = async () => {
  const { orgId, id } = await newestAttempt(db, pursuitId)
  return listEvidence(db, orgId, id)
}
const isGone = async (path: string) => (await stat(path).catch(() => null)) === null

describe('a file', () => {
  test('is taken in when it is what its name says', async () => {
    const added = await upload('Three drafts.pdf', PDF)
    if (!added.ok || !('path' in added)) throw new Error('refused')
    expect(await listed()).toMatchObject([
      { promptId: 'p2', kind: 'pdf', name: 'Three drafts.pdf', bytes: PDF.length, state: 'ready' },
    ])
    const opened = await openEvidence(given(), added.evidenceId)
    expect(opened).toMatchObject({ personId: actor.personId, pursuitId, mediaType: 'application/pdf' })
    expect(opened && (await text(await opened.open()))).toBe(PDF.toString())
    expect(await isGone(added.path)).toBe(true)
  })

  test.each([
    ['page.pdf', '<!doctype html><script>alert(1)</script>'],
    ['notes.txt', '<html><body>hello</body></html>'],
    ['notes.txt', 'ab\u0000cd'],
    ['notes.csv', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['photo.png', '%PDF-1.7\n'],
    ['notes.pdf', 'MZ\u0090\u0000\u0003'],
    ['notes.txt', '#!/bin/sh\nrm -rf /'],
  ])('called %s with %j inside is refused, and not kept', async (name, inside) => {
    const added = await upload(name, Buffer.from(inside, 'latin1'))
    expect(added).toMatchObject({ ok: false, reason: 'refused', refusal: 'content_differs' })
    expect(await listed()).toEqual([])
    if ('path' in added) expect(await isGone(added.path)).toBe(true)
  })

  test('in plain words is taken, with its accents', async () => {
    expect(await upload('notes.txt', Buffer.from('A, “Where the wāter should go.”'))).toMatchObject({ ok: true })
    expect(await upload('notes.txt', Buffer.from([0x48, 0xff, 0xfe]))).toMatchObject({
      ok: false,
      refusal: 'content_differs',
    })
    expect(await upload('notes.txt', Buffer.from([0x48, 0xc3]))).toMatchObject({
      ok: false,
      refusal: 'content_differs',
    })
  })

  test('is refused before it is sent by its name, its type, its size, its prompt and its place', async () => {
    const begin = (name: string, bytes: number, promptId = 'p2', who = actor) =>
      beginUpload(given(who), { pursuitId, promptId, name, bytes })
    expect(await begin('../../x', 10)).toMatchObject({ refusal: 'name_path' })
    expect(await begin('x.html', 10)).toMatchObject({ refusal: 'type_unknown' })
    expect(await begin('x.mp3', 10)).toMatchObject({ refusal: 'type_not_here' })
    expect(await begin('x.pdf', 3_000_000_000)).toMatchObject({ refusal: 'too_large' })
    expect(await begin('x.pdf', 0)).toMatchObject({ refusal: 'empty_file' })
    expect(await begin('x.pdf', 10, 'p1')).toMatchObject({ refusal: 'type_not_here' })
    expect(await begin('x.pdf', 10, 'p99')).toMatchObject({ reason: 'unknown' })
    expect(await begin('x.pdf', 10, 'p2', await makeEducator())).toMatchObject({ reason: 'unknown' })
  })

  test('of somebody else is never finished', async () => {
    const begun = await beginUpload(given(), { pursuitId, promptId: 'p2', name: 'a.pdf', bytes: PDF.length })
    if (!begun.ok) throw new Error(begun.reason)
    const path = join(folder, 'stranger')
    await writeFile(path, PDF)
    expect(await finishUpload(given(await makeEducator()), { evidenceId: begun.evidenceId, path })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await findEvidence(db, begun.evidenceId)).toMatchObject({ state: 'uploading' })
  })

  test('removed while it came stays removed', async () => {
    const begun = await beginUpload(given(), { pursuitId, promptId: 'p2', name: 'a.pdf', bytes: PDF.length })
    if (!begun.ok) throw new Error(begun.reason)
    expect(await removeEvidence(given(), begun.evidenceId)).toEqual({ ok: true, promptId: 'p2' })
    const path = join(folder, 'late')
    await writeFile(path, PDF)
    expect(await finishUpload(given(), { evidenceId: begun.evidenceId, path })).toEqual({ ok: false, reason: 'closed' })
    expect(await restoreEvidence(given(), begun.evidenceId)).toEqual({ ok: false, reason: 'closed' })
  })
})

describe('removing', () => {
  test('can be undone', async () => {
    const added = await upload('a.pdf', PDF)
    const id = 'evidenceId' in added ? added.evidenceId : ''
    await removeEvidence(given(), id)
    expect(await listed()).toEqual([])
    expect(await openEvidence(given(), id)).toBeNull()
    expect(await restoreEvidence(given(), id)).toEqual({ ok: true, promptId: 'p2' })
    expect(await listed()).toHaveLength(1)
  })

  test('is for its educator alone, and only while it is a draft', async () => {
    const added = await upload('a.pdf', PDF)
    const id = 'evidenceId' in added ? added.evidenceId : ''
    expect(await removeEvidence(given(await makeEducator()), id)).toEqual({ ok: false, reason: 'unknown' })
    await answerEverything(given(), pursuitId)
    await submitForAssessment(given(), { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' })
    expect(await removeEvidence(given(), id)).toEqual({ ok: false, reason: 'closed' })
    expect(await addLink(given(), { pursuitId, promptId: 'p5', url: 'https://example.org', name: '' })).toEqual({
      ok: false,
      reason: 'closed',
    })
  })
})

describe('a link', () => {
  const link = (url: string, promptId = 'p5') => addLink(given(), { pursuitId, promptId, url, name: '' })

  test('is kept where links are asked for', async () => {
    expect(await link('example.org/log')).toMatchObject({ ok: true })
    expect(await link('https://example.org', 'p2')).toMatchObject({ refusal: 'type_not_here' })
    expect(await link('javascript:alert(1)')).toMatchObject({ refusal: 'link_scheme' })
    expect(await listed()).toMatchObject([{ kind: 'link', url: 'https://example.org/log', state: 'ready' }])
  })

  test('is one of twenty things at most', async () => {
    for (let i = 0; i < MOST_EVIDENCE; i += 1) await link(`https://example.org/${i}`)
    expect(await link('https://example.org/more')).toMatchObject({ refusal: 'too_many' })
  })
})

test('nothing is handed in while a file is on its way', async () => {
  await answerEverything(given(), pursuitId)
  await beginUpload(given(), { pursuitId, promptId: 'p2', name: 'a.pdf', bytes: 10 })
  expect(
    await submitForAssessment(given(), { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' }),
  ).toMatchObject({
    missing: [{ kind: 'uploading', promptId: 'p2', name: 'a.pdf' }],
  })
})
