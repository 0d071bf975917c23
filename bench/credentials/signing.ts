/** P1 to P3: a credential from a template, against the key alone and against the libraries that everybody uses. */

import { generateKeyPairSync, hash, randomBytes, sign } from 'node:crypto'
import { signCredential } from '../../src/modules/credentials/commands/sign.ts'
import { openBatch } from '../../src/modules/credentials/rules/rdf/batch.ts'
import { provingOf } from '../../src/modules/credentials/rules/rdf/integrity.ts'
import { compileTemplate } from '../../src/modules/credentials/rules/rdf/template.ts'
import {
  EARNER_SLOTS,
  FIXTURE_CONTEXTS,
  FIXTURE_METHOD,
  fixtureCredential,
  fixtureEarner,
  type Earner,
} from '../../test/factories/credential-fixture.ts'
import { issueByLibrary, signByLibrary } from '../../test/factories/library.ts'
import { inRounds, perSecond, ratio } from './rounds.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const key = { method: FIXTURE_METHOD, privateKey }
const CREATED = '2026-06-01T00:00:00Z'
const EARNERS = 2_000

export async function signing(): Promise<Record<string, number>> {
  const named = await prepare(true)
  const nameless = await prepare(false)
  const message = randomBytes(64)
  const bytes = named.bytes
  const rates = await inRounds({
    raw_sign: () => sign(null, message, privateKey),
    raw_sign_and_hash: () => {
      hash('sha256', bytes, 'buffer')
      return sign(null, message, privateKey)
    },
    template_issue: named.issue,
    template_issue_nameless: nameless.issue,
    walker_sign: (turn) => signCredential(named.credential(turn), key, new Date(CREATED)),
    library_issue: (turn) => signByLibrary(named.credential(turn), key, new Date(CREATED)),
  })
  return {
    P1: ratio(rates, 'template_issue', 'raw_sign'),
    P2: ratio(rates, 'template_issue', 'raw_sign_and_hash'),
    P3: ratio(rates, 'template_issue', 'library_issue'),
    P1_nameless: ratio(rates, 'template_issue_nameless', 'raw_sign'),
    walker_sign_vs_library: ratio(rates, 'walker_sign', 'library_issue'),
    raw_sign_per_s: perSecond(rates, 'raw_sign'),
    raw_sign_and_hash_per_s: perSecond(rates, 'raw_sign_and_hash'),
    template_issue_per_s: perSecond(rates, 'template_issue'),
    walker_sign_per_s: perSecond(rates, 'walker_sign'),
    library_issue_per_s: perSecond(rates, 'library_issue'),
  }
}

/** Throws unless what is timed is what the libraries make. */
async function prepare(named: boolean) {
  const template = await compileTemplate((values) => fixtureCredential(values as Earner, named), EARNER_SLOTS)
  const batch = openBatch(template, await provingOf(key.method, CREATED, FIXTURE_CONTEXTS), key.privateKey)
  const earners = Array.from({ length: EARNERS }, (_, at) => fixtureEarner(at))
  const values = earners.map((earner) => template.slots.map((name) => earner[name as keyof Earner]))
  const issue = (turn: number): string => {
    const given = values[turn % EARNERS] ?? []
    const signature = batch.sign(given)
    if (signature === null) throw new Error('The fixture no longer fits its template.')
    return batch.text(given, signature)
  }
  const credential = (turn: number) => fixtureCredential(earners[turn % EARNERS] ?? fixtureEarner(0), named)
  for (let turn = 0; turn < 20; turn += 1)
    if (issue(turn) !== (await issueByLibrary(credential(turn), key, new Date(CREATED))))
      throw new Error('The template does not sign what the library signs.')
  return { issue, credential, bytes: Uint8Array.from(template.fill(values[0] ?? []) ?? []) }
}
