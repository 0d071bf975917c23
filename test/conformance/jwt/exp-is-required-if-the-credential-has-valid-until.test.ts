// Open Badges 3.0, 8.2.4.4.1: "Required if the OpenBadgeCredential has a validUntil."
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('exp is there exactly when the credential has validUntil', () => {
  expect(makeToken('open-badges').payload.exp).toBeUndefined()
  const { payload } = makeToken('open-badges', { validUntil: '2036-03-02T15:04:05Z' })
  expect(payload.exp).toBe(Date.parse('2036-03-02T15:04:05Z') / 1000)
})
