import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { daysBetween } from '../../../ui/words/dates.ts'
import { getVersion } from '../../catalogue/queries/versions.ts'
import { getAssessable } from '../../submissions/queries/assessable.ts'
import { listConcerns } from '../queries/concern.ts'
import type { Judgement } from '../queries/judgement.ts'
import { listScores } from '../queries/score.ts'
import { readingOf, type ReadPart } from '../rules/reading.ts'
import { scaleOf } from '../rules/scale.ts'
import { sheetOf, type SheetCriterion } from '../rules/sheet.ts'
import { turnaround, type Turnaround } from '../rules/turnaround.ts'
import type { Scale } from '../rules/decision.ts'

/** One criterion as it stands: what was said, and the revision that says it. */
export type Standing = { criterionId: string; levelId: string | null; comment: string; revision: number }

/** An attempt before this one, and what its decision said about the criteria that are open now. */
export type EarlierAttempt = {
  attempt: number
  parts: ReadPart[]
  asked: { criterionId: string; number: number; title: string; level: string; comment: string }[]
}

/** Everything the assessing page shows; it names no person, school, district or earlier assessor. */
export type JudgementView = {
  id: string
  code: string
  title: string
  competency: string
  attempt: number
  until: Date
  clock: Turnaround
  dueAt: Date | null
  savedAt: Date | null
  parts: ReadPart[]
  scale: Scale
  open: SheetCriterion[]
  locked: SheetCriterion[]
  scores: Standing[]
  changedNote: string
  earlier: EarlierAttempt[]
  concerns: { kind: string; note: string }[]
}

/** The page of an open judgement; the caller has asked the policy. */
export async function getJudgementView(db: Db, actor: Actor, judgement: Judgement, now: Date): Promise<JudgementView> {
  const work = await getAssessable(db, judgement.orgId, judgement.submissionId)
  const [{ content }, scores, concerns] = await Promise.all([
    getVersion(db, work.publisherId, work.versionId),
    listScores(db, judgement),
    listConcerns(db, judgement),
  ])
  const scale = scaleOf(content)
  const { open, locked } = sheetOf(content, scale, work.openCriteria)
  const levelName = new Map(content.rubric.levels.map(({ id, name }) => [id, name]))
  const standing = open.map(({ id }) => {
    const score = scores.find(({ criterionId }) => criterionId === id)
    return {
      criterionId: id,
      levelId: score?.levelId ?? null,
      comment: score?.comment ?? '',
      revision: score?.revision ?? 0,
    }
  })
  const earlier = work.previous.map((attempt, place) => ({
    attempt: attempt.attempt,
    parts: readingOf(content, attempt, work.previous[place - 1] ?? null),
    asked: open.flatMap(({ id, number, title }) => {
      const said = attempt.decision.criteria.find(({ criterionId }) => criterionId === id)
      return said === undefined
        ? []
        : [{ criterionId: id, number, title, level: levelName.get(said.levelId) ?? '', comment: said.comment }]
    }),
  }))
  const saves = scores.map(({ savedAt }) => savedAt.getTime())
  return {
    id: judgement.id,
    code: work.code,
    title: content.title,
    competency: content.competency,
    attempt: work.attempt,
    until: judgement.expiresAt,
    clock: turnaround(work.dueAt === null ? 0 : daysBetween(now, work.dueAt, actor)),
    dueAt: work.dueAt,
    savedAt: saves.length === 0 ? null : new Date(Math.max(...saves)),
    parts: readingOf(content, work, work.previous.at(-1) ?? null),
    scale,
    open,
    locked,
    scores: standing,
    changedNote: work.changedNote,
    earlier,
    concerns: concerns.map(({ kind, note }) => ({ kind, note })),
  }
}
