import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { claimSubmission } from '../modules/assessment/commands/claim.ts'
import { decideSubmission } from '../modules/assessment/commands/decide.ts'
import { saveScore } from '../modules/assessment/commands/save-score.ts'
import { submitForAssessment } from '../modules/submissions/commands/attempts.ts'
import { addLink, beginUpload, finishUpload } from '../modules/submissions/commands/evidence.ts'
import { addToPlan, changePlanItem, setGoal } from '../modules/submissions/commands/plan.ts'
import { startPursuit } from '../modules/submissions/commands/pursuits.ts'
import { saveResponse, saveSelfAssessment } from '../modules/submissions/commands/responses.ts'
import { listPlan } from '../modules/submissions/queries/plan.ts'
import { findNewestAttempt } from '../modules/submissions/queries/submissions.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Files } from '../platform/files.ts'
import { dayAhead, momentBefore } from './days.ts'
import type { Plan, Story } from './stories.ts'
import { copyOfFile, type Work } from './work.ts'

/** Something that happened at a moment. Run them in the order of time, as they happened. */
export type Step = { at: Date; run: () => Promise<void> }

export type Setting = { db: Tx; files: Files; now: Date }

const STATEMENTS = { own_work: true, no_identities: true, may_be_read: true }

/** What a command answered; in the demo nothing may be refused. */
export function done<T extends { ok: boolean }>(answer: T, what: string): Extract<T, { ok: true }> {
  if (!answer.ok) throw new Error(`The demo could not be made: ${what}: ${JSON.stringify(answer)}`)
  return answer as Extract<T, { ok: true }>
}

/** An educator starts, writes on several days, lays evidence under it and hands it in. */
export function stepsOfWork(
  { db, files, now }: Setting,
  { work: name, started, submitted, decided }: Story,
  work: Work,
  { educator, assessor }: { educator: Actor; assessor: Actor },
): Step[] {
  const begun = { pursuitId: '', orgId: '' }
  const on = (days: number, time: string, run: (at: Date) => Promise<void>): Step => {
    const at = momentBefore(now, days, time)
    return { at, run: () => run(at) }
  }
  const given = (at: Date) => ({ db, actor: educator, now: at })

  const write = (promptId: string, body: string) => async (at: Date) => {
    const { pursuitId } = begun
    done(await saveResponse(given(at), { pursuitId, promptId, body, baseRevision: 0 }), `${name} ${promptId}`)
    for (const piece of work.evidence.filter(({ prompt }) => prompt === promptId)) await lay(piece, at)
  }
  const lay = async (piece: Work['evidence'][number], at: Date) => {
    const place = { pursuitId: begun.pursuitId, promptId: piece.prompt }
    if ('link' in piece) {
      done(await addLink(given(at), { ...place, url: piece.link, name: piece.name }), piece.link)
      return
    }
    const path = await copyOfFile(piece.file)
    const upload = done(await beginUpload(given(at), { ...place, name: piece.file, bytes: null }), piece.file)
    done(await finishUpload({ ...given(at), files }, { evidenceId: upload.evidenceId, path }), piece.file)
    await rm(dirname(path), { recursive: true, force: true })
  }

  const steps = [
    on(started, '16:20', async (at) => {
      begun.pursuitId = done(await startPursuit(given(at), { slug: work.micro_credential }), name).pursuitId
      begun.orgId = educator.roles[0]?.orgId ?? ''
    }),
  ]
  const prompts = Object.entries(work.responses)
  const days = { product: started, application: (submitted ?? 0) + 1, reflection: submitted ?? 1 }
  for (const [place, [promptId, body]] of prompts.entries()) {
    const part = promptId.startsWith('p') ? 'product' : promptId.startsWith('a') ? 'application' : 'reflection'
    // A draft was last touched yesterday.
    const day = submitted === undefined && place >= prompts.length / 2 ? 1 : days[part]
    steps.push(on(day, `${part === 'application' ? 16 : 20}:${10 + 5 * place}`, write(promptId, body)))
  }
  const last = submitted ?? started
  for (const [criterionId, levelId] of Object.entries(work.self_assessment))
    steps.push(
      on(last, '21:05', async (at) => {
        const own = { pursuitId: begun.pursuitId, criterionId, levelId }
        done(await saveSelfAssessment(given(at), own), `${name} ${criterionId}`)
      }),
    )
  if (submitted !== undefined)
    steps.push(
      on(submitted, '21:10', async (at) => {
        const own = { pursuitId: begun.pursuitId, statements: STATEMENTS, changedNote: '' }
        done(await submitForAssessment(given(at), own), name)
      }),
    )
  if (decided !== undefined)
    steps.push(
      on(decided, '16:05', async (at) => {
        const attempt = await findNewestAttempt(db, begun.orgId, begun.pursuitId)
        if (attempt === null) throw new Error(`There is nothing to read of ${name}.`)
        await judge(db, assessor, attempt.id, work.scores, at)
      }),
    )
  return steps
}

const MINUTE_MS = 60_000

/** An assessor claims, scores one criterion after the other, five minutes each, and decides. */
async function judge(
  db: Tx,
  actor: Actor,
  submissionId: string,
  scores: Work['scores'],
  claimedAt: Date,
): Promise<void> {
  let now = claimedAt
  const { judgementId } = done(await claimSubmission({ db, actor, now }, { submissionId }), submissionId)
  for (const [criterionId, { level: levelId, comment }] of Object.entries(scores)) {
    now = new Date(now.getTime() + 5 * MINUTE_MS)
    const score = { judgementId, criterionId, levelId, comment, baseRevision: 0 }
    done(await saveScore({ db, actor, now }, score), criterionId)
  }
  now = new Date(now.getTime() + 2 * MINUTE_MS)
  done(await decideSubmission({ db, actor, now }, { judgementId }), submissionId)
}

/** An educator sets a goal and chooses what to work on, why and until when. */
export function stepsOfPlan({ db, now }: Setting, { made, goal, items }: Plan, actor: Actor): Step[] {
  const at = momentBefore(now, made, '15:40')
  const given = { db, actor, now: at }
  const run = async () => {
    done(await setGoal(given, goal), 'goal')
    for (const { slug } of items) done(await addToPlan(given, slug), slug)
    const planned = await listPlan(db, { orgId: actor.roles[0]?.orgId ?? '', personId: actor.personId })
    for (const { slug, inDays, why } of items) {
      const id = planned.find((item) => item.slug === slug)?.id ?? ''
      done(await changePlanItem(given, { id, targetDate: dayAhead(now, inDays), why }), slug)
    }
  }
  return [{ at, run }]
}
