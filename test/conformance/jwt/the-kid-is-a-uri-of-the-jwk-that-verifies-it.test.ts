// Open Badges 3.0, 8.2.4.3: "A URI that can be dereferenced to an object of type JWK", which "MUST never contain d".
import { importJWK, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { publishedJwk } from '#src/modules/credentials/rules/keys/published.ts'
import { makeToken } from '#test/factories/tokens.ts'

test('the kid is a URI of the JWK that verifies it', async () => {
  const { compact, header, issuer } = makeToken('open-badges')
  const jwk = publishedJwk(issuer, issuer.publicMultibase)
  expect(header.kid).toBe(jwk.kid)
  expect(header.kid).toMatch(/^https:\/\//)
  expect(jwk).not.toHaveProperty('d')
  expect(await jwtVerify(compact, await importJWK(jwk))).toBeDefined()
})
