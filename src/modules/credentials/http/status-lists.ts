import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { isId } from '../../../platform/database/ids.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { readStatusList } from '../commands/status.ts'
import { findIssuerKeys } from '../queries/issuers.ts'
import { findNewest, listRevocations } from '../queries/lifecycle.ts'
import { currentRevisions } from '../queries/status.ts'
import { issuerDid } from '../rules/didweb.ts'
import { revocationList } from '../rules/status/revocations.ts'
import { revocationsUrl } from '../rules/status/announced.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/**
 * A list may be kept by anyone, but is asked about each time: a reader with the newest one is told so in a few bytes, and
 * a revocation is seen by the next.
 */
const ASK_EACH_TIME = 'public, no-cache'

function give(c: Context, body: string, { type, tag }: { type: string; tag: string }): Response {
  const headers = { ...openToAll(type), etag: `"${tag}"`, 'cache-control': ASK_EACH_TIME }
  return isHeld(c, tag) ? c.body(null, 304, headers) : c.body(body, 200, headers)
}

/** Whether the reader says that it has this already. */
function isHeld(c: Context, tag: string): boolean {
  const held = (c.req.header('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''))
  return held.includes(`"${tag}"`) || held.includes('*')
}

/**
 * What issuers say today of credentials that they signed once: the signed lists of those not in force, their twins of
 * those that are only suspended, the list of revocations in the form of 1EdTech, and the newest credential of an award.
 */
export const statusLists = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const { db, config } = world
  // Most readers have the list already: for all who ask at one moment, one small question is asked.
  const findRevision = mergedLookup((ids) => currentRevisions(db, ids))
  const answer = async (c: Context<HttpEnv>, which: 'document' | 'suspensionDocument') => {
    const id = c.req.param('id') ?? ''
    const type = jsonWanted(c) ?? 'application/json'
    const tagOf = (revision: number) => `${revision}-${type}`
    if (c.req.header('if-none-match') !== undefined && isId(id)) {
      const revision = await findRevision(id)
      if (revision !== null && isHeld(c, tagOf(revision))) return give(c, '', { type, tag: tagOf(revision) })
    }
    const list = isId(id) ? await readStatusList(world, id) : null
    if (list === null) return problem(c, 404, 'There is no such list', 'The address may be mistyped.')
    return give(c, list[which], { type, tag: tagOf(list.revision) })
  }
  app.get('/status-lists/:id', (c) => answer(c, 'document'))
  app.get('/status-lists/suspension/:id', (c) => answer(c, 'suspensionDocument'))

  app.get('/organisations/:slug{[a-z0-9-]+}/revocations.json', async (c) => {
    const slug = c.req.param('slug')
    const known = await findIssuerKeys(db, slug)
    if (known === null) return problem(c, 404, 'No such issuer', 'No organisation of this name has issued here.')
    const { publicUrl } = config
    const about = { publicUrl, address: revocationsUrl(publicUrl, slug), issuerId: issuerDid(publicUrl, slug) }
    const body = JSON.stringify(revocationList(about, await listRevocations(db, known.issuer.orgId)))
    const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22)
    return give(c, body, { type: 'application/json', tag })
  })

  app.get('/credentials/:id/refresh', async (c) => {
    const id = c.req.param('id')
    const newest = isId(id) ? await findNewest(db, id) : null
    if (newest === null) return problem(c, 404, 'There is no such credential', 'The address may be mistyped.')
    const type = jsonWanted(c) ?? 'application/json'
    return give(c, newest.document, { type, tag: `${newest.id}-${type}` })
  })

  return app
}
