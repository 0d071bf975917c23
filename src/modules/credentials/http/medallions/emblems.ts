import { Hono } from 'hono'
import { findCatalogue } from '../../../catalogue/queries/tree.ts'
import { flatten } from '../../../catalogue/rules/emblems/emblems.ts'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import { drawPng } from '../../../../platform/pictures.ts'
import type { World } from '../../../../platform/world.ts'
import { findDrawn } from '../../queries/medallions/drawn.ts'
import { sealOf } from '../../rules/seal.ts'

/** Widths in px; the first is what an address without a size gives. */
const SIZES = [512, 240, 96] as const
const MOST_KEPT = 100
/** A new version is drawn otherwise at the same address. */
const CACHING = 'public, max-age=3600'

/** The drawings of medallions as files, always as they are when earned: for share images, e-mail and other sites. */
export const emblems = ({ db }: Pick<World, 'db'>): Hono<HttpEnv> => {
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>()

  async function pictureOf(svg: string, size: number): Promise<Uint8Array<ArrayBuffer>> {
    const kept = pictures.get(svg)
    if (kept !== undefined) return kept
    const picture = await drawPng(svg, size)
    const oldest = pictures.keys().next()
    if (pictures.size >= MOST_KEPT && !oldest.done) pictures.delete(oldest.value)
    pictures.set(svg, picture)
    return picture
  }

  return new Hono<HttpEnv>().get(
    '/emblems/medallions/:organisation{[a-z0-9-]+}/:file{[a-z0-9-]+\\.(?:svg|png)}',
    async (c) => {
      const { organisation, file } = c.req.param()
      const [own = '', format] = file.split('.')
      const slug = `${organisation}/${own}`
      const size = SIZES.find((known) => String(known) === (c.req.query('size') ?? String(SIZES[0])))
      const [medallion, catalogue] = await Promise.all([findDrawn(db, slug), findCatalogue(db)])
      if (size === undefined || medallion === null || catalogue === null) return c.notFound()
      const { title } = medallion
      const drawn = sealOf(catalogue, { kind: 'medallion', slug, medallion }, { inking: 'earned', size, title })
      if (drawn === null) return c.notFound()
      const svg = flatten(drawn)
      c.header('cache-control', CACHING)
      c.header('cross-origin-resource-policy', 'cross-origin')
      if (format === 'svg') return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8' })
      return c.body(await pictureOf(svg, size), 200, { 'content-type': 'image/png' })
    },
  )
}
