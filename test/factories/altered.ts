import { generateKeyPairSync, verify, type KeyObject } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { signCredential } from '#src/modules/credentials/commands/sign.ts'
import { decodeSignature } from '#src/modules/credentials/rules/rdf/base58.ts'
import { hashData } from '#src/modules/credentials/rules/rdf/integrity.ts'
import { fixtureCredential, fixtureEarner } from './credential-fixture.ts'
import { Dice } from './dice.ts'

type Signed = { proof: [{ proofValue: string }] }

/** Whether the signature of a text holds; what is no signed credential at all has none that holds. */
async function signatureHolds(text: string, publicKey: KeyObject): Promise<boolean> {
  try {
    const { proof, ...document } = JSON.parse(text) as Signed
    const [{ proofValue, ...configuration }] = proof
    const signature = proofValue.startsWith('z') ? decodeSignature(proofValue.slice(1)) : null
    return signature !== null && verify(null, await hashData(document, configuration), publicKey, signature)
  } catch {
    return false
  }
}

/** Changes one byte of signed credentials again and again; answers with the altered texts whose signature still holds. */
export async function alterAndVerify(from: number, count: number): Promise<string[]> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = { method: 'https://badges.example.org/issuers/state-dept-of-education#key-1', privateKey }
  const dice = new Dice(from)
  const holding: string[] = []
  for (let altered = 0; altered < count;) {
    const unsigned = fixtureCredential(fixtureEarner(from + altered), dice.chance(0.5))
    const text = await signCredential(unsigned, key, new Date('2026-06-01T00:00:00Z'))
    if (!(await signatureHolds(text, publicKey))) throw new Error('A good signature does not hold.')
    for (let times = 0; times < 50 && altered < count; times += 1) {
      const bytes = Buffer.from(text)
      bytes[dice.below(bytes.length)] = dice.chance(0.5) ? 32 + dice.below(95) : dice.below(256)
      const other = bytes.toString()
      if (saysTheSame(other, text)) continue
      altered += 1
      if (await signatureHolds(other, publicKey)) holding.push(other)
    }
  }
  return holding
}

/** Another space between two words alters nothing. */
function saysTheSame(one: string, other: string): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other))
  } catch {
    return false
  }
}
