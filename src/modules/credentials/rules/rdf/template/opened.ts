/** A compiled template, ready to be filled: it needs no reference, so that threads which only fill load none. */

import type { Group } from './groups.ts'
import type { Segments } from './segments.ts'
import { Sheet, type SlotKind } from './sheet.ts'
import { Wording } from './wording.ts'

/** Plain data that another thread can be handed. */
export type Compiled = {
  /** The order in which values are given. */
  slots: readonly string[]
  kinds: readonly SlotKind[]
  groups: readonly Group[]
  /** The text with its slots, for whoever keeps it to write the same text years later without compiling anything. */
  pieces: Segments
}

export type Template = {
  compiled: Compiled
  slots: readonly string[]
  /** The canonical bytes, good until the next filling; null when only the reference knows or may refuse. */
  fill(values: readonly string[]): Uint8Array | null
  /** Their SHA-256, which takes less than to fill and to hash; null when `fill` gives null. */
  digest(values: readonly string[]): Uint8Array | null
  /** The text as `JSON.stringify(document, null, 2)` gives it; `tail` stands in place of its end (see proof.ts). */
  text(values: readonly string[], tail?: string): string
  /** The SHA-256 of the text with its tail, without making it. */
  textDigest(values: readonly string[], tail: string): Uint8Array
}

export function openTemplate(compiled: Compiled): Template {
  const { slots, kinds, groups, pieces } = compiled
  const sheet = new Sheet(groups, kinds, pieces.join(''))
  const wording = new Wording(pieces)
  return {
    compiled,
    slots,
    fill: (values) => sheet.fill(values),
    digest: (values) => sheet.digest(values),
    text: (values, tail) => wording.text(values, tail),
    textDigest: (values, tail) => wording.digest(values, tail),
  }
}
