import type { Fetched } from './fetch.ts'

/** Answers that were brought a while ago; the longest unused leave first. */
export type Memory = { get(key: string): Fetched | null; put(key: string, answer: Fetched, seconds: number): void }

/** What an entry takes beside its body. */
const OVERHEAD = 500

export function openMemory(limits: { entries: number; bytes: number }, clock: () => number): Memory {
  // A Map keeps the order in which entries came, so the first is the one that was unused for longest.
  const kept = new Map<string, { answer: Fetched; until: number; size: number }>()
  let bytes = 0
  const forget = (key: string) => {
    bytes -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }
  return {
    get(key) {
      const entry = kept.get(key)
      if (entry === undefined) return null
      kept.delete(key)
      if (entry.until > clock()) kept.set(key, entry)
      else bytes -= entry.size
      return entry.until > clock() ? entry.answer : null
    },
    put(key, answer, seconds) {
      const size = OVERHEAD + key.length + (answer.ok ? answer.body.byteLength : 0)
      if (size > limits.bytes) return
      forget(key)
      kept.set(key, { answer, until: clock() + seconds * 1000, size })
      bytes += size
      for (const oldest of kept.keys()) {
        if (kept.size <= limits.entries && bytes <= limits.bytes) break
        forget(oldest)
      }
    },
  }
}
