import { Hono } from 'hono'
import { z } from 'zod'
import { isId } from '../../platform/database/ids.ts'
import type { HttpEnv } from '../../platform/http/env.ts'
import { fromOwnPage } from '../../platform/http/own-page.ts'
import { revisionShape } from '../../platform/revisions.ts'
import type { WebWorld } from '../../platform/world.ts'
import { saveDraft } from './commands/designing/saving.ts'
import { can } from './policy.ts'
import { listKnown } from './queries/designing/known.ts'
import { findDraft } from './queries/drafts.ts'
import { countHolders } from './queries/holders.ts'
import { designText } from './rules/designing/form.ts'
import { listedOf } from './rules/designing/listed.ts'

const autosave = z.object({ body: z.string(), baseRevision: revisionShape, settles: z.string().optional() })

/** A text that is said to be JSON; null when it is not. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Saving a draft of a medallion while a leader designs it, and counting who would have it today. */
export function http(world: WebWorld): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const { config, db } = world

  app.put('/design/:id/content', async (c) => {
    if (!fromOwnPage(config, c.req.raw.headers)) return c.json({ reason: 'foreign' }, 403)
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json({ reason: 'not_json' }, 415)
    const actor = await c.get('findActor')()
    if (actor === null) return c.json({ reason: 'signed_out' }, 401)
    const sent = autosave.safeParse(await c.req.json().catch(() => null))
    if (!sent.success) return c.json({ reason: 'not_understood' }, 422)
    const { body, ...revisions } = sent.data
    const saved = await saveDraft(
      { db, actor, now: world.now() },
      { draftId: c.req.param('id'), content: readJson(body), ...revisions },
    )
    if (saved.ok) return c.json({ revision: saved.revision, savedAt: saved.savedAt })
    if (saved.reason !== 'newer_elsewhere')
      return c.json({ reason: saved.reason }, saved.reason === 'unknown' ? 404 : 422)
    const { conflictId, revision, savedAt, savedBy, content } = saved
    return c.json({ conflictId, revision, savedAt, body: designText(content), by: savedBy }, 409)
  })

  app.get('/design/:id/qualified', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return c.json({ reason: 'signed_out' }, 401)
    const id = c.req.param('id')
    const draft = isId(id) ? await findDraft(db, id) : null
    if (draft === null || !can(actor, 'design', draft.organisation)) return c.json({ reason: 'unknown' }, 404)
    const known = await listKnown(
      db,
      draft.content.picks.map(({ micro_credential: slug }) => slug),
    )
    const { educators, qualified, oneLeft } = await countHolders(
      db,
      draft.organisationId,
      listedOf(draft.content, known),
    )
    return c.json({ educators, qualified, oneLeft })
  })

  return app
}
