import { findProfile } from '../../people/queries/profiles.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { can } from '../policy.ts'
import { findOrganisationPlace } from '../queries/designing/places.ts'
import { closeDraft, insertDraft } from '../queries/designing/writing.ts'
import { findDraftOf } from '../queries/drafts.ts'
import { findNewestMedallionVersion, findPublishedVersion, type MedallionVersion } from '../queries/medallions.ts'
import type { MedallionContent } from '../rules/content.ts'
import { contentOfExample, copyOf, emptyContent, type Own, type Start } from '../rules/designing/start.ts'
import { onDraft, type Given } from './designing/hold.ts'
import { readExamples } from './designing/examples.ts'

/** What a draft begins with: an example, what somebody has published, or the newest version of one's own medallion. */
export type From = { example: string } | { version: string } | { medallion: string }

export type DraftStarted =
  /** begun false: there was a draft of the medallion already, and this is it */
  | { ok: true; draftId: string; begun: boolean }
  /** unknown: no such organisation, or not theirs, or nothing to begin with; retired: it must be taken up first */
  | { ok: false; reason: 'unknown' | 'retired' }

/** Begins a new medallion of an organisation, or the next version of one that it has. */
export async function startDraft(
  { db, actor, now }: Given,
  { organisationId, from }: { organisationId: string; from?: From },
): Promise<DraftStarted> {
  const examples = from !== undefined && 'example' in from ? await readExamples() : []
  return inTransaction(db, async (tx): Promise<DraftStarted> => {
    const place = isId(organisationId) ? await findOrganisationPlace(tx, organisationId) : null
    if (place === null || !can(actor, 'design', place)) return { ok: false, reason: 'unknown' }
    const draft = { orgId: place.orgId, organisationId, by: actor.personId }
    if (from !== undefined && 'medallion' in from) {
      const version = await findOwn(tx, place.orgId, organisationId, from.medallion)
      if (version === null) return { ok: false, reason: 'unknown' }
      if (version.retired !== null) return { ok: false, reason: 'retired' }
      const { content, medallionId } = version
      const draftId = await insertDraft(tx, { ...draft, medallionId, content, start: null }, now)
      if (draftId !== null) return { ok: true, draftId, begun: true }
      const there = await findDraftOf(tx, place.orgId, medallionId)
      if (there === null) throw new Error('Another draft stood in the way and is gone.')
      return { ok: true, draftId: there.id, begun: false }
    }
    const begun = await beginning(tx, await findOwnWords(tx, organisationId), from, examples)
    if (begun === null) return { ok: false, reason: 'unknown' }
    const draftId = await insertDraft(tx, { ...draft, medallionId: null, ...begun }, now)
    if (draftId === null) throw new Error('A new medallion has no other draft.')
    return { ok: true, draftId, begun: true }
  })
}

async function findOwn(
  tx: Tx,
  orgId: string,
  organisationId: string,
  medallionId: string,
): Promise<MedallionVersion | null> {
  const version = isId(medallionId) ? await findNewestMedallionVersion(tx, orgId, medallionId) : null
  return version?.organisationId === organisationId ? version : null
}

const NOTHING_SAID: Own = { monogram: '', mission: '', goals: [] }

const findOwnWords = async (tx: Tx, organisationId: string): Promise<Own> =>
  (await findProfile(tx, organisationId)) ?? NOTHING_SAID

/** The first words of a new medallion; null when what it should be copied from is not there. */
async function beginning(
  tx: Tx,
  own: Own,
  from: Exclude<From, { medallion: string }> | undefined,
  examples: Awaited<ReturnType<typeof readExamples>>,
): Promise<{ content: MedallionContent; start: Start | null } | null> {
  if (from === undefined) return { content: emptyContent(own), start: null }
  if ('example' in from) {
    const example = examples.find(({ id }) => id === from.example)
    return example === undefined ? null : copyOf(contentOfExample(example), own, '')
  }
  const version = isId(from.version) ? await findPublishedVersion(tx, from.version) : null
  return version === null ? null : copyOf(version.content, own, version.organisation.name)
}

/** Takes a draft off the desk. What was published stays as it is. */
export const discardDraft = (given: Given, draftId: string): Promise<{ ok: true } | { ok: false; reason: 'unknown' }> =>
  onDraft(given, draftId, async (tx, { orgId, id }) => {
    await closeDraft(tx, { orgId, id, how: 'discarded' }, given.now)
    return { ok: true } as const
  })
