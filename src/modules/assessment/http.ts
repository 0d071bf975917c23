import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { attachment } from '../../platform/http/attachment.ts'
import type { HttpEnv } from '../../platform/http/env.ts'
import { fromOwnPage } from '../../platform/http/own-page.ts'
import { isId } from '../../platform/database/ids.ts'
import type { WebWorld } from '../../platform/world.ts'
import { getAssessable } from '../submissions/queries/assessable.ts'
import { openEvidence } from '../submissions/queries/evidence.ts'
import { saveScore } from './commands/save-score.ts'
import { can } from './policy.ts'
import { findJudgement } from './queries/judgement.ts'
import { blindFileName, blindLabels } from './rules/reading.ts'

const score = z.object({ levelId: z.string().nullable(), comment: z.string(), baseRevision: z.int().nonnegative() })

const STATUS = {
  unknown: 404,
  ended: 404,
  decided: 404,
  not_open: 404,
  level_unknown: 422,
  too_long: 422,
  conflict: 409,
} as const

const nothing = (c: Context<HttpEnv>) => c.text('There is nothing here.\n', 404)

/**
 * PUT /judgements/:id/scores/:criterionId { levelId, comment, baseRevision } saves while somebody judges: 200
 * { revision, savedAt, expiresAt }; else { reason } of saveScore with 404 or 422, or 409 with what stands there now.
 * GET /judgements/:id/evidence/:evidenceId is a file of this submission or of its earlier attempts, for the assessor
 * who holds it and for nobody else, under a name that tells nothing.
 */
export function http({ db, now, files, config }: WebWorld): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()

  app.put('/judgements/:id/scores/:criterionId', async (c) => {
    if (!fromOwnPage(config, c.req.raw.headers)) return c.json({ reason: 'foreign' }, 403)
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json({ reason: 'not_json' }, 415)
    const actor = await c.get('findActor')()
    if (actor === null) return c.json({ reason: 'signed_out' }, 401)
    const { id, criterionId } = c.req.param()
    if (!isId(id)) return c.json({ reason: 'unknown' }, 404)
    const sent = score.safeParse(await c.req.json().catch(() => null))
    if (!sent.success) return c.json({ reason: 'not_understood' }, 422)
    const saved = await saveScore({ db, actor, now: now() }, { judgementId: id, criterionId, ...sent.data })
    if (!saved.ok) {
      const { ok: _, ...refusal } = saved
      return c.json(refusal, STATUS[saved.reason])
    }
    const { revision, savedAt, expiresAt } = saved
    return c.json({ revision, savedAt, expiresAt })
  })

  app.get('/judgements/:id/evidence/:evidenceId', async (c) => {
    const actor = await c.get('findActor')()
    const { id, evidenceId } = c.req.param()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`)
    if (!isId(id) || !isId(evidenceId)) return nothing(c)
    const judgement = await findJudgement(db, id)
    if (judgement === null || !can(actor, 'read the evidence', judgement)) return nothing(c)
    const work = await getAssessable(db, judgement.orgId, judgement.submissionId)
    const attempt = [work, ...work.previous].find(({ evidence }) => evidence.some((item) => item.id === evidenceId))
    if (attempt === undefined) return nothing(c)
    const opened = await openEvidence({ db, files }, evidenceId)
    if (opened === null) return nothing(c)
    const label = blindLabels(attempt.evidence).get(evidenceId) ?? ''
    const name = blindFileName(work.code, label, opened.name, opened.mediaType)
    return attachment(c.req.raw, { name, mediaType: opened.mediaType, bytes: opened.bytes, open: opened.open })
  })

  return app
}
