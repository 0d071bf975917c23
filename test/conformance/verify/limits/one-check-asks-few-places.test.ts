import { expect, test } from 'vitest'
import { badgeOf, checkStranger, makeStranger, tokenBy, V2 } from '#test/factories/strangers.ts'

const who = makeStranger()
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at))
const badge = badgeOf(who, {
  credentialStatus: many(4, (at) => ({
    id: `https://lists.example/${at}#1`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '1',
    statusListCredential: `https://lists.example/${at}`,
  })),
  relatedResource: many(20, (at) => ({ id: `https://x.example/${at}`, digestSRI: `sha256-${'A'.repeat(43)}=` })),
  refreshService: { id: 'https://r.example/1', type: '1EdTechCredentialRefresh' },
})

test('however many it names', async () => {
  const asked: string[] = []
  const { verdict } = await checkStranger(tokenBy(who, badge), {}, asked)
  expect(verdict).toBe('cannot tell')
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.length).toBeLessThanOrEqual(8)
})

test('however many are shown together', async () => {
  const asked: string[] = []
  const verifiableCredential = many(20, () => tokenBy(who, badge))
  const shown = { '@context': [V2], type: ['VerifiablePresentation'], verifiableCredential }
  expect((await checkStranger(shown, {}, asked)).verdict).toBe('cannot tell')
  expect(asked.length).toBeLessThanOrEqual(8)
})

test('and none, before the signature holds', async () => {
  const asked: string[] = []
  const token = tokenBy(who, badge)
  const { verdict } = await checkStranger(`${token.slice(0, -10)}${'A'.repeat(10)}`, {}, asked)
  expect(verdict).toBe('not valid')
  expect(asked).toEqual([])
})
