import { Hono } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { findAchievement } from '../queries/achievements.ts'
import { findPublishingIssuer } from '../queries/issuers.ts'
import { AWARD_KINDS, pagePath } from '../rules/achievement.ts'
import { CREDENTIALS_V2, OPEN_BADGES } from '../rules/contexts.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/** What can be earned, as credentials name it. */
export const achievements = ({ db, config }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  app.get('/achievements/:kinds/:slug/:number{[0-9]{1,6}}?', async (c) => {
    const { kinds, slug, number } = c.req.param()
    const kind = AWARD_KINDS.find((each) => `${each}s` === kinds)
    const issuer = kind === undefined ? null : await findPublishingIssuer(db)
    const version = number === undefined ? {} : { number: Number(number) }
    const found =
      kind &&
      issuer &&
      (await findAchievement(db, { publicUrl: config.publicUrl, orgId: issuer.orgId, issuer, kind, slug, ...version }))
    if (!found) return problem(c, 404, 'There is no such achievement', 'The address may be mistyped.')
    const type = jsonWanted(c)
    if (type === null) return c.redirect(pagePath(kind, slug), 303)
    const headers = {
      ...openToAll(type === 'application/vc' ? 'application/ld+json' : type),
      'cache-control': 'public, max-age=3600',
    }
    return c.body(JSON.stringify({ '@context': [CREDENTIALS_V2, OPEN_BADGES], ...found }), 200, headers)
  })

  return app
}
