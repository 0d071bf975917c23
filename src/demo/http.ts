import { Hono } from 'hono'
import { requestHeaders } from '../platform/http/client.ts'
import type { HttpEnv } from '../platform/http/env.ts'
import { loginAddressOf } from '../modules/people/queries/addresses.ts'
import type { WebWorld } from '../platform/world.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from './people.ts'

/** The one-button doors of demo mode: POST /demo/sign-in with `person`. */
export const demoHttp = ({ db, sessions }: WebWorld): Hono<HttpEnv> =>
  new Hono<HttpEnv>().post('/demo/sign-in', async (c) => {
    const { person } = await c.req.parseBody()
    const found = DEMO_PEOPLE.find(({ key, door }) => door && key === person)
    if (found === undefined)
      return c.text(
        `There is no demo person of this name. There are: ${DEMO_PEOPLE.filter(({ door }) => door)
          .map(({ key }) => key)
          .join(', ')}.\n`,
        422,
      )
    const answer = await sessions.api.signInEmail({
      body: { email: await loginAddressOf(db, found.email), password: DEMO_PASSWORD },
      headers: requestHeaders(c.req.raw, c.get('client')),
      asResponse: true,
    })
    if (!answer.ok) throw new Error(`The demo person ${found.key} could not sign in: ${answer.status}`)
    const headers = new Headers({ location: '/me' })
    for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie)
    return new Response(null, { status: 303, headers })
  })
