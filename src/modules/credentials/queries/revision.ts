import type { Db } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'

/**
 * What changes whenever the page of a credential would look different, also because its time is over. Open it once per
 * process; the page cache asks it with each path, so it reads one row of each of two tables and nothing else.
 */
export function openCredentialRevision(db: Db, now: () => Date): (path: string) => Promise<string> {
  const find = mergedLookup(async (ids) => {
    const rows = await db
      .selectFrom('credential_directory as directory')
      .leftJoin('credential', (join) =>
        join.onRef('credential.org_id', '=', 'directory.org_id').onRef('credential.id', '=', 'directory.credential_id'),
      )
      .select(['directory.credential_id', 'directory.revision', 'credential.valid_until'])
      .where('directory.credential_id', 'in', ids)
      .execute()
    return new Map(
      rows.map(({ credential_id: id, revision, valid_until: until }) => [
        id,
        `${revision}${until !== null && until <= now() ? ' expired' : ''}`,
      ]),
    )
  })
  return async (path) => {
    const id = path.split('/')[2]
    return isId(id) ? ((await find(id)) ?? 'unknown') : 'unknown'
  }
}
