import { findMicroCredential, getVersion } from '#src/modules/catalogue/queries/versions.ts'
import { submitForAssessment } from '#src/modules/submissions/commands/attempts.ts'
import type { Given } from '#src/modules/submissions/commands/draft.ts'
import { startPursuit } from '#src/modules/submissions/commands/pursuits.ts'
import { saveResponse } from '#src/modules/submissions/commands/responses.ts'
import { findPursuit } from '#src/modules/submissions/queries/pursuits.ts'
import { findResponse } from '#src/modules/submissions/queries/responses.ts'
import {
  findNewestAttempt,
  moveSubmission,
  recordDecision,
  type Submission,
} from '#src/modules/submissions/queries/submissions.ts'
import { openPrompts, promptsOf } from '#src/modules/submissions/rules/work.ts'
import { inTransaction, type Db } from '#src/platform/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { NOON } from './factories.ts'

export const STATEMENTS_GIVEN = { own_work: true, no_identities: true, may_be_read: true }

/** As many words as a prompt asks for. */
const someWords = (count: number): string => Array.from({ length: count }, (_, i) => `word${i + 1}`).join(' ')

/** The newest attempt of a pursuit that must exist. */
export async function newestAttempt(db: Db, pursuitId: string): Promise<Submission> {
  const pursuit = await findPursuit(db, pursuitId)
  const attempt = pursuit === null ? null : await findNewestAttempt(db, pursuit.orgId, pursuitId)
  if (attempt === null) throw new Error(`The pursuit ${pursuitId} has no attempt.`)
  return attempt
}

/** Writes under every prompt that is open, just enough. */
export async function answerEverything(given: Given, pursuitId: string): Promise<void> {
  const pursuit = await findPursuit(given.db, pursuitId)
  if (pursuit === null) throw new Error(`There is no pursuit ${pursuitId}.`)
  const { content } = await getVersion(given.db, pursuit.publisherId, pursuit.versionId)
  const attempt = await newestAttempt(given.db, pursuitId)
  const open = openPrompts(content, attempt.openCriteria)
  for (const { id: promptId, words } of promptsOf(content)) {
    if (!open.has(promptId)) continue
    const there = await findResponse(given.db, { orgId: attempt.orgId, submissionId: attempt.id, promptId })
    const body = someWords(words?.min ?? 20)
    const saved = await saveResponse(given, { pursuitId, promptId, body, baseRevision: there?.revision ?? 0 })
    if (!saved.ok) throw new Error(saved.reason)
  }
}

/** Starts, answers and submits a micro-credential as its educator would. Returns the pursuit. */
export async function makeSubmitted(given: Given, slug: string): Promise<string> {
  const started = await startPursuit(given, { slug })
  if (!started.ok) throw new Error(started.reason)
  const { pursuitId } = started
  await answerEverything(given, pursuitId)
  const submitted = await submitForAssessment(given, { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' })
  if (!submitted.ok) throw new Error(submitted.reason)
  return pursuitId
}

/** Claims a submitted attempt and decides on it: every open criterion is met but those named. */
export async function decideOn(db: Db, attempt: Submission, unmet: readonly string[], now = NOON): Promise<void> {
  const { orgId, id } = attempt
  const criteria = attempt.openCriteria.map((criterionId) => {
    const met = !unmet.includes(criterionId)
    return {
      criterionId,
      met,
      levelId: met ? 'demonstrated' : 'developing',
      comment: met ? '' : `Say more for ${criterionId}.`,
    }
  })
  await inTransaction(db, async (tx) => {
    await moveSubmission(tx, { orgId, id, from: 'submitted', to: 'in_assessment', now })
    const outcome = unmet.length > 0 ? 'not_yet' : 'earned'
    await recordDecision(tx, { orgId, submissionId: id, outcome, criteria, now })
  })
}

/** Puts a newer version of a micro-credential beside the published one, as an import would. */
export async function publishNewerVersion(db: Db, slug: string): Promise<string> {
  const found = await findMicroCredential(db, slug)
  if (found?.state !== 'published') throw new Error(`${slug} is not published.`)
  const row = await db
    .selectFrom('micro_credential_version')
    .selectAll()
    .where('id', '=', found.versionId)
    .executeTakeFirstOrThrow()
  const id = newId()
  await db
    .insertInto('micro_credential_version')
    .values({
      ...row,
      content: JSON.stringify({ ...found.content, version: `1.0.${row.number}` }),
      content_version: `1.0.${row.number}`,
      id,
      number: row.number + 1,
    })
    .execute()
  return id
}
