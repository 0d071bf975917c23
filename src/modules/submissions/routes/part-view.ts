import type { Criterion, Level, PartKind } from '../../catalogue/rules/content.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { partAsked, promptAsked } from '../parts/asked.ts'
import { findEvidence, listEvidence, type Evidence } from '../queries/evidence.ts'
import { listConflicts, listResponses, listSelfAssessment, type Response } from '../queries/responses.ts'
import type { DecidedCriterion } from '../queries/submissions.ts'
import { criteriaOf } from '../rules/work.ts'
import { loadCoaching } from './coaching/coaching-view.ts'
import { attemptInWords, loadWorkspace, numbersOf, stepsOf, timeLeft, type Workspace } from './workspace.ts'

export type Comment = { criterion: string; level: string; comment: string }

export type PromptView = {
  id: string
  text: string
  guidance: string
  required: boolean
  words: { min: number; max: number } | undefined
  takesFiles: boolean
  takesLinks: boolean
  accept: string
  body: string
  revision: number
  evidence: Evidence[]
  conflict: { id: string; body: string; keptAt: Date } | null
  locked: boolean
  /** What the last decision said of each criterion that reads this prompt and is open now. */
  comments: Comment[]
  criteria: Criterion[]
}

/** The words and evidence of one attempt, by prompt. */
type Handed = { responses: Response[]; evidence: Evidence[] }

/** Everything the page of one part shows; null when the version has no such part. */
export async function loadPartView(
  db: Db,
  actor: Actor,
  id: string | undefined,
  kind: PartKind,
  removedId: string | null,
) {
  const workspace = await loadWorkspace(db, actor, id)
  const { pursuit, current, content, attempts, open } = workspace
  const part = content.parts.find((each) => each.kind === kind)
  if (part === undefined) return null
  const handed: Handed[] = []
  for (const attempt of attempts.toReversed())
    handed.push({
      responses: await listResponses(db, pursuit.orgId, attempt.id),
      evidence: await listEvidence(db, pursuit.orgId, attempt.id),
    })
  const conflicts = await listConflicts(db, pursuit.orgId, current.id)
  const numbers = numbersOf(content)
  const criteria = content.rubric.criteria.filter((criterion) => criterion.part === kind)
  const comments = commentsOf(workspace)
  const drafting = current.state === 'draft'
  const removed = isId(removedId ?? undefined) && removedId !== null ? await findEvidence(db, removedId) : null
  return {
    id: pursuit.id,
    submissionId: current.id,
    title: content.title,
    slug: workspace.slug,
    style: workspace.style,
    attempt: attemptInWords(workspace),
    startedAt: current.startedAt,
    timeZone: actor.timeZone,
    drafting,
    steps: stepsOf(workspace, kind),
    timeLeft: timeLeft(workspace),
    savedAt: latest(handed[0]?.responses ?? []),
    part: partAsked(part),
    prompts: part.prompts.map((prompt): PromptView => {
      const locked = drafting && !open.has(prompt.id)
      const from = locked ? handed.find((attempt) => holds(attempt, prompt.id)) : handed[0]
      const response = from?.responses.find(({ promptId }) => promptId === prompt.id)
      const conflict = conflicts.find(({ promptId }) => promptId === prompt.id)
      const readers = criteriaOf(content, prompt.id)
      return {
        ...promptAsked(prompt),
        body: response?.body ?? '',
        revision: locked ? 0 : (response?.revision ?? 0),
        evidence: from?.evidence.filter(({ promptId }) => promptId === prompt.id) ?? [],
        conflict: conflict === undefined ? null : { id: conflict.id, body: conflict.body, keptAt: conflict.keptAt },
        locked,
        comments: readers.flatMap(({ id: criterionId }) => comments.get(criterionId) ?? []),
        criteria: content.rubric.criteria.filter((criterion) => criterion.look_in.includes(prompt.id)),
      }
    }),
    criteria,
    levels: content.rubric.levels satisfies Level[],
    startAt: numbers[criteria[0]?.id ?? ''] ?? 1,
    numbers,
    met: metBefore(workspace),
    coaching: drafting ? await loadCoaching(db, actor, workspace) : null,
    estimates: Object.fromEntries(await listSelfAssessment(db, pursuit.orgId, current.id)),
    removed:
      removed !== null && removed.submissionId === current.id && removed.state === 'removed'
        ? { id: removed.id, name: removed.name, promptId: removed.promptId }
        : null,
  }
}

/** The level of each criterion that this attempt does not score any more, because it was met before. */
function metBefore({ decisions, current }: Workspace): Record<string, string> {
  const met = decisions.flatMap(({ criteria }) =>
    criteria.filter((decided) => decided.met && !current.openCriteria.includes(decided.criterionId)),
  )
  return Object.fromEntries(met.map(({ criterionId, levelId }) => [criterionId, levelId]))
}

export type PartView = NonNullable<Awaited<ReturnType<typeof loadPartView>>>

const holds = ({ responses, evidence }: Handed, promptId: string): boolean =>
  responses.some((response) => response.promptId === promptId) || evidence.some((item) => item.promptId === promptId)

const latest = (responses: readonly Response[]): Date | null =>
  responses.reduce<Date | null>((newest, { savedAt }) => (newest === null || savedAt > newest ? savedAt : newest), null)

/** The words of the last decision before this attempt, for the criteria that this attempt tries again. */
function commentsOf({ decisions, current, content }: Workspace): Map<string, Comment[]> {
  const last = decisions.filter(({ submissionId }) => submissionId !== current.id).at(-1)
  const open = (last?.criteria ?? []).filter(
    ({ criterionId, comment }) => current.openCriteria.includes(criterionId) && comment !== '',
  )
  return new Map(open.map((decided) => [decided.criterionId, [commentOf(content, decided)]]))
}

export function commentOf(content: Workspace['content'], { criterionId, levelId, comment }: DecidedCriterion): Comment {
  return {
    criterion: content.rubric.criteria.find(({ id }) => id === criterionId)?.title ?? criterionId,
    level: content.rubric.levels.find(({ id }) => id === levelId)?.name ?? levelId,
    comment,
  }
}
