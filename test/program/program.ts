import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The whole program as a user starts it, on a port and a data folder of its own. */
export type Program = {
  url: string
  dataDir: string
  pid: number
  /** Everything on standard output and standard error so far. */
  output: () => string
  /** Ends it as an operator would (SIGTERM) and waits. */
  stop: () => Promise<number | null>
  /** Ends it as a power cut would, with its worker. */
  kill: () => Promise<void>
}

export type ProgramOptions = {
  dataDir?: string
  port?: number
  /** Undefined takes a variable of ours away. */
  env?: Record<string, string | undefined>
  /** Hears the process (and its group) before the program is ready. */
  onSpawn?: (pid: number) => void
}

/** Starts `node src/web.ts` (the build must be there) and waits for the ready line; throws with its output when it ends before. */
export async function startProgram({
  dataDir = freshFolder(),
  port,
  env = {},
  onSpawn,
}: ProgramOptions = {}): Promise<Program> {
  const chosen = port ?? (await freePort())
  const child = spawn(process.execPath, ['src/web.ts'], {
    env: {
      ...process.env,
      // The server that the tests were given is not the program's, unless `env` says so.
      DATABASE_URL: undefined,
      NODE_ENV: 'production',
      PORT: String(chosen),
      MINTMARK_DATA: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  if (child.pid !== undefined) onSpawn?.(child.pid)
  let output = ''
  const url = await new Promise<string>((ready, broken) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      const line = /Mintmark is ready: (https?:\/\/[^\s/]+)/.exec(output)
      if (line?.[1] !== undefined) ready(line[1])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => broken(new Error(`Mintmark ended with ${code} before it was ready:\n${output}`)))
  })
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    output: () => output,
    stop: () => ended(child, () => child.kill('SIGTERM')),
    kill: async () => {
      await ended(child, () => process.kill(-(child.pid ?? 0), 'SIGKILL'))
    },
  }
}

const ended = (child: ChildProcess, end: () => unknown): Promise<number | null> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done(child.exitCode)
    child.once('exit', (code) => done(code))
    end()
  })

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'mintmark-'))

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** A port that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((found, broken) => {
    const probe = createServer()
    probe.once('error', broken)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => found(port))
    })
  })

/** Signs a demo person in and gives the cookie for plain requests. */
export async function demoCookie(url: string, person: string): Promise<string> {
  const answer = await fetch(`${url}/demo/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ person }),
    redirect: 'manual',
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (answer.status !== 303 || cookie === undefined)
    throw new Error(`The demo person ${person} could not sign in: ${answer.status} ${await answer.text()}`)
  return cookie
}
