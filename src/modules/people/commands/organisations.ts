import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import {
  findOrganisation,
  insertOrganisation,
  lockTree,
  writeName,
  writePlace,
  type Organisation,
} from '../queries/organisations.ts'
import { slugOf } from '../rules.ts'
import { cleanName, nameFault, type NameFault } from '../rules/names.ts'
import { mayStandUnder } from '../rules/tree.ts'

type Given = { db: Db; actor: Actor; now: Date }

export type AddedOrganisation = { ok: true; id: string } | { ok: false; reason: 'unknown' | NameFault }

/**
 * Puts a school, or a district with schools of its own, under an organisation. Two may have one name. Refused as unknown
 * where the actor does not keep the one above.
 */
export function addOrganisation(
  { db, actor, now }: Given,
  input: { parentId: string; kind: 'school' | 'district'; name: string },
): Promise<AddedOrganisation> {
  return inTransaction(db, async (tx): Promise<AddedOrganisation> => {
    const parent = await findHeld(tx, input.parentId)
    if (parent === null || !can(actor, { action: 'keep an organisation', subject: parent }))
      return { ok: false, reason: 'unknown' }
    const name = cleanName(input.name)
    const fault = nameFault(name)
    if (fault !== null) return { ok: false, reason: fault }
    const { country, timeZone } = parent
    // A name in another script may leave no letter for an address.
    const slug = slugOf(name) || input.kind
    const made = await insertOrganisation(
      tx,
      { kind: input.kind, slug, name, country, timeZone, parent, demo: false, url: null },
      now,
    )
    const about = { orgId: parent.rootId, subjectId: made.id, actorId: actor.personId }
    await recordEvent(tx, { type: 'organisation.added', ...about, payload: { parentId: parent.id } }, now)
    return { ok: true, id: made.id }
  })
}

/** An organisation whose tree nobody else changes until the transaction ends. */
async function findHeld(tx: Tx, id: string): Promise<Organisation | null> {
  const found = await findOrganisation(tx, id)
  if (found === null) return null
  await lockTree(tx, found.rootId)
  return findOrganisation(tx, id)
}

export type Renamed = { ok: true } | { ok: false; reason: 'unknown' | NameFault }

/** Gives an organisation another name. Its address stays, since others have written it down. */
export async function renameOrganisation(
  { db, actor, now }: Given,
  input: { id: string; name: string },
): Promise<Renamed> {
  const organisation = await findOrganisation(db, input.id)
  if (organisation === null || !can(actor, { action: 'keep an organisation', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  const name = cleanName(input.name)
  const fault = nameFault(name)
  if (fault !== null) return { ok: false, reason: fault }
  const about = { orgId: organisation.rootId, subjectId: organisation.id, actorId: actor.personId }
  await inTransaction(db, async (tx) => {
    await writeName(tx, organisation.id, name)
    await recordEvent(tx, { type: 'organisation.renamed', ...about, payload: {} }, now)
  })
  return { ok: true }
}

export type Moved = { ok: true } | { ok: false; reason: 'unknown' | 'other_tree' | 'cycle' }

/**
 * Puts an organisation, with everything below it, under another of its tree. 'cycle': the other is the organisation
 * itself or stands below it. 'other_tree': work and roles belong to a tree, so nothing leaves it.
 */
export function moveOrganisation({ db, actor, now }: Given, input: { id: string; to: string }): Promise<Moved> {
  return inTransaction(db, async (tx): Promise<Moved> => {
    const moved = await findHeld(tx, input.id)
    const to = await findOrganisation(tx, input.to)
    if (moved === null || to === null || !can(actor, { action: 'move an organisation', subject: { ...moved, to } }))
      return { ok: false, reason: 'unknown' }
    if (to.rootId !== moved.rootId) return { ok: false, reason: 'other_tree' }
    if (!mayStandUnder(moved, to)) return { ok: false, reason: 'cycle' }
    const from = moved.path.at(-2)
    if (from === undefined || from === to.id) return { ok: true }
    await writePlace(tx, moved, to)
    const about = { orgId: moved.rootId, subjectId: moved.id, actorId: actor.personId }
    await recordEvent(tx, { type: 'organisation.moved', ...about, payload: { from, to: to.id } }, now)
    return { ok: true }
  })
}
