import { randomBytes } from 'node:crypto'
import { getVersion, type Version } from '../../catalogue/queries/versions.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { can } from '../policy.ts'
import { findPursuit, type Pursuit } from '../queries/pursuits.ts'
import { findNewestAttempt, insertDraft, type Submission } from '../queries/submissions.ts'
import { blindCode, CODE_BYTES } from '../rules/code.ts'

/** Who does something, when, and where it is kept. */
export type Given = { db: Db; actor: Actor; now: Date }

export type OwnAttempt = { ok: true; pursuit: Pursuit; attempt: Submission; version: Version }

/** The newest attempt of a pursuit of one's own, held by a lock until the transaction ends. */
export async function loadOwnAttempt(
  tx: Tx,
  actor: Actor,
  pursuitId: string,
  lock: 'writing' | 'moving',
): Promise<OwnAttempt | { ok: false; reason: 'unknown' }> {
  const pursuit = await findPursuit(tx, pursuitId)
  if (pursuit === null || !can(actor, { action: 'change a pursuit', subject: pursuit }))
    return { ok: false, reason: 'unknown' }
  const attempt = await findNewestAttempt(tx, pursuit.orgId, pursuit.id, lock)
  if (attempt === null) return { ok: false, reason: 'unknown' }
  return { ok: true, pursuit, attempt, version: await getVersion(tx, pursuit.publisherId, pursuit.versionId) }
}

/** The same, when it can still be written in. 'closed': it was submitted, withdrawn or decided meanwhile. */
export async function loadOwnDraft(
  tx: Tx,
  actor: Actor,
  pursuitId: string,
  lock: 'writing' | 'moving' = 'writing',
): Promise<OwnAttempt | { ok: false; reason: 'unknown' | 'closed' }> {
  const own = await loadOwnAttempt(tx, actor, pursuitId, lock)
  return own.ok && own.attempt.state !== 'draft' ? { ok: false, reason: 'closed' } : own
}

/** Opens a draft under a code that nobody in the district has yet; null when the pursuit has this attempt already. */
export async function openDraft(
  tx: Tx,
  draft: { orgId: string; pursuitId: string; attempt: number; openCriteria: string[] },
  now: Date,
): Promise<string | null> {
  for (;;) {
    const id = await insertDraft(tx, { ...draft, code: blindCode(randomBytes(CODE_BYTES)) }, now)
    if (id !== null) return id
    const newest = await findNewestAttempt(tx, draft.orgId, draft.pursuitId)
    if (newest !== null && newest.attempt >= draft.attempt) return null
  }
}
