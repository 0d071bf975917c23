import type { Db } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'

/**
 * What changes whenever the page of a credential would look different, also because its time is over. Open it once per
 * process; the page cache asks it with each path, so it reads one row and nothing else.
 */
export function openCredentialRevision(db: Db, now: () => Date): (path: string) => Promise<string> {
  const find = mergedLookup(async (ids) => {
    const rows = await db
      .selectFrom('credential')
      .select(['id', 'revision', 'valid_until as until'])
      .where('id', 'in', ids)
      .execute()
    return new Map(
      rows.map(({ id, revision, until }) => [id, `${revision}${until !== null && until <= now() ? ' expired' : ''}`]),
    )
  })
  return async (path) => {
    const id = path.split('/')[2]
    return isId(id) ? ((await find(id)) ?? 'unknown') : 'unknown'
  }
}
