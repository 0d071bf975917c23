import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion, medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { saveDraft } from '../../commands/designing/saving.ts'
import { startDraft } from '../../commands/drafts.ts'
import { insertReader } from '../../queries/designing/writing.ts'
import { listComments } from '../../queries/drafts.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import * as list from './list.tsx'
import * as publish from './publish.tsx'
import * as read from './read.tsx'

const { db } = await testDatabase()
const world = { db, now: () => NOON } as unknown as WebWorld
const draw = drawPages(world, { '/design': list, '/design/:draft/publish': publish, '/design/:draft/read': read })
const open = (path: string, actor: Actor, fields?: Record<string, string>) =>
  draw(path, actor, fields === undefined ? {} : { body: new URLSearchParams(fields) })

let district: Organisation
let school: Organisation
let ruth: Actor
let sam: Actor
let elsewhere: Actor
let amara: Actor

beforeAll(async () => {
  await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  ruth = await makePerson(db, [{ kind: 'leader', at: district }], 'Ruth')
  sam = await makePerson(db, [{ kind: 'leader', at: school }], 'Sam')
  elsewhere = await makePerson(db, [{ kind: 'leader', at: await makeDistrict(db) }], 'Otto')
  amara = await makePerson(db, [{ kind: 'educator', at: school }], 'Amara')
})

const given = (actor: Actor) => ({ db, actor, now: NOON })

async function draftOf(actor: Actor, at: Organisation, content = medallionOf()): Promise<string> {
  const started = await startDraft(given(actor), { organisationId: at.id })
  if (!started.ok) throw new Error(started.reason)
  await saveDraft(given(actor), { draftId: started.draftId, content, baseRevision: 1 })
  return started.draftId
}

describe('the desk', () => {
  test('teaches what a medallion is, and begins one that is empty', async () => {
    expect((await open('/design', sam)).html).toContain('You have no medallion yet')
    const begun = await open('/design', sam, { intent: 'start', organisation: school.id, from: '' })
    expect(begun.to).toMatch(/^\/design\/[0-9a-f-]{36}$/)
    expect((await open('/design', sam)).html).toContain('A new medallion')
  })

  test('begins with an example, and for nobody whom its leader does not answer for', async () => {
    const from = 'example:every-voice-in-the-work'
    expect((await open('/design', ruth, { intent: 'start', organisation: school.id, from })).to).toContain('/design/')
    for (const [actor, sent] of [
      [elsewhere, from],
      [ruth, 'example:nothing'],
      [ruth, 'zeppelin'],
      [ruth, 'version:nothing'],
    ] as const)
      expect((await open('/design', actor, { intent: 'start', organisation: school.id, from: sent })).status).toBe(404)
  })

  test('is for those who design or were asked to read', async () => {
    expect((await open('/design', amara)).status).toBe(403)
  })

  test('retires with a reason, and takes up again', async () => {
    const { medallionId } = await makeMedallion(db, ruth, district, { ...medallionOf(), title: 'For a While' })
    const retire = (because: string) => open('/design', ruth, { intent: 'retire', medallion: medallionId, because })
    const refused = await retire(' ')
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Say why it is retired')
    expect((await retire('Replaced.')).to).toBe(`/design#medallion-${medallionId}`)
    expect((await open('/design', ruth)).html).toContain('Replaced.')
    const takeUp = { intent: 'take up', medallion: medallionId }
    expect((await open('/design', elsewhere, takeUp)).status).toBe(404)
    expect((await open('/design', ruth, takeUp)).to).toContain(medallionId)
    expect((await open('/design', ruth)).html).not.toContain('Replaced.')
  })
})

describe('publishing', () => {
  test('names what is broken, with the way to the field', async () => {
    const content = medallionOf(PICKS.slice(0, 7))
    const id = await draftOf(ruth, district, { ...content, mission: '' })
    const { html } = await open(`/design/${id}/publish`, ruth)
    expect(html).toContain(`href="/design/${id}#field-mission"`)
    expect(html).toContain(`href="/design/${id}#field-picked"`)
    expect(html).toContain('aria-disabled="true"')
    expect((await open(`/design/${id}/publish`, elsewhere)).status).toBe(404)
    expect((await open(`/design/${id}/publish`, amara)).status).toBe(404)
  })

  test('publishes what was read, once, and leads on', async () => {
    const id = await draftOf(ruth, district, { ...medallionOf(), title: 'Read Before' })
    const page = `/design/${id}/publish`
    const old = await open(page, ruth, { changeNote: 'A word.', revision: '1' })
    expect(old.status).toBe(422)
    expect(old.html).toContain('Somebody saved this draft while you read it.')
    expect(old.html).toContain('A word.')
    const published = await open(page, ruth, { changeNote: 'A word.', revision: '2' })
    expect(published.to).toMatch(/^\/design\?published=/)
    expect((await open(page, ruth, { changeNote: '', revision: '2' })).to).toBe('/design')
    const { html } = await open(published.to, ruth)
    expect(html).toContain('Read Before is published.')
    expect(html).toContain(`/medallions/${district.slug}/read-before/poster`)
  })

  test('asks what the next version changes, and shows it', async () => {
    const { medallionId } = await makeMedallion(db, ruth, district, { ...medallionOf(), title: 'Twice' })
    const begun = await open('/design', ruth, {
      intent: 'start',
      organisation: district.id,
      from: `medallion:${medallionId}`,
    })
    const id = begun.to.split('/').at(-1) ?? ''
    const content = { ...medallionOf(), title: 'Twice, Better' }
    await saveDraft(given(ruth), { draftId: id, content, baseRevision: 1 })
    const { html } = await open(`${begun.to}/publish`, ruth)
    expect(html).toContain('What changes since version 1')
    expect(html).toContain('Twice, Better')
    const refused = await open(`${begun.to}/publish`, ruth, { changeNote: ' ', revision: '2' })
    expect(refused.html).toContain('Say what this version changes.')
  })
})

describe('reading a draft', () => {
  test('is for who was asked: they comment, the leader settles', async () => {
    const id = await draftOf(ruth, district)
    const page = `/design/${id}/read`
    expect((await open(page, amara)).status).toBe(404)
    await inTransaction(db, (tx) =>
      insertReader(tx, { orgId: district.id, draftId: id, personId: amara.personId, by: ruth.personId }, NOON),
    )
    expect((await open('/design', amara)).html).toContain(`href="${page}"`)
    const seen = await open(page, amara)
    expect(seen.html).not.toContain('Who reads it')
    const say = (about: string, body: string) => open(page, amara, { intent: 'comment', about, body })
    expect((await say(PICKS[2], '')).html).toContain('Write what you think of it.')
    expect((await say(PICKS[2], 'Not this one.')).to).toBe(`${page}#said-${PICKS[2]}`)
    expect((await say('rubric-design', 'Not picked.')).status).toBe(404)
    const [comment] = await listComments(db, district.id, id)
    const settle = { intent: 'settle', comment: comment?.id ?? '', about: PICKS[2] }
    expect((await open(page, elsewhere, settle)).status).toBe(404)
    await open(page, ruth, settle)
    expect((await open(page, ruth)).html).toContain('settled by Ruth')
    await open(page, ruth, { intent: 'dismiss', person: amara.personId })
    expect((await open(page, amara)).status).toBe(404)
  })

  test('asks no stranger, and keeps the address that was typed', async () => {
    const id = await draftOf(ruth, district)
    const refused = await open(`/design/${id}/read`, ruth, { intent: 'ask', email: 'nobody@else.example' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('value="nobody@else.example"')
  })
})
