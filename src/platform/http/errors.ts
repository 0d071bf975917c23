import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Log } from '../start/log.ts'
import type { HttpEnv } from './env.ts'

/** What no handler expected: written in the log under its number, and told to the person with that number. */
export const unexpected =
  (log: Log): ErrorHandler<HttpEnv> =>
  (error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    const requestId = c.get('requestId')
    log.error({ requestId, method: c.req.method, path: c.req.path, err: error }, 'A request met something unexpected')
    return c.text(
      `Something went wrong on our side. What you had saved is safe.\nNumber for the log: ${requestId}\n`,
      500,
    )
  }
