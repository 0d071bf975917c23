// VC-JOSE-COSE 1.0, 3.1.1: "The unsecured verifiable credential is the unencoded JWS payload."
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('the unsecured credential is the payload', () => {
  const { payload, credential } = makeToken('w3c')
  expect({ ...payload, proof: credential['proof'] }).toEqual(credential)
  expect(payload).not.toHaveProperty('proof')
})
