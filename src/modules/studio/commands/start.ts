import { randomInt } from 'node:crypto'
import { findThing, listThings } from '../../catalogue/queries/things.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { can } from '../policy.ts'
import { findDraftOf } from '../queries/drafts.ts'
import { insertDraft } from '../queries/writing.ts'
import { freshSections, slugOfTitle } from '../rules/library/fresh.ts'
import { splitContent, type DraftKind, type Sections } from '../rules/sections.ts'
import type { Given } from './drafting.ts'

export type DraftStarted =
  /** begun false: there was a draft already, and this is it */
  | { ok: true; draftId: string; begun: boolean }
  /** not_an_author: no author's role in this catalogue; unknown: no such thing. */
  | { ok: false; reason: 'not_an_author' | 'unknown' }

/** Begins the next version of something in the catalogue, from the words of its newest version or of its outline. */
export async function startDraft(
  { db, actor, publisherId, now }: Given,
  { kind, slug }: { kind: DraftKind; slug: string },
): Promise<DraftStarted> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return { ok: false, reason: 'not_an_author' }
  return inTransaction(db, async (tx): Promise<DraftStarted> => {
    const thing = await findThing(tx, publisherId, kind, slug)
    if (thing === null) return { ok: false, reason: 'unknown' }
    const { id, versionId, content } = thing
    const said = content['version']
    const version = typeof said === 'string' ? said : '1.0.0'
    const draft = { orgId: publisherId, kind, slug, version, thingId: id, basedOnVersionId: versionId }
    return open(tx, { ...draft, by: actor.personId }, splitContent(kind, content), now)
  })
}

export type NewStarted =
  | DraftStarted
  /** no_title: no letter in it, or over 200 letters; no_stack: a micro-credential needs one that is there or drafted. */
  | { ok: false; reason: 'no_title' | 'no_stack' }
  /** taken: something in the catalogue or a draft has this name already */
  | { ok: false; reason: 'taken'; slug: string }

/** Begins something new. Its name in addresses comes from its title and stays. */
export async function startNew(
  { db, actor, publisherId, now }: Given,
  { kind, title, stack }: { kind: DraftKind; title: string; stack?: string | undefined },
): Promise<NewStarted> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return { ok: false, reason: 'not_an_author' }
  const slug = slugOfTitle(title.trim())
  if (slug === null) return { ok: false, reason: 'no_title' }
  return inTransaction(db, async (tx): Promise<NewStarted> => {
    const things = await listThings(tx, publisherId)
    if (things.some((thing) => thing.kind === kind && thing.slug === slug)) return { ok: false, reason: 'taken', slug }
    if (kind === 'micro-credential' && !(await isStack(tx, publisherId, stack)))
      return { ok: false, reason: 'no_stack' }
    const sections = freshSections(kind, {
      title: title.trim(),
      stacks: things.filter((thing) => thing.kind === 'stack').length,
      salt: randomInt(1, 1000),
      ...(stack === undefined ? {} : { stack }),
    })
    const draft = { orgId: publisherId, kind, slug, version: '1.0.0', thingId: null, basedOnVersionId: null }
    const started = await open(tx, { ...draft, by: actor.personId }, sections, now)
    return started.ok && !started.begun ? { ok: false, reason: 'taken', slug } : started
  })
}

async function isStack(tx: Tx, publisherId: string, slug: string | undefined): Promise<boolean> {
  if (slug === undefined) return false
  const [thing, draft] = await Promise.all([
    findThing(tx, publisherId, 'stack', slug),
    findDraftOf(tx, publisherId, 'stack', slug),
  ])
  return thing !== null || draft !== null
}

async function open(
  tx: Tx,
  draft: Parameters<typeof insertDraft>[1],
  sections: Sections,
  now: Date,
): Promise<DraftStarted> {
  const draftId = await insertDraft(tx, draft, sections, now)
  if (draftId !== null) return { ok: true, draftId, begun: true }
  const there = await findDraftOf(tx, draft.orgId, draft.kind, draft.slug)
  if (there === null) throw new Error('Another draft stood in the way and is gone.')
  return { ok: true, draftId: there.id, begun: false }
}
