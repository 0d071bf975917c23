import { createServer as createPlain, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchWithin, type Fetch, type Fetched } from './fetch.ts'
import { openFetch, type FetchOptions } from './guarded.ts'

const WANTED = { accept: 'application/json', most: 10_000 }
const NAME = 'https://credentials.test.example'

/** What the servers below say at each path; a test adds its own. */
const pages = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
const asked: string[] = []
const answer: RequestListener = (request, response) => {
  asked.push(request.url ?? '')
  const page = pages.get(request.url ?? '')
  if (page) page(request, response)
  else response.writeHead(404).end()
}

const plain = createPlain(answer)
let secure: ReturnType<typeof createSecure>
let http = ''
let https = ''
let ca = ''

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  ca = cert
  secure = createSecure({ cert, key }, answer)
  const portOf = (server: typeof plain | typeof secure) =>
    new Promise<number>((ready) => server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port)))
  http = `http://localhost:${await portOf(plain)}`
  https = `https://localhost:${await portOf(secure)}`
})
beforeEach(() => {
  pages.clear()
  asked.length = 0
})
afterAll(() => {
  for (const server of [plain, secure]) {
    server.closeAllConnections()
    server.close()
  }
})

const open = (options: Partial<FetchOptions> = {}): Fetch => openFetch({ name: NAME, loopback: true, ca, ...options })
const says = (text: string, headers: Record<string, string> = {}) =>
  ((_, response) => response.writeHead(200, headers).end(text)) satisfies RequestListener
const leadsTo = (location: string, status = 302) =>
  ((_, response) => response.writeHead(status, { location }).end()) satisfies RequestListener
const textOf = (fetched: Fetched): string => (fetched.ok ? Buffer.from(fetched.body).toString() : fetched.reason)

describe('what is brought', () => {
  it('comes by HTTPS, with a certificate that holds', async () => {
    pages.set('/did.json', says('{"id":1}', { 'content-type': 'application/did+json' }))
    const fetched = await open()(`${https}/did.json#key-1`, WANTED)
    expect(fetched).toMatchObject({ ok: true, url: `${https}/did.json`, type: 'application/did+json' })
    expect(textOf(fetched)).toBe('{"id":1}')
    const untrusting = openFetch({ name: NAME, loopback: true })
    expect(textOf(await untrusting(`${https}/did.json`, WANTED))).toBe('unreachable')
    expect(asked).toEqual(['/did.json'])
  })

  it('is asked for without cookies, plainly, and under our own name', async () => {
    let headers: IncomingMessage['headers'] = {}
    pages.set('/', (request, response) => {
      headers = request.headers
      response.writeHead(200, { 'set-cookie': 'a=b' }).end('{}')
    })
    const fetch = open()
    await fetch(`${http}/`, WANTED)
    await fetch(`${http}/`, { ...WANTED, accept: '*/*' })
    const host = new URL(http).host
    const agent = `Mintmark (+${NAME})`
    expect(headers).toEqual({
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': agent,
      host,
      connection: 'close',
    })
  })

  it('is no page about an error', async () => {
    for (const status of [204, 206, 401, 404, 500])
      pages.set(`/${status}`, (_, response) => response.writeHead(status).end())
    for (const path of pages.keys()) expect(textOf(await open()(`${http}${path}`, WANTED))).toBe('refused')
  })
})

describe('an answer without end', () => {
  it('is left when it grows too large, whether or not it says so before', async () => {
    let ended = 0
    const endless: RequestListener = (_, response) => {
      response.on('close', () => ended++)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(5000)));
      }
      response.on('drain', more)
      more()
    }
    pages.set('/endless', endless)
    pages.set('/long', says('x'.repeat(10_001)))
    pages.set('/announced', (_, response) => response.writeHead(200, { 'content-length': '99999999' }).flushHeaders())
    pages.set('/fits', says('x'.repeat(10_000)))
    const ask = async (path: string) => textOf(await open()(`${http}${path}`, WANTED))
    expect(await ask('/endless')).toBe('too large')
    expect(await ask('/long')).toBe('too large')
    expect(await ask('/announced')).toBe('too large')
    expect(await ask('/fits')).toHaveLength(10_000)
    expect(ended).toBe(1)
  })

  it('is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000))
    expect(bomb.byteLength).toBeLessThan(WANTED.most)
    pages.set('/bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    pages.set('/bare-bomb', (_, response) => response.writeHead(200).end(bomb))
    const fetch = open()
    expect(textOf(await fetch(`${http}/bomb`, WANTED))).toBe('refused')
    const bare = await fetch(`${http}/bare-bomb`, WANTED)
    expect(bare.ok && bare.body.byteLength).toBe(bomb.byteLength)
  })

  it('is not waited for, however it is drawn out', async () => {
    const drips: NodeJS.Timeout[] = []
    const drip = (write: () => void) => void drips.push(setInterval(write, 5))
    const left = new Promise((closed) => pages.set('/silent', (_, response) => response.on('close', closed)))
    pages.set('/body', (_, response) => drip(() => response.write(' ')))
    pages.set('/headers', ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      drip(() => socket.write('x: y\r\n'))
    })
    pages.set('/hints', ({ socket }) => drip(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n')))
    const fetch = open({ limits: { transfer: 80 } })
    const said = await Promise.all([...pages.keys()].map((path) => fetch(`${http}${path}`, WANTED)))
    for (const timer of drips) clearInterval(timer)
    expect(said.map(textOf)).toEqual(['too slow', 'too slow', 'too slow', 'too slow'])
    await left
  })

  it('is too slow for one who has no time, and there for the next', async () => {
    const fetch = open()
    const arrived = new Promise<ServerResponse>((there) => pages.set('/', (_, response) => there(response)))
    expect(textOf(await fetch(`${http}/`, { ...WANTED, within: 1 }))).toBe('too slow')
    const next = fetch(`${http}/`, WANTED)
    ;(await arrived).writeHead(200).end('late')
    expect(textOf(await next)).toBe('late')
    expect(textOf(await fetchWithin(fetch, 0)(`${http}/`, WANTED))).toBe('late')
    expect(textOf(await fetchWithin(fetch, 0)(`${http}/other`, WANTED))).toBe('too slow')
    expect(asked).toEqual(['/'])
  })

  it('of headers, and nonsense, is a broken connection', async () => {
    pages.set('/headers', (_, response) => response.writeHead(200, { a: 'x'.repeat(20_000) }).end())
    pages.set('/nonsense', ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    pages.set('/hangs-up', ({ socket }) => socket.destroy())
    pages.set('/half', (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => response.destroy())
    })
    pages.set('/switches', ({ socket }) =>
      socket.end('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    )
    for (const path of pages.keys()) expect(textOf(await open()(`${http}${path}`, WANTED))).toBe('unreachable')
    expect(textOf(await open()('http://localhost:1/', WANTED))).toBe('unreachable')
  })
})

describe('a place that leads on', () => {
  it('is followed three times', async () => {
    pages.set('/0', leadsTo('/1', 301))
    pages.set('/1', leadsTo(`${https}/2`, 307))
    pages.set('/2', leadsTo('3', 308))
    pages.set('/3', says('there'))
    const fetch = open()
    expect(await fetch(`${http}/0`, WANTED)).toMatchObject({ ok: true, url: `${https}/3` })
    pages.set('/3', leadsTo('/4'))
    pages.set('/4', says('too far'))
    expect(textOf(await open()(`${http}/0`, WANTED))).toBe('too many redirects')
    expect(asked).not.toContain('/4')
  })

  it('in a circle is left', async () => {
    pages.set('/a', leadsTo('/b'))
    pages.set('/b', leadsTo('/a'))
    pages.set('/self', leadsTo('/self'))
    expect(textOf(await open()(`${http}/a`, WANTED))).toBe('too many redirects')
    expect(textOf(await open()(`${http}/self`, WANTED))).toBe('too many redirects')
  })

  it.each([
    'http://10.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::ffff:169.254.169.254]/',
    'https://2852039166/',
    'https://metadata.google.internal/',
    'http://example.org/',
    '//192.168.0.1/',
    'file:///etc/passwd',
    'https://user:password@example.org/',
    'https://example.org:22/',
  ])('is not followed to %s', async (location) => {
    pages.set('/', leadsTo(location))
    expect(textOf(await open()(`${http}/`, WANTED))).toBe('not allowed')
  })

  it('to no address is not followed', async () => {
    pages.set('/', leadsTo('https://['))
    pages.set('/nowhere', (_, response) => response.writeHead(302).end())
    expect(textOf(await open()(`${http}/`, WANTED))).toBe('not allowed')
    expect(textOf(await open()(`${http}/nowhere`, WANTED))).toBe('refused')
  })
})

describe('a name', () => {
  const named = (...answers: readonly (readonly string[])[]) => {
    const left = [...answers]
    const looked: string[] = []
    const fetch = open({
      resolve: (hostname) => {
        looked.push(hostname)
        return Promise.resolve(left.shift() ?? [])
      },
    })
    return { fetch, looked }
  }

  it.each([
    [['127.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['10.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['fe80::1%lo']],
    [['no address']],
  ])('that stands for %s is not asked', async (addresses) => {
    const { fetch, looked } = named(addresses)
    expect(textOf(await fetch('https://rebound.example.org/', WANTED))).toBe('not allowed')
    expect(looked).toEqual(['rebound.example.org'])
  })

  it('is looked up once for each place on the way, and the connection goes there', async () => {
    pages.set('/', leadsTo('/next'))
    pages.set('/next', says('there'))
    const same = named(['127.0.0.1'], ['127.0.0.1'], ['10.0.0.1'])
    expect(textOf(await same.fetch(`${http}/`, WANTED))).toBe('there')
    expect(same.looked).toEqual(['localhost', 'localhost'])
    const rebound = named(['127.0.0.1'], ['10.0.0.1'])
    expect(textOf(await rebound.fetch(`${http}/`, WANTED))).toBe('not allowed')
    expect(asked).toEqual(['/', '/next', '/'])
    const other = open({ limits: { transfer: 80 }, resolve: () => Promise.resolve(['127.0.0.2']) })
    expect(await other(`${http}/next`, WANTED)).toMatchObject({ ok: false })
    expect(asked).toHaveLength(3)
  })

  it('without an address, or whose name server is silent, is unreachable or too slow', async () => {
    expect(textOf(await named([]).fetch('https://nobody.example.org/', WANTED))).toBe('unreachable')
    const silent = open({
      limits: { transfer: 50 },
      resolve: (_, signal) => new Promise((give) => signal.addEventListener('abort', () => give([]))),
    })
    expect(textOf(await silent('https://slow.example.org/', WANTED))).toBe('too slow')
    const broken = open({ resolve: () => Promise.reject(new Error('broken')) })
    expect(textOf(await broken('https://slow.example.org/', WANTED))).toBe('unreachable')
  })

  it('of this machine is not asked in production', async () => {
    pages.set('/', says('secret'))
    const production = openFetch({ name: NAME, ca })
    for (const address of [http, https, http.replace('localhost', '127.0.0.1'), 'https://[::1]'])
      expect(textOf(await production(`${address}/`, WANTED))).toBe('not allowed')
    expect(asked).toEqual([])
  })
})

describe('what was brought before', () => {
  const timed = (limits: FetchOptions['limits'] = {}) => {
    const clock = { now: 0 }
    return {
      fetch: open({ clock: () => clock.now, limits }),
      after: (seconds: number) => (clock.now += seconds * 1000),
    }
  }

  it.each([
    [undefined, 300],
    ['max-age=1', 60],
    ['public, max-age=600', 600],
    ['max-age=999999999', 3600],
    ['no-store', 60],
    ['private', 300],
  ])('with Cache-Control %s is known for %i seconds', async (control, seconds) => {
    pages.set('/', says('{}', control === undefined ? {} : { 'cache-control': control }))
    const { fetch, after } = timed()
    await fetch(`${http}/`, WANTED)
    after(seconds - 1)
    expect(textOf(await fetch(`${http}/#elsewhere`, WANTED))).toBe('{}')
    expect(asked).toHaveLength(1)
    after(1)
    await fetch(`${http}/`, WANTED)
    expect(asked).toHaveLength(2)
  })

  it('and not given out is asked for again after ten seconds', async () => {
    const { fetch, after } = timed()
    expect(textOf(await fetch(`${http}/`, WANTED))).toBe('refused')
    pages.set('/', says('now'))
    after(9)
    expect(textOf(await fetch(`${http}/`, WANTED))).toBe('refused')
    after(1)
    expect(textOf(await fetch(`${http}/`, WANTED))).toBe('now')
  })

  it('is forgotten when there is no room, the longest unused first', async () => {
    for (const path of ['/a', '/b', '/c']) pages.set(path, says(path.repeat(1000)))
    for (const limits of [{ entries: 2 }, { bytes: 2 * 2700 }]) {
      asked.length = 0
      const { fetch } = timed(limits)
      for (const path of ['/a', '/b', '/a', '/c', '/a', '/b']) await fetch(`${http}${path}`, WANTED)
      expect(asked).toEqual(['/a', '/b', '/c', '/b'])
    }
  })

  it('is asked for once by many at the same moment', async () => {
    pages.set('/', says('once'))
    const fetch = open()
    const all = await Promise.all(Array.from({ length: 50 }, () => fetch(`${http}/`, WANTED)))
    expect(new Set(all.map(textOf))).toEqual(new Set(['once']))
    expect(asked).toHaveLength(1)
  })
})

describe('a site', () => {
  it('is asked by few at once, and the others wait or are told', async () => {
    let under = 0
    let most = 0
    const slowly: RequestListener = (_, response) => {
      most = Math.max(most, ++under)
      setImmediate(() => {
        under--
        response.end('{}')
      })
    }
    for (let i = 0; i < 12; i++) pages.set(`/${i}`, slowly)
    const fetch = open({ limits: { perHost: 2, waiting: 5 } })
    const said = await Promise.all([...pages.keys()].map((path) => fetch(`${http}${path}`, WANTED)))
    expect(said.map(textOf).filter((text) => text === '{}')).toHaveLength(7)
    expect(said.map(textOf).filter((text) => text === 'busy')).toHaveLength(5)
    expect(most).toBeLessThanOrEqual(2)
  })

  it('that does not answer keeps no other waiting', async () => {
    pages.set('/silent', () => undefined)
    pages.set('/', says('{}'))
    const fetch = open({ limits: { perHost: 1 } })
    const [stuck, queued, other] = await Promise.all([
      fetch(`${http}/silent`, { ...WANTED, within: 50 }),
      fetch(`${http}/queued`, { ...WANTED, within: 50 }),
      fetch(`${https}/`, WANTED),
    ])
    expect([stuck, queued, other].map(textOf)).toEqual(['too slow', 'too slow', '{}'])
    expect(asked).not.toContain('/queued')
  })

  it('is asked so many times a minute', async () => {
    const clock = { now: 0 }
    for (const path of ['/1', '/2', '/3']) pages.set(path, says('{}'))
    const fetch = open({ clock: () => clock.now, limits: { perMinute: 2 } })
    const ask = async (path: string) => textOf(await fetch(`${http}${path}`, WANTED))
    expect([await ask('/1'), await ask('/2'), await ask('/3')]).toEqual(['{}', '{}', 'busy'])
    clock.now = 60_000
    expect(await ask('/3')).toBe('{}')
  })
})
