import { expect, test } from 'vitest'
import { unsignedStatusList } from '#src/modules/credentials/rules/credential.ts'
import { encodeList, LIST_SIZE } from '#src/modules/credentials/rules/status-list.ts'
import { badgeOf, documentOf, makeStranger, NOW, signedBy, verdictOn } from '#test/factories/strangers.ts'

// A service of an issuer's document pairs a list with its twin, in which what is only suspended is set too.
const LIST = 'https://guides.example/status-lists/1'
const TWIN = 'https://guides.example/status-lists/suspension/1'
const who = makeStranger('Ed25519', 'did:web:guides.example')
const service = [{ id: `${who.did}#list-1`, type: 'BitstringStatusList', serviceEndpoint: [LIST, TWIN] }]
const list = (id: string, set: number[], purpose?: 'suspension') =>
  signedBy(who, unsignedStatusList(id, who.did, encodeList(LIST_SIZE, set), NOW, purpose))

test.each<[string, number[], string]>([
  ['suspended, when it is set in both', [7], 'suspended'],
  ['revoked, when it is set in the first alone', [8], 'revoked'],
])('%s', async (_, twin, verdict) => {
  const credentialStatus = {
    id: `${LIST}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  }
  const signed = await signedBy(who, badgeOf(who, { credentialStatus }))
  const pages = {
    'https://guides.example/.well-known/did.json': documentOf(who, { service }),
    [LIST]: await list(LIST, [7]),
    [TWIN]: await list(TWIN, twin, 'suspension'),
  }
  expect((await verdictOn(signed, pages)).verdict).toBe(verdict)
})
