import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import '#test/properties.ts'
import { AWARD_STATES, isComplete, nextState, type AwardAction } from './award.ts'
import { didDocument, didKeyDocument, issuerDid, ownIssuerSlug } from './didweb.ts'
import { datesStep, STEPS, stopAt, verdictOf, VERDICTS, type Cause, type Step } from './verdict.ts'

describe('did:web', () => {
  test.each([
    ['https://credentials.example.org', 'did:web:credentials.example.org:organisations:riverbend'],
    ['http://localhost:4600', 'did:web:localhost%3A4600:organisations:riverbend'],
  ])('of %s', (publicUrl, did) => {
    expect(issuerDid(publicUrl, 'riverbend')).toBe(did)
    expect(ownIssuerSlug(publicUrl, did)).toBe('riverbend')
  })

  test('is ours only under our own host, and with a slug', () => {
    const own = 'https://credentials.example.org'
    for (const did of [
      'did:web:credentials.example.org',
      'did:web:credentials.example.org:organisations:',
      'did:web:credentials.example.org:organisations:a:b',
      'did:web:other.example:organisations:a',
      'did:web:credentials.example.org:organisations:../x',
    ])
      expect(ownIssuerSlug(own, did)).toBeNull()
  })

  test('names every key, each by its own public half', () => {
    const { verificationMethod, assertionMethod } = didDocument('did:web:x', ['z6MkNew', 'z6MkOld'])
    expect(assertionMethod).toEqual(['did:web:x#z6MkNew', 'did:web:x#z6MkOld'])
    expect(verificationMethod.every(({ controller }) => controller === 'did:web:x')).toBe(true)
  })

  test.each([
    'z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z',
    'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169',
    'z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9',
  ])('did:key carries Ed25519, P-256 and P-384: %s', (key) => {
    const did = `did:key:${key}`
    expect(didKeyDocument(did)).toEqual({
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: did,
      verificationMethod: [{ id: `${did}#${key}`, type: 'Multikey', controller: did, publicKeyMultibase: key }],
      assertionMethod: [`${did}#${key}`],
    })
  })

  test('did:key with another kind of key, or with none, is not read', () => {
    const key = 'z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z'
    for (const other of [
      'did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F',
      'did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme',
      'did:key:',
      `did:key:${key}${key}`,
      `did:key:${key}#${key}`,
      `did:web:${key}`,
    ])
      expect(didKeyDocument(other)).toBeNull()
  })
})

const causes = fc.constantFrom<Cause>('revoked', 'suspended', 'expired', 'not yet valid')
const step = (name: (typeof STEPS)[number]) =>
  fc
    .record({
      result: fc.constantFrom('passed' as const, 'failed' as const, 'not checked' as const),
      cause: fc.option(causes, { nil: undefined }),
    })
    .map(({ result, cause }): Step => ({
      step: name,
      result,
      reason: 'So.',
      ...(result === 'failed' && cause !== undefined ? { cause } : {}),
    }))
const steps = fc.tuple(...STEPS.map(step))

describe('a verdict', () => {
  test('is valid exactly when every step held', () => {
    fc.assert(
      fc.property(steps, (found) => {
        const verdict = verdictOf(found)
        expect(VERDICTS).toContain(verdict)
        expect(verdict === 'valid').toBe(found.every(({ result }) => result === 'passed'))
        if (found.some(({ result, cause }) => result === 'failed' && cause === undefined))
          expect(verdict).toBe('not valid')
      }),
    )
  })

  test('is never valid for fewer steps', () => {
    expect(verdictOf([])).toBe('not valid')
    expect(verdictOf([{ step: 'schema', result: 'passed', reason: 'So.' }])).toBe('not valid')
    expect(verdictOf(stopAt('schema', 'failed', 'It is not JSON.'))).toBe('not valid')
    expect(verdictOf(stopAt('schema', 'not checked', 'It is too large.'))).toBe('cannot tell')
  })

  test('what the issuer says comes before the dates', () => {
    const held = STEPS.slice(0, 3).map((name): Step => ({ step: name, result: 'passed', reason: 'So.' }))
    const expired: Step = { step: 'dates', result: 'failed', cause: 'expired', reason: 'So.' }
    const revoked: Step = { step: 'status', result: 'failed', cause: 'revoked', reason: 'So.' }
    expect(verdictOf([...held, expired, revoked])).toBe('revoked')
    expect(verdictOf([...held, expired, { step: 'status', result: 'not checked', reason: 'So.' }])).toBe('expired')
  })
})

test('dates hold within five minutes of another clock', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const cause = (from: string, until: string | null) => datesStep(from, until, now, String).cause
  expect(cause('2026-11-24T12:04:00Z', null)).toBeUndefined()
  expect(cause('2026-11-24T12:06:00Z', null)).toBe('not yet valid')
  expect(cause('2026-01-01T00:00:00Z', '2026-11-24T11:56:00Z')).toBeUndefined()
  expect(cause('2026-01-01T00:00:00Z', '2026-11-24T11:54:00Z')).toBe('expired')
  expect(datesStep('yesterday', null, now, String).result).toBe('failed')
})

test('an award changes state only by an action that changes something', () => {
  const next = (action: AwardAction) => AWARD_STATES.map((state) => nextState(state, action))
  expect(next('revoke')).toEqual(['revoked', 'revoked', null])
  expect(next('suspend')).toEqual(['suspended', null, null])
  expect(next('reinstate')).toEqual([null, 'active', 'active'])
})

test('a collection is complete with all its members, and never an empty one', () => {
  expect(isComplete([], new Set(['a']))).toBe(false)
  expect(isComplete(['a', 'b'], new Set(['a']))).toBe(false)
  expect(isComplete(['a', 'b'], new Set(['c', 'b', 'a']))).toBe(true)
})
