// Open Badges 3.0, 8.2.4.6.1: "MUST have the iss claim, and the value MUST match the issuer.id".
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('a JWT has iss equal to the issuer', () => {
  const { payload, issuer } = makeToken('open-badges')
  expect(payload.iss).toBe(issuer.did)
})
