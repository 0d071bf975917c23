// Open Badges 3.0, 8.2.4.6.1: "MUST have the jti claim, and the value MUST match the id".
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('a JWT has jti equal to the id of the credential', () => {
  const { payload, credential } = makeToken('open-badges')
  expect(payload.jti).toBe(credential['id'])
})
