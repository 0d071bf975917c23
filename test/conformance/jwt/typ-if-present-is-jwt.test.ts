// Open Badges 3.0, 8.2.4.3: "If present, MUST be set to JWT."
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('typ, if present, is JWT', () => {
  expect(makeToken('open-badges').header.typ).toBe('JWT')
})
