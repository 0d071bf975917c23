import { createHash } from 'node:crypto'
import { slugOf } from '../../people/rules.ts'
import { canonicalText } from '../../catalogue/rules/files.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import {
  findMedallionPlace,
  findNewestNumber,
  insertMedallion,
  insertVersion,
  lockMedallion,
  writeRetired,
} from '../queries/designing/publishing.ts'
import { closeDraft, lockDraft } from '../queries/designing/writing.ts'
import { findDraft, type MedallionDraft } from '../queries/drafts.ts'
import { listKnown } from '../queries/designing/known.ts'
import { brokenRules } from '../rules/broken.ts'
import type { BrokenRule } from '../rules/broken/rule.ts'
import { medallionShape } from '../rules/content.ts'
import { tidyDraft } from '../rules/designing/reading.ts'
import { neededOf } from '../rules/qualify.ts'
import { hoursOf } from '../rules/designing/shape-of.ts'
import type { Given } from './designing/hold.ts'

const LONGEST_NOTE = 500

export type Published =
  | {
      ok: true
      orgId: string
      medallionId: string
      versionId: string
      number: number
      slug: string
      organisationSlug: string
    }
  | { ok: false; reason: 'broken'; broken: BrokenRule[] }
  /**
   * unknown: no such draft, or not theirs, or it was published or discarded already; changed: somebody saved after it
   * was read; note_missing (of a next version) and note_long: the field `changeNote`; unchanged: the newest version says
   * just the same; retired: it must be taken up first
   */
  | { ok: false; reason: 'unknown' | 'changed' | 'note_missing' | 'note_long' | 'unchanged' | 'retired' }

export type PublishInput = {
  draftId: string
  /** What changed, in the words of the leader; the first version needs none */
  changeNote: string
  /** Of the draft that was read */
  revision?: number
}

/**
 * Publishes a draft as the next version of its medallion, which never changes again, and closes the draft. Who is under
 * way stays with the version that they were offered until they choose to move.
 */
export async function publishMedallion(
  { db, actor, now }: Given,
  { draftId, changeNote, revision }: PublishInput,
): Promise<Published> {
  const note = changeNote.replaceAll('\r\n', '\n').trim()
  if (note.length > LONGEST_NOTE) return { ok: false, reason: 'note_long' }
  return inTransaction(db, async (tx): Promise<Published> => {
    const held = isId(draftId) && (await lockDraft(tx, draftId))
    const draft = held ? await findDraft(tx, draftId) : null
    if (draft === null || !can(actor, 'publish', draft.organisation)) return { ok: false, reason: 'unknown' }
    if (revision !== undefined && revision !== draft.revision) return { ok: false, reason: 'changed' }
    const known = await listKnown(
      tx,
      draft.content.picks.map(({ micro_credential: slug }) => slug),
    )
    const broken = brokenRules(draft.content, known)
    if (broken.length > 0) return { ok: false, reason: 'broken', broken }
    const medallion = await holdMedallion(tx, draft, { by: actor.personId, now })
    if (medallion.retired) return { ok: false, reason: 'retired' }
    const content = medallionShape.parse({ ...tidyDraft(draft.content), id: medallion.slug })
    const hash = createHash('sha256').update(canonicalText(content)).digest('hex')
    const last = await findNewestNumber(tx, draft.orgId, medallion.id)
    if (last?.hash === hash) return { ok: false, reason: 'unchanged' }
    if (last !== null && note === '') return { ok: false, reason: 'note_missing' }
    const number = (last?.number ?? 0) + 1
    const { orgId, organisationId } = draft
    const written = { orgId, organisationId, medallionId: medallion.id, number, content, hash, changeNote: note }
    const counted = { needed: neededOf(content), hours: hoursOf(content, known), by: actor.personId }
    const picked = new Map(known.map((one) => [one.slug, one]))
    const versionId = await insertVersion(tx, { ...written, ...counted, picked }, now)
    await closeDraft(tx, { orgId, id: draft.id, how: 'published' }, now)
    const payload = { organisationId, versionId, number }
    await recordEvent(
      tx,
      { type: 'medallion.published', orgId, subjectId: medallion.id, actorId: actor.personId, payload },
      now,
    )
    const { slug } = medallion
    return {
      ok: true,
      orgId,
      medallionId: medallion.id,
      versionId,
      number,
      slug,
      organisationSlug: draft.organisation.slug,
    }
  })
}

/** The medallion of a draft, held until the transaction ends; a new one is made. */
async function holdMedallion(
  tx: Tx,
  { orgId, organisationId, medallionId, content }: MedallionDraft,
  { by, now }: { by: string; now: Date },
): Promise<{ id: string; slug: string; retired: boolean }> {
  if (medallionId === null) {
    const slug = slugOf(content.title) || 'medallion'
    return { ...(await insertMedallion(tx, { orgId, organisationId, slug, by }, now)), retired: false }
  }
  const found = await lockMedallion(tx, orgId, medallionId)
  if (found === null) throw new Error(`The draft is of the medallion ${medallionId}, which is not there.`)
  return { id: medallionId, slug: found.slug, retired: found.retired }
}

export type Retired =
  | { ok: true }
  /** unknown: no such medallion, or not theirs; because_missing and because_long: the field; changed: it is that already */
  | { ok: false; reason: 'unknown' | 'because_missing' | 'because_long' | 'changed' }

/** Retires a medallion, with a reason that its page shows. Nobody new is offered it; who is under way may finish. */
export async function retireMedallion(
  given: Given,
  { medallionId, because }: { medallionId: string; because: string },
): Promise<Retired> {
  const words = because.replaceAll('\r\n', '\n').trim()
  if (words === '') return { ok: false, reason: 'because_missing' }
  if (words.length > LONGEST_NOTE) return { ok: false, reason: 'because_long' }
  return writeStanding(given, medallionId, words)
}

/** Takes a retired medallion up again, as it was. */
export const takeUpMedallion = (given: Given, medallionId: string): Promise<Retired> =>
  writeStanding(given, medallionId, null)

function writeStanding({ db, actor, now }: Given, medallionId: string, because: string | null): Promise<Retired> {
  return inTransaction(db, async (tx): Promise<Retired> => {
    const place = isId(medallionId) ? await findMedallionPlace(tx, medallionId) : null
    if (place === null || !can(actor, 'publish', place)) return { ok: false, reason: 'unknown' }
    const { orgId, organisationId } = place
    if (!(await writeRetired(tx, { orgId, id: medallionId, because }, now))) return { ok: false, reason: 'changed' }
    const type = because === null ? 'medallion.taken_up' : 'medallion.retired'
    await recordEvent(
      tx,
      { type, orgId, subjectId: medallionId, actorId: actor.personId, payload: { organisationId } },
      now,
    )
    return { ok: true }
  })
}
