import type { Db } from '../../../platform/database/database.ts'
import { listWorkplaces } from '../../people/queries/people.ts'
import { listCoached } from '../../medallions/queries/cohorts.ts'
import { listReadFor } from '../../submissions/queries/coaching/requests.ts'
import { listKnownPeople } from '../queries/concern.ts'
import type { Ties } from '../rules/conflict.ts'

/** What binds an assessor to other people, for the conflict of interest. */
export async function getTies(db: Db, personId: string): Promise<Ties> {
  const [workplaces, knows, coached, readFor] = await Promise.all([
    listWorkplaces(db, personId),
    listKnownPeople(db, personId),
    listCoached(db, personId),
    listReadFor(db, personId),
  ])
  return { personId, workplaces, knows, coaches: [...new Set([...coached, ...readFor])] }
}
