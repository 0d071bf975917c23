import * as VerifierCore from '@digitalcredentials/verifier-core'
import { afterEach, expect, test, vi } from 'vitest'
import { unsignedStatusList } from '#src/modules/credentials/rules/credential.ts'
import { encodeList, LIST_SIZE } from '#src/modules/credentials/rules/status-list.ts'
import { hasOfficialSchema, officialSchema } from '#test/conformance/standards.ts'
import { badgeOf, checkStranger, makeStranger, signedBy, type Pages } from '#test/factories/strangers.ts'

afterEach(() => vi.unstubAllGlobals())

const who = makeStranger()
const LIST = 'https://guides.example/lists/1'
const credentialStatus = {
  id: `${LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
}
/** verifier-core goes by the clock of the machine, so these dates lie far from today and from the tests' own. */
const YESTERDAY = { validFrom: '2020-01-01T00:00:00Z' }
const listed = (set: number[]) =>
  signedBy(who, {
    ...(unsignedStatusList(LIST, who.did, encodeList(LIST_SIZE, set), new Date('2020-01-01T00:00:00Z')) as object),
    validUntil: '2099-01-01T00:00:00Z',
  })

async function theyFind(credential: Record<string, unknown>, pages: Pages): Promise<Record<string, boolean>> {
  vi.stubGlobal('fetch', (request: Request | string) => {
    const url = typeof request === 'string' ? request : request.url
    const page = hasOfficialSchema && url.endsWith('_schema.json') ? officialSchema() : pages[url]
    return page === undefined ? Promise.reject(new Error(`Asked for ${url}`)) : Promise.resolve(Response.json(page))
  })
  const given = credential as unknown as Parameters<typeof VerifierCore.verifyCredential>[0]['credential']
  const { log } = await VerifierCore.verifyCredential({ credential: given, knownDIDRegistries: [] })
  return Object.fromEntries((log ?? []).map(({ id, valid }) => [id, valid === true]))
}

const OURS = { valid_signature: 'signature', expiration: 'dates', revocation_status: 'status' } as const

test.each<[string, () => Promise<Record<string, unknown>>, number[], string]>([
  ['a badge', () => signedBy(who, badgeOf(who, YESTERDAY)), [], 'valid'],
  [
    'a badge that is not in its list',
    () => signedBy(who, badgeOf(who, { ...YESTERDAY, credentialStatus })),
    [6],
    'valid',
  ],
  [
    'a badge that is in its list',
    () => signedBy(who, badgeOf(who, { ...YESTERDAY, credentialStatus })),
    [7],
    'revoked',
  ],
  [
    'a badge that has expired',
    () => signedBy(who, badgeOf(who, { ...YESTERDAY, validUntil: '2021-01-01T00:00:00Z' })),
    [],
    'expired',
  ],
  [
    'a badge that was altered',
    async () => ({ ...(await signedBy(who, badgeOf(who, YESTERDAY))), name: 'x' }),
    [],
    'not valid',
  ],
])('%s', async (_, made, set, verdict) => {
  const credential = await made()
  const pages = { [LIST]: await listed(set) }
  const ours = await checkStranger(credential, pages)
  expect(ours.verdict).toBe(verdict)
  const theirs = await theyFind(credential, pages)
  for (const [id, step] of Object.entries(OURS)) {
    const found = ours.steps.find((each) => each.step === step)?.result
    if (id in theirs && found !== 'not checked') expect([id, theirs[id]]).toEqual([id, found === 'passed'])
  }
})
