import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { can } from '../policy.ts'
import { findSection } from '../queries/drafts.ts'
import { noteSaved } from '../queries/review/reviews.ts'
import { insertConflict, listConflicts, lockDraft, settleConflicts, writeSection } from '../queries/writing.ts'
import { textOf, tidySection } from '../rules/fields/reading.ts'
import { isSectionOf, type Section, type SectionContent } from '../rules/sections.ts'
import type { Given } from './drafting.ts'

export type Saved =
  | { ok: true; revision: number; savedAt: Date }
  /** Somebody, or another tab, saved another text first: that one stands, and the one sent now is kept beside it. */
  | {
      ok: false
      reason: 'newer_elsewhere'
      conflictId: string
      revision: number
      content: SectionContent
      savedAt: Date
      savedBy: string
    }
  /** unknown: no such draft or section, or it was published or discarded; too_long, too_many: see readForm. */
  | { ok: false; reason: 'unknown' | 'too_long' | 'too_many' }

export type SectionInput = {
  draftId: string
  section: string
  /** Whatever came from outside; see tidySection */
  content: unknown
  /** The revision the text was made from */
  baseRevision: number
  /** The conflict that this text is the answer to */
  settles?: string | undefined
}

/** Saves one section. What stands there already is not saved again, so that others are not disturbed. */
export async function saveSection({ db, actor, publisherId, now }: Given, input: SectionInput): Promise<Saved> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx): Promise<Saved> => {
    const draft = await lockDraft(tx, publisherId, input.draftId)
    if (draft === null || !isSectionOf(draft.kind, input.section)) return { ok: false, reason: 'unknown' }
    const read = tidySection(input.section, input.content)
    if (!read.ok) return { ok: false, reason: read.reason }
    const place = { orgId: publisherId, draftId: input.draftId, section: input.section }
    const current = await getSection(tx, place)
    const said = { orgId: publisherId, draftId: input.draftId, personId: actor.personId }
    const given = { content: read.content, base: input.baseRevision, by: actor.personId, now }
    if (textOf(current.content) === textOf(read.content)) {
      await settle(tx, place, read.content, input.settles, now)
      return { ok: true, revision: current.revision, savedAt: current.savedAt }
    }
    const revision = await writeSection(tx, place, given)
    if (revision !== null) {
      await noteSaved(tx, { ...said, before: current.content, after: read.content })
      await settle(tx, place, read.content, input.settles, now)
      return { ok: true, revision, savedAt: now }
    }
    const conflictId =
      (await findWaiting(tx, place, read.content, actor.personId)) ??
      (await insertConflict(tx, place, { ...given, settled: false }))
    const { savedBy, savedAt, content, revision: newer } = current
    return {
      ok: false,
      reason: 'newer_elsewhere',
      conflictId,
      revision: newer,
      content,
      savedAt,
      savedBy: savedBy.name,
    }
  })
}

type Place = { orgId: string; draftId: string; section: Section }

/** A section as it stands, in the shape that it has today. The draft is locked, so nobody changes it meanwhile. */
async function getSection(tx: Tx, { orgId, draftId, section }: Place) {
  const found = await findSection(tx, orgId, draftId, section)
  if (found === null) throw new Error(`The draft ${draftId} has no section ${section}.`)
  const read = tidySection(section, found.content)
  return read.ok ? { ...found, content: read.content } : found
}

const waitingIn = async (tx: Tx, { orgId, draftId, section }: Place) =>
  (await listConflicts(tx, orgId, draftId)).filter((conflict) => conflict.section === section)

const sameText = (section: Section, stored: SectionContent, content: SectionContent): boolean => {
  const read = tidySection(section, stored)
  return read.ok && textOf(read.content) === textOf(content)
}

/** The same text of the same author that waits already is not kept twice. */
async function findWaiting(tx: Tx, place: Place, content: SectionContent, by: string): Promise<string | null> {
  const waiting = await waitingIn(tx, place)
  const same = waiting.find(({ keptBy, content: kept }) => keptBy.id === by && sameText(place.section, kept, content))
  return same?.id ?? null
}

/** A text that is saved waits no longer, and neither does the one that its writer chose against. */
async function settle(
  tx: Tx,
  place: Place,
  content: SectionContent,
  chosen: string | undefined,
  now: Date,
): Promise<void> {
  const done = (await waitingIn(tx, place)).filter(
    ({ id, content: kept }) => id === chosen || sameText(place.section, kept, content),
  )
  await settleConflicts(
    tx,
    place.orgId,
    done.map(({ id }) => id),
    now,
  )
}

export type Settled = { ok: true } | { ok: false; reason: 'unknown' }

/**
 * Chooses between a section that was kept and the one that stands. The one not chosen stays in the table of conflicts,
 * marked as settled.
 */
export async function settleConflict(
  { db, actor, publisherId, now }: Given,
  { draftId, conflictId, keep }: { draftId: string; conflictId: string; keep: 'kept' | 'current' },
): Promise<Settled> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx): Promise<Settled> => {
    if ((await lockDraft(tx, publisherId, draftId)) === null) return { ok: false, reason: 'unknown' }
    const conflict = (await listConflicts(tx, publisherId, draftId)).find(({ id }) => id === conflictId)
    if (conflict === undefined) return { ok: false, reason: 'unknown' }
    const place = { orgId: publisherId, draftId, section: conflict.section }
    const current = await getSection(tx, place)
    if (keep === 'kept' && !sameText(place.section, conflict.content, current.content)) {
      const base = current.revision
      const beside = { content: current.content, base, by: current.savedBy.id, now, settled: true }
      await insertConflict(tx, place, beside)
      await writeSection(tx, place, { content: conflict.content, base, by: actor.personId, now })
      const said = { orgId: publisherId, draftId, personId: conflict.keptBy.id }
      await noteSaved(tx, { ...said, before: current.content, after: conflict.content })
    }
    await settleConflicts(tx, publisherId, [conflictId], now)
    return { ok: true }
  })
}
