import { Hono } from 'hono'
import { z } from 'zod'
import type { HttpEnv } from '../../platform/http/env.ts'
import { fromOwnPage } from '../../platform/http/own-page.ts'
import { isId } from '../../platform/database/ids.ts'
import { revisionShape } from '../../platform/revisions.ts'
import type { WebWorld } from '../../platform/world.ts'
import { searchComponents } from '../catalogue/queries/frameworks/search.ts'
import { lookIn } from './commands/presence.ts'
import { saveSection } from './commands/saving.ts'
import { studioOf } from './policy.ts'
import { textOf } from './rules/fields/reading.ts'

const autosave = z.object({ body: z.string(), baseRevision: revisionShape, settles: z.string().optional() })

/** A text that is said to be JSON; null when it is not. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Saving a section while an author writes, seeing who else is in it, and finding what it can be aligned to. */
export function http(world: WebWorld): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const { config, db } = world

  app.use('/studio/drafts/:id/sections/*', async (c, next) => {
    if (!fromOwnPage(config, c.req.raw.headers)) return c.json({ reason: 'foreign' }, 403)
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json({ reason: 'not_json' }, 415)
    if ((await c.get('findActor')()) === null) return c.json({ reason: 'signed_out' }, 401)
    return next()
  })

  app.put('/studio/drafts/:id/sections/:section', async (c) => {
    const { id, section } = c.req.param()
    const actor = await c.get('findActor')()
    const studio = actor === null ? null : studioOf(actor)
    if (actor === null || studio === null || !isId(id)) return c.json({ reason: 'unknown' }, 404)
    const sent = autosave.safeParse(await c.req.json().catch(() => null))
    if (!sent.success) return c.json({ reason: 'not_understood' }, 422)
    const { body, baseRevision, settles } = sent.data
    const content = readJson(body)
    // Anything else would read as a section in which nothing stands, and take the place of what does.
    if (typeof content !== 'object' || content === null || Array.isArray(content))
      return c.json({ reason: 'not_understood' }, 422)
    const saved = await saveSection(
      { db, actor, publisherId: studio.publisherId, now: world.now() },
      { draftId: id, section, content, baseRevision, settles },
    )
    if (saved.ok) return c.json({ revision: saved.revision, savedAt: saved.savedAt })
    if (saved.reason !== 'newer_elsewhere')
      return c.json({ reason: saved.reason }, saved.reason === 'unknown' ? 404 : 422)
    const { conflictId, revision, savedAt, savedBy } = saved
    return c.json({ conflictId, revision, savedAt, body: textOf(saved.content), by: savedBy }, 409)
  })

  app.post('/studio/drafts/:id/sections/:section/here', async (c) => {
    const { id, section } = c.req.param()
    const actor = await c.get('findActor')()
    const studio = actor === null ? null : studioOf(actor)
    const seen =
      actor === null || studio === null || !isId(id)
        ? null
        : await lookIn({ db, actor, publisherId: studio.publisherId, now: world.now() }, { draftId: id, section })
    if (seen === null) return c.json({ reason: 'unknown' }, 404)
    const { content, ...rest } = seen
    // Only who does not have it yet is sent the text.
    const has = Number(c.req.query('revision')) === seen.revision
    return c.json({ ...rest, ...(has ? {} : { body: textOf(content) }) })
  })

  app.get('/studio/components', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return c.json({ reason: 'signed_out' }, 401)
    const studio = studioOf(actor)
    if (studio === null) return c.json({ reason: 'unknown' }, 404)
    return c.json({ components: await searchComponents(db, studio.publisherId, c.req.query('find') ?? '') })
  })

  return app
}
