import type { Db } from '../../../platform/database/database.ts'
import type { Answer } from '../rules/readiness.ts'
import { listEvidence } from './evidence.ts'
import { listConflicts, listResponses } from './responses.ts'

/** What stands under each prompt of a submission, for saying what is missing. */
export async function loadAnswers(db: Db, orgId: string, submissionId: string): Promise<Map<string, Answer>> {
  const responses = await listResponses(db, orgId, submissionId)
  const evidence = await listEvidence(db, orgId, submissionId)
  const conflicts = await listConflicts(db, orgId, submissionId)
  const promptIds = new Set([...responses, ...evidence, ...conflicts].map(({ promptId }) => promptId))
  return new Map(
    [...promptIds].map((promptId) => [
      promptId,
      {
        text: responses.find((response) => response.promptId === promptId)?.body ?? '',
        evidence: evidence
          .filter((item) => item.promptId === promptId)
          .map(({ name, state }) => ({ name, state: state === 'uploading' ? 'uploading' : 'ready' })),
        conflict: conflicts.some((conflict) => conflict.promptId === promptId),
      },
    ]),
  )
}
