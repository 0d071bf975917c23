// Bitstring Status List 1.0, 2.2: type MUST include BitstringStatusListCredential; the subject is a BitstringStatusList
// with a statusPurpose.
import { expect, test } from 'vitest'
import { makeUnsignedList } from '#test/factories/unsigned.ts'

test.each(['revocation', 'suspension'] as const)('a list of %s names its types and one purpose', (statusPurpose) => {
  const list = makeUnsignedList([], statusPurpose)
  expect(list.type).toContain('BitstringStatusListCredential')
  expect(list.credentialSubject).toMatchObject({ type: 'BitstringStatusList', statusPurpose })
})
