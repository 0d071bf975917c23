import { inTransaction } from '../../../../platform/database/database.ts'
import { enqueue } from '../../../../platform/events/jobs.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import type { World } from '../../../../platform/world.ts'
import { contentOf, getAchievement, getAwardedVersion } from '../../queries/achievements.ts'
import {
  endRun,
  findRun,
  listBatches,
  listCompleting,
  listUnsigned,
  listVersions,
  updateProgress,
} from '../../queries/bulk/run.ts'
import { getIssuer } from '../../queries/issuers.ts'
import { timestamp } from '../../rules/issuing/timestamp.ts'
import { issuerDid } from '../../rules/didweb.ts'
import type { Range } from '../../threads/bulk/batch.ts'
import { awardCollections } from '../award.ts'
import { issueCredential } from '../issue.ts'
import { signingKey } from '../keys/signing.ts'
import { sheetMaker, type Version } from './sheets.ts'
import { workThrough } from './threads.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>
export type BulkJob = { orgId: string; bulkId: string }

/** Rows of one transaction: large enough for COPY, small enough to be done again after a crash. */
const BATCH = 10_000

/**
 * Records the awards of a file and signs their credentials, in two threads and batches of rows, each of which is there
 * whole or not at all. Safe to run again after a kill, and twice at once: what is there is not done again.
 */
export async function runBulk(given: Given, { orgId, bulkId }: BulkJob): Promise<void> {
  const { db, now } = given
  const run = await findRun(db, orgId, bulkId)
  if (run === null) return
  for (;;) {
    const left = await outstanding(given, { orgId, bulkId }, run.last)
    if (left.length === 0) break
    const { handed, sheet } = await prepare(given, { orgId, bulkId })
    const progress = async () => updateProgress(db, orgId, bulkId, await doneThrough(given, { orgId, bulkId }))
    await workThrough(handed, left, { sheet, progress })
  }
  await updateProgress(db, orgId, bulkId, run.last)
  for (const awardId of await listUnsigned(db, orgId, bulkId)) await issueCredential(given, { orgId, awardId })
  await inTransaction(db, async (tx) => {
    const awarded = await endRun(tx, orgId, bulkId, now())
    if (awarded === null) return
    await recordEvent(
      tx,
      { type: 'bulk.recorded', orgId, subjectId: bulkId, actorId: null, payload: { awarded } },
      now(),
    )
    await enqueue(tx, 'credentials.complete-bulk', { orgId, bulkId })
  })
}

/** Awards the stacks and the badge that a file completed. Safe to run twice. */
export async function completeBulk(given: Given, { orgId, bulkId }: BulkJob): Promise<void> {
  for (const awardId of await listCompleting(given.db, orgId, bulkId)) await awardCollections(given, { orgId, awardId })
}

async function outstanding({ db }: Given, { orgId, bulkId }: BulkJob, last: number): Promise<Range[]> {
  const done = new Set((await listBatches(db, orgId, bulkId)).map(({ first }) => first))
  const ranges = Array.from({ length: Math.ceil(last / BATCH) }, (_, place) => ({
    first: place * BATCH + 1,
    last: (place + 1) * BATCH,
  }))
  return ranges.filter(({ first }) => !done.has(first))
}

/** The last row before the first that is still to be done. */
async function doneThrough({ db }: Given, { orgId, bulkId }: BulkJob): Promise<number> {
  let through = 0
  for (const { first, last } of await listBatches(db, orgId, bulkId)) {
    if (first !== through + 1) break
    through = last
  }
  return through
}

/** What the threads need to know, and who makes their sheets; the private key is decrypted here and kept in memory only. */
async function prepare({ db, config, now }: Given, { orgId, bulkId }: BulkJob) {
  const { publicUrl, masterKey, databaseUrl } = config
  if (databaseUrl === null) throw new Error('Threads need the address of the database.')
  const issuer = await getIssuer(db, orgId)
  const key = await inTransaction(db, (tx) =>
    signingKey(tx, { orgId, did: issuerDid(publicUrl, issuer.slug) }, masterKey, now()),
  )
  const versions: Record<string, Version> = {}
  for (const { kind, versionId } of await listVersions(db, orgId, bulkId)) {
    const version = await getAwardedVersion(db, orgId, kind, versionId)
    versions[versionId] = {
      achievement: await getAchievement(db, { publicUrl, orgId, issuer, kind, versionId }),
      months: kind === 'micro-credential' ? (contentOf(version).validity?.months ?? null) : null,
    }
  }
  const created = timestamp(now())
  const handed = {
    databaseUrl,
    orgId,
    bulkId,
    created,
    months: Object.fromEntries(Object.entries(versions).map(([id, { months }]) => [id, months])),
    key: { id: key.id, pkcs8: key.privateKey.export({ format: 'der', type: 'pkcs8' }) },
  }
  return { handed, sheet: sheetMaker(db, { orgId, publicUrl, issuer, versions, key, created }) }
}
