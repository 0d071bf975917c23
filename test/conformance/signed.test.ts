import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { fixtureCredential, fixtureEarner } from '#test/factories/credential-fixture.ts'
import { issueByLibrary } from '#test/factories/library.ts'
import { randomCredential } from '#test/factories/random-credentials.ts'
import { signCredential } from '#src/modules/credentials/commands/sign.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const method = 'https://badges.example.org/issuers/state-dept-of-education#key-1'
const now = new Date('2026-06-01T12:34:56.789Z')

const credential = (changes: object = {}) => ({ ...fixtureCredential(fixtureEarner(1)), ...changes })
const signed = (unsigned: object) => signCredential(unsigned, { method, privateKey }, now)

test('the text is the one that the libraries everybody uses would make', async () => {
  for (const named of [true, false]) {
    const unsigned = fixtureCredential(fixtureEarner(3), named)
    expect(await signed(unsigned)).toBe(await issueByLibrary(structuredClone(unsigned), { method, privateKey }, now))
    expect(unsigned).not.toHaveProperty('proof')
  }
})

test('random credentials are signed as the libraries sign them, and none that they refuse', async () => {
  let same = 0
  for (let seed = 20_000; seed < 20_080; seed += 1) {
    const unsigned = randomCredential(seed)
    const ours = await signed(unsigned).catch(() => null)
    if (ours === null) continue
    expect(ours).toBe(await issueByLibrary(structuredClone(unsigned), { method, privateKey }, now))
    same += 1
  }
  expect(same).toBeGreaterThan(40)
})

test.each<[string, object, RegExp]>([
  ['has a word without a definition', { grade: 'A' }, /Safe mode/],
  ['has an unknown type', { type: ['VerifiableCredential', 'Unheard'] }, /Safe mode/],
  ['names a foreign context', { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://x.example/c'] }, /./],
  ['does not begin with the context of credentials', { '@context': [] }, /@context/],
  ['is no credential', { type: ['OpenBadgeCredential'] }, /VerifiableCredential/],
  ['has no issuer', { issuer: undefined }, /issuer/],
  ['has two issuers', { issuer: ['did:web:a.example', 'did:web:b.example'] }, /issuer/],
  ['has an issuer without an address', { issuer: { type: ['Profile'] } }, /issuer/],
  ['claims nothing', { credentialSubject: {} }, /claim something/],
  ['has a subject that is no address', { credentialSubject: { id: 'me', type: ['AchievementSubject'] } }, /URI/],
  ['has a date that is none', { validFrom: 'yesterday' }, /validFrom/],
  ['has evidence without a type', { evidence: [{ id: 'https://x.example/1' }] }, /evidence/],
  ['has a status without a type', { credentialStatus: { id: 'https://x.example/1' } }, /credentialStatus/],
  ['has a proof already', { proof: [] }, /proof/],
])('a credential that %s is not signed', async (_, changes, reason) => {
  await expect(signed(credential(changes))).rejects.toThrow(reason)
})

test('letters that verifiers sort in two ways are not signed', async () => {
  const { achievement, ...subject } = fixtureCredential(fixtureEarner(1)).credentialSubject
  const tagged = (tag: string[]) =>
    credential({ credentialSubject: { ...subject, achievement: { ...achievement, tag } } })
  await expect(signed(tagged(['😀', '！']))).rejects.toThrow('sort some of its letters')
  await expect(signed(tagged(['same 😀', 'same ！']))).rejects.toThrow('sort some of its letters')
  // These part at another letter, or hold only one of the two kinds.
  await expect(signed(tagged(['a😀', 'b！']))).resolves.toContain('proofValue')
  await expect(signed(tagged(['！', 'ﬀ']))).resolves.toContain('proofValue')
})

test('only an Ed25519 key signs', async () => {
  const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await expect(signCredential(credential(), { method, privateKey: other }, now)).rejects.toThrow('Ed25519')
})
