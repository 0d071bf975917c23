import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import type { World } from '../../../../platform/world.ts'
import { isStorable } from '../../rules/host/storable.ts'
import { consumeRecord, deleteGrant, deleteRecord, findRecord, saveRecord } from '../../queries/host.ts'

/** Letters that a service may say about itself; ordinary ones take a tenth of it. */
const LONGEST_CLIENT = 10_000

/** Keeps what the authorization server remembers in our database, so that any number of processes share it. */
export const openAdapter =
  ({ db, now }: Pick<World, 'db' | 'now'>) =>
  (kind: string): Adapter => {
    const find = async (by: { id: string } | { uid: string }): Promise<AdapterPayload | undefined> =>
      (await findRecord(db, kind, by, now())) ?? undefined
    return {
      async upsert(id, payload, expiresIn = 0) {
        if (!isStorable(payload)) throw new errors.InvalidRequest('a text contains what is no character', 400)
        if (kind === 'Client' && JSON.stringify(payload).length > LONGEST_CLIENT)
          throw new errors.InvalidClientMetadata('there is more of it than is kept')
        const expiresAt = expiresIn > 0 ? new Date(now().getTime() + expiresIn * 1000) : null
        await saveRecord(db, { kind, id, payload: payload as Record<string, unknown>, expiresAt })
      },
      find: (id) => find({ id }),
      findByUid: (uid) => find({ uid }),
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        if (await consumeRecord(db, kind, id, Math.floor(now().getTime() / 1000))) return
        // Two came with the same code or token at once, and one of them stole it: both lose the connection.
        const used = await find({ id })
        if (used?.grantId !== undefined) await deleteGrant(db, used.grantId)
        throw new errors.InvalidGrant('it was used already')
      },
      destroy: (id) => deleteRecord(db, kind, id),
      revokeByGrantId: (grantId) => deleteGrant(db, grantId),
    }
  }
