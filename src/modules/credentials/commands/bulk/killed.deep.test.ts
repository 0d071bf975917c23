import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as Bazaar from '@digitalbazaar/vc'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { makeCheckedFile, makeMany } from '#test/factories/bulk.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makePerson } from '#test/factories/factories.ts'
import { findCredential } from '../../queries/credentials.ts'
import { findIssuerKeys } from '../../queries/issuers.ts'
import { documentLoader } from '../../rules/contexts.ts'
import { didDocument, issuerDid } from '../../rules/didweb.ts'
import { startBulk } from './start.ts'

const { db, url } = await testDatabase()
const world = issuingWorld(db)
const AWARDS = 200_000
const KILLS = 3
const SAMPLE = 300

test('200,000 awards, killed three times on the way: each is there exactly once, and verifies', async () => {
  const publisher = await importFixtureCatalogue(db)
  const { id: orgId } = publisher
  const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  await makeMany(db, AWARDS - 1)
  const bulkId = await makeCheckedFile(db, { orgId, personId: registrar.personId, slug: PLANNING[0] })
  await startBulk({ db, actor: registrar, now: world.now() }, { orgId, bulkId })

  const counted = async (): Promise<number> => {
    const { n } = await db
      .selectFrom('bulk_batch')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return n
  }
  const run = () => spawn(process.execPath, ['test/program/bulk-child.ts', url, orgId, bulkId], { stdio: 'inherit' })
  for (let kill = 0; kill < KILLS; kill++) {
    const child = run()
    const gone = once(child, 'exit')
    const before = await counted()
    // In the middle of a batch: one is there that was not, and others are under way.
    await expect.poll(counted, { timeout: 120_000, interval: 50 }).toBeGreaterThan(before)
    child.kill('SIGKILL')
    await gone
  }
  const [code] = (await once(run(), 'exit')) as [number]
  expect(code).toBe(0)

  const { rows } = await sql<Record<string, number>>`
    select count(*) as awards, count(distinct person_id) as people,
      (select count(*) from credential where superseded_at is null) as credentials,
      (select count(distinct slot_values[cardinality(slot_values) - 1 :]) from credential) as places
    from award where bulk_id = ${bulkId}`.execute(db)
  expect(rows[0]).toEqual({ awards: AWARDS, people: AWARDS, credentials: AWARDS, places: AWARDS })

  const known = await findIssuerKeys(db, publisher.slug)
  const did = issuerDid(world.config.publicUrl, publisher.slug)
  const document = didDocument(did, known?.keys ?? [])
  const find = (address: string): Promise<object | null> =>
    Promise.resolve(address === did ? document : (document.verificationMethod.find(({ id }) => id === address) ?? null))
  const sample = await db
    .selectFrom('credential')
    .select('id')
    .orderBy(sql`random()`)
    .limit(SAMPLE)
    .execute()
  for (const { id } of sample) {
    const credential: unknown = JSON.parse((await findCredential(db, id))?.document ?? '')
    const { verified } = await Bazaar.verifyCredential({
      credential: credential as object,
      suite: new DataIntegrityProof({ cryptosuite }),
      documentLoader: documentLoader(find),
      now: world.now(),
      checkStatus: () => Promise.resolve({ verified: true }),
    })
    expect(verified, id).toBe(true)
  }
})
