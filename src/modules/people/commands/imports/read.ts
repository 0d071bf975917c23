import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import type { World } from '../../../../platform/world.ts'
import { can } from '../../policy.ts'
import { replaceChanges, replaceProblems } from '../../queries/imports/changes.ts'
import { deleteRead, forgetBefore, insertImport } from '../../queries/imports/imports.ts'
import { listKnown, sourceOf } from '../../queries/imports/memory.ts'
import { loadState } from '../../queries/imports/state.ts'
import { findOrganisation } from '../../queries/organisations.ts'
import { planImport } from '../../rules/imports/plan.ts'
import type { FileRefusal } from '../../rules/imports/problems.ts'
import type { Roster } from '../../rules/imports/roster.ts'
import { digestOf, pack } from './packed.ts'
import { Refused } from './refused.ts'
import { readRoster } from './roster.ts'
import { changesOf, countsOf } from './shown.ts'

type Given = { db: Db; actor: Actor; now: Date }

export type SentPeople = {
  organisationId: string
  fileName: string
  bytes: Buffer
  whole: boolean
  admins: boolean
  /** The admin's calendar day */
  today: string
}

export type Read =
  | { ok: true; importId: string }
  | { ok: false; reason: 'unknown' }
  | { ok: false; reason: 'refused'; refusal: FileRefusal }

/**
 * Reads a file of people and writes down what it would change; nothing is changed. A file that cannot be read to its end
 * leaves nothing behind. Refused as unknown where the actor keeps no people there.
 */
export async function readImport({ db, actor, now }: Given, sent: SentPeople): Promise<Read> {
  const organisation = await findOrganisation(db, sent.organisationId)
  if (organisation === null || !can(actor, { action: 'import people', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  const { rootId: orgId } = organisation
  let roster: Roster
  try {
    roster = await readRoster(sent.bytes, {
      whole: sent.whole,
      school: organisation.kind !== 'school',
      admins: sent.admins,
      today: sent.today,
      known: (source) => listKnown(db, orgId, source),
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: 'refused', refusal: error.refusal }
    throw error
  }
  const packed = pack(roster)
  const importId = newId()
  await inTransaction(db, async (tx) => {
    const sourceId = await sourceOf(tx, orgId, roster.source, now)
    const state = await loadState(tx, { rootId: orgId, targetId: organisation.id, sourceId, emails: emailsOf(roster) })
    const plan = planImport(roster, state)
    const counts = countsOf(plan, roster.unknownColumns)
    await insertImport(
      tx,
      {
        orgId,
        id: importId,
        sourceId,
        organisationId: organisation.id,
        format: roster.format,
        fileName: sent.fileName,
        whole: roster.people.mode === 'whole' || roster.roles.mode === 'whole',
        admins: sent.admins,
        roster: packed,
        digest: digestOf(plan),
        counts,
        by: actor.personId,
      },
      now,
    )
    const { organisations } = state
    await replaceChanges(tx, { orgId, importId }, changesOf(plan, { organisations, ids: new Map(), roles: new Map() }))
    await replaceProblems(tx, { orgId, importId }, plan.problems)
    const payload = { entries: plan.places.length + plan.entries.length, problems: plan.problems.length }
    await recordEvent(tx, { type: 'people.read', orgId, subjectId: importId, actorId: actor.personId, payload }, now)
  })
  return { ok: true, importId }
}

export const emailsOf = ({ people }: Roster): string[] => people.said.flatMap(({ email, others }) => [email, ...others])

/** Throws a file away that was read and not taken in; false where it is unknown, or was taken in meanwhile. */
export async function discardImport(
  { db, actor, now }: Given,
  { orgId, importId, organisationId }: { orgId: string; importId: string; organisationId: string },
): Promise<boolean> {
  const organisation = await findOrganisation(db, organisationId)
  if (organisation === null || !can(actor, { action: 'import people', subject: organisation })) return false
  return inTransaction(db, async (tx) => {
    if (!(await deleteRead(tx, orgId, importId))) return false
    await recordEvent(
      tx,
      { type: 'people.discarded', orgId, subjectId: importId, actorId: actor.personId, payload: {} },
      now,
    )
    return true
  })
}

/** Files hold names and addresses, so their rows are forgotten a month after; what was changed stays. Safe at any time. */
export async function forgetImports({ db, now }: Pick<World, 'db' | 'now'>): Promise<void> {
  const day = now()
  day.setUTCMonth(day.getUTCMonth() - 1)
  await forgetBefore(db, day)
}
