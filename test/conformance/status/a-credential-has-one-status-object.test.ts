// Open Badges 3.0, AchievementCredential: credentialStatus has the multiplicity 0..1, and its id is required.
import { expect, test } from 'vitest'
import { misfitOf } from '#src/modules/credentials/rules/issuing/strict.ts'
import { makeUnsigned } from '#test/factories/unsigned.ts'

test('a credential has one status object, and several are not signed', () => {
  const unsigned = makeUnsigned()
  expect(misfitOf(unsigned)).toBeNull()
  expect(misfitOf({ ...unsigned, credentialStatus: [unsigned.credentialStatus] })).toMatch(/^credentialStatus: /)
})
