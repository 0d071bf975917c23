import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { issuingWorld, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import { awardedMedallion } from '#test/factories/medallions/awarded.ts'
import {
  CHOICE,
  enrol,
  makeMedallion,
  recordAwards,
  REQUIRED,
  type Medallion,
} from '#test/factories/medallions/taken-up.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { changeAward } from '../../commands/change-award.ts'
import { signingKey } from '../../commands/keys/signing.ts'
import { awardMedallion } from '../../commands/medallions/award.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { issuerDid } from '../../rules/didweb.ts'
import * as award from '../award.tsx'
import * as awards from '../awards.tsx'
import * as credential from '../credential.tsx'
import * as keys from '../keys.tsx'
import * as medal from '../medal.tsx'
import * as mine from '../my-credentials.tsx'
import * as transcript from '../transcript.tsx'

const { db, pool } = await testDatabase()
const parts = { ...issuingWorld(db), limits: await openRateLimits(pool) }
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
const open = drawPages(
  world,
  {
    '/medal': medal,
    '/credentials/:id': credential,
    '/awards': awards,
    '/awards/:id': award,
    '/keys': keys,
    '/my-credentials': mine,
    '/transcript': transcript,
  },
  PUBLIC_URL,
)

let publisher: Organisation
let district: Organisation
let school: Organisation
let holder: Actor
let medallion: Medallion
let issued: Awaited<ReturnType<typeof awardedMedallion>>

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  district = await makeDistrict(db, 'Riverbend School District')
  school = await makeSchool(db, district, 'Riverbend Middle School')
  holder = await makePerson(db, [{ kind: 'educator', at: school }], 'Lucía Ferrer')
  medallion = await makeMedallion(db, { at: school, by: holder.personId, slug: 'ready-together' })
  issued = await awardedMedallion(world, medallion, holder.personId)
})

const educator = () => makePerson(db, [{ kind: 'educator', at: school }])
const words = (html: string) =>
  html
    .replaceAll(/<svg[^]*?<\/svg>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('my medal', () => {
  test('says where medallions come from while there is none', async () => {
    const { html } = await open('/medal', await educator())
    expect(words(html)).toContain('No medallion yet')
    expect(html.includes('href="/medallions"')).toBe(true)
  })

  test('an offer says what it asks for and what is earned already, and is answered in one press', async () => {
    const actor = await educator()
    await enrol(db, medallion, actor.personId, { state: 'offered' })
    await recordAwards(db, actor.personId, REQUIRED.slice(0, 2))
    const { html } = await open('/medal', actor)
    expect(words(html)).toContain('Riverbend Middle School offers you this medallion.')
    expect(words(html)).toMatch(/It takes 9 micro-credentials, 9 to 18 hours .* You have earned 2 of them already/)
    expect(html.includes('action="/medallions/answer"')).toBe(true)
    expect(html.includes(`name="medallion" value="${medallion.id}"`)).toBe(true)
    for (const answer of ['accept', 'later', 'decline']) expect(html.includes(`value="${answer}"`)).toBe(true)
    expect(html.includes('value="leave"')).toBe(false)
  })

  test('says in words what is left and what is next, and offers to leave', async () => {
    const actor = await educator()
    await enrol(db, medallion, actor.personId)
    await recordAwards(db, actor.personId, [...REQUIRED, CHOICE[1]])
    const { html } = await open('/medal', actor)
    expect(words(html)).toContain(
      '8 of 9 earned. One of these two is left: Encouraging Risk-Taking or Guiding Research.',
    )
    expect(words(html)).toContain('Next: Encouraging Risk-Taking')
    expect(words(html)).toContain('2 of these 3 are needed; 1 earned')
    expect(html.includes('value="leave"')).toBe(true)
  })

  test('a newer version is stayed with or moved to, knowing what each would take', async () => {
    const actor = await educator()
    const changing = await makeMedallion(db, { at: school, by: actor.personId, slug: 'changing' })
    await enrol(db, changing, actor.personId)
    const newer = await makeMedallion(db, {
      at: school,
      by: actor.personId,
      slug: 'changing',
      of: { ...changing, number: 1 },
      edit: { groups: [{ id: 'ways', title: 'One way', needed: 1 }] },
    })
    const { html } = await open('/medal', actor)
    expect(words(html)).toContain('With yours, 9 micro-credentials are left; with the newer one, 8.')
    expect(html.includes(`name="version" value="${newer.versionId}"`)).toBe(true)
    await db
      .updateTable('enrolment')
      .set({ passed_over_id: newer.versionId })
      .where('person_id', '=', actor.personId)
      .execute()
    expect((await open('/medal', actor)).html).not.toContain('value="move"')
  })

  test('waits for a leader where all of it was earned before, and keeps what was declined at the end', async () => {
    const actor = await educator()
    await recordAwards(db, actor.personId, [...REQUIRED, ...CHOICE])
    await enrol(db, medallion, actor.personId, { qualifiedAtOffer: true })
    const other = await makeMedallion(db, { at: school, by: actor.personId, slug: `no-${actor.personId}` })
    await enrol(db, other, actor.personId)
    await db.updateTable('enrolment').set({ state: 'declined' }).where('medallion_id', '=', other.id).execute()
    const said = words((await open('/medal', actor)).html)
    expect(said).toContain('You had earned all of it before you were asked.')
    expect(said).toMatch(/Not taken up .* you declined it/)
  })

  test('one that is earned leads to its credential, also while that is being signed', async () => {
    expect((await open('/medal', holder)).html.includes(`href="/credentials/${issued.id}"`)).toBe(true)
    const actor = await educator()
    await recordAwards(db, actor.personId, [...REQUIRED, ...CHOICE])
    await awardMedallion(world, await enrol(db, medallion, actor.personId))
    expect(words((await open('/medal', actor)).html)).toContain('Its credential is being signed.')
    const registrar = await makePerson(db, [{ kind: 'registrar', at: district }])
    const [award] = (await listAwardsOf(db, actor.personId)).filter(({ kind }) => kind === 'medallion')
    const suspend = { orgId: school.id, awardId: award?.id ?? '', action: 'suspend', reason: 'Case 12.' } as const
    await changeAward({ db, actor: registrar, now: world.now() }, suspend)
    expect(words((await open('/medal', actor)).html)).toContain('Suspended. Case 12. Riverbend Middle School decides')
  })
})

test('a diploma says the mission, and beside each part what it was chosen for', async () => {
  const { html } = await open(`/credentials/${issued.id}`, null)
  const said = words(html)
  expect(said).toContain('Riverbend Middle School confirms that Lucía Ferrer has earned the medallion Ready Together')
  expect(said).toContain('Yes. It is real, and valid now.')
  expect(said).toContain('No one sits out. We look for what keeps a learner silent')
  expect(said).toContain('Encouraging Risk-Taking, version 1 (1 hour) What encouraging-risk-taking hands over.')
  expect(html.includes(`href="/medallions/${medallion.slug}"`)).toBe(true)
})

test('it stands among what its educator owns, and its hours are counted once', async () => {
  const said = words((await open('/my-credentials', holder)).html)
  expect(said).toContain('Ready Together')
  const counted = words((await open('/transcript', holder)).html)
  expect(counted).toContain('Ready Together')
  expect(counted).toContain('Riverbend Middle School')
})

describe('who keeps the register', () => {
  test('the registrar of the district does for its school; one of another school does not', async () => {
    const above = await makePerson(db, [{ kind: 'registrar', at: district }])
    expect(words((await open(`/awards?in=${school.id}`, above)).html)).toContain('Lucía Ferrer')
    expect(words((await open(`/awards/${issued.awardId}`, above)).html)).toContain('Nothing else is built on it.')
    expect((await open(`/keys?in=${school.id}`, above)).html).toContain(`/organisations/${school.slug}/did.json`)
    const beside = await makePerson(db, [{ kind: 'registrar', at: await makeSchool(db, district) }])
    expect((await open(`/awards/${issued.awardId}`, beside)).status).toBe(404)
    expect(words((await open(`/awards?in=${school.id}`, beside)).html)).not.toContain('Lucía Ferrer')
  })

  test('the registrar of the publisher is told before what becomes of a medallion of others', async () => {
    const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
    const { html } = await open(`/awards/${issued.components[0]?.awardId ?? ''}`, registrar)
    expect(words(html)).toContain(
      'Ready Together was earned with it and will be suspended until Riverbend Middle School decides.',
    )
    expect((await open(`/awards/${issued.awardId}`, registrar)).status).toBe(404)
  })

  test('an admin is told while nobody does', async () => {
    const lonely = await makeDistrict(db, 'Lonely District')
    const admin = await makePerson(db, [{ kind: 'admin', at: lonely }])
    expect((await open('/keys', admin)).status).toBe(403)
    const { personId } = await educator()
    const alone = await makeMedallion(db, { at: lonely, by: personId, slug: 'alone' })
    await recordAwards(db, personId, [...REQUIRED, ...CHOICE])
    await awardMedallion(world, await enrol(db, alone, personId))
    const did = issuerDid(PUBLIC_URL, lonely.slug)
    await inTransaction(db, (tx) => signingKey(tx, { orgId: lonely.id, did }, world.config.masterKey, world.now()))
    expect(words((await open('/keys', admin)).html)).toContain(
      'Lonely District issues credentials, and nobody is registrar',
    )
    await makePerson(db, [{ kind: 'registrar', at: lonely }])
    expect((await open('/keys', admin)).status).toBe(403)
  })
})
