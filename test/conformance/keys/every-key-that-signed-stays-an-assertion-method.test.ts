// Data Integrity 1.0, 4.6: a proof fails when its method is not listed under the purpose, whenever it was made.
import { expect, test } from 'vitest'
import { didDocument } from '#src/modules/credentials/rules/didweb.ts'
import { makeTokenIssuer } from '#test/factories/tokens.ts'

test('every key that signed stays an assertion method', () => {
  const { did, publicMultibase: old } = makeTokenIssuer()
  const before = didDocument(did, [old])
  const after = didDocument(did, [makeTokenIssuer().publicMultibase, old])
  expect(after.assertionMethod).toEqual(expect.arrayContaining(before.assertionMethod))
  expect(after.verificationMethod).toEqual(expect.arrayContaining(before.verificationMethod))
})
