import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { processStart, stillRuns } from './processes.ts'
import { StartError } from '../start/start-error.ts'

const lockFile = z.object({ pid: z.number(), started: z.string() })

/** Who holds a data folder. `release` gives it back; a holder that was killed needs none. */
export type Hold = { release: () => void }

/**
 * Claims a data folder for this process, before anything in it is touched: two programs on one database folder would
 * stop each other's server. Refuses with a StartError when another living process holds it; a lock whose process is
 * gone (killed, or the machine restarted) is taken over without a word.
 */
export function holdDataFolder(dataDir: string): Hold {
  const folder = resolve(dataDir)
  const lock = join(folder, 'mintmark.lock')
  mkdirSync(folder, { recursive: true })
  const mine = JSON.stringify({ pid: process.pid, started: processStart(process.pid), hold: randomUUID() })
  const draft = `${lock}.${randomUUID()}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    while (!claim(draft, lock)) {
      const there = textOf(lock)
      const holder = livingHolder(there)
      if (holder !== null) throw heldBy(holder, folder)
      if (there !== null) setAside(lock, there)
    }
  } finally {
    rmSync(draft)
  }
  return {
    release: () => {
      if (textOf(lock) === mine) rmSync(lock)
    },
  }
}

/** Throws a StartError when a living process other than this one holds the data folder. */
export function refuseHeldByOther(dataDir: string): void {
  const folder = resolve(dataDir)
  const holder = livingHolder(textOf(join(folder, 'mintmark.lock')))
  if (holder !== null && holder !== process.pid) throw heldBy(holder, folder)
}

const heldBy = (pid: number, folder: string): StartError =>
  new StartError(
    `Mintmark already runs on the folder ${folder} (process ${pid}); stop it first, or set MINTMARK_DATA to another folder.`,
  )

/** A link appears whole or not at all, so nobody ever reads half a lock. */
function claim(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function livingHolder(text: string | null): number | null {
  if (text === null) return null
  try {
    const { pid, started } = lockFile.parse(JSON.parse(text))
    return stillRuns(pid, started) ? pid : null
  } catch {
    return null
  }
}

/** Removes the stale lock that was read; puts back what it finds when someone else was quicker and the lock is theirs. */
function setAside(lock: string, stale: string): void {
  const aside = `${lock}.${randomUUID()}`
  try {
    renameSync(lock, aside)
  } catch {
    return
  }
  if (textOf(aside) !== stale) claim(aside, lock)
  rmSync(aside)
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
