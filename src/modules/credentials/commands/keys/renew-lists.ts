import { inTransaction } from '../../../../platform/database/database.ts'
import type { World } from '../../../../platform/world.ts'
import { outdateStatusLists } from '../../queries/keys.ts'
import { publishStatus } from '../status.ts'

/**
 * Signs every status list of an issuer with the key that signs now. After a rotation: a list is a statement about today,
 * so it should stand on the key that the issuer trusts today. Safe to run twice.
 */
export async function renewLists(
  world: Pick<World, 'db' | 'config' | 'now'>,
  { orgId }: { orgId: string },
): Promise<void> {
  await inTransaction(world.db, (tx) => outdateStatusLists(tx, orgId))
  await publishStatus(world, { orgId })
}
