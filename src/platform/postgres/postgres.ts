import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { refuseHeldByOther } from './data-folder.ts'
import type { Log } from '../start/log.ts'
import { findBinaries } from './binaries.ts'
import { environment, lastLines, prepareCluster } from './cluster.ts'
import { chooseIdentity, reachableBinaries, type Identity } from './identity.ts'
import { settleLeftOver } from './left-over.ts'
import { DATABASE, socketUrl } from './running.ts'
import { settings } from './settings.ts'
import { socketFolder } from './socket-folder.ts'
import { until } from './processes.ts'
import { StartError } from '../start/start-error.ts'

/** Recovery after a crash replays at most some hundred megabytes. */
const LONGEST_START = 10 * 60_000

export type PostgresOptions = {
  /** The database lies in its subfolder `postgres`. Hold the folder (holdDataFolder) first. */
  dataDir: string
  log?: Log
  /** false: what was committed may be lost when the machine stops. For tests. */
  durable?: boolean
  /** A folder with another PostgreSQL's `postgres` and `initdb`; without it the one that came with the packages. */
  binDir?: string
  /** Hears that the server ended without being asked to. */
  onExit?: () => void
}

export type Postgres = { url: string; pid: number; stop: () => Promise<void> }

/**
 * Runs PostgreSQL on a data folder, reached through a private unix socket alone, and resolves when it takes
 * connections. The first start makes the database; a start after a crash recovers what was committed. Refuses with a
 * StartError that tells the operator what to do.
 */
export async function startPostgres({
  log,
  durable = true,
  binDir,
  onExit,
  ...options
}: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir)
  refuseHeldByOther(dataDir)
  mkdirSync(dataDir, { recursive: true })
  const [found, identity] = await Promise.all([findBinaries(binDir), chooseIdentity(dataDir)])
  const binaries = { ...found, bin: await reachableBinaries(found.bin, identity, dataDir) }
  const folder = join(dataDir, 'postgres')
  await settleLeftOver(folder, log)
  await prepareCluster(folder, binaries, identity, durable)

  const socket = socketFolder(dataDir, identity)
  const command = [
    ...identity.prefix,
    join(binaries.bin, 'postgres'),
    '-D',
    folder,
    ...settings(binaries.major, durable, socket),
  ]
  const server = await begin(command, folder, identity, log)
  let stopping = false
  server.child.once('exit', (code, signal) => {
    if (stopping) return
    log?.error({ code, signal, said: server.said() }, 'PostgreSQL ended by itself')
    onExit?.()
  })
  const stop = once(async () => {
    stopping = true
    await end(server.child, durable)
    rmSync(socket, { recursive: true, force: true })
  })
  const url = (database: string): string => socketUrl(socket, database)
  try {
    await ensureDatabase(url('postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  return { url: url(DATABASE), pid: server.pid, stop }
}

type Server = { child: ChildProcess; pid: number; said: () => string }

/** Starts the server and waits until it takes connections. */
async function begin(command: string[], folder: string, identity: Identity, log?: Log): Promise<Server> {
  // A session that dies a moment after its killed server keeps the shared memory from the next one for that moment.
  for (const lastTry = Date.now() + 15_000; ; await pause(200)) {
    const server = launch(command, identity, log)
    const { child, pid } = server
    const ended = (): boolean => child.exitCode !== null || child.signalCode !== null
    const ready = await until(() => ended() || pid === -1 || isReady(folder, pid), LONGEST_START)
    if (!ready) await end(child, false)
    else if (!ended() && pid !== -1) return server
    await until(() => child.stderr?.destroyed ?? true, 1_000)
    const why = server.said()
    if (!/still in use|lock file/.test(why) || Date.now() > lastTry)
      throw new StartError(`PostgreSQL did not start on ${folder}: ${lastLines(why)}`)
  }
}

function launch([program = '', ...args]: string[], identity: Identity, log?: Log): Server {
  // In a process group of its own: Ctrl-C in a terminal is for us, and we end the server last.
  const child = spawn(program, args, {
    env: environment(),
    ...identity.ids,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.on('error', (error) => (said += error.message))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
    for (const line of text.trimEnd().split('\n')) {
      if (/^(FATAL|PANIC)/.test(line)) log?.warn({ postgres: line })
      else log?.debug({ postgres: line })
    }
  })
  return { child, pid: child.pid ?? -1, said: () => said }
}

/** The server writes its state into the eighth line of its own pid file. */
function isReady(folder: string, pid: number): boolean {
  const path = join(folder, 'postmaster.pid')
  if (!existsSync(path)) return false
  const lines = readFileSync(path, 'utf8').split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** Ends the server: cleanly where its files matter, at once where they do not, and at once after half a minute. */
async function end(child: ChildProcess, cleanly: boolean): Promise<void> {
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null
  for (const signal of cleanly ? (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) : (['SIGQUIT', 'SIGKILL'] as const)) {
    if (ended()) return
    child.kill(signal)
    if (await until(ended, 30_000)) return
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => (done ??= work())
}
