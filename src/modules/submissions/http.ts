import { Hono, type Context } from 'hono'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { attachment } from '../../platform/http/attachment.ts'
import type { HttpEnv } from '../../platform/http/env.ts'
import { fromOwnPage } from '../../platform/http/own-page.ts'
import { isId } from '../../platform/database/ids.ts'
import { readRevision, revisionShape } from '../../platform/revisions.ts'
import type { WebWorld } from '../../platform/world.ts'
import { beginUpload, finishUpload, type Added } from './commands/evidence.ts'
import { saveResponse } from './commands/responses.ts'
import { readForm, type SentFile, type SentForm } from './http/form-uploads.ts'
import { resumableUploads } from './http/resumable.ts'
import { can } from './policy.ts'
import { listCoachesReading } from './queries/coaching/requests.ts'
import { openEvidence } from './queries/evidence.ts'
import { findPursuit } from './queries/pursuits.ts'
import type { EvidenceRefusal } from './rules/evidence.ts'
import { isPartKind } from './rules/work.ts'

const autosave = z.object({ body: z.string(), baseRevision: revisionShape, settles: z.string().optional() })

const nothing = (c: Context<HttpEnv>) => c.text('There is nothing here.\n', 404)

/** Saving while somebody writes, adding files with and without JavaScript, and giving files back to their educator and a coach. */
export function http(world: WebWorld): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()

  app.put('/pursuits/:id/responses/:promptId', async (c) => {
    if (!fromOwnPage(world.config, c.req.raw.headers)) return c.json({ reason: 'foreign' }, 403)
    if (!c.req.header('content-type')?.startsWith('application/json')) return c.json({ reason: 'not_json' }, 415)
    const actor = await c.get('findActor')()
    if (actor === null) return c.json({ reason: 'signed_out' }, 401)
    const { id, promptId } = c.req.param()
    const sent = autosave.safeParse(await c.req.json().catch(() => null))
    if (!isId(id)) return c.json({ reason: 'unknown' }, 404)
    if (!sent.success) return c.json({ reason: 'not_understood' }, 422)
    const saved = await saveResponse(
      { db: world.db, actor, now: world.now() },
      { pursuitId: id, promptId, ...sent.data },
    )
    if (saved.ok) return c.json({ revision: saved.revision, savedAt: saved.savedAt })
    if (saved.reason === 'newer_elsewhere') {
      const { conflictId, revision, body, savedAt } = saved
      return c.json({ conflictId, revision, body, savedAt }, 409)
    }
    return c.json({ reason: saved.reason }, saved.reason === 'unknown' ? 404 : 422)
  })

  app.get('/pursuits/:id/evidence/:evidenceId', async (c) => {
    const { id, evidenceId } = c.req.param()
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`)
    const found = isId(id) && isId(evidenceId) ? await openEvidence(world, evidenceId) : null
    if (found === null || found.pursuitId !== id) return nothing(c)
    const readerIds = await listCoachesReading(world.db, found.orgId, found.submissionId)
    const reads = can(actor, { action: 'read evidence', subject: { personId: found.personId, readerIds } })
    return reads ? attachment(c.req.raw, found) : nothing(c)
  })

  app.post('/pursuits/:id/evidence', async (c) => {
    const id = c.req.param('id')
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect('/sign-in?next=/me', 303)
    const pursuit = isId(id) ? await findPursuit(world.db, id) : null
    if (pursuit === null || !can(actor, { action: 'change a pursuit', subject: pursuit })) return nothing(c)
    const form = await readForm(c.req.raw, resolve(world.config.dataDir, 'uploads'))
    if (form === null)
      return c.text('This form broke off on its way. Go back and send it again: your words are still in it.\n', 400)
    try {
      return c.redirect(await takeForm(world, actor, id, form), 303)
    } finally {
      await Promise.all(form.files.map(({ path }) => rm(path, { force: true })))
    }
  })

  app.route('/', resumableUploads(world))
  return app
}

const promptOf = (field: string, prefix: string): string | null =>
  field.startsWith(`${prefix}:`) ? field.slice(prefix.length + 1) : null

/** Saves the words of the form, then adds its files. Returns the page to go on to, which says what was refused. */
async function takeForm(
  world: WebWorld,
  actor: Actor,
  pursuitId: string,
  { fields, files }: SentForm,
): Promise<string> {
  const given = { db: world.db, actor, now: world.now(), files: world.files }
  for (const [field, body] of fields) {
    const promptId = promptOf(field, 'response')
    if (promptId === null) continue
    const baseRevision = readRevision(fields.get(`revision:${promptId}`))
    await saveResponse(given, { pursuitId, promptId, body, baseRevision })
  }
  const part = fields.get('part')
  const page = isPartKind(part) ? `/pursuits/${pursuitId}/${part}` : `/pursuits/${pursuitId}`
  let last: string | null = null
  for (const file of files) {
    const promptId = promptOf(file.field, 'file')
    if (promptId === null) continue
    const added = await addFile(given, pursuitId, promptId, file)
    if (!added.ok)
      return `${page}?${new URLSearchParams({ refused: refusalOf(added), at: promptId, file: file.name.slice(-80) })}#prompt-${promptId}`
    last = promptId
  }
  return last === null ? page : `${page}#prompt-${last}`
}

const refusalOf = (added: Extract<Added, { ok: false }>): EvidenceRefusal | 'closed' | 'locked' | 'unknown' =>
  added.reason === 'refused' ? added.refusal : added.reason

async function addFile(
  given: Parameters<typeof finishUpload>[0],
  pursuitId: string,
  promptId: string,
  file: SentFile,
): Promise<Added> {
  if (file.tooLarge) return { ok: false, reason: 'refused', refusal: 'too_large' }
  const begun = await beginUpload(given, { pursuitId, promptId, name: file.name, bytes: file.bytes })
  return begun.ok ? finishUpload(given, { evidenceId: begun.evidenceId, path: file.path }) : begun
}
