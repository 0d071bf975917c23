import { createHash } from 'node:crypto'
import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import type { World } from '../../../../platform/world.ts'
import { isStorable } from '../../rules/host/storable.ts'
import { consumeRecord, deleteGrant, deleteRecord, findRecord, saveRecord } from '../../queries/host.ts'

/** Letters that a service may say about itself; ordinary ones take a tenth of it. */
const LONGEST_CLIENT = 10_000

/** What opens something is kept so that whoever reads the database cannot use it. */
const SECRETS: readonly string[] = ['AccessToken', 'RefreshToken', 'AuthorizationCode']
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Keeps what the authorization server remembers in our database, so that any number of processes share it. */
export const openAdapter =
  ({ db, now }: Pick<World, 'db' | 'now'>) =>
  (kind: string): Adapter => {
    const find = async (by: { id: string } | { uid: string }): Promise<AdapterPayload | undefined> =>
      (await findRecord(db, kind, by, now())) ?? undefined
    const secret = SECRETS.includes(kind)
    const named = (id: string): string => (secret ? hashOf(id) : id)
    const findById = async (id: string): Promise<AdapterPayload | undefined> => {
      const found = await find({ id: named(id) })
      return secret && found !== undefined ? { ...found, jti: id } : found
    }
    return {
      async upsert(id, payload, expiresIn = 0) {
        if (!isStorable(payload)) throw new errors.InvalidRequest('a text contains what is no character', 400)
        if (kind === 'Client' && JSON.stringify(payload).length > LONGEST_CLIENT)
          throw new errors.InvalidClientMetadata('there is more of it than is kept')
        const expiresAt = expiresIn > 0 ? new Date(now().getTime() + expiresIn * 1000) : null
        const { jti, ...rest } = payload as Record<string, unknown>
        await saveRecord(db, { kind, id: named(id), payload: secret ? rest : { jti, ...rest }, expiresAt })
      },
      find: findById,
      findByUid: (uid) => find({ uid }),
      findByUserCode: () => Promise.resolve(undefined),
      async consume(id) {
        if (await consumeRecord(db, kind, named(id), Math.floor(now().getTime() / 1000))) return
        // Two came with the same code or token at once, and one of them stole it: both lose the connection.
        const used = await findById(id)
        if (used?.grantId !== undefined) await deleteGrant(db, used.grantId)
        throw new errors.InvalidGrant('it was used already')
      },
      destroy: (id) => deleteRecord(db, kind, named(id)),
      revokeByGrantId: (grantId) => deleteGrant(db, grantId),
    }
  }
