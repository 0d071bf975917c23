import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { didJwkKey, didWebAddress } from './did-address.ts'

describe('did:web', () => {
  it.each([
    ['did:web:example.org', 'https://example.org/.well-known/did.json'],
    ['did:web:example.org:organisations:riverbend', 'https://example.org/organisations/riverbend/did.json'],
    ['did:web:example.org%3A8443', 'https://example.org:8443/.well-known/did.json'],
    ['did:web:example.org%3a8443:a', 'https://example.org:8443/a/did.json'],
    ['did:web:example.org:a%20b:%7Ec', 'https://example.org/a%20b/~c/did.json'],
  ])('%s lies at %s', (did, address) => expect(didWebAddress(did)).toBe(address))

  it.each([
    'did:key:z6Mk',
    'did:web:',
    'did:web::a',
    'did:web:example.org:',
    'did:web:example.org:a::b',
    'did:web:example.org/path',
    'did:web:example.org?query=1',
    'did:web:example.org#key-1',
    'did:web:user@example.org',
    'did:web:user%40example.org',
    'did:web:example.org%3A',
    'did:web:example.org%3A99999',
    'did:web:example.org%3A443%3A8',
    'did:web:example.org%2Fetc',
    'did:web:example.org:..',
    'did:web:example.org:%2e%2e:secret',
    'did:web:example.org:a%2Fb',
    'did:web:example.org:a%5Cb',
    'did:web:example.org:a%3Fb',
    'did:web:example.org:a%23b',
    'did:web:example.org:a%00b',
    'did:web:example.org:%zz',
    'did:web:exa mple.org',
    'did:web:[::1]',
    'did:web:%5B::1%5D',
    `did:web:example.org${':a'.repeat(1000)}`,
  ])('%s is none', (did) => expect(didWebAddress(did)).toBeNull())

  it('is asked without TLS at the hosts that are named for it only', () => {
    const plain = (hostname: string) => hostname === 'localhost'
    expect(didWebAddress('did:web:localhost%3A4700:a', plain)).toBe('http://localhost:4700/a/did.json')
    expect(didWebAddress('did:web:localhost.example.org', plain)).toMatch(/^https:/)
  })

  it('stays at its host and in its folder, whatever it says', () =>
    fc.assert(
      fc.property(fc.string(), (rest) => {
        const address = didWebAddress(`did:web:example.org:a:${rest}`)
        if (address !== null) expect(new URL(address).href).toMatch(/^https:\/\/example\.org\/a\/.*\/did\.json$/)
      }),
    ))
})

describe('did:jwk', () => {
  const did = (text: string) => `did:jwk:${Buffer.from(text).toString('base64url')}`

  it('carries its key', () => expect(didJwkKey(did('{"kty":"EC"}'))).toEqual({ kty: 'EC' }))

  it.each([did('{"kty"'), 'did:jwk:', 'did:jwk:{"kty":"EC"}', 'did:web:example.org', did(`"${'x'.repeat(9000)}"`)])(
    '%s carries none',
    (text) => expect(didJwkKey(text)).toBeNull(),
  )
})
