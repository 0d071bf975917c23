/** P10: making a status list anew when a credential is revoked, against packing its bits alone. */

import { generateKeyPairSync } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { signCredential } from '../../src/modules/credentials/commands/sign.ts'
import { unsignedStatusList } from '../../src/modules/credentials/rules/credential.ts'
import { encodeList, LIST_SIZE } from '../../src/modules/credentials/rules/status-list.ts'
import { Dice } from '../../test/factories/dice.ts'
import { inRounds, perSecond, ratio } from './rounds.ts'

const ISSUER = 'did:web:badges.example.org'
const LIST = 'https://badges.example.org/status-lists/0198c5b0-0000-7000-8000-000000000001'

export async function status(): Promise<Record<string, number>> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const dice = new Dice(1)
  const set = Array.from({ length: LIST_SIZE / 100 }, () => dice.below(LIST_SIZE))
  const bits = new Uint8Array(LIST_SIZE / 8)
  for (const at of set) bits[at >> 3] = (bits[at >> 3] ?? 0) | (0x80 >> (at & 7))
  const now = new Date('2026-06-01T00:00:00Z')
  const key = { method: `${ISSUER}#key-1`, privateKey }
  const rates = await inRounds({
    gzip: () => gzipSync(bits, { level: 6 }),
    republish: () => signCredential(unsignedStatusList(LIST, ISSUER, encodeList(LIST_SIZE, set), now), key, now),
  })
  return {
    P10: ratio(rates, 'gzip', 'republish'),
    gzip_per_s: perSecond(rates, 'gzip'),
    republish_per_s: perSecond(rates, 'republish'),
  }
}
