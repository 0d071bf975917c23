import { createHash } from 'node:crypto'
import { lockCatalogue, reviseCatalogue } from '../../../catalogue/queries/import.ts'
import { findVersionOfDraft } from '../../../catalogue/queries/publishing/history.ts'
import {
  openStack,
  publishBadge,
  publishMicroCredential,
  publishStack,
  type Publication,
  type Published,
} from '../../../catalogue/queries/publishing/publish.ts'
import { isBlocked } from '../../../catalogue/rules/quality/checklist.ts'
import { canonicalText } from '../../../catalogue/rules/files.ts'
import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { findClosedDraft, findDraft } from '../../queries/drafts.ts'
import { loadReadiness, readWritten } from './readiness.ts'
import { closeDraft, lockDraft } from '../../queries/writing.ts'
import {
  backingOf,
  LONGEST_CHANGE_NOTE,
  nextVersion,
  type Step,
  type Written,
} from '../../rules/publishing/publishing.ts'
import type { DraftKind } from '../../rules/sections.ts'
import type { Given } from '../drafting.ts'
import { tidy } from '../review/review.ts'

export type PublishResult =
  | { ok: true; kind: DraftKind; slug: string; number: number; version: string }
  /** It was published from this draft already, as this version */
  | { ok: false; reason: 'published'; kind: DraftKind; slug: string; number: number; version: string }
  /**
   * unknown: no such draft, or not theirs; note_missing and note_long: the field `changeNote`; reason_missing and
   * reason_long: the field `because`; not_ready: no second author has said of this text that it is ready; changed: it
   * says something else than what was read; outdated: a newer version than the one it was begun from is published;
   * retired: it must be taken up first; blocked: something of the checklist is not met; unfit: it does not fit into the
   * catalogue
   */
  | {
      ok: false
      reason:
        | 'unknown'
        | 'note_missing'
        | 'note_long'
        | 'reason_missing'
        | 'reason_long'
        | 'not_ready'
        | 'changed'
        | 'outdated'
        | 'retired'
        | 'blocked'
        | 'unfit'
    }

export type PublishInput = {
  draftId: string
  step: Step
  changeNote: string
  /** Why nobody else has read it; only where the catalogue has one author */
  because: string
  /** Of the text that was read */
  fingerprint: string
}

/**
 * Publishes a draft as the next version, which never changes again, and closes the draft. Whoever is at work on the
 * last version goes on with that one.
 */
export async function publishDraft(given: Given, input: PublishInput): Promise<PublishResult> {
  const { db, actor, publisherId, now } = given
  if (!can(actor, { action: 'publish', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  const changeNote = tidy(input.changeNote)
  const because = tidy(input.because)
  if (changeNote === '') return { ok: false, reason: 'note_missing' }
  if (changeNote.length > LONGEST_CHANGE_NOTE) return { ok: false, reason: 'note_long' }
  if (because.length > LONGEST_CHANGE_NOTE) return { ok: false, reason: 'reason_long' }
  return inTransaction(db, async (tx): Promise<PublishResult> => {
    await lockCatalogue(tx, publisherId, now)
    await lockDraft(tx, publisherId, input.draftId)
    const draft = await findDraft(tx, publisherId, input.draftId)
    if (draft === null) return alreadyPublished(tx, publisherId, input.draftId)
    const readiness = await loadReadiness(tx, draft, now)
    const { newest, fingerprint, reviews, mainAuthorId, authors } = readiness
    if (fingerprint !== input.fingerprint) return { ok: false, reason: 'changed' }
    if (!readiness.current) return { ok: false, reason: 'outdated' }
    if (newest !== null && newest.retired !== null) return { ok: false, reason: 'retired' }
    const version = nextVersion(readiness.versions, input.step)
    const written = readWritten(draft.kind, { ...readiness.content, version })
    if (written === null || isBlocked(readiness.items)) return { ok: false, reason: 'blocked' }
    if (readiness.obstacles.length > 0) return { ok: false, reason: 'unfit' }
    const backing = backingOf({ reviews, fingerprint, mainAuthorId, authors: authors.length, because })
    if (!backing.ok) return backing
    const { reviewedBy, unreviewedBecause } = backing
    const { thingId, versionId, number } = await write(tx, written, {
      publisherId,
      now,
      hash: createHash('sha256').update(canonicalText(written.content)).digest('hex'),
      changeNote,
      publishedBy: actor.personId,
      reviewedBy,
      unreviewedBecause,
      draftId: draft.id,
    })
    await closeDraft(tx, publisherId, draft.id, { how: 'published', by: actor.personId, now })
    await reviseCatalogue(tx, publisherId, now)
    const payload = { kind: draft.kind, versionId, number, draftId: draft.id }
    await recordEvent(
      tx,
      { type: 'catalogue.published', orgId: publisherId, subjectId: thingId, actorId: actor.personId, payload },
      now,
    )
    return { ok: true, kind: draft.kind, slug: draft.slug, number, version }
  })
}

async function write(tx: Tx, { kind, content }: Written, publication: Publication): Promise<Published> {
  if (kind === 'badge') return publishBadge(tx, publication, content)
  if (kind === 'stack') return publishStack(tx, publication, content)
  return publishMicroCredential(tx, publication, content, { stackId: await openStack(tx, publication, content.stack) })
}

async function alreadyPublished(tx: Tx, publisherId: string, draftId: string): Promise<PublishResult> {
  const draft = await findClosedDraft(tx, publisherId, draftId)
  const version = draft === null ? null : await findVersionOfDraft(tx, publisherId, draft.kind, draftId)
  if (draft === null || version === null) return { ok: false, reason: 'unknown' }
  return { ok: false, reason: 'published', kind: draft.kind, slug: draft.slug, ...version }
}
