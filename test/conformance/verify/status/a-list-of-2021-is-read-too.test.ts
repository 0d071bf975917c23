import { expect, test } from 'vitest'
import { STATUS_LIST_2021 } from '#src/modules/credentials/rules/contexts.ts'
import { encodeList, LIST_SIZE } from '#src/modules/credentials/rules/status-list.ts'
import { makeStranger, olderOf, signedBy, V1, verdictOn } from '#test/factories/strangers.ts'

// Verifiable Credentials Status List 2021, the form before Bitstring Status List.
const who = makeStranger()
const LIST = 'https://guides.example/lists/1'
const context = [V1, STATUS_LIST_2021]
const list = (set: number[]) =>
  signedBy(who, {
    '@context': context,
    id: LIST,
    type: ['VerifiableCredential', 'StatusList2021Credential'],
    issuer: who.did,
    issuanceDate: '2026-01-01T00:00:00Z',
    credentialSubject: {
      id: `${LIST}#list`,
      type: 'StatusList2021',
      statusPurpose: 'revocation',
      encodedList: encodeList(LIST_SIZE, set).slice(1),
    },
  })
const credential = () =>
  signedBy(
    who,
    olderOf(who, {
      '@context': context,
      credentialStatus: {
        id: `${LIST}#7`,
        type: 'StatusList2021Entry',
        statusPurpose: 'revocation',
        statusListIndex: '7',
        statusListCredential: LIST,
      },
    }),
  )

test.each<[string, () => Promise<unknown>, string]>([
  ['that does not name it', () => list([6, 8]), 'valid'],
  ['that names it', () => list([7]), 'revoked'],
  ['that was altered', async () => ({ ...(await list([])), issuanceDate: '2026-01-02T00:00:00Z' }), 'cannot tell'],
])('a list %s', async (_, made, verdict) => {
  expect((await verdictOn(await credential(), { [LIST]: await made() })).verdict).toBe(verdict)
})
