// Open Badges 3.0, 8.2.4.6.1: "MUST have the nbf claim [...] and MUST equal the validFrom".
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('a JWT has nbf equal to validFrom', () => {
  const { payload } = makeToken('open-badges', { validFrom: '2026-03-02T15:04:05+13:00' })
  expect(payload.nbf).toBe(Date.parse('2026-03-02T02:04:05Z') / 1000)
})
