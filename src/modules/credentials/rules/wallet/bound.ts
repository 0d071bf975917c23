/** A credential as a wallet holds it: about the key of the wallet, which can show later that it holds it. */

import { v5 } from 'uuid'
import { isObject } from '../form/limits.ts'

/**
 * The same achievement of the same person, with the wallet's key as its subject and an id of its own. Its place in the
 * status list is the one of the credential that it was made from, so it is withdrawn with it.
 */
export function boundTo(holder: string, credential: Record<string, unknown>): Record<string, unknown> {
  const { proof: _, credentialSubject, id, ...rest } = credential
  if (!isObject(credentialSubject) || typeof id !== 'string') throw new Error('This is no credential of ours.')
  const { id: person, ...subject } = credentialSubject
  return {
    ...rest,
    id: `urn:uuid:${v5(`${id} ${String(person)} ${holder}`, v5.URL)}`,
    credentialSubject: { id: holder, ...subject },
  }
}
