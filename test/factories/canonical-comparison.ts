import { referenceCanonical } from '#src/modules/credentials/rules/rdf/reference.ts'
import { walkedCanonical } from '#src/modules/credentials/rules/rdf/canonical.ts'
import { randomCredential } from './random-credentials.ts'

/**
 * Holds the walker against the reference on random credentials. `left` were left to the reference, which refused
 * `refused` of them; `different` are the seeds of those that the walker wrote otherwise, or changed, or accepted
 * although the reference refuses them: none, or it is a fault.
 */
export async function compareWithReference(from: number, count: number) {
  const found = { same: 0, left: 0, refused: 0, different: new Array<number>() }
  for (let seed = from; seed < from + count; seed += 1) {
    const digest = seed % 7 === 0 ? 'sha384' : 'sha256'
    const credential = randomCredential(seed)
    const before = JSON.stringify(credential)
    const walked = await walkedCanonical(credential, digest)
    const changed = JSON.stringify(credential) !== before
    const expected = await referenceCanonical(credential, digest).catch(() => null)
    if (changed || (walked !== null && (expected === null || Buffer.compare(walked, expected) !== 0)))
      found.different.push(seed)
    else if (walked !== null) found.same += 1
    else {
      found.left += 1
      if (expected === null) found.refused += 1
    }
  }
  return found
}
