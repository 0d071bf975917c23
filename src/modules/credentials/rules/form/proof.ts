/** The proofs that stand in a document, read without checking a signature: which there are, and in which order. */

import type { KeyAlgorithm } from '../keys/verification-key.ts'
import { failed, fits, isObject, listOf, notChecked, ONE, type Limits, type Unread } from './limits.ts'

const MOST_PROOFS = 4
const SKEW = 5 * 60_000

/** `eddsa-rdfc-2022` and so on: the ways of signing that are checked, and the keys that each works with. */
export const SUITES = {
  'eddsa-rdfc-2022': ['Ed25519'],
  'ecdsa-rdfc-2019': ['P-256', 'P-384'],
  'ecdsa-sd-2023': ['P-256'],
  Ed25519Signature2020: ['Ed25519'],
} as const satisfies Record<string, readonly KeyAlgorithm[]>
export type Suite = keyof typeof SUITES

/** Each part without a name is told apart by a key of its own there, which takes many times as long. */
const SHOWN_IN_PARTS: Limits = { ...ONE, unnamed: 150 }

/** How an ecdsa-sd-2023 proof begins from which others are derived: the header `d9 5d 00` in base64url. */
const BASE_PROOF = 'u2V0A'

/** `previous`: the proofs that it counts on, and which are signed with the document. */
export type Proof = {
  suite: Suite
  method: string
  whole: Record<string, unknown>
  previous: Record<string, unknown>[]
}

/** The proofs of a document as a list; what is no object is no proof. */
export const proofsOf = (document: Record<string, unknown>): Record<string, unknown>[] =>
  listOf(document['proof']).filter(isObject)

export type Purpose = 'assertionMethod' | 'authentication'

/**
 * Every proof counts: a document one of whose proofs cannot be read is refused, however good the others are. `now` tells
 * which have run out, and which pretend to come from the future.
 */
export function readProofs(
  document: Record<string, unknown>,
  purpose: Purpose,
  now: Date,
): { ok: true; proofs: Proof[] } | Unread {
  const given = listOf(document['proof'])
  if (given.length > MOST_PROOFS) return failed(`It carries more than ${MOST_PROOFS} signatures.`)
  const proofs: Proof[] = []
  for (const whole of given) {
    if (!isObject(whole)) return failed('One of its signatures cannot be read.')
    const read = readProof(whole, given.filter(isObject), document['@context'], purpose, now)
    if (!('suite' in read)) return read
    proofs.push(read)
  }
  const slow = proofs.filter(({ suite }) => !suite.includes('rdfc'))
  if (slow.length > 1 || (slow[0]?.suite === 'ecdsa-sd-2023' && !fits(document, SHOWN_IN_PARTS).ok))
    return notChecked('It would take too long to check all of its signatures.')
  return goesInCircles(given.filter(isObject))
    ? failed('Its signatures count on one another in a circle.')
    : { ok: true, proofs }
}

function readProof(
  whole: Record<string, unknown>,
  all: readonly Record<string, unknown>[],
  context: unknown,
  purpose: Purpose,
  now: Date,
): Proof | Unread {
  const { verificationMethod: method, created, expires } = whole
  const suite = suiteOf(whole)
  if (suite === null)
    return notChecked(
      `It is signed in a way that Mintmark does not check; it checks ${Object.keys(SUITES).join(', ')}.`,
    )
  if (whole['@context'] !== undefined && JSON.stringify(whole['@context']) !== JSON.stringify(context))
    return notChecked('Its signature brings words of its own, so its meaning cannot be trusted.')
  if (whole['proofPurpose'] !== purpose) return failed('It was signed for another purpose than this.')
  if (typeof method !== 'string' || method === '' || method.length > 2_000)
    return failed('Its signature does not say with which key it was made.')
  if (created !== undefined && !(momentOf(created) <= now.getTime() + SKEW))
    return failed('Its signature says that it was made in the future, or at no time at all.')
  if (expires !== undefined && !(momentOf(expires) > now.getTime())) return failed('Its signature has run out.')
  if (suite === 'ecdsa-sd-2023' && String(whole['proofValue']).startsWith(BASE_PROOF))
    return notChecked(
      'It is as its issuer gave it to the holder, who shows parts of it; only what is shown can be checked.',
    )
  const previous = previousOf(whole, all)
  if (previous === null) return failed('One of its signatures counts on another that is not there.')
  if (previous.length > 0 && !suite.includes('rdfc'))
    return notChecked('Its signatures build on one another in a way that Mintmark does not check.')
  return { suite, method, whole, previous }
}

function suiteOf({ type, cryptosuite }: Record<string, unknown>): Suite | null {
  const name = type === 'DataIntegrityProof' ? cryptosuite : type
  const known = typeof name === 'string' && Object.hasOwn(SUITES, name) ? (name as Suite) : null
  return (known === 'Ed25519Signature2020') === (type === 'DataIntegrityProof') ? null : known
}

/** NaN for what is no date: nothing is before or after it. */
const momentOf = (value: unknown): number =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/.test(value)
    ? Date.parse(value)
    : NaN

/** The proofs that a proof names as those before it; null when one of them is not there, or is there twice. */
function previousOf(
  { previousProof }: Record<string, unknown>,
  all: readonly Record<string, unknown>[],
): Record<string, unknown>[] | null {
  const names = listOf(previousProof)
  const found = names.map((name) => all.filter(({ id }) => typeof name === 'string' && id === name))
  return found.every(({ length }) => length === 1) && new Set(names).size === names.length ? found.flat() : null
}

function goesInCircles(all: readonly Record<string, unknown>[]): boolean {
  const reaches = (id: unknown, steps: number): boolean =>
    steps > MOST_PROOFS ||
    all
      .filter((proof) => proof['id'] === id)
      .some((proof) => listOf(proof['previousProof']).some((next) => reaches(next, steps + 1)))
  return all.some((proof) => proof['previousProof'] !== undefined && reaches(proof['id'], 0))
}
