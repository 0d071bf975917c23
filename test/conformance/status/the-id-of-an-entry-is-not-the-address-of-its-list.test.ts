// Bitstring Status List 1.0, 2.1: the id of an entry MUST NOT be the URL for the status list.
import { expect, test } from 'vitest'
import { makeUnsigned } from '#test/factories/unsigned.ts'

test('the id of an entry is not the address of its list', () => {
  const { credentialStatus } = makeUnsigned()
  expect(credentialStatus.id).not.toBe(credentialStatus.statusListCredential)
  expect(credentialStatus.statusListIndex).toBe('7')
})
