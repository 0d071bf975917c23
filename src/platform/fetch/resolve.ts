import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'

/** The addresses of a host; empty when there are none or nobody can say. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<readonly string[]>

const MOST_ADDRESSES = 8

/**
 * Asks the name servers directly: the system's own way goes through the few threads that files need too, so slow name
 * servers of a stranger would hold up everybody.
 */
export const resolveName: Resolve = async (hostname, signal) => {
  if (isIP(hostname) !== 0) return [hostname]
  if (hostname === 'localhost') return ['127.0.0.1', '::1']
  const resolver = new Resolver({ timeout: 1000, tries: 2 })
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel)
  try {
    const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.slice(0, MOST_ADDRESSES) : []))
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
