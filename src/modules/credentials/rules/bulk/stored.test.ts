import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isTextOf, writeStored, type TemplateContent } from './stored.ts'

/** As a template was kept on 24 November 2026. What is kept must give the same text for ever: never change it. */
const CONTENT: TemplateContent = {
  slots: ['credential', 'name'],
  pieces: ['{\n  "id": "urn:uuid:', 0, '",\n  "credentialSubject": {\n    "name": "', 1, '"\n  }\n}'],
  method: 'did:web:example.org:issuers:pbl#z6Mk',
}

const KEPT = {
  values: ['0190d8f2-0000-7000-8000-000000000001', 'Zoë "Zee" O\'Neil\\\n😀'],
  signature: Uint8Array.from({ length: 64 }, (_, place) => place * 4),
  signedAt: new Date('2026-11-24T11:00:00.987Z'),
}

test('what was kept gives the text that was signed, letter for letter', () => {
  expect(writeStored(CONTENT, KEPT)).toBe(`{
  "id": "urn:uuid:0190d8f2-0000-7000-8000-000000000001",
  "credentialSubject": {
    "name": "Zoë \\"Zee\\" O'Neil\\\\\\n😀"
  },
  "proof": [
    {
      "type": "DataIntegrityProof",
      "created": "2026-11-24T11:00:00Z",
      "verificationMethod": "did:web:example.org:issuers:pbl#z6Mk",
      "cryptosuite": "eddsa-rdfc-2022",
      "proofPurpose": "assertionMethod",
      "proofValue": "z124Rz7BQQV7rUWT4Zr1EAbGuEkiSxEnqqLjhbN82YRt9do6W8f3KXmWzBWUqoaFFci9bbW7GN6hwcMRhiTfbfij"
    }
  ]
}`)
})

test('a text of which one letter differs is known by its hash', () => {
  const text = writeStored(CONTENT, KEPT)
  const sha256 = createHash('sha256').update(text).digest()
  expect(isTextOf(text, sha256)).toBe(true)
  expect(isTextOf(text.replace('Zoë', 'Zoe'), sha256)).toBe(false)
})
