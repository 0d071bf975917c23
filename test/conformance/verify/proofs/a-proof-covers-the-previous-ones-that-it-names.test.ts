import { expect, test } from 'vitest'
import { badgeOf, makeStranger, proofBy, verdictOn } from '#test/factories/strangers.ts'

// Data Integrity 1.0, 4.3 (Verify Proof Sets and Chains): the document that is verified holds the previous proofs.
const who = makeStranger()
const badge = badgeOf(who)
const FIRST = 'urn:uuid:0199c0de-0000-7000-8000-0000000000f1'

const chain = async (more: Record<string, unknown> = {}) => {
  const first = await proofBy(who, badge, { id: FIRST })
  const second = await proofBy(who, { ...badge, proof: [first] }, { previousProof: FIRST, ...more })
  return { first, second }
}

test('a chain holds, in whatever order it stands', async () => {
  const { first, second } = await chain()
  expect(await verdictOn({ ...badge, proof: [first, second] })).toEqual({ verdict: 'valid', open: [] })
  expect(await verdictOn({ ...badge, proof: [second, first] })).toEqual({ verdict: 'valid', open: [] })
})

test('a proof that names a previous one without covering it does not hold', async () => {
  const first = await proofBy(who, badge, { id: FIRST })
  const second = await proofBy(who, badge, { previousProof: FIRST })
  expect((await verdictOn({ ...badge, proof: [first, second] })).verdict).toBe('not valid')
})

test('a previous proof cannot be exchanged', async () => {
  const { second } = await chain()
  const other = await proofBy(who, badge, { id: FIRST, created: '2026-01-04T00:00:00Z' })
  expect((await verdictOn({ ...badge, proof: [other, second] })).verdict).toBe('not valid')
})

test.each([['none'], [['none']], [[FIRST, 'none']], [7], [[FIRST, FIRST]], [{ id: FIRST }]])(
  'a previous proof that is not there: %j',
  async (previousProof) => {
    const first = await proofBy(who, badge, { id: FIRST })
    const second = { ...first, id: 'urn:uuid:0199c0de-0000-7000-8000-0000000000f2', previousProof }
    expect((await verdictOn({ ...badge, proof: [first, second] })).verdict).toBe('not valid')
  },
)

test('proofs that count on one another in a circle', async () => {
  const first = await proofBy(who, badge, { id: 'urn:x:1', previousProof: 'urn:x:2' })
  const second = await proofBy(who, badge, { id: 'urn:x:2', previousProof: 'urn:x:1' })
  expect((await verdictOn({ ...badge, proof: [first, second] })).verdict).toBe('not valid')
  const self = await proofBy(who, badge, { id: 'urn:x:1', previousProof: 'urn:x:1' })
  expect((await verdictOn({ ...badge, proof: [self] })).verdict).toBe('not valid')
})
