import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { openEvidence } from '../../../submissions/queries/evidence.ts'
import { attachment } from '../../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { findPublicSharing } from '../../commands/sharing.ts'
import { can } from '../../policy.ts'
import { isShown } from '../../queries/sharing.ts'
import { PICTURE_SEAL, PICTURE_SIZE, sharePicture } from '../../rules/sharing/picture.ts'
import { drawnSeal, findHeld, type Held } from '../held.ts'

const nothing = (c: Context<HttpEnv>) => c.text('There is nothing here.\n', 404)
/** Pictures are about 60 KB. */
const MOST_KEPT = 50

/** What a shared credential adds for the world: its picture for other sites, and the files that its educator shows. */
export const share = (world: WebWorld): Hono<HttpEnv> => {
  const { db, limits } = world
  const app = new Hono<HttpEnv>()
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()

  async function pictureOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
    const known = kept.get(svg)
    if (known !== undefined) return known
    const drawn = await drawPng(svg, PICTURE_SIZE.width)
    const oldest = kept.keys().next()
    if (kept.size >= MOST_KEPT && !oldest.done) kept.delete(oldest.value)
    kept.set(svg, drawn)
    return drawn
  }

  async function answer(c: Context<HttpEnv>, held: Held, caching: string) {
    const svg = drawingOf(held)
    const etag = `"${createHash('sha256').update(svg).digest('base64url').slice(0, 27)}"`
    const headers = {
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': caching,
      etag,
    }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    if (!kept.has(svg) && !(await limits.allow('drawing', c.get('client'))))
      return c.text('Many pictures were drawn for your address. Wait a minute and try again.\n', 429)
    return c.body(await pictureOf(svg), 200, headers)
  }

  app.get('/credentials/:id/share.png', async (c) => {
    const held = await findHeld(world, c.req.param('id'))
    const shared = held !== null && held.superseded === null && (await findPublicSharing(db, held.award)) !== null
    return shared ? answer(c, held, 'public, no-cache') : nothing(c)
  })

  /** The same for its educator, before it is shared. */
  app.get('/my-credentials/:id/share.png', async (c) => {
    const actor = await c.get('findActor')()
    const held = actor && (await findHeld(world, c.req.param('id')))
    const own = held && can(actor, { action: 'keep credentials', subject: held.award })
    return own ? answer(c, held, 'private, no-cache') : nothing(c)
  })

  app.get('/credentials/:id/evidence/:evidenceId', async (c) => {
    const { id, evidenceId } = c.req.param()
    const file = (await isShown(db, id, evidenceId)) ? await openEvidence(world, evidenceId) : null
    if (file === null) return nothing(c)
    const response = await attachment(c.req.raw, file)
    // The page may be found by anyone; a file that may show children is only led to from it.
    response.headers.set('x-robots-tag', 'noindex, noarchive, noimageindex')
    return response
  })

  return app
}

function drawingOf(held: Held): string {
  const { title, issuer, ink } = held
  return sharePicture({ seal: drawnSeal(held, PICTURE_SEAL), title, issuer: issuer.name, ink })
}
