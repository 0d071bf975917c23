// did:key, examples of Ed25519, P-256 and P-384: the key is in the name, and the id of its method repeats it.
import { expect, test } from 'vitest'
import { didKeyDocument } from '#src/modules/credentials/rules/didweb.ts'

test.each([
  'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp',
  'zDnaeUKTWUXc1HDpGfKbEK31nKLN19yX5aunFd7VK1CUMeyJu',
  'z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54',
])('did:key is read from its own name: %s', (key) => {
  const did = `did:key:${key}`
  expect(didKeyDocument(did)).toMatchObject({
    id: did,
    verificationMethod: [{ id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key }],
    assertionMethod: [`${did}#${key}`],
  })
})
