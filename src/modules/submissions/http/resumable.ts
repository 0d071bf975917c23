import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { Hono } from 'hono'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Actor } from '../../../platform/actor.ts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { ownOrigins } from '../../../platform/http/guards.ts'
import { fromOwnPage } from '../../../platform/http/own-page.ts'
import { isId } from '../../../platform/database/ids.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { UPLOAD_LIFETIME_MS } from '../commands/clean-uploads.ts'
import { beginUpload, finishUpload, type Added } from '../commands/evidence.ts'
import { can } from '../policy.ts'
import { findEvidence } from '../queries/evidence.ts'
import { LARGEST_FILE, refusalInWords } from '../rules/evidence.ts'

const TUS_METHODS = new Set(['OPTIONS', 'POST', 'HEAD', 'PATCH'])
const GONE = { status_code: 404, body: 'This upload is no longer open. Add the file again.\n' }

/** What the tus protocol answers for a command that refused. */
const answerTo = (added: Extract<Added, { ok: false }>) => {
  if (added.reason === 'refused') return { status_code: 422, body: refusalInWords(added.refusal) }
  if (added.reason === 'locked') return { status_code: 422, body: 'This criterion is met and its prompts are locked.' }
  return GONE
}

/**
 * Uploads that go on where they stopped (tus 1.0 at /uploads). The id of an upload is the id of its evidence; only the
 * educator it belongs to may send to it, and only until it is complete.
 */
export function resumableUploads(world: WebWorld): Hono<HttpEnv> {
  const { config, db, files, now } = world
  const folder = resolve(config.dataDir, 'uploads')
  mkdirSync(folder, { recursive: true })
  const store = new FileStore({ directory: folder, expirationPeriodInMilliseconds: UPLOAD_LIFETIME_MS })
  const senders = new WeakMap<object, Actor>()
  const given = (request: object) => {
    const actor = senders.get(request)
    if (actor === undefined) throw GONE
    return { db, actor, now: now(), files }
  }
  const finish = async (request: object, evidenceId: string) => {
    const added = await finishUpload(given(request), { evidenceId, path: join(folder, evidenceId) })
    await store.configstore.delete(evidenceId)
    if (!added.ok) throw answerTo(added)
    return {}
  }
  const server = new Server({
    path: '/uploads',
    datastore: store,
    maxSize: LARGEST_FILE,
    relativeLocation: true,
    allowedOrigins: ownOrigins(config),
    namingFunction: async (request, metadata) => {
      const { pursuitId, promptId, filename } = metadata ?? {}
      if (!isId(pursuitId ?? undefined) || !pursuitId || !promptId || !filename) throw GONE
      const length = Number(request.headers.get('upload-length') ?? Number.NaN)
      const bytes = Number.isSafeInteger(length) ? length : null
      const begun = await beginUpload(given(request), { pursuitId, promptId, name: filename, bytes })
      if (!begun.ok) throw answerTo(begun)
      return begun.evidenceId
    },
    onIncomingRequest: async (request, id) => {
      const found = isId(id) ? await findEvidence(db, id) : null
      const { actor } = given(request)
      const own = found !== null && can(actor, { action: 'change a pursuit', subject: found })
      if (!own || found.state !== 'uploading') throw GONE
    },
    onUploadFinish: (request, { id }) => finish(request, id),
  })

  /** A server that ended between the last byte and taking the file in left a complete upload behind: take it in now. */
  const finishLeftover = async (request: Request, id: string) => {
    const upload = await store.getUpload(id).catch(() => null)
    if (upload === null || upload.size === undefined || upload.offset !== upload.size) return null
    await finish(request, id)
    const size = String(upload.size)
    return { 'tus-resumable': '1.0.0', 'upload-offset': size, 'upload-length': size, 'cache-control': 'no-store' }
  }

  const app = new Hono<HttpEnv>()
  app.all('/uploads/:id?', async (c) => {
    const request = c.req.raw
    if (!TUS_METHODS.has(request.method)) return c.text('This is not how a file is sent.\n', 405)
    if (!fromOwnPage(config, request.headers)) return c.text('Files are added from the pages of Mintmark.\n', 403)
    const actor = await c.get('findActor')()
    if (actor === null) return c.text('You are signed out. Sign in, and the upload goes on.\n', 401)
    senders.set(request, actor)
    const id = c.req.param('id')
    if (request.method === 'HEAD' && isId(id)) {
      const found = await findEvidence(db, id)
      const own =
        found !== null && found.state === 'uploading' && can(actor, { action: 'change a pursuit', subject: found })
      const leftover = own ? await finishLeftover(request, id) : null
      if (leftover !== null) return c.body(null, 200, leftover)
    }
    return server.handleWeb(request)
  })
  return app
}
