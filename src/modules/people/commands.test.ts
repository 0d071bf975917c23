import { describe, expect, it } from 'vitest'
import type { Config } from '#src/platform/start/config.ts'
import { testDatabase } from '#test/database/database.ts'
import { makePerson } from '#test/factories/factories.ts'
import { completeSetup, ensurePublisher, offerSetup, sendSignInLink, setupLinkWorks } from './commands.ts'
import { findActor, findPersonByEmail, findPrimaryEmail } from './queries/people.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T12:00:00Z')
const config = { mode: 'production', publicUrl: 'https://credentials.example.org' } as Config
const world = { db, config, now: () => now }

describe('the first admin', () => {
  it('is made by a link that works once', async () => {
    await ensurePublisher(world, false)
    const lines: string[] = []
    await offerSetup(world, (line) => lines.push(line))
    const first = /token=(\S+)/.exec(lines[0] ?? '')?.[1] ?? ''
    await offerSetup(world, (line) => lines.push(line))
    const second = /token=(\S+)/.exec(lines[1] ?? '')?.[1] ?? ''
    expect(await setupLinkWorks(world, first)).toBe(false)
    expect(await setupLinkWorks(world, second)).toBe(true)
    expect(await setupLinkWorks({ db, now: () => new Date(now.getTime() + 25 * 3600_000) }, second)).toBe(false)

    const input = {
      name: 'Ada',
      email: 'Ada@Example.org ',
      passwordHash: 'x',
      publisher: 'Valley Credentials',
      district: 'Valley District',
      country: 'US',
      timeZone: 'America/Denver',
    }
    const results = await Promise.all([1, 2, 3].map(() => completeSetup({ db, now }, { ...input, token: second })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const personId = await findPersonByEmail(db, 'ada@example.org')
    const admin = await findActor(db, personId ?? '')
    expect(admin?.roles.map(({ kind, organisationName }) => `${kind} ${organisationName}`).sort()).toEqual([
      'admin Valley Credentials',
      'admin Valley District',
      'registrar Valley Credentials',
    ])

    await offerSetup(world, (line) => lines.push(line))
    expect(lines).toHaveLength(2)
  })
})

describe('a sign-in link', () => {
  it('goes only to an address that belongs to somebody', async () => {
    const { personId } = await makePerson(db, [])
    const address = (await findPrimaryEmail(db, personId))?.email ?? ''
    const before = await db.selectFrom('mail').select('id').execute()
    await sendSignInLink(world, 'nobody@nowhere.example', 'token')
    expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(before.length)
    await sendSignInLink(world, address.toUpperCase(), 'tok/en')
    const letter = await db
      .selectFrom('mail')
      .select('body')
      .where('to_address', '=', address)
      .executeTakeFirstOrThrow()
    expect(letter.body).toContain('https://credentials.example.org/sign-in/link?token=tok%2Fen')
  })
})
