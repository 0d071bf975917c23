import type { HttpBindings } from '@hono/node-server'
import type { Actor } from '../actor.ts'

/** What every Hono handler finds in its context. */
export type HttpEnv = {
  Bindings: HttpBindings
  Variables: {
    requestId: string
    /** The client's address, from the socket or from a proxy we were told to trust. */
    client: string
    /** Looks up the signed-in person, once per request. */
    findActor: () => Promise<Actor | null>
  }
}
