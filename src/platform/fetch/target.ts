/** Where may be asked: names of the public internet, by HTTPS; and what they stand for once they are looked up. */

import { BlockList, isIP } from 'node:net'

/** Ranges that are no public host's: https://www.iana.org/assignments/iana-ipv4-special-registry. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Azure answers here to its own machines only, beside the link-local address that all clouds use.
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Of IPv6 only global unicast is public (2000::/3), and of that not what is set aside, or leads to an IPv4 address. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits] = range.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}
const notPublic = listOf(NOT_PUBLIC, 'ipv4')
const global6 = listOf(['2000::/3'], 'ipv6')
const notPublic6 = listOf(NOT_PUBLIC_6, 'ipv6')
const loopback = listOf(['127.0.0.0/8'], 'ipv4')

/** Whether an address, as a resolver or a socket tells it, is one of the public internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4')
  if (isIP(address) !== 6 || address.includes('.') || address.includes('%')) return false
  return global6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6')
}

const isThisMachine = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && loopback.check(address, 'ipv4'))

/** A place that may be asked, if its addresses are such as `permits` takes. */
export type Target = { url: URL; hostname: string; here: boolean; permits: (address: string) => boolean }

const LONGEST = 2000
const PRIVATE_NAMES = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'private', 'arpa', 'onion']

/**
 * Reads an address that a stranger gave. Null unless it is https on its usual port (other ports would make this a
 * way to look for open doors at somebody else's) and names a host of the public internet by its name: no number in any
 * notation, no name of a private network, no name and password. `loopback`: this machine is allowed too, on any
 * port and without TLS, but only under the names that are this machine everywhere.
 */
export function readTarget(address: string, { loopback: here }: { loopback: boolean }): Target | null {
  // Spaces and backslashes are read as one host by some and as another by others.
  if (address.length > LONGEST || /[\s\\]/.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  url.hash = ''
  if (url.username !== '' || url.password !== '') return null
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (here && (hostname === 'localhost' || isThisMachine(hostname)))
    return /^https?:$/.test(url.protocol) ? { url, hostname, here, permits: isThisMachine } : null
  if (url.protocol !== 'https:' || url.port !== '' || isIP(hostname) !== 0) return null
  const labels = hostname.split('.')
  if (labels.length < 2 || labels.includes('') || PRIVATE_NAMES.includes(labels.at(-1) ?? '')) return null
  return { url, hostname, here: false, permits: isPublic }
}

/** Where a site leads on to. Somebody else's never leads to what runs on this machine. */
export const readRedirect = ({ url, here }: Target, location: string): Target | null =>
  URL.canParse(location, url.href) ? readTarget(new URL(location, url).href, { loopback: here }) : null
