/**
 * P7 to P9: two hundred thousand awards recorded in bulk on a real PostgreSQL, as an installation records them; of a
 * credential as long as the fixture of the other figures, and then of a micro-credential with the whole of its rubric.
 */

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { runBulk } from '../../src/modules/credentials/commands/bulk/run.ts'
import { startBulk } from '../../src/modules/credentials/commands/bulk/start.ts'
import { signingKey } from '../../src/modules/credentials/commands/keys/signing.ts'
import { getAchievement } from '../../src/modules/credentials/queries/achievements.ts'
import { getIssuer } from '../../src/modules/credentials/queries/issuers.ts'
import { issuerDid } from '../../src/modules/credentials/rules/didweb.ts'
import type { Actor } from '../../src/platform/actor.ts'
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
const SHORT = 'using-grasp-to-frame-a-task'
const FULL = 'developing-driving-questions'
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
  await shorten(db, SHORT)
  const given = { orgId: publisher.id, registrar }
  const short = await record(world, { ...given, slug: SHORT })
  const bytes = await bytesOf(db, AWARDS)
  const full = await record(world, { ...given, slug: FULL })
  return {
    P7: rounded(short.stored / short.raw),
    P8: rounded(short.stored / short.unstored),
    P9: bytes['credential'] ?? 0,
    P7_full: rounded(full.stored / full.raw),
    P8_full: rounded(full.stored / full.unstored),
    two_core_raw_sign_per_s: Math.round(short.raw),
    bulk_unstored_per_s: Math.round(short.unstored),
    bulk_stored_per_s: Math.round(short.stored),
    bulk_full_unstored_per_s: Math.round(full.unstored),
    bulk_full_stored_per_s: Math.round(full.stored),
    ...Object.fromEntries(Object.entries(bytes).map(([table, each]) => [`bytes_${table}`, each])),
  }
}

/** Leaves of a version what makes its credential about as long as the fixture: 3 alignments and 2 criteria. */
const shorten = (db: Db, slug: string) =>
  sql`
    update micro_credential_version version set content = jsonb_set(
      jsonb_set(content, '{alignments}', jsonb_path_query_array(content, '$.alignments[0 to 2]')),
      '{rubric,criteria}', jsonb_path_query_array(content, '$.rubric.criteria[0 to 1]'))
    from micro_credential thing
    where thing.id = version.micro_credential_id and thing.slug = ${slug}`.execute(db)

type Rates = { raw: number; unstored: number; stored: number }

/** How many a second are recorded, and how many the same two cores sign without the database, or sign bare. */
async function record(
  world: IssuingWorld,
  { orgId, registrar, slug }: { orgId: string; registrar: Actor; slug: string },
): Promise<Rates> {
  const { db } = world
  const bulkId = await makeCheckedFile(db, { orgId, personId: registrar.personId, slug })
  await sql`analyze`.execute(db)
  const { n: already } = await count(db)

  const threads = await openThreads(world, orgId, slug)
  // Before and after, since the machine may have been busier at one end than at the other.
  const before = { raw: await threads.rate('raw'), unstored: await threads.rate('credential') }
  await startBulk({ db, actor: registrar, now: world.now() }, { orgId, bulkId })
  const began = performance.now()
  await runBulk(world, { orgId, bulkId })
  const seconds = (performance.now() - began) / 1000
  const after = { raw: await threads.rate('raw'), unstored: await threads.rate('credential') }
  await threads.end()

  const { n } = await count(db)
  if (n - already < AWARDS) throw new Error(`Of ${AWARDS} awards ${n - already} have a credential.`)
  return {
    raw: (before.raw + after.raw) / 2,
    unstored: (before.unstored + after.unstored) / 2,
    stored: AWARDS / seconds,
  }
}

const count = (db: Db) =>
  db
    .selectFrom('credential')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()

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
async function openThreads({ db, config, now }: IssuingWorld, orgId: string, slug: string) {
  const { publicUrl, masterKey } = config
  const issuer = await getIssuer(db, orgId)
  const did = issuerDid(publicUrl, issuer.slug)
  const key = await inTransaction(db, (tx) => signingKey(tx, { orgId, did }, masterKey, now()))
  const { id: versionId } = await db
    .selectFrom('micro_credential_version as version')
    .innerJoin('micro_credential as thing', 'thing.id', 'version.micro_credential_id')
    .select('version.id')
    .where('thing.slug', '=', slug)
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
