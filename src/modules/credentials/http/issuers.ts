import { Hono } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { findIssuerKeys } from '../queries/issuers.ts'
import { didDocument, issuerDid } from '../rules/didweb.ts'
import { openToAll, problem } from './answers.ts'

/** Who issues here, and the public halves of their keys. */
export const issuers = ({ db, config }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  app.get('/organisations/:slug/did.json', async (c) => {
    const slug = c.req.param('slug')
    const known = await findIssuerKeys(db, slug)
    if (known === null)
      return problem(c, 404, 'No such issuer', 'No organisation of this name has issued a credential here.')
    const document = didDocument(issuerDid(config.publicUrl, slug), known.keys)
    return c.body(JSON.stringify(document), 200, {
      ...openToAll('application/json'),
      'cache-control': 'public, max-age=60',
    })
  })

  return app
}
