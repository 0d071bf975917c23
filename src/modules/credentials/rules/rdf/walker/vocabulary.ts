/**
 * What the words of a list of contexts mean, taken from the contexts as jsonld.js has processed them. Of all that
 * JSON-LD can say only what credentials use is understood; everything else is left to the reference.
 */

import jsonld, { type ActiveContext, type TermDefinition } from 'jsonld'
import { Bytes } from '../lines/bytes.ts'
import { Kept } from '../bounds/kept.ts'
import { isPlainIri, literalEnd, XSD_STRING } from '../lines/nquads.ts'
import { OPTIONS } from '../reference.ts'
import { Shapes } from './shapes.ts'

export type Meaning =
  | { is: 'id' }
  | { is: 'type' }
  /** `end` closes a literal; `datatype` is null where the word has none and a number says for itself what it is. */
  | { is: 'text'; predicate: string; datatype: string | null; end: string }
  | { is: 'iri'; predicate: string }
  /** The value is one of these words, each of which stands for an IRI. */
  | { is: 'word'; predicate: string; words: ReadonlyMap<string, string> }

/** By the word. What is not here is not understood. */
export type Words = ReadonlyMap<string, Meaning>

/** Types with words of their own come together in few ways; a stranger's document may not fill memory with more. */
const MOST_COMBINATIONS = 200

export class Vocabulary {
  readonly shapes = new Shapes()
  /** Where a walk puts its bytes together; of no meaning between two walks. */
  readonly bytes = new Bytes()
  readonly #base: ActiveContext
  /** By the types with words of their own, in order; null where jsonld.js refuses the combination or we do not know. */
  readonly #combinations = new Kept<string, { words: Words | null }>(MOST_COMBINATIONS)
  readonly #types = new Map<string, string>()

  private constructor(base: ActiveContext, words: Words) {
    this.#base = base
    this.#combinations.set('', { words })
    for (const [word, definition] of base.mappings)
      if (definition && isPlainIri(definition['@id'])) this.#types.set(word, definition['@id'])
  }

  /** Null when the contexts say something that is not understood. Throws when jsonld.js refuses them. */
  static async of(contexts: readonly string[]): Promise<Vocabulary | null> {
    const empty = { mappings: new Map(), protected: {}, getInverse: () => null, clone: () => empty }
    const initial = await jsonld.processContext(empty, null, OPTIONS)
    const base = await jsonld.processContext(initial, contexts, OPTIONS)
    const words = await understand(base)
    return words === null ? null : new Vocabulary(base, words)
  }

  /** The IRI of a type; undefined when it is no word of these contexts. */
  typeIri(type: string): string | undefined {
    return this.#types.get(type)
  }

  /** What the words of a node with these types mean; undefined when that has to be learned first, null if unknown. */
  words(types: readonly string[]): Words | null | undefined {
    return this.#combinations.get(this.#scoped(types).join('\n'))?.words
  }

  async learn(types: readonly string[]): Promise<void> {
    const scoped = this.#scoped(types)
    this.#combinations.set(scoped.join('\n'), { words: await this.#combine(scoped) })
  }

  #scoped(types: readonly string[]): string[] {
    return types.filter((type) => this.#base.mappings.get(type)?.['@context'] !== undefined).toSorted()
  }

  async #combine(scoped: readonly string[]): Promise<Words | null> {
    let active = this.#base
    for (const type of scoped) {
      const context = this.#base.mappings.get(type)?.['@context']
      // It would hold for the nodes below too.
      if (JSON.stringify(context).includes('@propagate')) return null
      try {
        active = await jsonld.processContext(active, context, { ...OPTIONS, propagate: false })
      } catch {
        return null
      }
    }
    return understand(active)
  }
}

async function understand(active: ActiveContext): Promise<Words | null> {
  if (['@vocab', '@language', '@direction', '@base'].some((keyword) => keyword in active)) return null
  const words = new Map<string, Meaning>()
  for (const [word, definition] of active.mappings) {
    if (definition === null) continue
    if (definition._prefix === true) return null
    if (definition['@id'].startsWith('@') && definition['@id'] !== `@${word}`) return null
    const meaning = await meaningOf(word, definition, active)
    if (meaning !== null) words.set(word, meaning)
  }
  return words.get('id')?.is === 'id' && words.get('type')?.is === 'type' ? words : null
}

async function meaningOf(word: string, definition: TermDefinition, active: ActiveContext): Promise<Meaning | null> {
  if (definition['@id'] === '@id') return { is: 'id' }
  if (definition['@id'] === '@type') return { is: 'type' }
  const container = definition['@container'] ?? []
  const ordinary = container.length === 0 || (container.length === 1 && container[0] === '@set')
  if (!ordinary || definition.reverse === true || !isPlainIri(definition['@id'])) return null
  if (['@language', '@direction', '@nest', '@index'].some((keyword) => keyword in definition)) return null
  const predicate = ` <${definition['@id']}> `
  const type = definition['@type']
  if (type === '@vocab') return { is: 'word', predicate, words: await wordsBelow(word, definition, active) }
  if (definition['@context'] !== undefined) return null
  if (type === undefined) return { is: 'text', predicate, datatype: null, end: literalEnd(XSD_STRING) }
  if (type === '@id') return { is: 'iri', predicate }
  return isPlainIri(type) ? { is: 'text', predicate, datatype: type, end: literalEnd(type) } : null
}

/** The words that may stand as value of a word, in the context that its definition brings along. */
async function wordsBelow(
  word: string,
  definition: TermDefinition,
  active: ActiveContext,
): Promise<ReadonlyMap<string, string>> {
  const context = definition['@context']
  const iris = new Map<string, string>()
  try {
    const below = context === undefined ? active : await jsonld.processContext(active, context, OPTIONS)
    if (below.mappings.get(word)?.['@type'] !== '@vocab') return iris
    for (const [value, meant] of below.mappings) if (meant && isPlainIri(meant['@id'])) iris.set(value, meant['@id'])
    return iris
  } catch {
    return iris
  }
}
