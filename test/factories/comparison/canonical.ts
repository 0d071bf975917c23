import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { documentLoader } from '#src/modules/credentials/rules/contexts.ts'
import { walkedCanonical } from '#src/modules/credentials/rules/rdf/canonical.ts'
import { referenceCanonical } from '#src/modules/credentials/rules/rdf/reference.ts'
import { randomCredential } from '../random-credentials.ts'

const { canonize } = cryptosuite as { canonize: (document: object, options: object) => Promise<string> }

/** The canonical form as the packages of Digital Bazaar make it by themselves; null when they refuse. */
const byLibrary = async (document: object, digest: 'sha256' | 'sha384'): Promise<Uint8Array | null> => {
  const options = { documentLoader: documentLoader(), messageDigestAlgorithm: digest }
  const text = await canonize(document, options).catch(() => null)
  return text === null ? null : Buffer.from(text)
}

/**
 * Holds the walker and our reference against the libraries on random credentials. `left` were left to the reference,
 * which refused `refused` of them; `different` are the seeds of those that were written otherwise, or changed, or
 * accepted although the libraries refuse them: none, or it is a fault. The libraries take their time: where only every
 * so manieth credential is given to them, our reference speaks for them in between.
 */
export async function compareWithReference(from: number, count: number, everyForLibrary = 1) {
  const found = { same: 0, left: 0, refused: 0, different: new Array<number>() }
  for (let seed = from; seed < from + count; seed += 1) {
    const digest = seed % 7 === 0 ? 'sha384' : 'sha256'
    const credential = randomCredential(seed)
    const before = JSON.stringify(credential)
    const walked = await walkedCanonical(credential, digest)
    const reference = await referenceCanonical(credential, digest).catch(() => null)
    const changed = JSON.stringify(credential) !== before
    const expected = seed % everyForLibrary === 0 ? await byLibrary(credential, digest) : reference
    if (changed || !equal(reference, expected) || (walked !== null && !equal(walked, expected)))
      found.different.push(seed)
    else if (walked !== null) found.same += 1
    else {
      found.left += 1
      if (expected === null) found.refused += 1
    }
  }
  return found
}

const equal = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === null || other === null ? one === other : Buffer.compare(one, other) === 0
