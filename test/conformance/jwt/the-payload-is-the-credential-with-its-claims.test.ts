// Open Badges 3.0, 8.2.4.4.1: "The JWT Payload is the JSON object of the OpenBadgeCredential with the following properties".
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('the payload is the credential with its claims, and without a proof', () => {
  const { payload, credential } = makeToken('open-badges')
  const { iss, jti, nbf, sub, ...said } = payload
  expect([iss, jti, nbf, sub]).not.toContain(undefined)
  expect({ ...said, proof: credential['proof'] }).toEqual(credential)
})
