import { collectionAchievement } from '#src/modules/credentials/rules/achievement.ts'
import {
  unsignedCredential,
  unsignedStatusList,
  type CredentialFacts,
} from '#src/modules/credentials/rules/credential.ts'
import { issuerDid } from '#src/modules/credentials/rules/didweb.ts'
import { encodeList, listUrl, LIST_SIZE } from '#src/modules/credentials/rules/status-list.ts'

const publicUrl = 'https://credentials.test.example'
const issuer = { slug: 'riverbend', name: 'Riverbend', url: null, country: 'US', region: null }
export const ISSUER_DID = issuerDid(publicUrl, issuer.slug)
const LIST = listUrl(publicUrl, '0199c0de-0000-7000-8000-00000000000a')

/** The credential of a stack that was earned with one micro-credential, before it is signed; without a database. */
export function makeUnsigned(more: Partial<CredentialFacts> = {}) {
  const content = {
    id: 'planning',
    title: 'Planning',
    numeral: 'I',
    figure: 'planning' as const,
    ink: 1 as const,
    salt: 1,
    language: 'en',
    version: '1.0.0',
    summary: 'Plans projects that teach what they should.',
    micro_credentials: ['aligning'],
  }
  const place = { publicUrl, issuer, slug: 'planning', version: 1 }
  const parts = [{ kind: 'micro-credential' as const, slug: 'aligning', title: 'Aligning' }]
  return unsignedCredential({
    publicUrl,
    credentialId: '0199c0de-0000-7000-8000-000000000001',
    issuer,
    holder: { personId: '0199c0de-0000-7000-8000-000000000002', email: null, name: null },
    achievement: collectionAchievement('stack', place, content, parts),
    levels: {},
    hours: 1,
    components: [
      {
        title: 'Aligning',
        version: 2,
        hours: 1,
        achievementId: `${publicUrl}/achievements/micro-credentials/aligning/2`,
        address: `${publicUrl}/credentials/0199c0de-0000-7000-8000-000000000003.json`,
        digest: 'sha384-xEu8zWz+NNIVr+X1wI7vnRFvLjKsLkXHhHmBBxKrwYpcTxSVqUWT5lvS+OTPFvBm',
      },
    ],
    recorded: false,
    awardedAt: new Date('2026-03-02T15:04:05Z'),
    validUntil: null,
    status: { list: LIST, index: 7 },
    ...more,
  })
}

/** A status list with these places set, before it is signed. */
export const makeUnsignedList = (set: readonly number[], purpose: 'revocation' | 'suspension' = 'revocation') =>
  unsignedStatusList(LIST, ISSUER_DID, encodeList(LIST_SIZE, set), new Date('2026-03-02T15:04:05Z'), purpose)
