import { Hono } from 'hono'
import { disposition } from '../../../platform/http/attachment.ts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { World } from '../../../platform/world.ts'
import { catalogueOf } from '../policy.ts'
import { findContents } from '../queries/publishing/contents.ts'
import { isSlug } from '../rules/content.ts'
import { pack } from '../rules/exchange/archive.ts'
import { thingKinds } from '../rules/exchange/package.ts'
import { writeFile } from '../rules/exchange/write.ts'

/** A badge, stack or micro-credential as files, for its authors: the newest version, or the one that is asked for. */
export const exportHttp = ({ db, now }: World): Hono<HttpEnv> =>
  new Hono<HttpEnv>().get('/studio/export/:kind/:slug', async (c) => {
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(c.req.path)}`)
    const own = catalogueOf(actor)
    const { kind: asked, slug } = c.req.param()
    const kind = thingKinds.find((known) => known === asked)
    const version = c.req.query('version') ?? null
    const things =
      own === null || kind === undefined || !isSlug(slug) || (version !== null && !/^[\d.]{1,40}$/.test(version))
        ? null
        : await findContents(db, own.publisherId, { kind, slug, version })
    const [first] = things ?? []
    if (things === null || first === undefined) return c.text('There is nothing here.\n', 404)
    return c.body(pack(things.map(writeFile), now()), 200, {
      'content-type': 'application/zip',
      'content-disposition': disposition(`${slug} ${first.content.version}.zip`),
      'cache-control': 'private, no-store',
    })
  })
