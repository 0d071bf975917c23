import { readProofs, type Purpose } from '../../rules/form/proof.ts'
import { tokenHolds, type Token } from '../../rules/form/token.ts'
import type { VerificationKey } from '../../rules/keys/verification-key.ts'
import type { Step } from '../../rules/verdict.ts'
import type { FoundKey } from '../resolve/keys.ts'
import { keyOf, type Named } from './key.ts'
import { proofHolds } from './proof.ts'
import type { Reach } from './reach.ts'

/** What somebody claims to have signed: the document, and the token around it if it came as one. */
export type Signed = { document: Record<string, unknown>; token: Token | null }

/** `found`: the key of the issuer, once both steps have passed. */
export type Proven = { signature: Step; issuer: Step; found: FoundKey | null }

type Seal = Named & { holds: (key: VerificationKey) => boolean | Promise<boolean> }

const BROKEN =
  'The signature does not match the content: something was changed after it was signed, or it was never signed by this issuer.'
const NOBODY = 'Without a signature that holds, nobody stands behind it.'

/** Whether every signature holds, and each is made by a key of `controller`, whom the document names as the signer. */
export async function checkSigned(
  world: Reach,
  { document, token }: Signed,
  controller: string,
  purpose: Purpose = 'assertionMethod',
): Promise<Proven> {
  const seals = sealsOf({ document, token }, controller, purpose, world.now())
  if (!('list' in seals)) return seals.result === 'failed' ? broken(seals.reason) : open(seals.reason)
  if (seals.list.length === 0) return broken('It carries no signature.')
  let found: FoundKey | null = null
  for (const seal of seals.list) {
    const looked = await keyOf(world, controller, seal, purpose)
    if (!looked.ok && looked.step === 'issuer')
      return {
        signature: step('signature', 'not checked', NOT_THEIRS),
        issuer: step('issuer', looked.result, looked.reason),
        found: null,
      }
    if (!looked.ok) return looked.result === 'failed' ? broken(looked.reason) : open(looked.reason)
    if (!(await seal.holds(looked.found.key))) return broken(BROKEN)
    found ??= looked.found
  }
  return {
    signature: step('signature', 'passed', 'The signature matches the content, letter for letter.'),
    issuer: step('issuer', 'passed', found?.says ?? ''),
    found,
  }
}

const NOT_THEIRS = 'Not checked, because the key is not known to be the issuer’s.'
const step = (name: 'signature' | 'issuer', result: Step['result'], reason: string): Step => ({
  step: name,
  result,
  reason,
})
const broken = (reason: string): Proven => ({
  signature: step('signature', 'failed', reason),
  issuer: step('issuer', 'not checked', NOBODY),
  found: null,
})
const open = (reason: string): Proven => ({
  signature: step('signature', 'not checked', reason),
  issuer: step('issuer', 'not checked', reason),
  found: null,
})

type Unsealed = { result: 'failed' | 'not checked'; reason: string }

function sealsOf(
  { document, token }: Signed,
  controller: string,
  purpose: Purpose,
  now: Date,
): { list: Seal[] } | Unsealed {
  const read = readProofs(document, purpose, now)
  if (!read.ok) return read
  const provable = { document, hashes: new Map() }
  const proofs = read.proofs.map((proof): Seal => ({
    method: proof.method,
    holds: (key) => proofHolds(provable, proof, key),
  }))
  if (token === null) return { list: proofs }
  const named = keyNamed(token.header, controller)
  if (named === null) return { result: 'not checked', reason: 'It does not say with which key it was signed.' }
  return { list: [{ ...named, holds: (key) => tokenHolds(token, key) }, ...proofs] }
}

/**
 * The key that a token names: by its whole name, by the part of the name that follows the issuer's, or as a JWK in the
 * header, which counts only if the issuer's own document lists the same key.
 */
function keyNamed({ kid, jwk }: Record<string, unknown>, controller: string): Named | null {
  if (kid === undefined) return jwk === undefined ? null : { method: controller, jwk }
  if (typeof kid !== 'string' || kid === '' || kid.length > 2_000) return null
  const method = /^[a-z][a-z0-9+.-]*:/i.test(kid) ? kid : `${controller}#${kid.replace(/^#/, '')}`
  return jwk === undefined ? { method } : { method: controller, jwk }
}
