/** The document in which somebody lists their keys: a DID document, or a profile at an HTTPS address. */

import { isObject } from '../form/limits.ts'
import { absolute, readVerificationKey, type VerificationKey } from './verification-key.ts'

/** What a key may be listed for; `publicKey` is how Open Badges 2.0 lists it. */
const RELATIONS = ['assertionMethod', 'authentication', 'capabilityInvocation', 'capabilityDelegation', 'publicKey']
/** More keys than this nobody looks through; did:web issuers who rotate each month for eight years have a hundred. */
const MOST_METHODS = 200

export type ControllerDocument = { id: string; keys: readonly VerificationKey[] }

/**
 * Reads the keys that the document of `id` lists. A key whose own word names another controller is left out: anyone may
 * copy somebody else's key. A method that cannot be read is left out too; it does not spoil the others.
 * Null when this is the document of somebody else, or none. `only`: all keys but this one are left unread.
 */
export function readControllerDocument(value: unknown, id: string, only?: string): ControllerDocument | null {
  if (!isObject(value) || (value['id'] ?? value['@id']) !== id) return null
  const purposes = new Map<string, Set<string>>()
  const methods = new Map<string, unknown>()
  const add = (entry: unknown, relation: string | null) => {
    const name = absolute(isObject(entry) ? (entry['id'] ?? entry['@id']) : entry, id)
    if (name === null || (only !== undefined && name !== only)) return
    if (isObject(entry) && !methods.has(name)) methods.set(name, entry)
    if (relation !== null) purposes.set(name, (purposes.get(name) ?? new Set()).add(relation))
  }
  for (const entry of entriesOf(value['verificationMethod'])) add(entry, null)
  for (const relation of RELATIONS) for (const entry of entriesOf(value[relation])) add(entry, relation)
  const keys = [...methods].map(([name, method]) => readVerificationKey(method, id, [...(purposes.get(name) ?? [])]))
  return { id, keys: keys.filter((key) => key !== null).filter(({ controller }) => controller === id) }
}

/** The names that the document lists for a purpose, whether or not their keys stand in it. */
export function listedFor(value: unknown, id: string, relation: string): readonly string[] {
  if (!isObject(value) || (value['id'] ?? value['@id']) !== id) return []
  return entriesOf(value[relation])
    .map((entry) => absolute(isObject(entry) ? (entry['id'] ?? entry['@id']) : entry, id))
    .filter((name) => name !== null)
}

const entriesOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : [value].flat().slice(0, MOST_METHODS)
