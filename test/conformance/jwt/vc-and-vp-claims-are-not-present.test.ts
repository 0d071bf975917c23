// VC-JOSE-COSE 1.0, 1.1.2.1: "The JWT Claim Names vc and vp MUST NOT be present".
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test.each(['w3c', 'open-badges'] as const)('vc and vp claims are not present: %s', (form) => {
  expect(Object.keys(makeToken(form).payload)).not.toEqual(expect.arrayContaining(['vc']))
  expect(Object.keys(makeToken(form).payload)).not.toEqual(expect.arrayContaining(['vp']))
})
