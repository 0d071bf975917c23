import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { listEvidence } from '../queries/evidence.ts'
import { listResponses } from '../queries/responses.ts'
import type { Decision, DecidedCriterion } from '../queries/submissions.ts'
import { PART_NAMES } from '../rules/missing-words.ts'
import { partOf } from '../rules/work.ts'
import { loadCoaching } from './coaching/coaching-view.ts'
import { commentOf } from './part-view.ts'
import { attemptInWords, loadWorkspace, nextStep, numbersOf, stepsOf, timeLeft, type Workspace } from './workspace.ts'

/** Everything the overview of a pursuit shows. */
export async function loadPursuitView(db: Db, actor: Actor, id: string | undefined, now: Date) {
  const workspace = await loadWorkspace(db, actor, id)
  const { pursuit, current, content, decisions } = workspace
  const decision = decisions.at(-1) ?? null
  return {
    id: pursuit.id,
    slug: workspace.slug,
    style: workspace.style,
    title: content.title,
    competency: content.competency,
    attempt: attemptInWords(workspace),
    startedAt: current.startedAt,
    timeZone: actor.timeZone,
    /** The clock of a decision runs where the school is. */
    schoolZone: pursuit.timeZone,
    state: current.state,
    code: current.code,
    submittedAt: current.submittedAt,
    dueAt: current.dueAt,
    decidedAt: current.decidedAt,
    overdue: current.dueAt !== null && current.dueAt < now,
    steps: stepsOf(workspace, null),
    next: nextStep(workspace),
    timeLeft: timeLeft(workspace),
    newer: workspace.newer,
    coaching: await loadCoaching(db, actor, workspace),
    standing: standingOf(workspace),
    feedback: decision === null ? null : await feedbackOf(db, workspace, decision),
  }
}

export type PursuitView = Awaited<ReturnType<typeof loadPursuitView>>

/** How many criteria are met over all attempts, and of how many. */
function standingOf({ content, decisions }: Workspace): { met: number; all: number } {
  const met = new Set(
    decisions.flatMap(({ criteria }) => criteria.filter((each) => each.met).map((each) => each.criterionId)),
  )
  return { met: met.size, all: content.rubric.criteria.length }
}

/** The newest decision, criterion by criterion, each beside the words and files it speaks of; what is open comes first. */
async function feedbackOf(db: Db, { content, pursuit }: Workspace, decision: Decision) {
  const responses = await listResponses(db, pursuit.orgId, decision.submissionId)
  const evidence = await listEvidence(db, pursuit.orgId, decision.submissionId)
  const numbers = numbersOf(content)
  const place = (criterionId: string): number => numbers[criterionId] ?? 0
  const criteria = decision.criteria
    .toSorted((a, b) => Number(a.met) - Number(b.met) || place(a.criterionId) - place(b.criterionId))
    .map((decided: DecidedCriterion) => {
      const lookIn = content.rubric.criteria.find(({ id }) => id === decided.criterionId)?.look_in ?? []
      return {
        id: decided.criterionId,
        number: place(decided.criterionId),
        met: decided.met,
        ...commentOf(content, decided),
        asks: content.rubric.criteria.find(({ id }) => id === decided.criterionId)?.levels[requiredOf(content)] ?? '',
        beside: lookIn.map((promptId) => {
          const part = partOf(content, promptId)
          return {
            promptId,
            part: part === null ? '' : PART_NAMES[part.kind],
            text: content.parts.flatMap(({ prompts }) => prompts).find(({ id }) => id === promptId)?.text ?? '',
            body: responses.find((response) => response.promptId === promptId)?.body ?? '',
            evidence: evidence.filter((item) => item.promptId === promptId && item.state === 'ready'),
          }
        }),
      }
    })
  return { outcome: decision.outcome, decidedAt: decision.decidedAt, criteria }
}

const requiredOf = ({ rubric }: Workspace['content']): string =>
  rubric.levels.find(({ required }) => required)?.id ?? ''
