import { Hono, type Context } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { findAchievement } from '../queries/achievements.ts'
import { findIssuerOf } from '../queries/issuers.ts'
import { AWARD_KINDS, pagePath, type AwardKind } from '../rules/achievement.ts'
import { CREDENTIALS_V2, OPEN_BADGES } from '../rules/contexts.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/** What can be earned, as credentials name it. */
export const achievements = ({ db, config }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const answer = async (c: Context<HttpEnv>, kind: AwardKind, slug: string, number?: string): Promise<Response> => {
    const issuer = await findIssuerOf(db, kind, slug)
    const version = number === undefined ? {} : { number: Number(number) }
    const found =
      issuer &&
      (await findAchievement(db, { publicUrl: config.publicUrl, orgId: issuer.orgId, issuer, kind, slug, ...version }))
    if (found === null) return unknown(c)
    const type = c.req.path.endsWith('.json') ? 'application/json' : jsonWanted(c)
    if (type === null) return c.redirect(pagePath(kind, slug), 303)
    const headers = {
      ...openToAll(type === 'application/vc' ? 'application/ld+json' : type),
      'cache-control': 'public, max-age=3600',
    }
    return c.body(JSON.stringify({ '@context': [CREDENTIALS_V2, OPEN_BADGES], ...found }), 200, headers)
  }

  app.get('/achievements/medallions/:organisation{[a-z0-9-]+}/:slug{[a-z0-9-]+}/:number{[0-9]{1,6}}?', (c) => {
    const { organisation, slug, number } = c.req.param()
    return answer(c, 'medallion', `${organisation}/${slug}`, number)
  })
  app.get('/achievements/:kinds/:slug/:number{[0-9]{1,6}}?', async (c): Promise<Response> => {
    const { kinds, slug, number } = c.req.param()
    const kind = AWARD_KINDS.find((each) => `${each}s` === kinds)
    return kind === undefined || kind === 'medallion' ? unknown(c) : answer(c, kind, slug, number)
  })

  /** Beside the page of a medallion, for who has only that. */
  app.get('/medallions/:organisation{[a-z0-9-]+}/:file{[a-z0-9-]+\\.json}', (c) => {
    const { organisation, file } = c.req.param()
    return answer(c, 'medallion', `${organisation}/${file.slice(0, -'.json'.length)}`)
  })
  app.get('/medallions/:organisation{[a-z0-9-]+}/:slug{[a-z0-9-]+}/versions/:file{[0-9]{1,6}\\.json}', (c) => {
    const { organisation, slug, file } = c.req.param()
    return answer(c, 'medallion', `${organisation}/${slug}`, file.slice(0, -'.json'.length))
  })

  return app
}

const unknown = (c: Context<HttpEnv>) => problem(c, 404, 'There is no such achievement', 'The address may be mistyped.')
