import type { Db } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'

/**
 * What changes whenever the page of a credential would look different. Open it once per process; the page cache asks it
 * with each path, so it reads one row and nothing else.
 */
export function openCredentialRevision(db: Db): (path: string) => Promise<string> {
  const find = mergedLookup(async (ids) => {
    const rows = await db
      .selectFrom('credential_directory')
      .select(['credential_id', 'revision'])
      .where('credential_id', 'in', ids)
      .execute()
    return new Map(rows.map(({ credential_id: id, revision }) => [id, String(revision)]))
  })
  return async (path) => {
    const id = path.split('/')[2]
    return isId(id) ? ((await find(id)) ?? 'unknown') : 'unknown'
  }
}
