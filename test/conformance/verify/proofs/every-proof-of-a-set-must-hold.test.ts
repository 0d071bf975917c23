import { expect, test } from 'vitest'
import { badgeOf, makeStranger, proofBy, signedByLibrary, verdictOn } from '#test/factories/strangers.ts'

// Data Integrity 1.0, 2.1.1: the proofs of a set are independent, and each is verified.
const who = makeStranger()
const badge = badgeOf(who)
const good = () => proofBy(who, badge)

test('two that hold', async () => {
  const proof = [await good(), await proofBy(who, badge, { created: '2026-01-03T00:00:00Z' })]
  expect(await verdictOn({ ...badge, proof })).toEqual({ verdict: 'valid', open: [] })
})

test.each<[string, () => Promise<unknown>]>([
  ['one that does not hold beside it', async () => ({ ...(await good()), created: '2026-01-03T00:00:00Z' })],
  ['one that is empty', () => Promise.resolve({})],
  ['one that is no object', () => Promise.resolve('proof')],
  ['one of somebody else', () => proofBy(makeStranger(), badge)],
  ['one of a kind that is not known', async () => ({ ...(await good()), cryptosuite: 'rot13-2026' })],
])('%s', async (_, other) => {
  for (const proof of [
    [await good(), await other()],
    [await other(), await good()],
  ])
    expect((await verdictOn({ ...badge, proof })).verdict).not.toBe('valid')
})

test('more than four are not looked at', async () => {
  const proof = await Promise.all(Array.from({ length: 5 }, good))
  expect((await verdictOn({ ...badge, proof })).verdict).toBe('not valid')
})

test('of the proofs that take long to check there is one, and of a document that is not too wide', async () => {
  const issuer = makeStranger('P-256')
  const shown = await signedByLibrary(badgeOf(issuer), issuer, 'ecdsa-sd-2023')
  expect((await verdictOn({ ...shown, proof: [shown['proof'], shown['proof']] })).verdict).toBe('cannot tell')
  const evidence = Array.from({ length: 160 }, (_, at) => ({ type: ['Evidence'], name: `n${at}` }))
  expect((await verdictOn({ ...shown, evidence })).verdict).toBe('cannot tell')
})
