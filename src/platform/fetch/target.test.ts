import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublic, readRedirect, readTarget } from './target.ts'

describe('an address that is asked', () => {
  it.each([
    'https://example.org',
    'https://example.org:443/.well-known/did.json',
    'https://EXAMPLE.org/a?b=c#d',
    'https://xn--bcher-kva.example.org/',
    'https://bücher.example.org/',
    'https://a.b.c.example.co.nz/keys/1',
    'https://10.example.org/',
    'https://localhost.example.org/',
  ])('%s', (address) => {
    const target = readTarget(address, { loopback: false })
    expect(target?.url.protocol).toBe('https:')
    expect(target?.permits('93.184.216.34')).toBe(true)
    expect(target?.permits('127.0.0.1')).toBe(false)
  })
})

describe('an address that is never asked', () => {
  it.each([
    // Other protocols
    'http://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data:application/json,{}',
    'blob:https://example.org/1',
    'javascript:fetch(1)',
    'jar:https://example.org!/',
    'ws://example.org/',
    'urn:uuid:b5a1c1a0-0000-4000-8000-000000000000',
    'did:web:example.org',
    '//example.org/',
    '/etc/passwd',
    '',
    'https://',
    'https:///',
    'not an address',
    // This machine and private networks, by number
    'https://127.0.0.1/',
    'https://127.1/',
    'https://127.0.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://0177.0.0.1/',
    'https://0x7f.0.0.1/',
    'https://0x7f000001/',
    'https://0x7F.1/',
    'https://127.0.0.1./',
    'https://①②⑦.⓪.⓪.①/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://172.16.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/latest/meta-data/',
    'https://0xa9fea9fe/',
    'https://100.100.100.200/',
    'https://168.63.129.16/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fe80::1%25eth0]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    // A public host has a name
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    // By name
    'https://localhost/',
    'https://LOCALHOST/',
    'https://localhost./',
    'https://api.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://router.lan/',
    'https://nas.home.arpa/',
    'https://1.0.0.127.in-addr.arpa/',
    'https://intranet/',
    'https://postgres/',
    'https://example.org./',
    'https://example..org/',
    'https://.example.org/',
    // Names and passwords, which people read as the host
    'https://example.org@127.0.0.1/',
    'https://user:password@example.org/',
    'https://user@example.org/',
    'https://example.org\\@127.0.0.1:22/',
    'https://127.0.0.1#@example.org/',
    'https://127.0.0.1?@example.org/',
    // Other ports
    'https://example.org:22/',
    'https://example.org:80/',
    'https://example.org:8443/',
    'https://example.org:0/',
    'https://example.org:65536/',
    // What the parser throws away or turns
    'https:\\\\127.0.0.1\\',
    'https:127.0.0.1',
    'https://\t127.0.0.1/',
    ' https://127.0.0.1/ ',
    'https://127.0.0.1\r\nHost: example.org/',
    'https://exa mple.org/',
    'https://example.org%00.evil.org/',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('%s', (address) => expect(readTarget(address, { loopback: false })).toBeNull())
})

describe('a demo', () => {
  it.each(['http://localhost:4700/did.json', 'https://localhost/', 'http://127.0.0.1:4700/', 'http://[::1]:4700/'])(
    'asks this machine at %s, and there nothing else',
    (address) => {
      const target = readTarget(address, { loopback: true })
      expect(target?.permits('127.0.0.1')).toBe(true)
      expect(target?.permits('::1')).toBe(true)
      for (const other of ['10.0.0.1', '93.184.216.34', '0.0.0.0', '::', 'fe80::1'])
        expect(target?.permits(other)).toBe(false)
    },
  )

  it.each([
    'http://example.org/',
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://0.0.0.0/',
    'ftp://localhost/',
  ])('does not ask %s', (address) => expect(readTarget(address, { loopback: true })).toBeNull())

  it('knows its own machine by its own names only', () =>
    expect(readTarget('https://rebound.example.org/', { loopback: true })?.permits('127.0.0.1')).toBe(false))
})

describe('a redirect', () => {
  const from = (address: string, location: string) => {
    const target = readTarget(address, { loopback: true })
    return target && readRedirect(target, location)?.url.href
  }

  it('leads on within the same rules, and from elsewhere never to this machine', () => {
    expect(from('https://example.org/a/b', '../c#d')).toBe('https://example.org/c')
    expect(from('https://example.org/', 'https://www.example.org/')).toBe('https://www.example.org/')
    expect(from('http://localhost:4700/', 'http://127.0.0.1:4701/')).toBe('http://127.0.0.1:4701/')
    for (const location of [
      'http://example.org/',
      'https://localhost/',
      'http://127.0.0.1:4700/',
      'https://[',
      '//10.0.0.1',
    ])
      expect(from('https://example.org/', location)).toBeUndefined()
  })
})

describe('an IP address', () => {
  it.each(['93.184.216.34', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  )

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.255.255.255',
    '100.64.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.251',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    '::ffff:0:a00:1',
    '64:ff9b::10.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:20::1',
    '2001:db8::1',
    '2002:a00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '4000::1',
    '',
    'localhost',
    '127.1',
    '1.1.1.1 ',
  ])('%s is not', (address) => expect(isPublic(address)).toBe(false))

  it('of a private network is none in IPv6 either', () =>
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        for (const prefix of ['::', '::ffff:', '64:ff9b::']) expect(isPublic(`${prefix}${address}`)).toBe(false)
      }),
    ))
})

it('never throws, and asks nothing but https by name', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `https://${text}`),
      ),
      (address) => {
        const target = readTarget(address, { loopback: false })
        if (target !== null)
          expect(target.url.href).toMatch(/^https:\/\/[^/:@[\]]+\.[^/:@[\]]*[^/:@[\]\d.][^/:@[\]]*\//)
      },
    ),
  ))
