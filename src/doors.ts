import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { demoHttp } from './demo/http.ts'
import { http as assessmentHttp } from './modules/assessment/http.ts'
import { http as catalogueHttp } from './modules/catalogue/http.ts'
import { openCatalogueRevision } from './modules/catalogue/queries/revision.ts'
import { http as credentialsHttp } from './modules/credentials/http.ts'
import { openCredentialRevision } from './modules/credentials/queries/revision.ts'
import { http as peopleHttp } from './modules/people/http.ts'
import { findActor } from './modules/people/queries/people.ts'
import { http as insightsHttp } from './modules/insights/http.ts'
import { http as medallionsHttp } from './modules/medallions/http.ts'
import { openMedallionRevision } from './modules/medallions/queries/revision.ts'
import { http as studioHttp } from './modules/studio/http.ts'
import { http as submissionsHttp } from './modules/submissions/http.ts'
import type { Pages } from './platform/http/assets.ts'
import { requestHeaders } from './platform/http/client.ts'
import type { HttpEnv } from './platform/http/env.ts'
import { unexpected } from './platform/http/errors.ts'
import { observe, onlyThisMachine, ownFormsOnly, secureHeaders } from './platform/http/guards.ts'
import { openMetrics } from './platform/http/metrics.ts'
import { pageHandler } from './platform/http/pages.ts'
import { openPageCache, type PublicPage } from './platform/http/page-cache.ts'
import type { WebWorld } from './platform/world.ts'

/** Larger than any form, and than the 5 MB credential that /verify must answer; uploads stream and are not counted. */
const LARGEST_FORM = 8 * 1024 * 1024
const STREAMED = /^\/(uploads(\/|$)|oauth\/|awards\/bulk$|studio\/import$|people\/import$|pursuits\/[^/]+\/evidence$)/
/** Other services, wallets and mail programs send these with a secret of theirs and without cookies, also from pages of their own. */
const FROM_ANYWHERE =
  /^\/(oauth\/(token|register|revoke)$|organisations\/[^/]+\/wallet\/|ims\/ob\/v3p0\/|reminders\/stop\/)/

/** Puts the doors in front of the modules, in the order in which a request meets them. */
export function openDoors(world: WebWorld, pages: Pages): Hono<HttpEnv> {
  const { config, db, sessions, log } = world
  const metrics = openMetrics()
  const catalogue = openCatalogueRevision(db)
  const publicPages: PublicPage[] = [
    { pattern: /^\/(catalogue)?$/, revision: catalogue },
    { pattern: /^\/(badges|stacks|micro-credentials)\/[^/]+$/, revision: catalogue },
    { pattern: /^\/medallions(\/[^/]+\/[^/]+(\/poster)?)?$/, revision: openMedallionRevision(db) },
    { pattern: /^\/credentials\/[^/]+$/, revision: openCredentialRevision(db, world.now) },
    { pattern: /^\/verify$/, revision: () => Promise.resolve('') },
  ]
  const app = new Hono<HttpEnv>()
  app.onError(unexpected(log))
  app.use(observe(config, log, metrics.seen), secureHeaders(config))
  app.get('/healthz', async (c) => {
    await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute()
    return c.text('ok\n')
  })
  app.get('/metrics', metrics.handler)
  if (config.mode === 'demo') app.use(onlyThisMachine)
  app.use(async (c, next) => {
    let found: ReturnType<HttpEnv['Variables']['findActor']> | null = null
    const look = async () => {
      const session = await sessions.api.getSession({ headers: requestHeaders(c.req.raw, c.get('client')) })
      return session === null ? null : findActor(db, session.user.id)
    }
    c.set('findActor', () => (found ??= look()))
    return next()
  })
  if (pages.assets !== null) app.use('/assets/*', pages.assets).use('/favicon.svg', pages.assets)
  const own = ownFormsOnly(config)
  app.use((c, next) => (FROM_ANYWHERE.test(c.req.path) ? next() : own(c, next)))
  const limit = bodyLimit({
    maxSize: LARGEST_FORM,
    onError: (c) => c.text('This is larger than 8 MB. Nothing was changed.\n', 413),
  })
  app.use((c, next) => {
    const { raw } = c.req
    // Only what may carry a body is looked at: to ask a request for its body costs as much as answering it from memory.
    if (raw.method === 'GET' || raw.method === 'HEAD' || STREAMED.test(c.req.path)) return next()
    // A body that does not say its length is counted while it is read, which takes a Request of the usual kind.
    if (!raw.headers.has('content-length') && raw.body !== null) {
      const { method, headers, body } = raw
      const usual: RequestInit & { duplex: 'half' } = { method, headers, body, duplex: 'half' }
      c.req.raw = new Request(raw.url, usual)
    }
    return limit(c, next)
  })
  for (const http of [
    peopleHttp,
    catalogueHttp,
    submissionsHttp,
    assessmentHttp,
    medallionsHttp,
    studioHttp,
    credentialsHttp,
    insightsHttp,
  ])
    app.route('/', http(world))
  if (config.mode === 'demo') app.route('/', demoHttp(world))
  app.use(compress())
  app.all('*', pageHandler(pages.build, world, openPageCache(pages.version), publicPages))
  return app
}
