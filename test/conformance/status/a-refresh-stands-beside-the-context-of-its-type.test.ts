// Verifiable Credential Refresh 1.0: refreshService has the type 1EdTechCredentialRefresh, which extensions.json defines,
// and the id is where the refreshed credential is fetched.
import { expect, test } from 'vitest'
import { makeUnsigned } from '#test/factories/unsigned.ts'

test('a refresh service stands beside the context of its type', () => {
  const unsigned = makeUnsigned()
  expect(unsigned['@context']).toEqual([
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  ])
  const { type, id } = unsigned.refreshService
  expect(type).toBe('1EdTechCredentialRefresh')
  expect(id).toMatch(/^https:\/\/credentials\.test\.example\/credentials\/[\da-f-]{36}\/refresh$/)
})
