import type { Db } from '../../../platform/database/database.ts'
import { listWorkplaces } from '../../people/queries/people.ts'
import { listKnownPeople } from '../queries/concern.ts'
import type { Ties } from '../rules/conflict.ts'

/** What binds an assessor to other people, for the conflict of interest. */
export async function getTies(db: Db, personId: string): Promise<Ties> {
  const [workplaces, knows] = await Promise.all([listWorkplaces(db, personId), listKnownPeople(db, personId)])
  return { personId, workplaces, knows }
}
