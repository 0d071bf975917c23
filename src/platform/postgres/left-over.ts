import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { basename, join } from 'node:path'
import type { Log } from '../start/log.ts'
import { processStart, until } from './processes.ts'
import { StartError } from '../start/start-error.ts'

/**
 * Makes sure that no server runs on this database folder any more. One that outlived its Mintmark is on its way down
 * as a rule, and is waited for; otherwise it is told to stop. Only a process that really is a PostgreSQL on this very
 * folder is ever signalled. Call it only while the data folder is held.
 */
export async function settleLeftOver(folder: string, log?: Log): Promise<void> {
  const path = join(folder, 'postmaster.pid')
  if (!existsSync(path)) return
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!serves(pid, folder)) {
    // PostgreSQL itself judges a dead process; one that lives and is something else would only confuse it.
    if (!(pid > 0) || processStart(pid) !== null) rmSync(path, { force: true })
    return
  }
  const gone = (): boolean => !serves(pid, folder)
  if (await until(gone, lines[7]?.trim() === 'stopping' ? 30_000 : 1_000)) return
  log?.warn({ pid }, 'Stopping a PostgreSQL that outlived its Mintmark')
  // SIGINT: end the sessions and close cleanly. SIGQUIT: end at once; what was committed is recovered at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    signalled(pid, signal)
    if (await until(gone, 30_000)) return
  }
  throw new StartError(
    `The PostgreSQL that still runs on ${folder} (process ${pid}) does not stop; end it, then start Mintmark again.`,
  )
}

function signalled(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (processStart(pid) !== null)
      throw new StartError(
        `The PostgreSQL that still runs (process ${pid}) cannot be stopped by this user: ${String(error)}`,
      )
  }
}

/** Whether the process is a PostgreSQL server whose database is in the folder. */
export function serves(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || processStart(pid) === null) return false
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).includes(
        `postgres -D ${folder}`,
      )
    return (
      /^post(gres|master)\b/.test(basename(readlinkSync(`/proc/${pid}/exe`))) &&
      readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
    )
  } catch (error) {
    if (processStart(pid) === null) return false
    throw new StartError(`It cannot be told whether process ${pid} is a PostgreSQL on ${folder}: ${String(error)}`)
  }
}
