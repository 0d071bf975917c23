import type { Tx } from '../../../../platform/database/database.ts'
import { canonicalText } from '../../../catalogue/rules/files.ts'
import { findSave, insertConflict, settleConflicts, writeDraft } from '../../queries/designing/writing.ts'
import { listConflicts, type MedallionDraft } from '../../queries/drafts.ts'
import type { MedallionContent } from '../../rules/content.ts'
import { mergeDrafts } from '../../rules/designing/merge.ts'
import { readDraft } from '../../rules/designing/reading.ts'
import { onDraft, type Given } from './hold.ts'

export type DraftSaved =
  /** merged: somebody else had saved meanwhile, and `content` holds what both of them wrote */
  | { ok: true; revision: number; savedAt: Date; content: MedallionContent; merged: boolean }
  /** Both changed the same place: what was saved first stands, and what was sent now is kept beside it. */
  | {
      ok: false
      reason: 'newer_elsewhere'
      conflictId: string
      revision: number
      content: MedallionContent
      savedAt: Date
      savedBy: string
    }
  /** unknown: no such draft, or not theirs, or it was published or discarded; the others: see readDraft */
  | { ok: false; reason: 'unknown' | 'too_long' | 'too_many' | 'malformed' }

export type SaveInput = {
  draftId: string
  /** Whatever came from outside; see readDraft */
  content: unknown
  /** The revision that it was made from */
  baseRevision: number
  /** The conflict that this is the answer to */
  settles?: string | undefined
}

/** Saves a draft. What two leaders changed in different places is put together; what stands already is not saved again. */
export function saveDraft(given: Given, input: SaveInput): Promise<DraftSaved> {
  return onDraft(given, input.draftId, async (tx, draft): Promise<DraftSaved> => {
    const read = readDraft(input.content)
    if (!read.ok) return read
    const behind = input.baseRevision !== draft.revision
    const content = behind ? await putTogether(tx, draft, read.content, input.baseRevision) : read.content
    if (content === null) return keepBoth(tx, given, draft, read.content)
    const saved = await write(tx, given, draft, content)
    const done = (await listConflicts(tx, draft.orgId, draft.id)).filter(
      ({ id, content: kept }) => id === input.settles || sameText(kept, read.content),
    )
    await settle(tx, given, draft, done)
    return { ok: true, ...saved, content, merged: behind && !sameText(content, read.content) }
  })
}

const sameText = (some: MedallionContent, others: MedallionContent): boolean =>
  canonicalText(some) === canonicalText(others)

const settle = (tx: Tx, { now }: Given, { orgId }: MedallionDraft, done: readonly { id: string }[]) =>
  settleConflicts(
    tx,
    orgId,
    done.map(({ id }) => id),
    now,
  )

/** The draft with what was made of an older revision of it; null where somebody has to choose. */
async function putTogether(
  tx: Tx,
  draft: MedallionDraft,
  mine: MedallionContent,
  baseRevision: number,
): Promise<MedallionContent | null> {
  if (sameText(draft.content, mine)) return mine
  // What came from outside may be no number at all.
  if (!Number.isInteger(baseRevision) || baseRevision < 1 || baseRevision > draft.revision) return null
  const base = await findSave(tx, draft.orgId, draft.id, baseRevision)
  const merged = base === null ? null : mergeDrafts(base, mine, draft.content)
  // Together they may list more than a draft holds.
  const read = merged === null ? null : readDraft(merged)
  return read?.ok === true ? read.content : null
}

async function write(tx: Tx, { actor, now }: Given, draft: MedallionDraft, content: MedallionContent) {
  if (sameText(draft.content, content)) return { revision: draft.revision, savedAt: draft.savedAt }
  const revision = draft.revision + 1
  await writeDraft(tx, { orgId: draft.orgId, id: draft.id, revision, content, by: actor.personId }, now)
  return { revision, savedAt: now }
}

/** The same text of the same leader that waits already is not kept twice. */
async function keepBoth(
  tx: Tx,
  { actor, now }: Given,
  draft: MedallionDraft,
  content: MedallionContent,
): Promise<DraftSaved> {
  const by = actor.personId
  const waiting = await listConflicts(tx, draft.orgId, draft.id)
  const same = waiting.find(({ keptBy, content: kept }) => keptBy.id === by && sameText(kept, content))
  const conflict = { orgId: draft.orgId, draftId: draft.id, content, by }
  const conflictId = same?.id ?? (await insertConflict(tx, conflict, now))
  const { revision, savedAt, savedBy } = draft
  return {
    ok: false,
    reason: 'newer_elsewhere',
    conflictId,
    revision,
    content: draft.content,
    savedAt,
    savedBy: savedBy.name,
  }
}

/** Chooses between what was kept and what stands. What is not chosen stays among the older revisions. */
export const settleConflict = (
  given: Given,
  { draftId, conflictId, keep }: { draftId: string; conflictId: string; keep: 'kept' | 'current' },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' }> =>
  onDraft(given, draftId, async (tx, draft) => {
    const conflict = (await listConflicts(tx, draft.orgId, draft.id)).find(({ id }) => id === conflictId)
    if (conflict === undefined) return { ok: false, reason: 'unknown' } as const
    if (keep === 'kept') await write(tx, given, draft, conflict.content)
    await settle(tx, given, draft, [conflict])
    return { ok: true } as const
  })
