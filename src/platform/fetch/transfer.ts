import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as secureRequest, type RequestOptions } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Fetched, Refusal, Wanted } from './fetch.ts'
import type { Resolve } from './resolve.ts'
import { readRedirect, type Target } from './target.ts'
import type { Turns } from './turns.ts'

/** `keep`: for how many seconds the answer may be remembered. */
export type Brought = { answer: Fetched; keep: number }

/** `ca`: the certificate of an authority that is trusted instead of the public ones. */
export type Means = { userAgent: string; resolve: Resolve; turns: Turns; ca: string | undefined }

const MOST_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** A refusal is remembered for a moment, so that nobody is asked again and again. */
const KEEP_REFUSAL = 10
const KEEP = { least: 60, usual: 300, most: 3600 }

const refuse = (reason: Refusal, detail: string): Brought => ({
  answer: { ok: false, reason, detail },
  keep: reason === 'busy' ? 0 : KEEP_REFUSAL,
})

/** Follows an address to its end. Each place on the way is held to the same rules, and looked up once. */
export async function transfer(start: Target, wanted: Wanted, means: Means, signal: AbortSignal): Promise<Brought> {
  let target = start
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const end = await means.turns.take(target.url.host, signal)
    if (end === null) return refuse(signal.aborted ? 'too slow' : 'busy', 'That site is being asked a lot just now.')
    try {
      const met = await ask(target, wanted, means, signal)
      if (typeof met !== 'string') return met
      const next = readRedirect(target, met)
      if (next === null) return refuse('not allowed', 'It leads on to a place that is not asked.')
      target = next
    } finally {
      end()
    }
  }
  return refuse('too many redirects', `It leads on more than ${MOST_REDIRECTS} times.`)
}

/** One question to one host: the answer, or where it leads on to. */
async function ask(target: Target, wanted: Wanted, means: Means, signal: AbortSignal): Promise<Brought | string> {
  const { url, hostname, permits } = target
  const addresses = await means.resolve(hostname, signal)
  if (signal.aborted) return refuse('too slow', 'Nobody said in time where that is.')
  if (addresses.length === 0) return refuse('unreachable', 'There is no such host.')
  if (!addresses.every(permits)) return refuse('not allowed', 'That name stands for a place that is not asked.')
  try {
    const response = await send(url, addresses, permits, signal, {
      ...(means.ca === undefined ? {} : { ca: means.ca }),
      headers: { accept: wanted.accept, 'accept-encoding': 'identity', 'user-agent': means.userAgent },
    })
    return await receive(response, url, wanted.most)
  } catch (error) {
    if (signal.aborted) return refuse('too slow', 'It did not answer in time.')
    return refuse('unreachable', error instanceof Error ? error.message : 'The connection was lost.')
  }
}

/**
 * The lookup below is the only one, so the socket goes to an address that was looked at. Where it came out is looked at
 * again: a proxy that the environment puts in between would be such a place.
 */
function send(
  url: URL,
  addresses: readonly string[],
  permits: (address: string) => boolean,
  signal: AbortSignal,
  options: RequestOptions,
): Promise<IncomingMessage> {
  const known = addresses.map((address) => ({ address, family: isIP(address) }))
  const lookup: LookupFunction = (_, { all }, done) =>
    all ? done(null, known) : done(null, known[0]?.address ?? '', known[0]?.family)
  return new Promise((answer, broken) => {
    const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, {
      ...options,
      method: 'GET',
      agent: false,
      lookup,
      signal,
      maxHeaderSize: 16 * 1024,
      rejectUnauthorized: true,
    })
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        const reached = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
        if (!permits(reached)) request.destroy(new Error('The connection went to a place that is not asked.'))
      }),
    )
    request.on('response', answer)
    request.on('error', broken)
    request.on('close', () => broken(new Error('The connection ended without an answer.')))
    request.end()
  })
}

async function receive(response: IncomingMessage, url: URL, most: number): Promise<Brought | string> {
  const { statusCode = 0, headers } = response
  try {
    if (REDIRECTS.has(statusCode) && headers.location !== undefined) return headers.location
    if (statusCode !== 200) return refuse('refused', `It answered with ${statusCode}.`)
    // Packed answers are not unpacked: none was asked for, and a small one may hide an endless one.
    if (!['identity', undefined].includes(headers['content-encoding']))
      return refuse('refused', 'It answered in an encoding that was not asked for.')
    if (Number(headers['content-length'] ?? 0) > most) return refuse('too large', `It is larger than ${most} bytes.`)
    const pieces: Buffer[] = []
    let length = 0
    for await (const piece of response as AsyncIterable<Buffer>) {
      length += piece.byteLength
      if (length > most) return refuse('too large', `It is larger than ${most} bytes.`)
      pieces.push(piece)
    }
    const type = headers['content-type'] ?? ''
    return {
      answer: { ok: true, url: url.href, type, body: new Uint8Array(Buffer.concat(pieces)) },
      keep: keepFor(headers['cache-control']),
    }
  } finally {
    response.destroy()
  }
}

/** As long as the site itself says, but a minute at least and an hour at most. */
function keepFor(cacheControl: string | undefined): number {
  if (cacheControl === undefined) return KEEP.usual
  if (/\bno-(store|cache)\b/i.test(cacheControl)) return KEEP.least
  const age = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl)?.[1]
  return age === undefined ? KEEP.usual : Math.min(KEEP.most, Math.max(KEEP.least, Number(age)))
}
