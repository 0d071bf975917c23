/**
 * What an issuer's document says of its lists, so that anyone can tell suspended from revoked without asking us: an
 * Open Badges credential has room for one status only, which is that of the list of everything not in force.
 */

import type { DidEndpoint } from '../didweb.ts'
import { listUrl } from '../status-list.ts'

const PAIR = 'BitstringStatusList'
const REVOCATIONS = '1EdTechRevocationList'

/**
 * The twin of a list: the same places, set only for what is suspended. Neither address lies under the other, so that both
 * can be files of a static site.
 */
export const suspensionUrl = (list: string): string => list.replace(/[^/]+$/, 'suspension/$&')

export const revocationsUrl = (publicUrl: string, slug: string): string =>
  `${publicUrl}/organisations/${slug}/revocations.json`

/** The services of an issuer's document: each list with its twin, and the list of revocations of 1EdTech. */
export const statusServices = (
  { publicUrl, slug, did }: { publicUrl: string; slug: string; did: string },
  listIds: readonly string[],
): DidEndpoint[] => [
  ...listIds.map((id) => {
    const list = listUrl(publicUrl, id)
    return { id: `${did}#list-${id}`, type: PAIR, serviceEndpoint: [list, suspensionUrl(list)] }
  }),
  { id: `${did}#revocations`, type: REVOCATIONS, serviceEndpoint: revocationsUrl(publicUrl, slug) },
]

/**
 * The address of the list of suspensions that belongs to a status list, as its issuer's document names it: a service of
 * the type BitstringStatusList whose endpoint is the pair of both addresses, in this order. Null when there is none.
 * A credential whose place is set in both lists is suspended; one that is set in the first alone is revoked. The
 * document may be anybody's, so nothing is believed of its form.
 */
export function suspensionListOf(document: { service?: unknown }, list: string): string | null {
  const services: unknown[] = Array.isArray(document.service) ? document.service.slice(0, MOST_SERVICES) : []
  for (const service of services) {
    if (typeof service !== 'object' || service === null || !('type' in service && 'serviceEndpoint' in service))
      continue
    if (service.type !== PAIR || !Array.isArray(service.serviceEndpoint) || service.serviceEndpoint.length !== 2)
      continue
    const [first, twin] = service.serviceEndpoint as unknown[]
    if (first === list && typeof twin === 'string' && twin !== list) return twin
  }
  return null
}

/** More lists than that are read from no document. */
const MOST_SERVICES = 1000
