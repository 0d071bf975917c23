import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import { findOrganisation, lockTree } from '../queries/organisations.ts'
import { findProfile, findProfileSaving, writeProfile } from '../queries/profiles.ts'
import { readProfile, type ProfileFault, type WrittenProfile } from '../rules/profile.ts'

/** What a form carries of the state that its writer has seen. */
export const savingSeen = (saving: { at: Date } | null): string => saving?.at.toISOString() ?? ''

export type Described =
  | { ok: true }
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: 'wrong'; faults: ProfileFault[] }
  /** Somebody saved it since it was opened; `seen` is what to give to save all the same */
  | { ok: false; reason: 'saved_meanwhile'; by: string; seen: string }

/**
 * Keeps how an organisation looks and what it stands for. Goals keep their ids while their names change. Refused as
 * unknown where the actor neither leads nor keeps it, with every fault where something is wrong, and where somebody
 * else has saved it since it was seen, so that nobody's words are lost unseen.
 */
export async function describeOrganisation(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { id, written, seen }: { id: string; written: WrittenProfile; seen: string },
): Promise<Described> {
  const organisation = await findOrganisation(db, id)
  if (organisation === null || !can(actor, { action: 'describe an organisation', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx): Promise<Described> => {
    await lockTree(tx, organisation.rootId)
    const [before, saving] = [await findProfile(tx, id), await findProfileSaving(tx, id)]
    const stands = savingSeen(saving)
    if (saving !== null && stands !== seen) return { ok: false, reason: 'saved_meanwhile', by: saving.by, seen: stands }
    const read = readProfile(written, before?.goals ?? [])
    if (!read.ok) return { ok: false, reason: 'wrong', faults: read.faults }
    const { rootId: orgId } = organisation
    await writeProfile(tx, { orgId, organisationId: id, profile: read.profile, by: actor.personId }, now)
    await recordEvent(
      tx,
      { type: 'organisation.described', orgId, subjectId: id, actorId: actor.personId, payload: {} },
      now,
    )
    return { ok: true }
  })
}
