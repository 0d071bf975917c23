import { OpenAPIHono } from '@hono/zod-openapi'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import type { HttpEnv } from '../../platform/http/env.ts'
import type { WebWorld } from '../../platform/world.ts'
import { achievements } from './http/achievements.ts'
import { problem } from './http/answers.ts'
import { bulkFiles } from './http/bulk/files.ts'
import { documents } from './http/documents.ts'
import { downloads } from './http/downloads.ts'
import { holdings } from './http/own/holdings.ts'
import { emblems } from './http/medallions/emblems.ts'
import { shareMedallion } from './http/medallions/share.ts'
import { host } from './http/host/host.ts'
import { issuers } from './http/issuers.ts'
import { share } from './http/own/share.ts'
import { statusLists } from './http/status-lists.ts'
import { vcApi } from './http/vc-api.ts'
import { verify } from './http/verify.ts'
import { wallet } from './http/wallet.ts'

/** What programs read of credentials: the documents, the issuers' keys, the status lists, and checks by API. */
export const http = (world: WebWorld): OpenAPIHono<HttpEnv> => {
  const { config, log } = world
  const app = new OpenAPIHono<HttpEnv>()
  app.use('/api/v1/*', cors({ origin: '*' }))
  for (const part of [
    documents,
    downloads,
    share,
    holdings,
    issuers,
    statusLists,
    achievements,
    emblems,
    shareMedallion,
    verify,
    host,
    wallet,
    vcApi,
    bulkFiles,
  ])
    app.route('/', part(world))
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Mintmark', version: '1', description: 'What programs can ask of this installation of Mintmark.' },
    servers: [{ url: config.publicUrl }],
  })

  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400)
      return problem(c, 400, 'This is not JSON', 'Send a JSON object with the content type application/json.')
    if (error instanceof HTTPException) return error.getResponse()
    const requestId = c.get('requestId')
    log.error({ requestId, method: c.req.method, path: c.req.path, err: error }, 'A request met something unexpected')
    return problem(c, 500, 'Something went wrong on our side', `Number for the log: ${requestId}`)
  })
  return app
}
