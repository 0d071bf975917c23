/** Signing as the packages of Digital Bazaar do it: what our own way has to equal. */

import { sign, type KeyObject } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { documentLoader } from '#src/modules/credentials/rules/contexts.ts'

type Key = { method: string; privateKey: KeyObject }

/** The signed document; the library writes its proof into `unsigned`. */
export function signByLibrary(unsigned: object, { method, privateKey }: Key, now: Date): Promise<object> {
  const signer = {
    id: method,
    algorithm: 'Ed25519',
    sign: ({ data }: { data: Uint8Array }) => Promise.resolve(sign(null, data, privateKey)),
  }
  const suite = new DataIntegrityProof({ cryptosuite, signer, date: now })
  return issue({ credential: unsigned, suite, documentLoader: documentLoader(), now })
}

/** The same as text, with the proof in a list. */
export async function issueByLibrary(unsigned: object, key: Key, now: Date): Promise<string> {
  const { proof, ...credential } = { proof: null, ...(await signByLibrary(unsigned, key, now)) }
  return JSON.stringify({ ...credential, proof: [proof] }, null, 2)
}
