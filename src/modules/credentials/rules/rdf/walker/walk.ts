/** From a document to its nodes and their lines, or the certainty that the reference has to be asked. */

import { escapeLiteral, isPlainIri, numberObject, XSD_DOUBLE } from '../lines/nquads.ts'
import { DEEPEST, MOST_VALUES } from '../bounds/size.ts'
import { shapeOf, type Field, type Shape } from './shapes.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Node = {
  /** The IRI in its brackets; null for a node without a name. */
  subject: string | null
  /** Predicate and object by turns; an object is complete up to the end of its line, or a node without a name. */
  lines: (string | Node)[]
  /** Two of its keys have one predicate. */
  shared: boolean
  /** The one node that refers to a node without a name, and the predicate by which it does. */
  parent: Node | null
  via: string
  hash: string
  label: string
  /** What its lines begin with: subject or label. Nothing can follow either, so nodes can be sorted by it. */
  self: string
}

/** What a walk gathers; `numbers` are the objects made of numbers, which may repeat each other without being equal. */
export type Walk = { vocabulary: Vocabulary; nodes: Node[]; unnamed: Node[]; numbers: Set<string>; values: number }

/** Not an error of anybody: the document says something that only the reference understands for certain. */
export class Unsure extends Error {}
const UNSURE = new Unsure('The reference has to be asked.')
export function unsure(): never {
  throw UNSURE
}

/** What these types mean together has to be learned before the walk can be taken. */
export class Unlearned extends Error {
  readonly types: readonly string[]
  constructor(types: readonly string[]) {
    super('The meaning of types has to be learned.')
    this.types = types
  }
}

type Given = Readonly<Record<string, unknown>>

/** Throws `Unsure` or `Unlearned`; never changes the document. */
export function walk(vocabulary: Vocabulary, document: object): Walk {
  const gathered: Walk = { vocabulary, nodes: [], unnamed: [], numbers: new Set(), values: 1 }
  const root = visit(gathered, document as Given, null, '', 1)
  if (root.lines.length === 0) unsure()
  return gathered
}

function visit(gathered: Walk, given: Given, parent: Node | null, via: string, depth: number): Node {
  const types = typesOf(given['type'])
  const shape = shapeFor(gathered.vocabulary, types, given)
  if (depth > DEEPEST || shape.context !== (parent === null)) unsure()
  const id = shape.named ? given['id'] : null
  if (id !== null && (typeof id !== 'string' || !isPlainIri(id))) unsure()
  const subject = id === null ? null : `<${id}>`
  const lines: Node['lines'] = []
  const node: Node = { subject, lines, shared: shape.shared, parent, via, hash: '', label: '', self: '' }
  gathered.nodes.push(node)
  if (subject === null) gathered.unnamed.push(node)
  gathered.values += shape.fields.length + types.length + 1
  for (const field of shape.fields) {
    if (field === null) for (const line of shape.types) lines.push(line, '')
    else {
      const value = given[field.key]
      if (!Array.isArray(value)) add(gathered, node, field, value, depth)
      else {
        gathered.values += value.length
        for (const one of value as readonly unknown[]) add(gathered, node, field, one, depth + 1)
      }
    }
  }
  // It says nothing of itself, and stands for nothing that has a name.
  if (lines.length === 0 && subject === null) unsure()
  if (gathered.values > MOST_VALUES) unsure()
  return node
}

function shapeFor(vocabulary: Vocabulary, types: readonly string[], given: Given): Shape {
  const known = vocabulary.shapes.find(types, given)
  if (known !== null) return known
  const shape = shapeOf(vocabulary, types, Object.keys(given)) ?? unsure()
  if (shape === 'learn') throw new Unlearned(types)
  vocabulary.shapes.keep(types, given, shape)
  return shape
}

const NONE: readonly string[] = []

function typesOf(type: unknown): readonly string[] {
  if (typeof type === 'string') return [type]
  if (type === undefined) return NONE
  if (!Array.isArray(type) || !type.every((one) => typeof one === 'string')) unsure()
  return type
}

function add(gathered: Walk, node: Node, field: NonNullable<Field>, value: unknown, depth: number): void {
  const { meaning } = field
  const { lines } = node
  if (typeof value === 'string') {
    if (meaning.is === 'text') {
      // jsonld.js would read a number in the text.
      if (meaning.datatype === XSD_DOUBLE) unsure()
      lines.push(meaning.predicate, `"${escapeLiteral(value) ?? unsure()}${meaning.end}`)
    } else {
      const iri = meaning.is === 'word' ? meaning.words.get(value) : isPlainIri(value) ? value : undefined
      lines.push(meaning.predicate, `<${iri ?? unsure()}> .\n`)
    }
  } else if (typeof value === 'number' || typeof value === 'boolean') {
    // For jsonld.js -0 equals 0 and is still written in its own way.
    if (meaning.is !== 'text' || !Number.isFinite(Number(value)) || Object.is(value, -0)) unsure()
    const object = numberObject(value, meaning.datatype)
    gathered.numbers.add(object)
    lines.push(meaning.predicate, object)
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (meaning.is === 'word') unsure()
    const below = visit(gathered, value as Given, node, meaning.predicate, depth + 1)
    lines.push(meaning.predicate, below.subject === null ? below : `${below.subject} .\n`)
  } else unsure()
}
