import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { SUPERUSER } from './cluster.ts'

export const DATABASE = 'mintmark'

/** The address of a database behind the private socket of its server. */
export const socketUrl = (socket: string, database: string): string =>
  `postgres://${SUPERUSER}@localhost:5432/${database}?host=${encodeURIComponent(socket)}`

/**
 * The database of a Mintmark that runs on this data folder now; null when none does. The server itself writes where its
 * socket is, into the fifth line of its pid file, which outlives a crash: so the socket is asked.
 */
export async function findRunning(dataDir: string): Promise<string | null> {
  const socket = socketOf(join(resolve(dataDir), 'postgres', 'postmaster.pid'))
  if (socket === '') return null
  const url = socketUrl(socket, DATABASE)
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return url
  } catch {
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}

function socketOf(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').split('\n')[4]?.trim() ?? ''
  } catch {
    return ''
  }
}
