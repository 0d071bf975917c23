import type { Db, Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { endRole, isHeld, transferOf, type Elsewhere } from '../queries/belonging.ts'
import { isOnlyEntered, listHeld, moveEntry, writeHolder } from '../queries/joining.ts'

/** What somebody takes over with the address of an entry: the roles that came with it, and those that they end. */
export type Joining = { gains: { kind: string; organisationName: string }[]; ends: Elsewhere[] }

/**
 * What a person would take over with an address that somebody else entered: a new district, say, from its own file,
 * before it was told of an earlier account. Null where the address belongs to somebody who is here themselves.
 */
export async function joiningOf(db: Db, ownerId: string, personId: string): Promise<Joining | null> {
  if (!(await isOnlyEntered(db, ownerId))) return null
  const gains = await listHeld(db, ownerId)
  const teachesIn = gains.filter(({ kind }) => kind === 'educator').map(({ orgId }) => orgId)
  const ends = await Promise.all(teachesIn.slice(0, 1).map((orgId) => transferOf(db, personId, orgId)))
  return { gains, ends: ends.flat() }
}

/**
 * Makes an entry and a person one: the address and the roles of the entry become theirs, and what they taught in other
 * trees ends as in any transfer. The entry stays behind without an address or a role, for what refers to it. Hold the
 * address; false where it is no mere entry.
 */
export async function join(
  tx: Tx,
  { from, to, email, now }: { from: string; to: string; email: string; now: Date },
): Promise<boolean> {
  const joining = await joiningOf(tx, from, to)
  if (joining === null) return false
  for (const role of joining.ends) await endRole(tx, { orgId: role.orgId, roleId: role.roleId, by: to, now })
  const held = await listHeld(tx, from)
  for (const role of held) {
    const { orgId, organisationId, kind } = role
    if (await isHeld(tx, { orgId, organisationId, personId: to, kind }))
      await endRole(tx, { orgId, roleId: role.id, by: to, now })
    else await writeHolder(tx, role, to)
  }
  await moveEntry(tx, { from, to, email, now })
  for (const orgId of new Set(held.map((role) => role.orgId)))
    await recordEvent(tx, { type: 'person.joined', orgId, subjectId: to, actorId: to, payload: { entryId: from } }, now)
  return true
}
