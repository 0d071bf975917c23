/** Why something that lies elsewhere was not brought. `refused`: they answered, and did not give it out. */
export type Refusal =
  'not allowed' | 'unreachable' | 'too large' | 'too slow' | 'too many redirects' | 'refused' | 'busy'

/** `url` is where the answer came from in the end; `body` holds at most as many bytes as were asked for. */
export type Fetched =
  { ok: true; url: string; type: string; body: Uint8Array } | { ok: false; reason: Refusal; detail: string }

/** `most`: bytes. `within`: how many milliseconds the caller waits, where that is less than usual. */
export type Wanted = { accept: string; most: number; within?: number }

/** Brings what lies at an address elsewhere; never throws, and never asks where it may not. */
export type Fetch = (url: string, wanted: Wanted) => Promise<Fetched>

/** For an installation that asks nobody, and for tests. */
export const fetchNothing: Fetch = () =>
  Promise.resolve({ ok: false, reason: 'not allowed', detail: 'This installation asks no other site.' })

/** One time for all that is asked for one answer, however many places that are: each gets what is left of it. */
export function fetchWithin(fetch: Fetch, milliseconds: number, clock: () => number = () => performance.now()): Fetch {
  const end = clock() + milliseconds
  return (url, wanted) => fetch(url, { ...wanted, within: Math.max(0, end - clock()) })
}
