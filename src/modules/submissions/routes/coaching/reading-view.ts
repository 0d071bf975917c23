import { criteriaOf, criterionNumbers, inWorkOrder } from '../../../catalogue/rules/rubric.ts'
import { getVersion } from '../../../catalogue/queries/versions.ts'
import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound } from '../../../../platform/pages.ts'
import { can } from '../../policy.ts'
import { listComments } from '../../queries/coaching/comments.ts'
import { findRequest, type CoachingRequest } from '../../queries/coaching/requests.ts'
import { listEvidence } from '../../queries/evidence.ts'
import { listResponses } from '../../queries/responses.ts'
import { findAttempt } from '../../queries/submissions.ts'
import { standingOf } from '../../rules/coaching/coaching.ts'
import { openPrompts } from '../../rules/work.ts'

/** What a coach sees of a request: while it is open the draft, and afterwards no word of it. 404 for everybody else. */
export async function loadReading(db: Db, actor: Actor, id: string | undefined) {
  const request = isId(id) ? await findRequest(db, id) : null
  if (request === null || request.coachId !== actor.personId) return notFound()
  const { id: requestId, personName: who, title, askedAt, pursuitId } = request
  const head = {
    id: requestId,
    who,
    title,
    askedAt,
    pursuitId,
    timeZone: actor.timeZone,
    standing: standingOf(request),
  }
  const draft = can(actor, { action: 'read as a coach', subject: request }) ? await loadDraft(db, request) : null
  return { ...head, draft }
}

export type ReadingView = Awaited<ReturnType<typeof loadReading>>
export type DraftRead = NonNullable<ReadingView['draft']>

async function loadDraft(db: Db, request: CoachingRequest) {
  const { orgId, submissionId, publisherId, versionId, question } = request
  const { content, slug } = await getVersion(db, publisherId, versionId)
  const attempt = await findAttempt(db, orgId, submissionId)
  const open = openPrompts(content, attempt?.openCriteria ?? [])
  const responses = await listResponses(db, orgId, submissionId)
  const evidence = (await listEvidence(db, orgId, submissionId)).filter(({ state }) => state === 'ready')
  const comments = await listComments(db, orgId, [request.id])
  const numbers = criterionNumbers(content)
  return {
    slug,
    question,
    savedAt: comments.reduce<Date | null>(
      (last, { savedAt }) => (last !== null && last > savedAt ? last : savedAt),
      null,
    ),
    comments: Object.fromEntries(comments.map(({ about, body }) => [about, body])),
    levels: content.rubric.levels,
    parts: inWorkOrder(content).map((part) => {
      const criteria = criteriaOf(content, part.kind)
      return {
        kind: part.kind,
        title: part.title,
        criteria,
        startAt: numbers.get(criteria[0]?.id ?? '') ?? 1,
        prompts: part.prompts.map(({ id, text }) => ({
          id,
          text,
          /** It was met in an earlier attempt, and stays as it was. */
          locked: !open.has(id),
          body: responses.find(({ promptId }) => promptId === id)?.body ?? '',
          evidence: evidence.filter(({ promptId }) => promptId === id),
        })),
      }
    }),
  }
}
