/**
 * A credential that is awarded to many: written once with slots, by the reference, and then filled for each earner. It
 * gives the bytes that are signed and the text that is kept, tens of times faster than anything that reads documents.
 */

import { createHash, hash } from 'node:crypto'
import jsonld from 'jsonld'
import { OPTIONS, referenceCanonical } from './reference.ts'
import { groupsOf } from './template/groups.ts'
import { openTemplate, type Template } from './template/opened.ts'
import { sampleValues } from './template/samples.ts'
import { isFixed, placeholder, segments } from './template/segments.ts'
import type { SlotKind } from './template/sheet.ts'

/** Raise it when a change here, or in a package below, makes other bytes or other text from the same values. */
const VERSION = 1

export type Slots = Readonly<Record<string, SlotKind>>
/** The credential for some values. It may put a literal only where text stands, and a token there or inside an IRI. */
export type Build = (values: Record<string, string>) => object

/**
 * Throws when `build` does more with the values than to put them in place, when it says what a template cannot, or when
 * filling it with trial values does not give what the reference gives.
 */
export async function compileTemplate(build: Build, slots: Slots): Promise<Template> {
  const names = Object.keys(slots)
  const kinds = Object.values(slots)
  const mark = markFor(build, names)
  const document = withPlaceholders(build, names, mark)
  const quads = await jsonld.toRDF(document, OPTIONS)
  const template = openTemplate({
    slots: names,
    kinds,
    groups: groupsOf(quads, mark, (slot) => kinds[slot] === 'token'),
    pieces: segments(JSON.stringify(document, null, 2), mark),
  })
  if (!(await checkTemplate(template, build, sampleValues(slots))))
    throw new Error('The template does not give what the reference gives.')
  return template
}

/** Whether a template gives the bytes of the reference and the text of the document for each set of values. */
export async function checkTemplate(
  template: Template,
  build: Build,
  sets: readonly Readonly<Record<string, string>>[],
): Promise<boolean> {
  for (const set of sets) {
    const document = build({ ...set })
    const values = template.slots.map((name) => set[name] ?? '')
    const bytes = template.fill(values)
    const text = template.text(values)
    if (bytes === null || text !== JSON.stringify(document, null, 2)) return false
    // Copied, since the reference takes its time.
    const filled = Uint8Array.from(bytes)
    if (Buffer.compare(filled, await referenceCanonical(document)) !== 0) return false
    const digest = template.digest(values)
    if (digest === null || !hash('sha256', filled, 'buffer').equals(digest)) return false
  }
  return true
}

/** The same for the same achievement, issuer, contexts, slots and code, on any machine; another as soon as one changes. */
export async function templateHash(build: Build, slots: Slots): Promise<string> {
  const document = withPlaceholders(build, Object.keys(slots), '')
  const hash = createHash('sha256').update(JSON.stringify([VERSION, Object.entries(slots), document]))
  const contexts: unknown[] = '@context' in document ? [document['@context']].flat() : []
  for (const context of contexts)
    if (typeof context === 'string') hash.update(JSON.stringify((await OPTIONS.documentLoader(context)).document))
  return hash.digest('hex')
}

const withPlaceholders = (build: Build, names: readonly string[], mark: string): object =>
  build(Object.fromEntries(names.map((name, slot) => [name, placeholder(mark, slot)])))

/** A mark that the credential does not hold by itself, for placeholders that `build` passes on as they are. */
function markFor(build: Build, names: readonly string[]): string {
  const texts = ['', 'x', 'y'].map((mark) => ({ mark, text: JSON.stringify(withPlaceholders(build, names, mark)) }))
  const [first] = texts
  for (const { mark, text } of texts) {
    const other = texts.find((one) => one.mark !== mark) ?? first
    if (other === undefined || !isFixed(segments(other.text, mark))) continue
    const moved = segments(text, mark).map((piece) =>
      typeof piece === 'string' ? piece : placeholder(other.mark, piece),
    )
    if (moved.join('') === other.text) return mark
  }
  throw new Error('The credential does not only put the values in place.')
}
