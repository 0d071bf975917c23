import { isId } from '../../../platform/database/ids.ts'
import type { Db } from '../../../platform/database/database.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'

/**
 * What changes whenever the page of a credential would look different: the state of its award, the name of the person
 * and that of the issuer. Open it once per process; the page cache asks it with each path.
 */
export function openCredentialRevision(db: Db): (path: string) => Promise<string> {
  const find = mergedLookup(async (ids) => {
    const rows = await db
      .selectFrom('credential_directory as directory')
      .innerJoin('credential', (join) =>
        join.onRef('credential.org_id', '=', 'directory.org_id').onRef('credential.id', '=', 'directory.credential_id'),
      )
      .innerJoin('award', (join) =>
        join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
      )
      .innerJoin('person', 'person.id', 'award.person_id')
      .innerJoin('organisation', 'organisation.id', 'award.org_id')
      .select([
        'directory.credential_id as id',
        'award.state',
        'award.state_changed_at as at',
        'person.name',
        'organisation.name as issuer',
      ])
      .where('directory.credential_id', 'in', ids)
      .execute()
    return new Map(rows.map(({ id, state, at, name, issuer }) => [id, JSON.stringify([state, at, name, issuer])]))
  })
  return async (path) => {
    const id = path.split('/')[2]
    return isId(id) ? ((await find(id)) ?? 'unknown') : 'unknown'
  }
}
