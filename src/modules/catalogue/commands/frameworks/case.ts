import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { deleteCheck, findCheck, writeCheck } from '../../queries/frameworks/checks.ts'
import { listStanding, lockFrameworks, writeEdition, writeFramework } from '../../queries/frameworks/write.ts'
import { readCase } from '../../rules/frameworks/case/case.ts'
import { placeOf } from '../../rules/frameworks/plan.ts'
import type { Problem } from '../../rules/yaml.ts'
import { editionHash } from './shipped.ts'

type Given = { db: Db; actor: Actor; now: Date }

const keeps = (actor: Actor, publisherId: string): boolean =>
  can(actor, { action: 'keep frameworks', subject: { publisherId } })

export type CaseChecked =
  { ok: true } | { ok: false; reason: 'unknown' } | { ok: false; reason: 'refused'; problems: Problem[] }

/** Reads a CASE file and keeps it for the word of this admin, in place of one checked before. Nothing else changes. */
export async function checkCase(
  { db, actor, now }: Given,
  { orgId, fileName, text }: { orgId: string; fileName: string; text: string },
): Promise<CaseChecked> {
  if (!keeps(actor, orgId)) return { ok: false, reason: 'unknown' }
  const read = readCase(fileName, text)
  if (!read.ok) return { ok: false, reason: 'refused', problems: read.problems }
  const { edition, notes } = read
  await writeCheck(db, { orgId, personId: actor.personId }, { id: newId(), edition, notes, checkedAt: now })
  return { ok: true }
}

/**
 * `unknown`: there is no such check, or no right to it. `changed`: what is there is not what was shown, so that nobody
 * has agreed to what would happen. `taken`: its name and edition belong to another framework.
 */
export type CaseAdded =
  { ok: true; editionId: string; changed: boolean } | { ok: false; reason: 'unknown' | 'changed' | 'taken' }

/**
 * Takes in what was checked: all of it, as it was shown. `over` is the hash of the edition that it was compared with,
 * empty where there was none. What is there already stays as it is and is no event.
 */
export async function addChecked(
  { db, actor, now }: Given,
  { orgId, checkId, over }: { orgId: string; checkId: string; over: string },
): Promise<CaseAdded> {
  if (!keeps(actor, orgId)) return { ok: false, reason: 'unknown' }
  const whose = { orgId, personId: actor.personId }
  return inTransaction(db, async (tx) => {
    await lockFrameworks(tx, orgId)
    const check = await findCheck(tx, whose)
    if (check === null) return { ok: false, reason: 'unknown' }
    if (check.id !== checkId) return { ok: false, reason: 'changed' }
    const { edition } = check
    const place = placeOf(edition, await listStanding(tx, orgId))
    if (place.kind === 'taken') return { ok: false, reason: 'taken' }
    const there = place.kind === 'there' ? place.standing : null
    if ((there?.hash ?? '') !== over) return { ok: false, reason: 'changed' }
    await deleteCheck(tx, whose, checkId)
    const hash = editionHash(edition)
    if (there?.hash === hash) return { ok: true, editionId: there.id, changed: false }
    const frameworkKey = place.kind === 'there' ? place.standing.frameworkKey : place.frameworkKey
    // What else stands under this name keeps it.
    if (frameworkKey === edition.document.identifier)
      await writeFramework(tx, orgId, { key: frameworkKey, name: edition.name, note: '' }, now)
    const editionId = await writeEdition(tx, { orgId, frameworkKey, hash, now }, edition, there?.id ?? null)
    const payload = { components: edition.components.length, again: there !== null }
    await recordEvent(
      tx,
      { type: 'framework.imported', orgId, subjectId: editionId, actorId: actor.personId, payload },
      now,
    )
    return { ok: true, editionId, changed: true }
  })
}

/** Forgets what was checked; false when there is none. */
export async function discardChecked(
  { db, actor }: Given,
  { orgId, checkId }: { orgId: string; checkId: string },
): Promise<boolean> {
  return keeps(actor, orgId) && deleteCheck(db, { orgId, personId: actor.personId }, checkId)
}
