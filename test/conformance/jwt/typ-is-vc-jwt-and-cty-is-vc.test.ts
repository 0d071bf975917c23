// VC-JOSE-COSE 1.0, 3.1.1: "The typ header parameter SHOULD be vc+jwt. When present, the cty header parameter SHOULD be vc."
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('typ is vc+jwt and cty is vc', () => {
  expect(makeToken('w3c').header).toMatchObject({ alg: 'ES256', typ: 'vc+jwt', cty: 'vc' })
})
