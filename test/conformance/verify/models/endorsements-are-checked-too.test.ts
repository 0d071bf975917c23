import { expect, test } from 'vitest'
import {
  badgeOf,
  checkStranger,
  makeStranger,
  OB,
  signedBy,
  tokenBy,
  V2,
  verdictOn,
} from '#test/factories/strangers.ts'

// Open Badges 3.0, 9.1, 9: each endorsement is a credential of its own.
const who = makeStranger()
const friend = makeStranger()
const endorsement = (more: Record<string, unknown> = {}) => ({
  '@context': [V2, OB],
  id: 'urn:uuid:0199c0de-0000-7000-8000-0000000000e1',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Well done',
  issuer: { id: friend.did, type: ['Profile'] },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'https://guides.example/trail',
    type: ['EndorsementSubject'],
    endorsementComment: 'They do it well.',
  },
  ...more,
})
const holding = () => signedBy(friend, endorsement())
/** The contexts do not define endorsementJwt, so only a token can carry it. */
const withThem = (more: Record<string, unknown>) => Promise.resolve(tokenBy(who, badgeOf(who, more)))
const says = async (input: unknown) => (await checkStranger(input)).steps.find(({ step }) => step === 'endorsements')

test('one by itself is a credential', async () => {
  expect(await verdictOn(await holding())).toEqual({ verdict: 'valid', open: [] })
})

test('those that hold are told', async () => {
  const signed = await withThem({ endorsement: [await holding()], endorsementJwt: [tokenBy(friend, endorsement())] })
  expect((await verdictOn(signed)).verdict).toBe('valid')
  expect(await says(signed)).toMatchObject({ result: 'passed', reason: 'All 2 endorsements in it hold.' })
})

test('one inside a credential with a proof', async () => {
  const signed = await signedBy(who, badgeOf(who, { endorsement: [await holding()] }))
  expect(await verdictOn(signed)).toEqual({ verdict: 'valid', open: [] })
  expect((await says(signed))?.reason).toBe('The endorsement in it holds.')
})

test('one that is broken breaks the whole', async () => {
  const broken = { ...(await holding()), name: 'Better than all' }
  expect((await verdictOn(await withThem({ endorsement: [broken] }))).verdict).toBe('not valid')
  const stolen = tokenBy(who, endorsement())
  expect((await verdictOn(await withThem({ endorsementJwt: [stolen] }))).verdict).toBe('not valid')
})

test('one that cannot be checked decides nothing', async () => {
  const away = { ...endorsement(), issuer: 'did:web:away.example' }
  const kid = 'did:web:away.example#key-1'
  const signed = await withThem({ endorsementJwt: [tokenBy(friend, away, { kid })] })
  expect((await verdictOn(signed)).verdict).toBe('valid')
  expect((await says(signed))?.reason).toMatch(/^Of 1 endorsements? in it, 0 hold today/)
})
