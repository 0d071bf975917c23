/** Alignments while they are written: each is a component that was picked from a framework, and a line of why. */

import { z } from 'zod'
import type { Alignment } from '../../catalogue/rules/content.ts'
import { MOST_ITEMS, type Path } from './edits.ts'
import type { SectionContent } from './sections.ts'

type Named = Pick<Alignment, 'framework' | 'edition' | 'code'>

/** A component of a framework, as an author finds it. */
export type Component = Named & {
  readonly name: string
  readonly statement: string | null
  readonly domain: string
  readonly source: 'shipped' | 'imported'
  readonly verified: boolean
  readonly note: string
  /** The CASE item that it is: both, or neither */
  readonly identifier: string | null
  readonly url: string | null
}

/** What the alignments' section holds; saving gave it its shape. */
export const alignmentsOf = ({ alignments }: SectionContent): readonly Alignment[] => alignments as Alignment[]

/** The one text of a component's name: what the button that picks it sends. */
export const componentKey = ({ framework, edition, code }: Named): string => JSON.stringify([framework, edition, code])

const part = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => !text.includes('\0'))
const picked = z.tuple([part, part, part])

/** What such a button sent; null when it is no component's name. */
export function readPick(value: unknown): Named | null {
  const read = picked.safeParse(typeof value === 'string' ? parsed(value) : null)
  if (!read.success) return null
  const [framework, edition, code] = read.data
  return { framework, edition, code }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export type Aligned =
  | { ok: true; content: SectionContent; at: Path }
  /** aligned: the component is there already; full: there are as many as a list can hold */
  | { ok: false; reason: 'aligned' | 'full' }

/** The section with one more alignment at its end. Why it is one, its author has yet to say. */
export function alignTo(content: SectionContent, component: Component): Aligned {
  const list = alignmentsOf(content)
  if (list.some((each) => componentKey(each) === componentKey(component))) return { ok: false, reason: 'aligned' }
  if (list.length >= MOST_ITEMS) return { ok: false, reason: 'full' }
  const { framework, edition, code, name, identifier, url } = component
  const item = identifier === null || url === null ? {} : { identifier, url }
  const alignments = [...list, { framework, edition, code, name, why: '', basis: 'inferred', ...item }]
  return { ok: true, content: { ...content, alignments }, at: ['alignments', list.length] }
}
