import type { RoleKind } from '../../../platform/actor.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { invitationEnds } from '../rules/invitation.ts'

export type Invitation = {
  orgId: string
  id: string
  organisationId: string
  organisationName: string
  email: string
  kind: RoleKind
  invitedBy: string
  invitedAt: Date
  expiresAt: Date
}

const open = (db: Db) =>
  db
    .selectFrom('invitation')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .innerJoin('person', 'person.id', 'invitation.invited_by')
    .where('invitation.answer', 'is', null)
    .select([
      'invitation.org_id',
      'invitation.id',
      'invitation.organisation_id',
      'organisation.name as organisation_name',
      'invitation.email',
      'invitation.kind',
      'person.name as invited_by',
      'invitation.invited_at',
      'invitation.expires_at',
    ])

const toInvitation = (row: Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>): Invitation => ({
  orgId: row.org_id,
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  email: row.email,
  kind: row.kind as RoleKind,
  invitedBy: row.invited_by,
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
})

/** An invitation by the hash of its link; null where it was answered, replaced or is too old. */
export async function findInvitationByHash(db: Db, hash: string, now: Date): Promise<Invitation | null> {
  const row = await open(db).where('token_hash', '=', hash).where('expires_at', '>', now).executeTakeFirst()
  return row === undefined ? null : toInvitation(row)
}

/** An open invitation by its id, also one that is too old. */
export async function findInvitation(db: Db, id: string): Promise<Invitation | null> {
  const row = await open(db).where('invitation.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toInvitation(row)
}

/** What waits for an answer in an organisation, the newest first; what is too old stands there too, to be sent again. */
export async function listInvitations(db: Db, organisationId: string, most: number): Promise<Invitation[]> {
  const rows = await open(db)
    .where('invitation.organisation_id', '=', organisationId)
    .orderBy('invited_at', 'desc')
    .orderBy('invitation.id')
    .limit(most)
    .execute()
  return rows.map(toInvitation)
}

/** What a person can answer now: it was sent to an address that is theirs. */
export async function listInvitationsOf(db: Db, personId: string, now: Date): Promise<Invitation[]> {
  const rows = await open(db)
    .innerJoin('person_email', 'person_email.email', 'invitation.email')
    .where('person_email.person_id', '=', personId)
    .where('person_email.verified_at', 'is not', null)
    .where('expires_at', '>', now)
    .orderBy('invited_at')
    .execute()
  return rows.map(toInvitation)
}

/**
 * Writes an invitation; the job that hears of it writes its letter. One that waits for the same address, place and role
 * stays as it is, and is the answer.
 */
export async function insertInvitation(
  tx: Tx,
  given: { orgId: string; organisationId: string; email: string; kind: RoleKind; by: string },
  now: Date,
): Promise<Invitation | null> {
  const { orgId, organisationId, email, kind, by } = given
  const id = newId()
  const made = await tx
    .insertInto('invitation')
    .values({
      org_id: orgId,
      id,
      organisation_id: organisationId,
      email,
      kind,
      invited_by: by,
      invited_at: now,
      expires_at: invitationEnds(now),
    })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'organisation_id', 'email', 'kind']).where('answer', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) {
    const waiting = await open(tx)
      .where('invitation.org_id', '=', orgId)
      .where('invitation.organisation_id', '=', organisationId)
      .where('invitation.email', '=', email)
      .where('invitation.kind', '=', kind)
      .executeTakeFirst()
    // It was answered in this very moment.
    return waiting === undefined ? insertInvitation(tx, given, now) : toInvitation(waiting)
  }
  const payload = { organisationId, role: kind, letter: 1 }
  await recordEvent(tx, { type: 'invitation.made', orgId, subjectId: id, actorId: by, payload }, now)
  return null
}

/** Lets the old link end and the days begin anew; the job that hears of it writes a new letter. */
export async function renewInvitation(tx: Tx, invitation: Invitation, by: string, now: Date): Promise<void> {
  const { orgId, id, organisationId, kind } = invitation
  const link = { token_hash: null, invited_by: by, invited_at: now, expires_at: invitationEnds(now) }
  const renewed = await tx
    .updateTable('invitation')
    .set((eb) => ({ ...link, letters: eb('letters', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('answer', 'is', null)
    .returning('letters')
    .executeTakeFirst()
  if (renewed === undefined) return
  const payload = { organisationId, role: kind, letter: renewed.letters }
  await recordEvent(tx, { type: 'invitation.made', orgId, subjectId: id, actorId: by, payload }, now)
}

/** Holds an open invitation, by its link where it came by one, until the transaction ends; false where it is open no more. */
export async function holdInvitation(tx: Tx, id: string, hash?: string): Promise<boolean> {
  const found = await tx
    .selectFrom('invitation')
    .select('id')
    .where('id', '=', id)
    .where('answer', 'is', null)
    .$if(hash !== undefined, (query) => query.where('token_hash', '=', hash ?? ''))
    .forUpdate()
    .executeTakeFirst()
  return found !== undefined
}

/** Gives an invitation the link of its newest letter; false where it has one, was sent again since, or is answered. */
export async function writeLink(
  tx: Tx,
  { orgId, id, letter, hash }: { orgId: string; id: string; letter: number; hash: string },
): Promise<boolean> {
  const written = await tx
    .updateTable('invitation')
    .set({ token_hash: hash })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('letters', '=', letter)
    .where('answer', 'is', null)
    .where('token_hash', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

export type Answer = 'accepted' | 'declined' | 'withdrawn'

/** Answers an invitation; false where that was done before, however many try at once. */
export async function answerInvitation(
  tx: Tx,
  { orgId, id, answer, by, now }: { orgId: string; id: string; answer: Answer; by: string | null; now: Date },
): Promise<boolean> {
  const answered = await tx
    .updateTable('invitation')
    .set({ answer, answered_by: by, answered_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('answer', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (answered === undefined) return false
  await recordEvent(tx, { type: 'invitation.answered', orgId, subjectId: id, actorId: by, payload: { answer } }, now)
  return true
}
