import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

/** How often something may be tried: `points` times in `seconds`, counted per key over all processes. */
const LIMITS = {
  // Per e-mail address; a whole school may sign in from one place, so places have more room.
  sign_in: { points: 10, seconds: 15 * 60 },
  sign_in_place: { points: 100, seconds: 15 * 60 },
  magic_link: { points: 5, seconds: 15 * 60 },
  magic_link_place: { points: 100, seconds: 15 * 60 },
  // Letters to people who may not know of us, per person who has them sent.
  invitation: { points: 300, seconds: 3600 },
  address: { points: 10, seconds: 3600 },
  submission: { points: 20, seconds: 3600 },
  verify: { points: 120, seconds: 60 },
  register: { points: 60, seconds: 3600 },
  authorize: { points: 120, seconds: 60 },
  // Per person, however many services they let in.
  host: { points: 300, seconds: 60 },
  // A whole school may fetch at once, four requests each; a code is guarded by its own few tries.
  wallet: { points: 600, seconds: 60 },
  drawing: { points: 60, seconds: 60 },
} as const

export type LimitName = keyof typeof LIMITS

/** allow() counts one try and says whether it is still within the limit. */
export type RateLimits = { allow(name: LimitName, key: string): Promise<boolean> }

/** The counters live in a schema of their own, made at start. */
export async function openRateLimits(pool: Pool): Promise<RateLimits> {
  await pool.query('create schema if not exists limits')
  const entries = await Promise.all(
    Object.entries(LIMITS).map(async ([name, { points, seconds }]) => {
      const limiter = await new Promise<RateLimiterPostgres>((ready, broken) => {
        const made: RateLimiterPostgres = new RateLimiterPostgres(
          {
            storeClient: pool,
            schemaName: 'limits',
            tableName: name,
            keyPrefix: name,
            points,
            duration: seconds,
            clearExpiredByTimeout: false,
          },
          (error?: Error) => (error ? broken(error) : ready(made)),
        )
      })
      return [name, limiter] as const
    }),
  )
  const limiters = new Map<string, RateLimiterPostgres>(entries)
  return {
    async allow(name, key) {
      try {
        await limiters.get(name)?.consume(key)
        return true
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return false
        throw refusal
      }
    },
  }
}
