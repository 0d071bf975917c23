// Bitstring Status List 1.0, 3.2: an error is raised when the purpose of the entry is not one of the list.
import { expect, test } from 'vitest'
import { makeUnsigned, makeUnsignedList } from '#test/factories/unsigned.ts'

test('an entry has the purpose of its list', () => {
  const { credentialStatus } = makeUnsigned()
  const list = makeUnsignedList([])
  expect(credentialStatus.statusListCredential).toBe(list.id)
  expect(credentialStatus.statusPurpose).toBe(list.credentialSubject.statusPurpose)
})
