import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { unsignedStatusList } from '#src/modules/credentials/rules/credential.ts'
import { encodeList, LIST_SIZE } from '#src/modules/credentials/rules/status-list.ts'
import { VERDICTS } from '#src/modules/credentials/rules/verdict.ts'
import { mutated } from '#test/factories/mutations.ts'
import {
  badgeOf,
  checkStranger,
  documentOf,
  makeStranger,
  NOW,
  proofBy,
  signedBy,
  tokenBy,
  V2,
} from '#test/factories/strangers.ts'

const RUNS = process.env['DEEP'] ? 10_000 : 120

const who = makeStranger('Ed25519', 'did:web:guides.example')
const LIST = 'https://guides.example/lists/1'
const AT = 'https://guides.example/assertions/1'
const assertion = {
  id: AT,
  type: 'Assertion',
  recipient: { type: 'email', hashed: false, identity: 'amara@example.org' },
  badge: 'https://guides.example/badges/1',
  verification: { type: 'hosted' },
  issuedOn: '2019-05-01T00:00:00Z',
}
const credentialStatus = {
  id: `${LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
}
let pages: Record<string, Record<string, unknown>> = {}
let given: Record<string, unknown>[] = []

beforeAll(async () => {
  const bits = unsignedStatusList(LIST, who.did, encodeList(LIST_SIZE, []), NOW) as Record<string, unknown>
  const relatedResource = { id: LIST, digestSRI: `sha256-${'A'.repeat(43)}=` }
  const badge = await signedBy(who, badgeOf(who, { credentialStatus }))
  const shown = { '@context': [V2], type: ['VerifiablePresentation'], holder: who.did, verifiableCredential: [badge] }
  pages = {
    'https://guides.example/.well-known/did.json': documentOf(who) as Record<string, unknown>,
    [LIST]: await signedBy(who, bits),
    [AT]: assertion,
    'https://guides.example/badges/1': {
      id: 'https://guides.example/badges/1',
      name: 'x',
      issuer: 'https://guides.example/i',
    },
    'https://guides.example/i': { id: 'https://guides.example/i', name: 'y' },
  }
  given = [
    badge,
    await signedBy(who, badgeOf(who, { credentialStatus, relatedResource })),
    { ...shown, proof: await proofBy(who, shown, { proofPurpose: 'authentication' }) },
    { ...shown, verifiableCredential: [tokenBy(who, badgeOf(who)), badge] },
    assertion,
  ]
})

test('as they are, they hold', async () => {
  const verdicts = await Promise.all(given.map(async (each) => (await checkStranger(each, pages)).verdict))
  expect(verdicts).toEqual(['valid', 'not valid', 'valid', 'valid', 'valid'])
})

test('of damaged documents, of damaged payloads, and of damaged sites', async () => {
  const places = Object.keys(pages)
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(4), fc.nat(places.length - 1), async (seed, which, where) => {
      const original = given[which] ?? {}
      const place = places[where] ?? ''
      const changed = mutated(original, seed)
      const site = { ...pages, [place]: mutated(pages[place] ?? {}, seed) }
      for (const found of [
        await checkStranger(changed, pages),
        await checkStranger(tokenBy(who, changed), pages),
        await checkStranger(original, site),
      ]) {
        expect(VERDICTS).toContain(found.verdict)
        expect(found.verdict === 'valid').toBe(found.steps.every(({ result }) => result === 'passed'))
        expect(found.steps.length).toBeGreaterThanOrEqual(5)
      }
    }),
    { numRuns: RUNS },
  )
})
