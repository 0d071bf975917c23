import type { Actor, RoleKind } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { queueMail } from '../../../platform/events/mail.ts'
import { can } from '../policy.ts'
import { lockAddress } from '../queries/addresses.ts'
import { endRole, findHeldRole, offerRole, worksIn } from '../queries/belonging.ts'
import { findOrganisation, type Organisation } from '../queries/organisations.ts'
import { findPersonByEmail, insertPerson, insertRole } from '../queries/people.ts'
import { isEmail, normalEmail } from '../rules.ts'
import { cleanName, nameFault, type NameFault } from '../rules/names.ts'

type Given = { db: Db; actor: Actor; now: Date }

export type AddedPerson =
  | { ok: true; outcome: 'given' | 'offered'; personId: string; isNew: boolean }
  | { ok: false; reason: 'unknown' | 'email_wrong' | 'role_held' | NameFault }

/**
 * Gives a role in an organisation to a person, who is made when the address is new, and tells them by mail. An educator
 * of another tree is only asked ('offered'). Refused as unknown where the actor keeps no people there.
 */
export async function addPerson(
  { db, actor, now }: Given,
  input: { name: string; email: string; organisationId: string; kind: RoleKind; publicUrl: string },
): Promise<AddedPerson> {
  const organisation = await findOrganisation(db, input.organisationId)
  if (organisation === null || !can(actor, { action: 'add a person', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  const [name, email] = [cleanName(input.name), normalEmail(input.email)]
  const fault = nameFault(name)
  if (fault !== null) return { ok: false, reason: fault }
  if (!isEmail(email)) return { ok: false, reason: 'email_wrong' }
  return inTransaction(db, async (tx): Promise<AddedPerson> => {
    await lockAddress(tx, email)
    const known = await findPersonByEmail(tx, email)
    const personId =
      known ?? (await insertPerson(tx, { name, email, verified: false, demo: false, passwordHash: null }, now))
    const role = { organisation, personId, kind: input.kind, by: actor.personId, now }
    const outcome = await offerRole(tx, role)
    if (outcome === 'held') return { ok: false, reason: 'role_held' }
    if (outcome === 'given') {
      await recordAdded(tx, role)
      await tellAdded(tx, organisation, { email, kind: input.kind, publicUrl: input.publicUrl }, now)
    }
    return { ok: true, outcome, personId, isNew: known === null }
  })
}

export type GivenRole =
  | { ok: true; outcome: 'given' | 'offered' }
  /** not_here: nobody in the tree has this address; who is elsewhere is not told */
  | { ok: false; reason: 'unknown' | 'email_wrong' | 'not_here' | 'role_held' }

/**
 * Gives a role at once to somebody who holds one in the same tree already. Anybody else is invited: whether they are
 * known here is not for an admin of another tree to learn.
 */
export async function giveRole(
  { db, actor, now }: Given,
  input: { organisationId: string; email: string; kind: RoleKind; publicUrl: string },
): Promise<GivenRole> {
  const organisation = await findOrganisation(db, input.organisationId)
  if (organisation === null || !can(actor, { action: 'add a person', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  const email = normalEmail(input.email)
  if (!isEmail(email)) return { ok: false, reason: 'email_wrong' }
  return inTransaction(db, async (tx): Promise<GivenRole> => {
    const personId = await findPersonByEmail(tx, email)
    if (personId === null || !(await worksIn(tx, personId, organisation.rootId)))
      return { ok: false, reason: 'not_here' }
    const role = { organisation, personId, kind: input.kind, by: actor.personId, now }
    const outcome = await offerRole(tx, role)
    if (outcome === 'held') return { ok: false, reason: 'role_held' }
    if (outcome === 'given') {
      await recordAdded(tx, role)
      await tellAdded(tx, organisation, { email, kind: input.kind, publicUrl: input.publicUrl }, now)
    }
    return { ok: true, outcome }
  })
}

const recordAdded = (
  tx: Tx,
  { organisation, personId, kind, by, now }: Parameters<typeof offerRole>[1],
): Promise<void> =>
  recordEvent(
    tx,
    {
      type: 'person.added',
      orgId: organisation.rootId,
      subjectId: personId,
      actorId: by,
      payload: { organisationId: organisation.id, role: kind },
    },
    now,
  )

const tellAdded = (
  tx: Tx,
  organisation: Organisation,
  { email, kind, publicUrl }: { email: string; kind: RoleKind; publicUrl: string },
  now: Date,
): Promise<void> =>
  queueMail(
    tx,
    {
      to: email,
      subject: `${organisation.name} added you to Mintmark`,
      body: `${organisation.name} gave you the role "${kind}" in Mintmark, where educators' micro-credentials are worked on, assessed and awarded.\n\nSign in with a link that we mail to this address:\n${publicUrl}/sign-in\n`,
    },
    now,
  )

export type EndedRole = { ok: true } | { ok: false; reason: 'unknown' | 'last_admin' }

/**
 * Ends a role from now on: who held it sees nothing more by it, and leaders see nothing more of them. What was awarded
 * stays. A tree keeps its last admin.
 */
export async function endPersonsRole({ db, actor, now }: Given, roleId: string): Promise<EndedRole> {
  const role = await findHeldRole(db, roleId)
  const organisation = role === null ? null : await findOrganisation(db, role.organisationId)
  if (organisation === null || !can(actor, { action: 'end a role', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  const ended = await inTransaction(db, (tx) =>
    endRole(tx, { orgId: organisation.rootId, roleId, by: actor.personId, now }),
  )
  return ended === 'ended' ? { ok: true } : { ok: false, reason: ended }
}

/**
 * Moves an educator to another school of the same tree, in one step. Nobody is asked: the district stays the same, and
 * so do plan and work.
 */
export async function moveEducator(
  { db, actor, now }: Given,
  { roleId, to }: { roleId: string; to: string },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' }> {
  const [role, school] = await Promise.all([findHeldRole(db, roleId), findOrganisation(db, to)])
  const from = role === null ? null : await findOrganisation(db, role.organisationId)
  const may = (organisation: Organisation) => can(actor, { action: 'end a role', subject: organisation })
  if (role?.kind !== 'educator' || from === null || school === null || !may(from) || !may(school))
    return { ok: false, reason: 'unknown' }
  if (from.rootId !== school.rootId) return { ok: false, reason: 'unknown' }
  if (from.id === school.id) return { ok: true }
  return inTransaction(db, async (tx) => {
    const ended = await endRole(tx, { orgId: from.rootId, roleId, by: actor.personId, now })
    if (ended !== 'ended') return { ok: false, reason: 'unknown' }
    const { personId, kind } = role
    const isNew = await insertRole(tx, { orgId: school.rootId, organisationId: school.id, personId, kind }, now)
    if (isNew) await recordAdded(tx, { organisation: school, personId, kind, by: actor.personId, now })
    return { ok: true }
  })
}
