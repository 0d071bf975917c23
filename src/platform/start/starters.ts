import { readFileSync } from 'node:fs'

const HOW_OFTEN = 300
/** From us over run.mjs and the shell to npm. */
const FARTHEST = 4

/**
 * Calls `gone` when a process that started us by `npm start` has ended without telling us: killed outright, or a shell
 * between us that passes no signal on. Nobody could stop us any more, and the next start would find our folder taken.
 */
export function whenStartersAreGone(gone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const first = starters().join()
  const watch = setInterval(() => {
    if (starters().join() === first) return
    clearInterval(watch)
    gone()
  }, HOW_OFTEN)
  watch.unref()
}

/** Our parents up to npm; where there is no /proc to look further, the nearest one alone. */
function starters(): number[] {
  const chain = [process.ppid]
  for (let pid = process.ppid; chain.length < FARTHEST && !isNpm(pid); chain.push(pid)) {
    const parent = parentOf(pid)
    if (parent === null) break
    pid = parent
  }
  return chain
}

const isNpm = (pid: number): boolean => /\bnpm\b/.test(read(`/proc/${pid}/cmdline`) ?? '')

function parentOf(pid: number): number | null {
  const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')
  return fields?.[1] === undefined ? null : Number(fields[1])
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // No /proc on this system, or the process has just ended: both are answers.
    return null
  }
}
