import { expect, test } from 'vitest'
import {
  badgeOf,
  checkStranger,
  makeStranger,
  olderOf,
  proofBy,
  signedBy,
  tokenBy,
  V1,
  V2,
  verdictOn,
} from '#test/factories/strangers.ts'

// VCDM 2.0, 4.13 (Verifiable Presentations).
const issuer = makeStranger()
const holder = makeStranger()
const good = () => signedBy(issuer, badgeOf(issuer))
const expired = () => signedBy(issuer, badgeOf(issuer, { validUntil: '2026-02-01T00:00:00Z' }))
const broken = async () => ({ ...(await good()), name: 'Mountain Guide' })
const presentation = (verifiableCredential: unknown, more: Record<string, unknown> = {}) => ({
  '@context': [V2],
  type: ['VerifiablePresentation'],
  holder: holder.did,
  verifiableCredential,
  ...more,
})
const shown = async (document: Record<string, unknown>, who = holder) => ({
  ...document,
  proof: await proofBy(who, document, { proofPurpose: 'authentication', challenge: 'abc', domain: 'x.example' }),
})

const enveloped = (token: string) => ({
  '@context': V2,
  type: 'EnvelopedVerifiableCredential',
  id: `data:application/vc+jwt,${token}`,
})

test.each<[string, () => Promise<unknown>, string]>([
  ['one', async () => shown(presentation([await good()])), 'valid'],
  ['one that is not in a list', async () => shown(presentation(await good())), 'valid'],
  ['several', async () => shown(presentation([await good(), await good()])), 'valid'],
  ['one, signed by nobody', async () => presentation([await good()]), 'valid'],
  ['a token', () => shown(presentation(enveloped(tokenBy(issuer, badgeOf(issuer))))), 'valid'],
  [
    'a token that was altered',
    () => shown(presentation(enveloped(`${tokenBy(issuer, badgeOf(issuer))}AA`))),
    'not valid',
  ],
  ['one that has expired', async () => shown(presentation([await good(), await expired()])), 'expired'],
  ['one that is broken', async () => shown(presentation([await broken(), await expired()])), 'not valid'],
  ['none', () => shown(presentation([])), 'not valid'],
  ['a presentation', async () => presentation([await shown(presentation([await good()]))]), 'not valid'],
  ['what is no credential', () => Promise.resolve(presentation([7])), 'not valid'],
  ['twenty-one', async () => presentation(Array(21).fill(await good())), 'not valid'],
  [
    'one, signed by somebody else than the holder',
    async () => shown(presentation([await good()]), issuer),
    'not valid',
  ],
  [
    'one, altered after it was signed',
    async () => ({ ...(await shown(presentation([await good()]))), id: 'urn:x:1' }),
    'not valid',
  ],
  ['one, signed for another purpose', async () => signedBy(holder, presentation([await good()])), 'not valid'],
])('with %s', async (_, made, verdict) => {
  expect((await verdictOn(await made())).verdict).toBe(verdict)
})

test('of the older model, with credentials as they are', async () => {
  const context = [V1, 'https://w3id.org/security/data-integrity/v2']
  const older = presentation([await signedBy(issuer, olderOf(issuer, { '@context': context }))], {
    '@context': context,
  })
  expect(await verdictOn(await shown(older))).toEqual({ verdict: 'valid', open: [] })
})

test('as a token, with tokens in it', async () => {
  const vp = {
    '@context': [V1],
    type: ['VerifiablePresentation'],
    verifiableCredential: [tokenBy(issuer, { iss: issuer.did, vc: olderOf(issuer) })],
  }
  expect(await verdictOn(tokenBy(holder, { iss: holder.did, aud: 'x', nonce: 'abc', vp }))).toEqual({
    verdict: 'valid',
    open: [],
  })
  expect((await verdictOn(tokenBy(issuer, { iss: holder.did, vp }))).verdict).toBe('not valid')
})

test('the steps say of which credential they speak', async () => {
  const { steps } = await checkStranger(presentation([await good(), await broken()]))
  expect(steps.find(({ step }) => step === 'signature')?.reason).toMatch(
    /^Credential 2 of 2: The signature does not match/,
  )
})

test('that a key alone proves nothing is said of several too', async () => {
  const { steps } = await checkStranger(presentation([await good(), await good()]))
  expect(steps.find(({ step }) => step === 'issuer')?.reason).toMatch(
    /^It was signed with the key .* A key alone does not/,
  )
})
