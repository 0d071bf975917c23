import { sql } from 'kysely'
import type { RoleKind } from '../../../platform/actor.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { insertInvitation } from './invitations.ts'
import { lockTree, type Organisation } from './organisations.ts'
import { getPrimaryEmail, insertRole } from './people.ts'

/** Whether a role is held now. */
export async function isHeld(
  db: Db,
  role: { orgId: string; organisationId: string; personId: string; kind: RoleKind },
): Promise<boolean> {
  const found = await db
    .selectFrom('role')
    .select('id')
    .where('org_id', '=', role.orgId)
    .where('organisation_id', '=', role.organisationId)
    .where('person_id', '=', role.personId)
    .where('kind', '=', role.kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** Whether a person holds any role in a tree now. */
export async function worksIn(db: Db, personId: string, rootId: string): Promise<boolean> {
  const found = await db
    .selectFrom('role')
    .select('id')
    .where('person_id', '=', personId)
    .where('org_id', '=', rootId)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** A role that is held now, by its id; null where it has ended or never was. */
export async function findHeldRole(
  db: Db,
  id: string,
): Promise<{ organisationId: string; personId: string; kind: RoleKind; since: Date } | null> {
  const row = await db
    .selectFrom('role')
    .select(['organisation_id', 'person_id', 'kind', 'started_at'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row === undefined
    ? null
    : {
        organisationId: row.organisation_id,
        personId: row.person_id,
        kind: row.kind as RoleKind,
        since: row.started_at,
      }
}

/** An educator's role in another tree, which a new one here would end. */
export type Elsewhere = { orgId: string; roleId: string; organisationId: string; organisationName: string }

/** What a transfer into a tree would end: the roles that a person holds as an educator in other trees. */
export async function transferOf(db: Db, personId: string, rootId: string): Promise<Elsewhere[]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select(['role.org_id', 'role.id', 'organisation.id as organisation_id', 'organisation.name'])
    .where('role.person_id', '=', personId)
    .where('role.kind', '=', 'educator')
    .where('role.ended_at', 'is', null)
    .where('role.org_id', '<>', rootId)
    .orderBy('role.started_at')
    .execute()
  return rows.map((row) => ({
    orgId: row.org_id,
    roleId: row.id,
    organisationId: row.organisation_id,
    organisationName: row.name,
  }))
}

/** Who of many is an educator in another tree: to these a role is only offered. */
export async function educatorsElsewhere(db: Db, rootId: string, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('role')
    .select('person_id')
    .distinct()
    .where(sql<boolean>`person_id = any(${personIds})`)
    .where('kind', '=', 'educator')
    .where('ended_at', 'is', null)
    .where('org_id', '<>', rootId)
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

export type Offered = 'given' | 'held' | 'offered'

/**
 * Gives a role, where nobody but the organisation has a say. An educator of another tree is asked first: the transfer
 * is offered by mail, once, and nothing changes until the person accepts it. Who gave it is for the caller to record.
 */
export async function offerRole(
  tx: Tx,
  given: { organisation: Organisation; personId: string; kind: RoleKind; by: string; now: Date },
): Promise<Offered> {
  const { organisation, personId, kind, by, now } = given
  const { id: organisationId, rootId: orgId } = organisation
  const role = { orgId, organisationId, personId, kind }
  if (await isHeld(tx, role)) return 'held'
  if (kind !== 'educator' || (await transferOf(tx, personId, orgId)).length === 0)
    return (await insertRole(tx, role, now)) ? 'given' : 'held'
  const email = await getPrimaryEmail(tx, personId)
  await insertInvitation(tx, { orgId, organisationId, email, kind, by }, now)
  return 'offered'
}

export type Ended = 'ended' | 'unknown' | 'last_admin'

/** Ends a role from now on. A tree keeps its last admin: somebody must be able to name another. */
export async function endRole(
  tx: Tx,
  { orgId, roleId, by, now }: { orgId: string; roleId: string; by: string; now: Date },
): Promise<Ended> {
  const role = await tx
    .selectFrom('role')
    .select(['kind', 'organisation_id', 'person_id', 'started_at'])
    .where('org_id', '=', orgId)
    .where('id', '=', roleId)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (role === undefined) return 'unknown'
  if (role.kind === 'admin' && role.organisation_id === orgId) {
    await lockTree(tx, orgId)
    if ((await countAdmins(tx, orgId)) === 1) return 'last_admin'
  }
  const ended_at = role.started_at > now ? role.started_at : now
  await tx.updateTable('role').set({ ended_at }).where('org_id', '=', orgId).where('id', '=', roleId).execute()
  const payload = { organisationId: role.organisation_id, role: role.kind }
  await recordEvent(tx, { type: 'role.ended', orgId, subjectId: role.person_id, actorId: by, payload }, now)
  return 'ended'
}

async function countAdmins(tx: Tx, rootId: string): Promise<number> {
  const { n } = await tx
    .selectFrom('role')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('organisation_id', '=', rootId)
    .where('kind', '=', 'admin')
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}
