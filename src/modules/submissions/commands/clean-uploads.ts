import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { expireUploads } from '../queries/evidence.ts'

/** How long an upload may rest before it has to begin anew: a week, over a weekend and back. */
export const UPLOAD_LIFETIME_MS = 7 * 86_400_000

/** Gives up uploads that nobody came back to, and deletes the parts that lie in the folder. */
export async function cleanUploads({ db, now }: { db: Db; now: Date }, folder: string): Promise<void> {
  const before = new Date(now.getTime() - UPLOAD_LIFETIME_MS)
  await inTransaction(db, (tx) => expireUploads(tx, before, now))
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => null)
    if (found !== null && found.isFile() && found.mtime < before) await rm(path, { force: true })
  }
}
