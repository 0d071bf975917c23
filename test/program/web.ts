import { getRequestListener } from '@hono/node-server'
import { serializeSignedCookie } from 'better-call'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openDoors } from '#src/doors.ts'
import { importCatalogueFolder } from '#src/modules/catalogue/commands.ts'
import { sendSignInLink } from '#src/modules/people/commands.ts'
import { readConfig } from '#src/platform/start/config.ts'
import { fetchNothing } from '#src/platform/fetch/fetch.ts'
import { openFiles } from '#src/platform/files.ts'
import { builtPages } from '#src/platform/http/assets.ts'
import { openLog } from '#src/platform/start/log.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import { openSessions } from '#src/platform/sessions.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '../database/database.ts'
import { makePublisher } from '../factories/factories.ts'

export const ORIGIN = 'http://localhost:4600'

export type TestWeb = {
  world: WebWorld
  /** A request as a browser on this machine sends it. `cookie` is from signIn. */
  ask: (path: string, init?: RequestInit & { cookie?: string | undefined; client?: string }) => Promise<Response>
  /** Sends a form from our own page. */
  send: (path: string, fields: Record<string, string>, cookie?: string) => Promise<Response>
  /** Answers on the port of its configuration (PORT) too, until the test file ends. */
  listen: () => Promise<void>
  /** The cookie of a new session of this person. */
  signIn: (personId: string) => Promise<string>
}

/** The web process without its socket, on a database of the test file's own: every door, every module, the built pages. */
export async function testWeb(env: Record<string, string> = {}): Promise<TestWeb> {
  const { db, pool } = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'mintmark-web-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  const publisher = await makePublisher(db)
  const config = readConfig({ MINTMARK_DATA: dataDir, LOG_LEVEL: 'silent', ...env })
  const outside = {
    config,
    db,
    files: openFiles(dataDir),
    fetch: fetchNothing,
    log: openLog(config.logLevel, 'test'),
    now: () => new Date(),
  }
  await importCatalogueFolder({ db, now: outside.now(), publisherId: publisher.id }, 'content/pbl')
  const sessions = openSessions(config, db, (address, token) => sendSignInLink(outside, address, token))
  const world: WebWorld = { ...outside, sessions, limits: await openRateLimits(pool) }
  const app = openDoors(world, await builtPages())

  const ask: TestWeb['ask'] = async (path, { cookie, client = '127.0.0.1', ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (!headers.has('host')) headers.set('host', new URL(config.publicUrl).host)
    if (cookie !== undefined) headers.set('cookie', cookie)
    return app.request(
      `${config.publicUrl}${path}`,
      { redirect: 'manual', ...init, headers },
      { incoming: { socket: { remoteAddress: client } } },
    )
  }
  return {
    world,
    ask,
    send: (path, fields, cookie) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: config.publicUrl },
        ...(cookie === undefined ? {} : { cookie }),
      }),
    async listen() {
      const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
      const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
      await new Promise<void>((ready) => server.listen(config.port, config.host, ready))
      afterAll(() => {
        server.close()
        server.closeAllConnections()
      })
    },
    async signIn(personId) {
      const context = await sessions.$context
      const { token } = await context.internalAdapter.createSession(personId)
      const { name } = context.authCookies.sessionToken
      return (await serializeSignedCookie(name, token, config.secret)).split(';')[0] ?? ''
    },
  }
}
