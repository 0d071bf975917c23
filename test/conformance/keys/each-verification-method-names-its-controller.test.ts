// Controlled Identifiers 1.0, 2.2: id, type and controller are required of a verification method.
import { expect, test } from 'vitest'
import { didDocument } from '#src/modules/credentials/rules/didweb.ts'
import { makeTokenIssuer } from '#test/factories/tokens.ts'

test('each verification method names its controller, and no two share an id', () => {
  const { did, publicMultibase } = makeTokenIssuer()
  const { verificationMethod } = didDocument(did, [publicMultibase, 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'])
  expect(verificationMethod.map(({ controller }) => controller)).toEqual(verificationMethod.map(() => did))
  expect(new Set(verificationMethod.map(({ id }) => id)).size).toBe(verificationMethod.length)
})
