import type { Config } from '../start/config.ts'
import { ownOrigins } from './guards.ts'

/**
 * Whether a request that a script sends (JSON, an upload) comes from one of our own pages. The check of forms does not
 * see these. A client that says nothing about where it comes from is no browser, and carries no cookie it was not given.
 */
export function fromOwnPage(config: Config, headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  return origin === null || ownOrigins(config).includes(origin)
}
