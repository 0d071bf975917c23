import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

const HIDDEN = 'hidden'
/** The flag (PF_EXITING) of a process that runs no more code of its own and gives back what it holds. */
const EXITING = 0x4

/**
 * When a process began, as a text that tells it from every later process of the same number. null: there is no such
 * process, or it has ended and only gives back its memory or waits to be collected. Of a process that the system hides
 * it is always the same text.
 */
export function processStart(pid: number): string | null {
  if (!exists(pid)) return null
  try {
    return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  } catch {
    return exists(pid) ? HIDDEN : null
  }
}

/** Whether a process runs that began at `started` (from processStart); a hidden one is taken for the same. */
export function stillRuns(pid: number, started: string): boolean {
  const now = processStart(pid)
  return now !== null && (now === started || now === HIDDEN || started === HIDDEN)
}

function startOnLinux(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name, in brackets, may hold spaces and brackets itself; behind it come the state, 6 further on the flags, and 19
  // further on the start.
  const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (state === 'Z' || state === 'X' || (Number(rest[5]) & EXITING) !== 0) return null
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${rest[18]}`
}

function startByPs(pid: number): string | null {
  const [state = '', ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', `${pid}`], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
  return state.startsWith('Z') ? null : start.join(' ')
}

function exists(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

export type Ids = { uid?: number; gid?: number }

/** Runs a program to its end. A program that cannot be started at all has code null. */
export function runToEnd(
  command: string[],
  options: { env?: NodeJS.ProcessEnv; ids?: Ids } = {},
): Promise<{ code: number | null; output: string }> {
  const [program = '', ...args] = command
  return new Promise((done) => {
    let output = ''
    const child = spawn(program, args, { env: options.env, ...options.ids, stdio: ['ignore', 'pipe', 'pipe'] })
    const take = (text: string): void => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', (error) => done({ code: null, output: error.message }))
    child.on('close', (code) => done({ code, output }))
  })
}

/** Looks again and again until `reached` holds; false when it did not within `milliseconds`. */
export async function until(reached: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (!reached()) {
    if (Date.now() > end) return false
    await pause(20)
  }
  return true
}
