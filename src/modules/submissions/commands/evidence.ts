import { rm } from 'node:fs/promises'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import type { Files } from '../../../platform/files.ts'
import {
  findEvidence,
  insertEvidence,
  listEvidence,
  markReady,
  markRemoved,
  markRestored,
} from '../queries/evidence.ts'
import { contentFits, kindsFor, MOST_EVIDENCE, planFile, planLink, type EvidenceRefusal } from '../rules/evidence.ts'
import { findPrompt, openPrompts, type Prompt } from '../rules/work.ts'
import { getVersion } from '../../catalogue/queries/versions.ts'
import { findPursuit } from '../queries/pursuits.ts'
import { loadOwnDraft, type Given, type OwnAttempt } from './draft.ts'
import { inspectFile } from './inspect-file.ts'

/** unknown: no such pursuit, prompt or evidence; closed: submitted already; locked: its criteria are met. */
type Refused =
  { ok: false; reason: 'unknown' | 'closed' | 'locked' } | { ok: false; reason: 'refused'; refusal: EvidenceRefusal }
export type Added = { ok: true; evidenceId: string } | Refused

type Place = { pursuitId: string; promptId: string }

/** The draft and the prompt under which something may be laid now. */
async function loadPlace(
  tx: Tx,
  { actor }: Given,
  { pursuitId, promptId }: Place,
): Promise<{ ok: true; own: OwnAttempt; prompt: Prompt } | Refused> {
  const own = await loadOwnDraft(tx, actor, pursuitId)
  if (!own.ok) return own
  const { content } = own.version
  const prompt = findPrompt(content, promptId)
  if (prompt === null) return { ok: false, reason: 'unknown' }
  if (!openPrompts(content, own.attempt.openCriteria).has(promptId)) return { ok: false, reason: 'locked' }
  return { ok: true, own, prompt }
}

async function hasRoom(tx: Tx, { own, prompt }: { own: OwnAttempt; prompt: Prompt }): Promise<boolean> {
  const there = await listEvidence(tx, own.attempt.orgId, own.attempt.id)
  return there.filter(({ promptId }) => promptId === prompt.id).length < MOST_EVIDENCE
}

const refuse = (refusal: EvidenceRefusal): Refused => ({ ok: false, reason: 'refused', refusal })

/** Lays a link under a prompt that takes links. */
export async function addLink(given: Given, input: Place & { url: string; name: string }): Promise<Added> {
  return inTransaction(given.db, async (tx): Promise<Added> => {
    const place = await loadPlace(tx, given, input)
    if (!place.ok) return place
    if (!kindsFor(place.prompt.responses).includes('link')) return refuse('type_not_here')
    const plan = planLink(input.url, input.name)
    if (!plan.ok) return refuse(plan.reason)
    if (!(await hasRoom(tx, place))) return refuse('too_many')
    const { orgId, id: submissionId } = place.own.attempt
    const { url, name } = plan
    const evidenceId = await insertEvidence(
      tx,
      { orgId, submissionId, promptId: input.promptId, kind: 'link', name, url },
      given.now,
    )
    return { ok: true, evidenceId }
  })
}

/** Announces a file before its first byte arrives; bytes is null where the size is not known yet. */
export async function beginUpload(given: Given, input: Place & { name: string; bytes: number | null }): Promise<Added> {
  return inTransaction(given.db, async (tx): Promise<Added> => {
    const place = await loadPlace(tx, given, input)
    if (!place.ok) return place
    const plan = planFile(input.name, input.bytes, place.prompt.responses)
    if (!plan.ok) return refuse(plan.reason)
    if (!(await hasRoom(tx, place))) return refuse('too_many')
    const { orgId, id: submissionId } = place.own.attempt
    const { kind, name } = plan
    const evidenceId = await insertEvidence(
      tx,
      { orgId, submissionId, promptId: input.promptId, kind, name, url: null },
      given.now,
    )
    return { ok: true, evidenceId }
  })
}

/**
 * Takes a complete upload from a local path into the file store, if what is inside is what its name says. The file at
 * `path` is gone afterwards, whatever the answer; a refused upload counts as removed.
 */
export async function finishUpload(
  given: Given & { files: Files },
  { evidenceId, path }: { evidenceId: string; path: string },
): Promise<Added> {
  try {
    return await takeIn(given, evidenceId, path)
  } finally {
    await rm(path, { force: true })
  }
}

async function takeIn(given: Given & { files: Files }, evidenceId: string, path: string): Promise<Added> {
  const { db, actor, files, now } = given
  const found = await findEvidence(db, evidenceId)
  if (found === null || found.personId !== actor.personId) return { ok: false, reason: 'unknown' }
  if (found.state !== 'uploading') return { ok: false, reason: 'closed' }
  const { orgId, submissionId, pursuitId, promptId } = found
  const content = await inspectFile(path)
  const prompt = await findPromptOf(given, pursuitId, promptId)
  const plan = planFile(found.name, content.bytes, prompt?.responses ?? [])
  const refusal = !plan.ok ? plan.reason : contentFits(found.name, content) ? null : 'content_differs'
  if (!plan.ok || refusal !== null) {
    await inTransaction(db, (tx) => markRemoved(tx, orgId, evidenceId, now))
    return refuse(refusal ?? 'content_differs')
  }
  const fileKey = `${orgId}/${submissionId}/${evidenceId}`
  await files.moveFromFs(path, fileKey)
  const stored = { fileKey, mediaType: plan.mediaType, bytes: content.bytes, sha256: content.sha256 }
  const kept = await inTransaction(db, async (tx) => {
    const own = await loadOwnDraft(tx, actor, pursuitId)
    return own.ok && own.attempt.id === submissionId && (await markReady(tx, orgId, evidenceId, stored))
  })
  if (kept) return { ok: true, evidenceId }
  await files.delete(fileKey)
  return { ok: false, reason: 'closed' }
}

async function findPromptOf({ db }: Given, pursuitId: string, promptId: string): Promise<Prompt | null> {
  const pursuit = await findPursuit(db, pursuitId)
  if (pursuit === null) return null
  return findPrompt((await getVersion(db, pursuit.publisherId, pursuit.versionId)).content, promptId)
}

export type Changed = { ok: true; promptId: string } | { ok: false; reason: 'unknown' | 'closed' | 'locked' }

/** Takes evidence away from under its prompt; restoreEvidence brings it back. */
export const removeEvidence = (given: Given, evidenceId: string): Promise<Changed> =>
  changeEvidence(given, evidenceId, (tx, orgId) => markRemoved(tx, orgId, evidenceId, given.now))

/** Undoes removeEvidence; a broken-off upload cannot come back and is 'closed'. */
export const restoreEvidence = (given: Given, evidenceId: string): Promise<Changed> =>
  changeEvidence(given, evidenceId, (tx, orgId) => markRestored(tx, orgId, evidenceId))

async function changeEvidence(
  given: Given,
  evidenceId: string,
  change: (tx: Tx, orgId: string) => Promise<boolean>,
): Promise<Changed> {
  return inTransaction(given.db, async (tx): Promise<Changed> => {
    const found = await findEvidence(tx, evidenceId)
    if (found === null) return { ok: false, reason: 'unknown' }
    const own = await loadOwnDraft(tx, given.actor, found.pursuitId)
    if (!own.ok) return own
    if (own.attempt.id !== found.submissionId) return { ok: false, reason: 'closed' }
    if (!openPrompts(own.version.content, own.attempt.openCriteria).has(found.promptId))
      return { ok: false, reason: 'locked' }
    return (await change(tx, found.orgId)) ? { ok: true, promptId: found.promptId } : { ok: false, reason: 'closed' }
  })
}
