/** Why something that lies elsewhere was not brought. */
export type Refusal = 'not allowed' | 'unreachable' | 'too large' | 'too slow' | 'too many redirects' | 'refused'

/** `url` is where the answer came from in the end; `body` holds at most as many bytes as were asked for. */
export type Fetched =
  { ok: true; url: string; type: string; body: Uint8Array } | { ok: false; reason: Refusal; detail: string }

/** Brings what lies at an address elsewhere; never throws, and never asks where it may not. */
export type Fetch = (url: string, wanted: { accept: string; most: number }) => Promise<Fetched>

/** For an installation that asks nobody, and for tests. */
export const fetchNothing: Fetch = () =>
  Promise.resolve({ ok: false, reason: 'not allowed', detail: 'This installation asks no other site.' })
