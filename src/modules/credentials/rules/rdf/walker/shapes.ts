import { RDF_TYPE } from '../lines/nquads.ts'
import type { Meaning, Vocabulary } from './vocabulary.ts'

/** What becomes of a node with certain types and keys; the same for thousands of nodes, so it is worked out once. */
export type Shape = {
  /** The lines that say its types, in order and each once, complete but for the subject. */
  types: readonly string[]
  named: boolean
  /** Names contexts, which only the outermost node may. */
  context: boolean
  /** In the order in which their predicates stand in the canonical form. */
  fields: readonly Field[]
  /** Two keys, or a key and the types, share a predicate: their lines have to be sorted. */
  shared: boolean
}
export type Field = { key: string; meaning: Exclude<Meaning, { is: 'id' | 'type' }> } | null

/** Shapes are found key by key, since no text could join keys from outside without doubt. */
type Branch = { types: Map<string, Branch>; keys: Map<string, Branch>; shape: Shape | null }
const branch = (): Branch => ({ types: new Map(), keys: new Map(), shape: null })

/** Documents from outside decide on the shapes; when there are too many, all are forgotten and learned anew. */
const MOST_BRANCHES = 4_000

export class Shapes {
  #root = branch()
  #branches = 0

  find(types: readonly string[], node: object): Shape | null {
    let at: Branch | undefined = this.#root
    for (const type of types) {
      at = at.types.get(type)
      if (at === undefined) return null
    }
    for (const key in node) {
      at = at.keys.get(key)
      if (at === undefined) return null
    }
    return at.shape
  }

  keep(types: readonly string[], node: object, shape: Shape): void {
    if (this.#branches > MOST_BRANCHES) {
      this.#root = branch()
      this.#branches = 0
    }
    let at = this.#root
    for (const type of types) at = this.#grow(at.types, type)
    for (const key in node) at = this.#grow(at.keys, key)
    at.shape = shape
  }

  #grow(branches: Map<string, Branch>, name: string): Branch {
    const known = branches.get(name)
    if (known !== undefined) return known
    const grown = branch()
    branches.set(name, grown)
    this.#branches += 1
    return grown
  }
}

/** Null when a type or key is not understood, `learn` when what the types mean has to be learned first. */
export function shapeOf(
  vocabulary: Vocabulary,
  types: readonly string[],
  keys: readonly string[],
): Shape | 'learn' | null {
  const typeLines: string[] = []
  for (const type of types) {
    const iri = vocabulary.typeIri(type)
    if (iri === undefined) return null
    typeLines.push(` <${RDF_TYPE}> <${iri}> .\n`)
  }
  const words = vocabulary.words(types)
  if (words === undefined) return 'learn'
  if (words === null) return null
  const fields: { predicate: string; field: Field }[] = [{ predicate: ` <${RDF_TYPE}> `, field: null }]
  for (const key of keys) {
    if (key === '@context') continue
    const meaning = words.get(key)
    if (meaning === undefined) return null
    if (meaning.is !== 'id' && meaning.is !== 'type')
      fields.push({ predicate: meaning.predicate, field: { key, meaning } })
  }
  fields.sort((a, b) => (a.predicate < b.predicate ? -1 : a.predicate > b.predicate ? 1 : 0))
  return {
    types: [...new Set(typeLines)].sort(),
    named: keys.includes('id'),
    context: keys.includes('@context'),
    fields: fields.map(({ field }) => field),
    shared: fields.some(({ predicate }, at) => predicate === fields[at - 1]?.predicate),
  }
}
