import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { World } from '../../../../platform/world.ts'
import { consumeRecord, deleteGrant, deleteRecord, findRecord, saveRecord } from '../../queries/host.ts'

/** Keeps what the authorization server remembers in our database, so that any number of processes share it. */
export const openAdapter =
  ({ db, now }: Pick<World, 'db' | 'now'>) =>
  (kind: string): Adapter => {
    const find = async (by: { id: string } | { uid: string }): Promise<AdapterPayload | undefined> =>
      (await findRecord(db, kind, by, now())) ?? undefined
    return {
      upsert: (id, payload, expiresIn = 0) =>
        saveRecord(db, {
          kind,
          id,
          payload: payload as Record<string, unknown>,
          expiresAt: expiresIn > 0 ? new Date(now().getTime() + expiresIn * 1000) : null,
        }),
      find: (id) => find({ id }),
      findByUid: (uid) => find({ uid }),
      findByUserCode: () => Promise.resolve(undefined),
      consume: async (id) => {
        await consumeRecord(db, kind, id, Math.floor(now().getTime() / 1000))
      },
      destroy: (id) => deleteRecord(db, kind, id),
      revokeByGrantId: (grantId) => deleteGrant(db, grantId),
    }
  }
