import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { signCredential } from '#src/modules/credentials/commands/sign.ts'
import { verifyCredential } from '#src/modules/credentials/commands/verify.ts'
import { isObject } from '#src/modules/credentials/rules/form/limits.ts'
import { publicMultibase } from '#src/modules/credentials/rules/keys/multikey.ts'
import type { Verdict } from '#src/modules/credentials/rules/verdict.ts'
import { earnCredential, issuingWorld, PLANNING, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson } from '#test/factories/factories.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let genuine: Record<string, unknown>

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const educator = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
  const parsed: unknown = JSON.parse((await earnCredential(world, educator, PLANNING[0])).document)
  if (!isObject(parsed)) throw new Error('A credential is an object.')
  genuine = parsed
})

const verdict = async (input: unknown): Promise<Verdict> => (await verifyCredential(world, input)).verdict
const proof = () => (genuine['proof'] as object[])[0] ?? {}
const contexts = () => genuine['@context'] as unknown[]
const subject = () => genuine['credentialSubject'] as Record<string, unknown>
const many = (count: number, make: (at: number) => unknown) => Array.from({ length: count }, (_, at) => make(at))

describe('text that is no credential', () => {
  test.each<[string, () => string, Verdict]>([
    ['nothing', () => '', 'not valid'],
    ['words', () => 'I earned this, believe me.', 'not valid'],
    ['half a file', () => JSON.stringify(genuine).slice(0, 500), 'not valid'],
    ['a number', () => '42', 'not valid'],
    ['null', () => 'null', 'not valid'],
    ['a list', () => `[${JSON.stringify(genuine)}]`, 'not valid'],
    ['an empty object', () => '{}', 'not valid'],
    ['brackets without end', () => '['.repeat(900_000), 'not valid'],
    ['objects in objects', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'not valid'],
    ['five megabytes', () => `{"a":"${'x'.repeat(5_000_000)}"}`, 'cannot tell'],
    ['a token without a credential', () => 'eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.c2ln', 'not valid'],
    ['three words with dots between', () => 'not.a.token', 'not valid'],
    ['letters that end a JWT only almost', () => `${'a'.repeat(400_000)}.${'b'.repeat(400_000)}!`, 'not valid'],
    ['zeros between quotes', () => `{"${'\\u0000'.repeat(100_000)}":1}`, 'not valid'],
  ])('%s', async (_, text, expected) => {
    expect(await verdict(text())).toBe(expected)
  })
})

describe('a genuine credential that was tampered with', () => {
  const changed = (...changes: Record<string, unknown>[]): Record<string, unknown> =>
    Object.assign({}, genuine, ...changes) as Record<string, unknown>

  test('is genuine before', async () => {
    expect(await verdict(changed())).toBe('valid')
    expect(await verdict(changed({ proof: proof() }))).toBe('valid')
  })

  test.each<[string, () => unknown, Verdict]>([
    ['no proof', () => changed({ proof: [] }), 'not valid'],
    ['an empty proof', () => changed({ proof: [{}] }), 'not valid'],
    ['a proof of wrong types', () => changed({ proof: [{ ...proof(), proofValue: 7 }] }), 'not valid'],
    [
      'a proof for another purpose',
      () => changed({ proof: [{ ...proof(), proofPurpose: 'authentication' }] }),
      'not valid',
    ],
    [
      'a dangling previous proof',
      () => changed({ proof: [{ ...proof(), previousProof: 'urn:uuid:none' }] }),
      'not valid',
    ],
    [
      'one proof that holds and one that does not',
      () => changed({ proof: [proof(), { ...proof(), created: '2020-01-01T00:00:00Z' }] }),
      'not valid',
    ],
    ['a hundred proofs', () => changed({ proof: many(100, proof) }), 'not valid'],
    [
      'another way of signing',
      () => changed({ proof: [{ ...proof(), cryptosuite: 'ecdsa-jcs-2019' }] }),
      'cannot tell',
    ],
    [
      'a key of somebody else',
      () =>
        changed({
          proof: [
            {
              ...proof(),
              verificationMethod:
                'did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z#z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z',
            },
          ],
        }),
      'not valid',
    ],
    [
      'an issuer that is somebody else',
      () => changed({ issuer: 'did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z' }),
      'not valid',
    ],
    ['an issuer elsewhere, by a key from here', () => changed({ issuer: 'did:web:elsewhere.example' }), 'not valid'],
    [
      'an issuer elsewhere',
      () =>
        changed({
          issuer: 'did:web:elsewhere.example',
          proof: [{ ...proof(), verificationMethod: 'did:web:elsewhere.example#key-1' }],
        }),
      'cannot tell',
    ],
    [
      'an issuer of this site who never issued',
      () => changed({ issuer: 'did:web:credentials.test.example:organisations:nobody' }),
      'not valid',
    ],
    [
      'an issuer that is a path',
      () => changed({ issuer: 'did:web:credentials.test.example:organisations:../../x' }),
      'not valid',
    ],
    [
      'an unknown context',
      () => changed({ '@context': [...contexts(), 'https://evil.example/context'] }),
      'cannot tell',
    ],
    [
      'a context that defines any word',
      () => changed({ '@context': [...contexts(), 'https://www.w3.org/ns/credentials/undefined-terms/v2'] }),
      'cannot tell',
    ],
    [
      'an inline context',
      () => changed({ '@context': [...contexts(), { hidden: 'https://evil.example/hidden' }] }),
      'cannot tell',
    ],
    [
      'an inline context further in',
      () => changed({ credentialSubject: { ...subject(), '@context': { '@vocab': 'https://evil.example/' } } }),
      'cannot tell',
    ],
    [
      'the same context a thousand times',
      () => changed({ '@context': [...contexts(), ...many(1000, () => contexts()[0])] }),
      'cannot tell',
    ],
    ['an undefined term', () => changed({ grade: 'A+' }), 'not valid'],
    ['an undefined term further in', () => changed({ credentialSubject: { ...subject(), grade: 'A+' } }), 'not valid'],
    [
      'a term in the place of a known one',
      () => changed({ credentialSubject: { ...subject(), '@id': 'urn:uuid:other', id: undefined } }),
      'not valid',
    ],
    [
      'wrong types throughout',
      () => changed({ credentialSubject: 'Amara', type: 7, issuer: [], validFrom: {} }),
      'not valid',
    ],
    ['dates that are none', () => changed({ validFrom: 'yesterday' }), 'not valid'],
    ['a prototype', () => JSON.stringify(genuine).replace('{', '{"__proto__":{"verified":true},'), 'not valid'],
    [
      'ten thousand parts',
      () => changed({ credentialSubject: { ...subject(), tag: many(10_000, (at) => `t${at}`) } }),
      'cannot tell',
    ],
    [
      'blank nodes that look alike',
      () => changed({ evidence: many(350, () => ({ type: ['Evidence'], name: 'same' })) }),
      'not valid',
    ],
    [
      'more of them than anyone has',
      () => changed({ evidence: many(600, () => ({ type: ['Evidence'], name: 'same' })) }),
      'cannot tell',
    ],
    [
      'a thousand types',
      () => changed({ type: [...(genuine['type'] as string[]), ...many(1000, (at) => `t${at}`)] }),
      'cannot tell',
    ],
    [
      'a reversed language trap',
      () => changed({ name: { '@value': 'x', '@language': 'en', '@direction': 'rtl' } }),
      'not valid',
    ],
  ])('%s', async (_, input, expected) => {
    expect(await verdict(input())).toBe(expected)
  })
})

describe('a stranger who signs well with a key of their own', () => {
  async function signed(changes: Record<string, unknown>): Promise<string> {
    const { privateKey } = generateKeyPairSync('ed25519')
    const key = publicMultibase('Ed25519', privateKey)
    const did = `did:key:${key}`
    const { proof: _, credentialStatus: __, ...rest } = genuine
    return signCredential({ ...rest, issuer: did, ...changes }, { method: `${did}#${key}`, privateKey }, world.now())
  }
  const status = (statusListCredential: string, statusListIndex = '7') => ({
    credentialStatus: {
      id: `${statusListCredential}#${statusListIndex}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex,
      statusListCredential,
    },
  })

  test('is real as far as the key goes, and is told to be no more than that', async () => {
    const { verdict: found, steps } = await verifyCredential(world, await signed({}))
    expect(found).toBe('valid')
    expect(steps.find(({ step }) => step === 'issuer')?.reason).toMatch(/A key alone does not prove that it belongs to/)
  })

  test.each<[string, () => Record<string, unknown>, Verdict]>([
    ['a list elsewhere', () => status('https://elsewhere.example/list'), 'cannot tell'],
    [
      'a list of ours that does not exist',
      () => status(`${PUBLIC_URL}/status-lists/0199c0de-0000-7000-8000-000000000000`),
      'not valid',
    ],
    ['an address of ours that is no list', () => status(`${PUBLIC_URL}/status-lists/${'-'.repeat(36)}`), 'not valid'],
    [
      'the list of another issuer',
      () => status(String((genuine['credentialStatus'] as Record<string, unknown>)['statusListCredential'])),
      'not valid',
    ],
    ['a place that is no number', () => status(`${PUBLIC_URL}/status-lists/x`, '1e9'), 'cannot tell'],
    ['a future date', () => ({ validFrom: '2999-01-01T00:00:00Z' }), 'not yet valid'],
    ['a past date', () => ({ validFrom: '2001-01-01T00:00:00Z', validUntil: '2002-01-01T00:00:00Z' }), 'expired'],
    [
      'dates the wrong way round',
      () => ({ validFrom: '2999-01-01T00:00:00Z', validUntil: '2001-01-01T00:00:00Z' }),
      'not valid',
    ],
  ])('%s', async (_, changes, expected) => {
    expect(await verdict(await signed(changes()))).toBe(expected)
  })
})
