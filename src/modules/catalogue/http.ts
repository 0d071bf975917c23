import { Hono, type Context } from 'hono'
import type { HttpEnv } from '../../platform/http/env.ts'
import { drawPng } from '../../platform/pictures.ts'
import type { World } from '../../platform/world.ts'
import { exportHttp } from './http/export.ts'
import { badgeOf, findPublisherId, getCatalogue, type Catalogue, type CatalogueStack } from './queries/tree.ts'
import { badgeMedal, emblem, flatten, stackRing, type Ring } from './rules/emblems/emblems.ts'

/** Widths in px; the first is what an address without a size gives. */
const SIZES = [512, 240, 96] as const
type Size = (typeof SIZES)[number]
const MOST_KEPT = 300
const KEPT_FOR_GOOD = 'public, max-age=31536000, immutable'
const KEPT_AN_HOUR = 'public, max-age=3600'

/** The drawings of a catalogue as files, always as they are when earned: for share images, e-mail and other sites. */
export const http = (world: World): Hono<HttpEnv> => {
  const pictures = new Map<string, Uint8Array<ArrayBuffer>>()

  async function answer(
    c: Context<HttpEnv>,
    find: (catalogue: Catalogue, slug: string) => ((size: number) => string) | null,
  ) {
    const [, slug, format] = /^([a-z0-9-]+)\.(svg|png)$/.exec(c.req.param('file') ?? '') ?? []
    const size = SIZES.find((known) => String(known) === (c.req.query('size') ?? String(SIZES[0])))
    const publisherId = slug === undefined || size === undefined ? null : await findPublisherId(world.db)
    if (slug === undefined || size === undefined || publisherId === null) return c.notFound()
    const draw = find(await getCatalogue(world.db, publisherId), slug)
    if (draw === null) return c.notFound()
    const svg = flatten(draw(size))
    c.header('cache-control', c.req.query('v') === undefined ? KEPT_AN_HOUR : KEPT_FOR_GOOD)
    c.header('cross-origin-resource-policy', 'cross-origin')
    if (format === 'svg') return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8' })
    return c.body(await pictureOf(svg, size), 200, { 'content-type': 'image/png' })
  }

  /** Drawing a badge takes a tenth of a second; there are few drawings, so they are kept. */
  async function pictureOf(svg: string, size: Size): Promise<Uint8Array<ArrayBuffer>> {
    const kept = pictures.get(svg)
    if (kept !== undefined) return kept
    const picture = await drawPng(svg, size)
    const oldest = pictures.keys().next()
    if (pictures.size >= MOST_KEPT && !oldest.done) pictures.delete(oldest.value)
    pictures.set(svg, picture)
    return picture
  }

  return new Hono<HttpEnv>()
    .route('/', exportHttp(world))
    .get('/emblems/stacks/:file', (c) =>
      answer(c, ({ stacks }, slug) => {
        const stack = stacks.find((known) => known.slug === slug)
        return stack === undefined ? null : (size) => stackRing(struck(stack), size, stack.title)
      }),
    )
    .get('/emblems/badges/:file', (c) =>
      answer(c, (catalogue, slug) => {
        const found = badgeOf(catalogue, slug)
        if (found === null) return null
        const { badge, stacks } = found
        return (size) => badgeMedal(stacks.map(struck), size, badge.content.letter, badge.title)
      }),
    )
    .get('/emblems/:file', (c) =>
      answer(c, ({ stacks }, slug) => {
        for (const { style, members, unlisted } of stacks) {
          const member = [...members, ...unlisted].find((known) => known.slug === slug)
          if (member !== undefined) return (size) => emblem(slug, style, 'earned', size, member.title)
        }
        return null
      }),
    )
}

const struck = ({ style, members }: CatalogueStack): Ring => ({
  style,
  pieces: members.map(({ slug }) => ({ id: slug, inking: 'earned' })),
})
