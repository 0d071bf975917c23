import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { findCatalogue } from '../../../catalogue/queries/tree.ts'
import { flatten } from '../../../catalogue/rules/emblems/emblems.ts'
import { findMedallion } from '../../../medallions/queries/medallions.ts'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { findDrawn } from '../../queries/medallions/drawn.ts'
import { sealOf } from '../../rules/seal.ts'
import { PICTURE_SEAL, PICTURE_SIZE, sharePicture } from '../../rules/sharing/picture.ts'

/** A picture has 230 KB or so. */
const MOST_KEPT = 50
const PLAIN_INK = '#23211c'

/** The picture that other sites show beside a link to the page of a medallion. */
export const shareMedallion = ({ db, limits }: WebWorld): Hono<HttpEnv> => {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()

  return new Hono<HttpEnv>().get('/medallions/:organisation{[a-z0-9-]+}/:slug{[a-z0-9-]+}/share.png', async (c) => {
    const { organisation, slug } = c.req.param()
    const [medallion, drawn, catalogue] = await Promise.all([
      findMedallion(db, { organisationSlug: organisation, slug }),
      findDrawn(db, `${organisation}/${slug}`),
      findCatalogue(db),
    ])
    if (medallion === null || drawn === null || catalogue === null) return c.notFound()
    const seal = sealOf(
      catalogue,
      { kind: 'medallion', slug: `${organisation}/${slug}`, medallion: drawn },
      { inking: 'earned', size: PICTURE_SEAL, title: '' },
    )
    const { title, organisation: issuer } = medallion
    const svg = sharePicture({
      seal: seal === null ? null : flatten(seal),
      title,
      issuer: issuer.name,
      ink: issuer.ink || PLAIN_INK,
    })
    const headers = {
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, no-cache',
      etag: `"${createHash('sha256').update(svg).digest('base64url').slice(0, 27)}"`,
    }
    if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers)
    const known = kept.get(svg)
    if (known !== undefined) return c.body(known, 200, headers)
    if (!(await limits.allow('drawing', c.get('client'))))
      return c.text('Many pictures were drawn for your address. Wait a minute and try again.\n', 429)
    const picture = await drawPng(svg, PICTURE_SIZE.width)
    const oldest = kept.keys().next()
    if (kept.size >= MOST_KEPT && !oldest.done) kept.delete(oldest.value)
    kept.set(svg, picture)
    return c.body(picture, 200, headers)
  })
}
