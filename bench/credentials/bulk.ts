/** P7 to P9: two hundred thousand awards recorded in bulk on a real PostgreSQL, as an installation records them. */

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { runBulk } from '../../src/modules/credentials/commands/bulk/run.ts'
import { startBulk } from '../../src/modules/credentials/commands/bulk/start.ts'
import { signingKey } from '../../src/modules/credentials/commands/keys/signing.ts'
import { getAchievement } from '../../src/modules/credentials/queries/achievements.ts'
import { getIssuer } from '../../src/modules/credentials/queries/issuers.ts'
import { issuerDid } from '../../src/modules/credentials/rules/didweb.ts'
import { inTransaction, openDatabase, type Db } from '../../src/platform/database/database.ts'
import { migrate } from '../../src/platform/database/migrations.ts'
import { prepareJobs } from '../../src/platform/events/jobs.ts'
import { startPostgres } from '../../src/platform/postgres/postgres.ts'
import { issuingWorld, type IssuingWorld } from '../../test/factories/awards.ts'
import { makeCheckedFile, makeMany } from '../../test/factories/bulk.ts'
import { importFixtureCatalogue, makePerson } from '../../test/factories/factories.ts'
import { freshFolder, removeFolder } from '../../test/program/program.ts'
import type { Work } from './bulk-thread.ts'

const AWARDS = 200_000
const SLUG = 'developing-driving-questions'
const THREADS = 2
const SLICE_MS = 2000
const TABLES = ['credential', 'award', 'status_entry', 'award_template']

export async function bulk(): Promise<Record<string, number>> {
  const dataDir = freshFolder()
  const server = await startPostgres({ dataDir })
  const { db, pool, close } = openDatabase(server.url, { max: 4, name: 'bench', onError: console.error })
  try {
    await migrate(pool)
    await prepareJobs(pool)
    const given = issuingWorld(db)
    return await measure({ ...given, config: { ...given.config, databaseUrl: server.url } })
  } finally {
    await close()
    await server.stop()
    removeFolder(dataDir)
  }
}

async function measure(world: IssuingWorld): Promise<Record<string, number>> {
  const { db } = world
  const publisher = await importFixtureCatalogue(db)
  const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  await makeMany(db, AWARDS)
  const orgId = publisher.id
  const bulkId = await makeCheckedFile(db, { orgId, personId: registrar.personId, slug: SLUG })
  await sql`analyze`.execute(db)

  const threads = await openThreads(world, orgId)
  // Before and after, since the machine may have been busier at one end than at the other.
  const before = { raw: await threads.rate('raw'), unstored: await threads.rate('credential') }
  await startBulk({ db, actor: registrar, now: world.now() }, { orgId, bulkId })
  const began = performance.now()
  await runBulk(world, { orgId, bulkId })
  const seconds = (performance.now() - began) / 1000
  const after = { raw: await threads.rate('raw'), unstored: await threads.rate('credential') }
  await threads.end()

  const { n } = await db
    .selectFrom('credential')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (n < AWARDS) throw new Error(`Of ${AWARDS} awards ${n} have a credential.`)
  const [raw, unstored] = [(before.raw + after.raw) / 2, (before.unstored + after.unstored) / 2]
  const stored = n / seconds
  const bytes = await bytesOf(db, n)
  return {
    P7: rounded(stored / raw),
    P8: rounded(stored / unstored),
    P9: bytes['credential'] ?? 0,
    bulk_stored_per_s: Math.round(stored),
    bulk_unstored_per_s: Math.round(unstored),
    two_core_raw_sign_per_s: Math.round(raw),
    ...Object.fromEntries(Object.entries(bytes).map(([table, each]) => [`bytes_${table}`, each])),
  }
}

const rounded = (value: number): number => Number(value.toFixed(3))

/** What one award takes in each table, with its indexes. */
async function bytesOf(db: Db, awards: number): Promise<Record<string, number>> {
  const sizes = await Promise.all(
    TABLES.map(async (table) => {
      const { rows } = await sql<{ size: number }>`select pg_total_relation_size(${table}::regclass) as size`.execute(
        db,
      )
      return [table, Math.round((rows[0]?.size ?? 0) / awards)] as const
    }),
  )
  return Object.fromEntries(sizes)
}

/** The same work on the same two cores without the database. */
async function openThreads({ db, config, now }: IssuingWorld, orgId: string) {
  const { publicUrl, masterKey } = config
  const issuer = await getIssuer(db, orgId)
  const did = issuerDid(publicUrl, issuer.slug)
  const key = await inTransaction(db, (tx) => signingKey(tx, { orgId, did }, masterKey, now()))
  const { id: versionId } = await db
    .selectFrom('micro_credential_version as version')
    .innerJoin('micro_credential as thing', 'thing.id', 'version.micro_credential_id')
    .select('version.id')
    .where('thing.slug', '=', SLUG)
    .executeTakeFirstOrThrow()
  const achievement = await getAchievement(db, { publicUrl, orgId, issuer, kind: 'micro-credential', versionId })
  const work: Work = {
    shared: { publicUrl, issuer, achievement, hours: 2, expires: false, withEmail: true, withName: false },
    pkcs8: key.privateKey.export({ format: 'der', type: 'pkcs8' }),
    method: key.method,
    milliseconds: SLICE_MS,
  }
  const url = new URL('./bulk-thread.ts', import.meta.url)
  const threads = Array.from({ length: THREADS }, () => new Worker(url, { workerData: work }))
  await Promise.all(threads.map((thread) => once(thread, 'message')))
  return {
    /** How many a second, by all threads together. */
    async rate(way: 'raw' | 'credential'): Promise<number> {
      const rates = threads.map(async (thread) => {
        const answered = once(thread, 'message') as Promise<[number]>
        thread.postMessage(way)
        return (await answered)[0]
      })
      return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
    },
    end: () => Promise.all(threads.map((thread) => thread.terminate())),
  }
}
