/** At most so many at once, in all and per host, and so many a minute per host: nobody can be flooded through us. */
export type TurnLimits = { atOnce: number; perHost: number; waiting: number; perMinute: number }

/** take() waits for a turn and gives what ends it; null when there is none to be had, or when the signal comes first. */
export type Turns = { take(host: string, signal: AbortSignal): Promise<(() => void) | null> }

const MINUTE = 60_000

export function openTurns(limits: TurnLimits, clock: () => number): Turns {
  const running = new Map<string, number>()
  const waiting = new Set<{ host: string; start: () => void }>()
  const asked = new Map<string, number>()
  let minute = clock()
  let all = 0

  const isFree = (host: string) => all < limits.atOnce && (running.get(host) ?? 0) < limits.perHost

  const begin = (host: string): (() => void) => {
    all++
    running.set(host, (running.get(host) ?? 0) + 1)
    return () => {
      all--
      const left = (running.get(host) ?? 1) - 1
      if (left === 0) running.delete(host)
      else running.set(host, left)
      const next = [...waiting].find((one) => isFree(one.host))
      next?.start()
    }
  }

  const mayAsk = (host: string): boolean => {
    if (clock() - minute >= MINUTE) {
      asked.clear()
      minute = clock()
    }
    const times = (asked.get(host) ?? 0) + 1
    asked.set(host, times)
    return times <= limits.perMinute
  }

  return {
    async take(host, signal) {
      if (signal.aborted || !mayAsk(host)) return null
      if (isFree(host)) return begin(host)
      if (waiting.size >= limits.waiting) return null
      return new Promise((give) => {
        const leave = () => {
          waiting.delete(one)
          give(null)
        }
        const start = () => {
          waiting.delete(one)
          signal.removeEventListener('abort', leave)
          give(begin(host))
        }
        const one = { host, start }
        waiting.add(one)
        signal.addEventListener('abort', leave, { once: true })
      })
    },
  }
}
