/** What a stranger may hand in to be verified. The limits are on shape, so an answer never takes long. */

import { isKnownContext } from '../contexts.ts'

export const LONGEST_TEXT = 1_000_000
const DEEPEST = 24

/**
 * `unnamed`: objects without an id, which must be told apart before a signature can be checked: work that grows faster
 * than they do. `strangers`: whether it may name contexts that nobody here knows, since nothing is made of its words but
 * names.
 */
export type Limits = { nodes: number; unnamed: number; contexts: number; strangers?: boolean }

export const ONE: Limits = { nodes: 4_000, unnamed: 400, contexts: 24 }
/** Of many credentials. Each in it is held to the limits of one as well. */
export const MANY: Limits = { nodes: 8_000, unnamed: 600, contexts: 120 }
/** Each word of a type may bring words of its own, so all of them are looked up at each object. */
const MOST_TYPES = 40

/** `failed`: this is no credential. `not checked`: it may be one, but not one that can be checked here. */
export type Unread = { ok: false; result: 'failed' | 'not checked'; reason: string }
export type Foreign = { ok: true; credential: Record<string, unknown> } | Unread

export const failed = (reason: string): Unread => ({ ok: false, result: 'failed', reason })
export const notChecked = (reason: string): Unread => ({ ok: false, result: 'not checked', reason })

const TOO_LARGE = 'It is larger than a credential can be (1 MB), so it was not read.'

/** Reads text as a credential may be written: a JSON value that a parser can follow. */
export function readJson(text: string): { ok: true; value: unknown } | Unread {
  if (text.length > LONGEST_TEXT) return notChecked(TOO_LARGE)
  if (deepest(text) > DEEPEST) return failed(`It is nested more than ${DEEPEST} levels deep, which no credential is.`)
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    return failed('It is not JSON. Paste the whole file, from the first { to the last }.')
  }
}

/** Whether a JSON value is an object of ordinary size whose contexts are all known. */
export function fits(value: unknown, limits: Limits = ONE): Foreign {
  if (!isObject(value)) return failed('It is JSON, but not a credential: a credential is one object in braces.')
  let nodes = 0
  let contexts = 0
  let letters = 0
  let unnamed = 0
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++nodes > limits.nodes) return notChecked(`It has more than ${limits.nodes} parts, which no credential has.`)
    if (next.depth > DEEPEST) return failed(`It is nested more than ${DEEPEST} levels deep, which no credential is.`)
    if (typeof next.value === 'string' && (letters += next.value.length) > LONGEST_TEXT) return notChecked(TOO_LARGE)
    if (typeof next.value !== 'object' || next.value === null) continue
    if (!Array.isArray(next.value) && '@context' in next.value && limits.strangers !== true) {
      const named: unknown[] = [next.value['@context']].flat()
      const unknown = named.find((url) => typeof url !== 'string' || !isKnownContext(url))
      if (unknown !== undefined) return strange(unknown)
      contexts += named.length
      if (contexts > limits.contexts)
        return notChecked('It names the same contexts again and again, which no credential does.')
    }
    if (!Array.isArray(next.value) && !('id' in next.value) && ++unnamed > limits.unnamed)
      return notChecked(`It has more than ${limits.unnamed} parts without a name, which no credential has.`)
    if ('type' in next.value && Array.isArray(next.value.type) && next.value.type.length > MOST_TYPES)
      return notChecked(`Something in it is of more than ${MOST_TYPES} types at once.`)
    // JavaScript gives this one name a meaning of its own, so what stands there might escape the signature.
    if (Object.hasOwn(next.value, '__proto__'))
      return failed('It carries the word __proto__, which no credential does.')
    const depth = next.depth + 1
    for (const inner of Object.values(next.value)) waiting.push({ value: inner, depth })
  }
  return { ok: true, credential: value }
}

const strange = (context: unknown): Unread =>
  notChecked(
    typeof context === 'string'
      ? `It uses the context ${context.slice(0, 120)}, which Mintmark does not know, so the meaning of its words cannot be trusted.`
      : 'It brings definitions of its own words (an inline context), so their meaning cannot be trusted.',
  )

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What may stand alone or as a list, as a list. */
export const listOf = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat())

/** An object without some of its members. */
export const without = (value: Record<string, unknown>, ...names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

/** How deep brackets go, read letter by letter: before a parser has to follow them. */
function deepest(text: string): number {
  let depth = 0
  let most = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (quoted) {
      if (letter === 92) at++
      else if (letter === 34) quoted = false
    } else if (letter === 34) quoted = true
    else if (letter === 123 || letter === 91) most = Math.max(most, ++depth)
    else if (letter === 125 || letter === 93) depth--
  }
  return most
}
