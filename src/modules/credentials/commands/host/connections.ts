import type { World } from '../../../../platform/world.ts'
import { deleteGrant, deleteOutdated, findConnection } from '../../queries/host.ts'

/** Ends what a person granted to a service: its tokens stop working at once. False when there is no such connection of theirs. */
export async function endConnection({ db }: Pick<World, 'db'>, personId: string, grantId: string): Promise<boolean> {
  if (!(await findConnection(db, personId, grantId))) return false
  await deleteGrant(db, grantId)
  return true
}

/** Removes what has run out of the authorization server's memory. Safe at any time. */
export const forgetOutdated = ({ db, now }: Pick<World, 'db' | 'now'>): Promise<void> => deleteOutdated(db, now())
