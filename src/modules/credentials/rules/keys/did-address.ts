/** Where the document of a did:web lies, and what a did:jwk carries. https://w3c-ccg.github.io/did-method-web/ */

const LONGEST_DID = 1000
const LONGEST_JWK = 4000

/**
 * `did:web:x.org` lies at https://x.org/.well-known/did.json, `did:web:x.org%3A8443:a:b` at
 * https://x.org:8443/a/b/did.json. `plain` names the hosts that are asked without TLS. Null when it is no did:web.
 */
export function didWebAddress(did: string, plain: (hostname: string) => boolean = () => false): string | null {
  if (did.length > LONGEST_DID) return null
  const found = /^did:web:([a-z0-9.-]+)(?:%3A(\d{1,5}))?((?::[\w.~%-]+)*)$/i.exec(did)
  if (found === null) return null
  const [, host = '', port, rest = ''] = found
  const segments = rest.split(':').slice(1).map(segmentOf)
  if (segments.includes(null)) return null
  const path = segments.length === 0 ? '/.well-known' : `/${segments.join('/')}`
  const address = `${plain(host) ? 'http' : 'https'}://${host}${port === undefined ? '' : `:${port}`}${path}/did.json`
  return URL.canParse(address) ? address : null
}

/** One step of a path, which cannot leave its folder. */
function segmentOf(text: string): string | null {
  try {
    const step = decodeURIComponent(text)
    return step === '.' || step === '..' || /[/\\?#\0]/.test(step) ? null : encodeURIComponent(step)
  } catch {
    return null
  }
}

/** The key that a did:jwk carries in its name, as JSON; null when it is none. */
export function didJwkKey(did: string): unknown {
  const text = did.slice('did:jwk:'.length)
  if (!did.startsWith('did:jwk:') || text.length > LONGEST_JWK || !/^[\w-]+$/.test(text)) return null
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
