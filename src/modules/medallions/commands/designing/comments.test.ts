import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { newId } from '#src/platform/database/ids.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { findPrimaryEmail } from '#src/modules/people/queries/people.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { listComments, listDraftsToRead, listReaders } from '../../queries/drafts.ts'
import { discardDraft, startDraft } from '../drafts.ts'
import { askReader, dismissReader, settleComment, writeComment } from './comments.ts'
import { saveDraft } from './saving.ts'
import { tellReader } from './tell-reader.ts'

const { db } = await testDatabase()
let orgId: string
let leader: Actor
let colleague: Actor
let other: Actor
let stranger: Actor
let draftId: string
const given = (actor: Actor) => ({ db, actor, now: NOON })
const UNKNOWN = { ok: false, reason: 'unknown' }

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const district = await makeDistrict(db)
  orgId = district.id
  const school = await makeSchool(db, district)
  leader = await makePerson(db, [{ kind: 'leader', at: school }], 'Ada')
  colleague = await makePerson(db, [{ kind: 'educator', at: await makeSchool(db, district) }], 'Ben')
  other = await makePerson(db, [{ kind: 'educator', at: school }], 'Cleo')
  stranger = await makePerson(db, [{ kind: 'leader', at: await makeDistrict(db) }], 'Zoe')
  const started = await startDraft(given(leader), { organisationId: school.id })
  if (!started.ok) throw new Error(started.reason)
  draftId = started.draftId
  await saveDraft(given(leader), { draftId, content: medallionOf(), baseRevision: 1 })
})

const ask = async (by: Actor, who: Actor) =>
  askReader(given(by), { draftId, email: ` ${(await findPrimaryEmail(db, who.personId))?.email.toUpperCase()} ` })
const say = (by: Actor, about: string, body = 'Is this ours?') => writeComment(given(by), { draftId, about, body })

test('a colleague of the tree is asked once, and a stranger never', async () => {
  expect(await say(colleague, '')).toEqual(UNKNOWN)
  expect(await ask(leader, colleague)).toEqual({ ok: true, asked: true })
  expect(await ask(leader, colleague)).toEqual({ ok: true, asked: false })
  expect(await inTransaction(db, (tx) => countEvents(tx, 'medallion.reader_asked'))).toBe(1)
  expect(await ask(leader, stranger)).toEqual({ ok: false, reason: 'stranger' })
  expect(await askReader(given(leader), { draftId, email: 'nobody@test.example' })).toEqual({
    ok: false,
    reason: 'stranger',
  })
  expect(await ask(stranger, stranger)).toEqual(UNKNOWN)
  expect(await ask(colleague, other)).toEqual(UNKNOWN)
  expect((await listReaders(db, orgId, draftId)).map(({ name }) => name)).toEqual(['Ben'])
  expect((await listDraftsToRead(db, colleague.personId)).map(({ id }) => id)).toEqual([draftId])
  expect(await listDraftsToRead(db, other.personId)).toEqual([])
})

test('who was asked comments on a place of the draft, and cannot change it', async () => {
  for (const about of ['', 'title', 'mission', PICKS[0]])
    expect(await say(colleague, about)).toMatchObject({ ok: true })
  expect(await say(colleague, 'no-such-pick')).toEqual(UNKNOWN)
  expect(await say(colleague, '', ' \r\n ')).toEqual({ ok: false, reason: 'body_missing' })
  expect(await say(colleague, '', 'x'.repeat(2001))).toEqual({ ok: false, reason: 'body_long' })
  expect(await say(other, '')).toEqual(UNKNOWN)
  expect(await say(stranger, '')).toEqual(UNKNOWN)
  expect(await saveDraft(given(colleague), { draftId, content: medallionOf(), baseRevision: 2 })).toEqual(UNKNOWN)
  const said = await listComments(db, orgId, draftId)
  expect(said.map(({ about, author }) => [about, author.name])).toEqual(
    ['', 'title', 'mission', PICKS[0]].map((about) => [about, 'Ben']),
  )
})

test('a comment is settled by its author or by who designs, and opened again', async () => {
  const [first, second] = await listComments(db, orgId, draftId)
  const settle = (by: Actor, commentId: string, settled = true) =>
    settleComment(given(by), { draftId, commentId, settled })
  expect(await settle(stranger, first?.id ?? '')).toEqual(UNKNOWN)
  expect(await settle(leader, 'no-id')).toEqual(UNKNOWN)
  expect(await settle(leader, first?.id ?? '')).toEqual({ ok: true })
  expect(await settle(colleague, second?.id ?? '')).toEqual({ ok: true })
  expect(await settle(leader, first?.id ?? '', false)).toEqual({ ok: true })
  const own = await say(leader, 'title', 'Mine.')
  expect(await settle(colleague, own.ok ? own.id : '')).toEqual(UNKNOWN)
  const [one, two] = await listComments(db, orgId, draftId)
  expect([one?.settled, two?.settled?.by]).toEqual([null, 'Ben'])
})

test('who is asked gets one letter, and none about what is closed or taken from them', async () => {
  const letters = () => db.selectFrom('mail').select(['to_address', 'subject', 'body']).execute()
  const tell = (eventId: string, personId: string) =>
    tellReader({ db, now: NOON, publicUrl: 'https://mintmark.example' }, { eventId, draftId, personId })
  const asked = newId()
  await tell(asked, colleague.personId)
  await tell(asked, colleague.personId)
  await tell(newId(), other.personId)
  const [letter, ...more] = await letters()
  expect(more).toEqual([])
  expect(letter).toMatchObject({
    to_address: (await findPrimaryEmail(db, colleague.personId))?.email,
    subject: 'Please read: “Work That Matters”',
  })
  expect(letter?.body).toMatch(`https://mintmark.example/design/${draftId}/read`)
})

test('who is asked no more, or works elsewhere, reads no more; what they said stays', async () => {
  const said = (await listComments(db, orgId, draftId)).length
  expect(await dismissReader(given(stranger), { draftId, personId: colleague.personId })).toEqual(UNKNOWN)
  expect(await dismissReader(given(leader), { draftId, personId: colleague.personId })).toEqual({ ok: true })
  expect(await say(colleague, '')).toEqual(UNKNOWN)
  expect(await ask(leader, colleague)).toEqual({ ok: true, asked: true })
  expect(await say({ ...colleague, roles: [] }, '')).toEqual(UNKNOWN)
  expect(await listComments(db, orgId, draftId)).toHaveLength(said)
  await discardDraft(given(leader), draftId)
  expect(await say(colleague, '')).toEqual(UNKNOWN)
  expect(await listDraftsToRead(db, colleague.personId)).toEqual([])
})
