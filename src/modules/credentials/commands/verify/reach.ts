import { fetchWithin } from '../../../../platform/fetch/fetch.ts'
import type { World } from '../../../../platform/world.ts'

export type Reach = Pick<World, 'db' | 'config' | 'fetch' | 'now'>

const MOST_FETCHES = 8
/** Milliseconds that one check may wait for other sites, all together. */
const PATIENCE = 1_800

/** The same world for one check: it asks other sites a few times only, and waits for all of them together so long. */
export function boundedReach({ db, config, fetch, now }: Reach): Reach {
  const within = fetchWithin(fetch, PATIENCE)
  let left = MOST_FETCHES
  return {
    db,
    config,
    now,
    fetch: (url, wanted) =>
      left-- > 0
        ? within(url, wanted)
        : Promise.resolve({ ok: false, reason: 'busy', detail: 'One check asks no more sites than this.' }),
  }
}
