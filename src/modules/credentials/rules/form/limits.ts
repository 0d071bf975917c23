/** What a stranger may hand in to be verified. The limits are on shape, so an answer never takes long. */

import { isKnownContext } from '../contexts.ts'

export const LONGEST_TEXT = 1_000_000
const DEEPEST = 24
const MOST_NODES = 4_000
const MOST_CONTEXTS = 24

/** `failed`: this is no credential. `not checked`: it may be one, but not one that can be checked here. */
export type Foreign =
  { ok: true; credential: Record<string, unknown> } | { ok: false; result: 'failed' | 'not checked'; reason: string }

const failed = (reason: string): Foreign => ({ ok: false, result: 'failed', reason })
const notChecked = (reason: string): Foreign => ({ ok: false, result: 'not checked', reason })

const TOO_LARGE = 'It is larger than a credential can be (1 MB), so it was not read.'

/** Reads text as a credential may be written: a JSON object of ordinary size whose contexts are all known. */
export function readForeign(text: string): Foreign {
  const trimmed = text.trim()
  if (trimmed.length > LONGEST_TEXT) return notChecked(TOO_LARGE)
  if (deepest(trimmed) > DEEPEST)
    return failed(`It is nested more than ${DEEPEST} levels deep, which no credential is.`)
  if (/^[\w-]+\.[\w-]*\.[\w-]+$/.test(trimmed))
    return notChecked('It is a credential in the compact JWT form. Mintmark reads the JSON form.')
  let value: unknown
  try {
    value = JSON.parse(trimmed)
  } catch {
    return failed('It is not JSON. Paste the whole file, from the first { to the last }.')
  }
  return fits(value)
}

/** The same for what already is a JSON value. */
export function fits(value: unknown): Foreign {
  if (!isObject(value)) return failed('It is JSON, but not a credential: a credential is one object in braces.')
  let nodes = 0
  let contexts = 0
  let letters = 0
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (++nodes > MOST_NODES) return notChecked(`It has more than ${MOST_NODES} parts, which no credential has.`)
    if (next.depth > DEEPEST) return failed(`It is nested more than ${DEEPEST} levels deep, which no credential is.`)
    if (typeof next.value === 'string' && (letters += next.value.length) > LONGEST_TEXT) return notChecked(TOO_LARGE)
    if (typeof next.value !== 'object' || next.value === null) continue
    if (!Array.isArray(next.value) && '@context' in next.value) {
      const named: unknown[] = [next.value['@context']].flat()
      const unknown = named.find((url) => typeof url !== 'string' || !isKnownContext(url))
      if (unknown !== undefined)
        return notChecked(
          typeof unknown === 'string'
            ? `It uses the context ${unknown.slice(0, 120)}, which Mintmark does not know, so the meaning of its words cannot be trusted.`
            : 'It brings definitions of its own words (an inline context), so their meaning cannot be trusted.',
        )
      contexts += named.length
      if (contexts > MOST_CONTEXTS)
        return notChecked('It names the same contexts again and again, which no credential does.')
    }
    // JavaScript gives this one name a meaning of its own, so what stands there might escape the signature.
    if (Object.hasOwn(next.value, '__proto__'))
      return failed('It carries the word __proto__, which no credential does.')
    const depth = next.depth + 1
    for (const inner of Object.values(next.value)) waiting.push({ value: inner, depth })
  }
  return { ok: true, credential: value }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
