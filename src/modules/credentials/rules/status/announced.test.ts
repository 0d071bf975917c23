import fc from 'fast-check'
import { expect, test } from 'vitest'
import '#test/properties.ts'
import { didDocument } from '../didweb.ts'
import { listUrl } from '../status-list.ts'
import { statusServices, suspensionListOf, suspensionUrl } from './announced.ts'

const PUBLIC_URL = 'https://mint.example'
const did = 'did:web:mint.example:organisations:pbl'
const document = didDocument(did, [], statusServices({ publicUrl: PUBLIC_URL, slug: 'pbl', did }, ['one', 'two']))

test('the twin of each list is found in the document of its issuer, and of no other list', () => {
  for (const id of ['one', 'two']) {
    const list = listUrl(PUBLIC_URL, id)
    expect(suspensionListOf(document, list)).toBe(suspensionUrl(list))
  }
  expect(suspensionListOf(document, listUrl(PUBLIC_URL, 'three'))).toBeNull()
  expect(suspensionListOf(didDocument(did, []), listUrl(PUBLIC_URL, 'one'))).toBeNull()
})

test('a document of any form is read without harm, and a list is never its own twin', () => {
  const list = listUrl(PUBLIC_URL, 'one')
  const endpoint = fc.oneof(fc.jsonValue(), fc.constantFrom(list, [list], [list, list], [list, 7], [list, 'x', 'y']))
  const service = fc.oneof(
    fc.jsonValue(),
    fc.record({ type: fc.constantFrom('BitstringStatusList', 'Other'), serviceEndpoint: endpoint }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(service)), (any) => {
      expect(suspensionListOf({ service: any }, list)).toBeNull()
    }),
  )
})
