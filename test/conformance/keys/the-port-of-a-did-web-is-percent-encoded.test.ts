// did:web, 3.1: "A port MAY be included and the colon MUST be percent encoded".
import { expect, test } from 'vitest'
import { issuerDid } from '#src/modules/credentials/rules/didweb.ts'

test('the port of a did:web is percent-encoded, and a path is written with colons', () => {
  expect(issuerDid('http://localhost:4600', 'riverbend')).toBe('did:web:localhost%3A4600:organisations:riverbend')
})
