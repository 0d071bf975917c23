import type { Actor, RoleKind } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import { insertAddress, lockAddress } from '../queries/addresses.ts'
import { endRole, isHeld, transferOf, type Elsewhere } from '../queries/belonging.ts'
import {
  answerInvitation,
  findInvitation,
  findInvitationByHash,
  holdInvitation,
  insertInvitation,
  listInvitationsOf,
  renewInvitation,
  type Invitation,
} from '../queries/invitations.ts'
import { isOnlyEntered } from '../queries/joining.ts'
import { findOrganisation } from '../queries/organisations.ts'
import { findPersonByEmail, insertPerson, insertRole, markVerified } from '../queries/people.ts'
import { isEmail, normalEmail } from '../rules.ts'
import { answererOf, type Answerer } from '../rules/invitation.ts'
import { cleanName, nameFault, type NameFault } from '../rules/names.ts'
import { join } from './joining.ts'
import { hashOf } from './tokens.ts'

type Given = { db: Db; actor: Actor; now: Date }
/** Who opened a link may be nobody that is known. */
type Opened = { db: Db; actor: Actor | null; now: Date }

export type Invited =
  { ok: true; email: string } | { ok: false; reason: 'unknown' | 'email_wrong' | 'role_held' | 'invited_already' }

/**
 * Invites somebody into a role by mail; one that nobody answered in time is sent anew. Refused as unknown where the
 * actor may not give this role here.
 */
export async function invite(
  { db, actor, now }: Given,
  input: { organisationId: string; email: string; kind: RoleKind },
): Promise<Invited> {
  const organisation = await findOrganisation(db, input.organisationId)
  if (organisation === null || !can(actor, { action: 'invite', subject: { ...organisation, role: input.kind } }))
    return { ok: false, reason: 'unknown' }
  const email = normalEmail(input.email)
  if (!isEmail(email)) return { ok: false, reason: 'email_wrong' }
  const role = { orgId: organisation.rootId, organisationId: organisation.id, kind: input.kind }
  return inTransaction(db, async (tx): Promise<Invited> => {
    const personId = await findPersonByEmail(tx, email)
    if (personId !== null && (await isHeld(tx, { ...role, personId }))) return { ok: false, reason: 'role_held' }
    const waiting = await insertInvitation(tx, { ...role, email, by: actor.personId }, now)
    if (waiting === null) return { ok: true, email }
    if (waiting.expiresAt > now) return { ok: false, reason: 'invited_already' }
    await renewInvitation(tx, waiting, actor.personId, now)
    return { ok: true, email }
  })
}

type Kept = { ok: true } | { ok: false; reason: 'unknown' }

/** Sends an invitation again, with a new link: the old one works no more, and the days begin anew. */
export const resendInvitation = (given: Given, id: string): Promise<Kept> =>
  keep(given, id, (tx, invitation) => renewInvitation(tx, invitation, given.actor.personId, given.now))

/** Takes an invitation back. Its link says that it works no more. */
export const withdrawInvitation = (given: Given, id: string): Promise<Kept> =>
  keep(given, id, async (tx, { orgId }) => {
    await answerInvitation(tx, { orgId, id, answer: 'withdrawn', by: given.actor.personId, now: given.now })
  })

/** Whoever may invite into a role may also keep its invitations. */
async function keep(
  { db, actor }: Given,
  id: string,
  work: (tx: Tx, invitation: Invitation) => Promise<void>,
): Promise<Kept> {
  const invitation = await findInvitation(db, id)
  const organisation = invitation === null ? null : await findOrganisation(db, invitation.organisationId)
  if (invitation === null || organisation === null) return { ok: false, reason: 'unknown' }
  if (!can(actor, { action: 'invite', subject: { ...organisation, role: invitation.kind } }))
    return { ok: false, reason: 'unknown' }
  await inTransaction(db, (tx) => work(tx, invitation))
  return { ok: true }
}

export type OpenInvitation = { invitation: Invitation; answerer: Answerer; ends: Elsewhere[] }

/** What a link leads to: who would answer, and which educator's roles in other trees that would end. Null: it works no more. */
export async function openInvitation({ db, actor, now }: Opened, token: string): Promise<OpenInvitation | null> {
  const invitation = await findInvitationByHash(db, hashOf(token), now)
  if (invitation === null) return null
  const { ownerId, answerer } = await whoAnswers(db, invitation, actor)
  const personId = answerer === 'adds_it' ? (actor?.personId ?? null) : ownerId
  const moves = invitation.kind === 'educator' && personId !== null && answerer !== 'somebody_else'
  return { invitation, answerer, ends: moves ? await transferOf(db, personId, invitation.orgId) : [] }
}

/** An entry that others made of somebody is no account: who is signed in may add its address. */
async function whoAnswers(
  db: Db,
  { email }: Invitation,
  actor: Actor | null,
): Promise<{ ownerId: string | null; answerer: Answerer }> {
  const ownerId = await findPersonByEmail(db, email)
  const answerer = answererOf(ownerId, actor?.personId ?? null)
  const adds = answerer === 'somebody_else' && ownerId !== null && (await isOnlyEntered(db, ownerId))
  return { ownerId, answerer: adds ? 'adds_it' : answerer }
}

export type NewPerson = { name: string; passwordHash: string | null }

export type Accepted =
  | { ok: true; personId: string; email: string }
  /** gone: it was answered, replaced, withdrawn or is too old */
  | { ok: false; reason: 'gone' | 'somebody_else' | NameFault }

/**
 * Accepts the invitation of a link, once, however many try. The link came to the address, so whoever has it owns the
 * address: it becomes that of who is signed in, or of a new person. Refused where it is another person's.
 */
export function acceptByLink({ db, actor, now }: Opened, token: string, person: NewPerson): Promise<Accepted> {
  return inTransaction(db, async (tx): Promise<Accepted> => {
    const invitation = await findInvitationByHash(tx, hashOf(token), now)
    if (invitation === null || !(await holdInvitation(tx, invitation.id, hashOf(token))))
      return { ok: false, reason: 'gone' }
    const { email } = invitation
    await lockAddress(tx, email)
    const { ownerId, answerer } = await whoAnswers(tx, invitation, actor)
    if (answerer === 'somebody_else') return { ok: false, reason: 'somebody_else' }
    let personId = answerer === 'adds_it' ? (actor?.personId ?? null) : ownerId
    if (personId === null) {
      const name = cleanName(person.name)
      const fault = nameFault(name)
      if (fault !== null) return { ok: false, reason: fault }
      const { passwordHash } = person
      personId = await insertPerson(tx, { name, email, verified: true, demo: false, passwordHash }, now)
    } else if (ownerId === null) await insertAddress(tx, personId, email, now)
    else if (ownerId === personId) await markVerified(tx, email, now)
    else if (!(await join(tx, { from: ownerId, to: personId, email, now })))
      return { ok: false, reason: 'somebody_else' }
    await begin(tx, invitation, personId, now)
    return { ok: true, personId, email }
  })
}

/** Gives the role; an educator's roles in other trees end, and everything that was earned or begun stays theirs. */
async function begin(tx: Tx, invitation: Invitation, personId: string, now: Date): Promise<void> {
  const { orgId, id, organisationId, kind } = invitation
  if (kind === 'educator')
    for (const role of await transferOf(tx, personId, orgId))
      await endRole(tx, { orgId: role.orgId, roleId: role.roleId, by: personId, now })
  await answerInvitation(tx, { orgId, id, answer: 'accepted', by: personId, now })
  if (!(await insertRole(tx, { orgId, organisationId, personId, kind }, now))) return
  await recordEvent(
    tx,
    {
      type: 'person.added',
      orgId,
      subjectId: personId,
      actorId: personId,
      payload: { organisationId, role: kind },
    },
    now,
  )
}

export type Answered = { ok: true } | { ok: false; reason: 'gone' }

/** Accepts or declines an invitation that came to an address of the person who is signed in. */
export function answerOwn(
  { db, actor, now }: Given,
  { id, answer }: { id: string; answer: 'accepted' | 'declined' },
): Promise<Answered> {
  return inTransaction(db, async (tx): Promise<Answered> => {
    const own = (await listInvitationsOf(tx, actor.personId, now)).find((invitation) => invitation.id === id)
    if (own === undefined || !(await holdInvitation(tx, id))) return { ok: false, reason: 'gone' }
    if (answer === 'accepted') await begin(tx, own, actor.personId, now)
    else await answerInvitation(tx, { orgId: own.orgId, id, answer, by: actor.personId, now })
    return { ok: true }
  })
}

/** Declines the invitation of a link; nobody need be signed in to say no. */
export function declineByLink({ db, actor, now }: Opened, token: string): Promise<Answered> {
  return inTransaction(db, async (tx): Promise<Answered> => {
    const invitation = await findInvitationByHash(tx, hashOf(token), now)
    if (invitation === null || !(await holdInvitation(tx, invitation.id, hashOf(token))))
      return { ok: false, reason: 'gone' }
    const { orgId, id } = invitation
    await answerInvitation(tx, { orgId, id, answer: 'declined', by: actor?.personId ?? null, now })
    return { ok: true }
  })
}
