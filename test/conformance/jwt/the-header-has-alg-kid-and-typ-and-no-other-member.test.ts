// Open Badges 3.0, 8.2.4.3: "Additional JOSE Headers are NOT allowed."
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('the header has alg, kid and typ and no other member', () => {
  expect(Object.keys(makeToken('open-badges').header).sort()).toEqual(['alg', 'kid', 'typ'])
})
