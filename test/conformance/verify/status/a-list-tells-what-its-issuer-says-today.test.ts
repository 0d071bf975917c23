import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unsignedStatusList } from '#src/modules/credentials/rules/credential.ts'
import { encodeList, LIST_SIZE } from '#src/modules/credentials/rules/status-list.ts'
import { badgeOf, makeStranger, NOW, signedBy, tokenBy, verdictOn, type Stranger } from '#test/factories/strangers.ts'

// Bitstring Status List 1.0, 3.2 (Validate Algorithm).
const who = makeStranger()
const LIST = 'https://guides.example/lists/1'
const entry = (more: Record<string, unknown> = {}) => ({
  id: `${LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
  ...more,
})
const badge = (credentialStatus: unknown = entry()) => signedBy(who, badgeOf(who, { credentialStatus }))
const unsigned = (set: number[] = [], purpose: 'revocation' | 'suspension' = 'revocation', by: Stranger = who) =>
  unsignedStatusList(LIST, by.did, encodeList(LIST_SIZE, set), NOW, purpose) as Record<string, unknown>
const list = async (...given: Parameters<typeof unsigned>) => signedBy(given[2] ?? who, unsigned(...given))
const subjectOf = (document: Record<string, unknown>) => document['credentialSubject'] as Record<string, unknown>

test.each<[string, () => unknown, string]>([
  ['that does not name it', () => list([6, 8]), 'valid'],
  ['that names it', () => list([7]), 'revoked'],
  ['that cannot be reached', () => undefined, 'cannot tell'],
  ['that is no JSON', () => '<html>', 'cannot tell'],
  ['that nobody signed', () => unsigned(), 'cannot tell'],
  ['that was altered', async () => ({ ...(await list()), validFrom: '2026-01-01T00:00:00Z' }), 'cannot tell'],
  ['of another issuer', () => list([], 'revocation', makeStranger()), 'cannot tell'],
  ['for another purpose', () => list([], 'suspension'), 'not valid'],
  [
    'that has run out',
    () => signedBy(who, { ...unsigned(), validUntil: '2026-03-01T00:00:00Z', validFrom: '2026-02-01T00:00:00Z' }),
    'cannot tell',
  ],
  ['that is another one', () => signedBy(who, { ...unsigned(), id: 'https://guides.example/lists/2' }), 'cannot tell'],
  ['as a token', () => tokenBy(who, unsigned(), { typ: 'vc+jwt' }), 'valid'],
  ['as a token, that names it', () => tokenBy(who, unsigned([7]), { typ: 'vc+jwt' }), 'revoked'],
  [
    'that unpacks without end',
    () => {
      const document = unsigned()
      const bomb = `u${gzipSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')}`
      return signedBy(who, { ...document, credentialSubject: { ...subjectOf(document), encodedList: bomb } })
    },
    'cannot tell',
  ],
  [
    'that is shorter than any list may be',
    () => {
      const document = unsigned()
      const short = `u${gzipSync(Buffer.alloc(64)).toString('base64url')}`
      return signedBy(who, { ...document, credentialSubject: { ...subjectOf(document), encodedList: short } })
    },
    'cannot tell',
  ],
])('a list %s', async (_, made, verdict) => {
  expect((await verdictOn(await badge(), { [LIST]: await made() })).verdict).toBe(verdict)
})

test.each<[string, Record<string, unknown>, string]>([
  ['beyond the end of the list', { statusListIndex: '999999999' }, 'not valid'],
  ['that is no number', { statusListIndex: '1e9' }, 'cannot tell'],
  ['that is below nothing', { statusListIndex: '-1' }, 'cannot tell'],
  ['of several bits', { statusSize: 2 }, 'cannot tell'],
  ['in a list that is no address', { statusListCredential: 'mine' }, 'cannot tell'],
  ['of a kind that is not known', { type: 'RevocationList2020Status' }, 'cannot tell'],
])('a place %s', async (_, more, verdict) => {
  const signed = tokenBy(who, badgeOf(who, { credentialStatus: entry(more) }))
  expect((await verdictOn(signed, { [LIST]: await list() })).verdict).toBe(verdict)
})

test('of two lists the worse counts, and each is asked for its own purpose', async () => {
  const SECOND = 'https://guides.example/lists/2'
  const other = entry({ id: `${SECOND}#7`, statusPurpose: 'suspension', statusListCredential: SECOND })
  const suspended = await signedBy(who, { ...unsigned([7], 'suspension'), id: SECOND })
  const both = await badge([entry(), other])
  expect((await verdictOn(both, { [LIST]: await list(), [SECOND]: suspended })).verdict).toBe('suspended')
  expect((await verdictOn(both, { [LIST]: await list([7]), [SECOND]: suspended })).verdict).toBe('revoked')
  expect((await verdictOn(both, { [LIST]: await list() })).verdict).toBe('cannot tell')
})

test('a message withdraws nothing', async () => {
  const message = entry({ statusPurpose: 'message', statusSize: 2 })
  const document = unsigned([14])
  const told = await signedBy(who, {
    ...document,
    credentialSubject: { ...subjectOf(document), statusPurpose: 'message' },
  })
  const signed = await badge(message)
  expect((await verdictOn(signed, { [LIST]: told })).verdict).toBe('valid')
})
