import type { Fetch, Fetched, Wanted } from './fetch.ts'
import { openMemory } from './memory.ts'
import { resolveName, type Resolve } from './resolve.ts'
import { readTarget, type Target } from './target.ts'
import { transfer, type Brought, type Means } from './transfer.ts'
import { openTurns } from './turns.ts'

/** Times are milliseconds. `patience`: how long who asks waits; `transfer`: how long bringing may take at all. */
const LIMITS = {
  patience: 1500,
  transfer: 4000,
  atOnce: 24,
  perHost: 4,
  waiting: 100,
  perMinute: 120,
  entries: 500,
  bytes: 32 * 1024 * 1024,
  /** Nothing larger is brought, whatever is asked for. */
  most: 16 * 1024 * 1024,
}

/** `name`: the address of this installation, which others see. The rest is for a demo and for tests. */
export type FetchOptions = {
  name: string
  loopback?: boolean
  resolve?: Resolve
  ca?: string
  clock?: () => number
  limits?: Partial<typeof LIMITS>
}

/**
 * The one way to what strangers' credentials point at. It asks public sites only (see target.ts), within bounds of
 * size and time, remembers what they said, and asks no site so often that it could be harmed through us. Who asks does
 * not wait for long: what takes longer is brought all the same, for the next who asks.
 */
export function openFetch(options: FetchOptions): Fetch {
  const limits = { ...LIMITS, ...options.limits }
  const loopback = options.loopback ?? false
  const clock = options.clock ?? (() => performance.now())
  const means: Means = {
    userAgent: `Mintmark (+${options.name})`,
    resolve: options.resolve ?? resolveName,
    turns: openTurns(limits, clock),
    ca: options.ca,
  }
  const memory = openMemory(limits, clock)
  const under = new Map<string, Promise<Fetched>>()

  const bring = async (key: string, target: Target, wanted: Wanted): Promise<Fetched> => {
    const { answer, keep } = await transfer(target, wanted, means, AbortSignal.timeout(limits.transfer)).catch(lost)
    if (keep > 0) memory.put(key, answer, keep)
    under.delete(key)
    return answer
  }

  return (url, { accept, most, within = limits.patience }) => {
    const target = readTarget(url, { loopback })
    if (target === null) return Promise.resolve(notAllowed)
    const wanted = { accept, most: Math.min(most, limits.most) }
    const key = JSON.stringify([target.url.href, accept, wanted.most])
    const known = memory.get(key)
    if (known !== null) return Promise.resolve(known)
    if (within <= 0) return Promise.resolve(late)
    const asked = under.get(key) ?? bring(key, target, wanted)
    under.set(key, asked)
    return firstOf(asked, Math.min(within, limits.patience))
  }
}

const notAllowed: Fetched = {
  ok: false,
  reason: 'not allowed',
  detail: 'Only public sites are asked, by https on its usual port.',
}

const late: Fetched = { ok: false, reason: 'too slow', detail: 'It did not answer in time.' }

const lost = (error: unknown): Brought => ({
  answer: { ok: false, reason: 'unreachable', detail: error instanceof Error ? error.message : 'It was lost.' },
  keep: 0,
})

function firstOf(asked: Promise<Fetched>, patience: number): Promise<Fetched> {
  return new Promise((answer) => {
    const timer = setTimeout(() => answer(late), patience)
    void asked.then((fetched) => {
      clearTimeout(timer)
      answer(fetched)
    })
  })
}
