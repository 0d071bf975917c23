import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { serves } from '#src/platform/postgres/left-over.ts'
import { startProgram, type ProgramOptions } from '../program/program.ts'

export type Random = () => number

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const between = (random: Random, from: number, to: number): number => from + random() * (to - from)

export function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)]
}

/** Starts the program and kills it so many milliseconds later, ready or not. Says whether it was ready by then. */
export async function killWhileStarting(options: ProgramOptions, after: number): Promise<boolean> {
  let killed = false
  let kill = Promise.resolve()
  const onSpawn = (pid: number): void => {
    kill = pause(after).then(() => {
      killed = true
      process.kill(-pid, 'SIGKILL')
    })
  }
  try {
    const program = await startProgram({ ...options, onSpawn })
    await kill
    await program.kill()
    return true
  } catch (error) {
    if (!killed) throw error
    return false
  }
}

/** What a file holds; null when there is none, also when another process has just taken it away. */
function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The PostgreSQL that runs on a data folder; null when none does. */
export function serverOf(dataDir: string): { pid: number; url: string } | null {
  const folder = join(dataDir, 'postgres')
  const lines = (contentOf(join(folder, 'postmaster.pid')) ?? '').split('\n')
  const pid = Number(lines[0])
  if (!serves(pid, folder)) return null
  return { pid, url: `postgres://mintmark@localhost:5432/mintmark?host=${encodeURIComponent(lines[4] ?? '')}` }
}
