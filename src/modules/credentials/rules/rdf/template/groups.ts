/** The statements of a document with slots, gathered by what they are about. */

import type { Quad, Term } from 'jsonld'
import { escapeLiteral, isPlainIri, literalEnd } from '../lines/nquads.ts'
import { isFixed, segments, type Segments } from './segments.ts'

/** A node without a name is known by its group. */
export type Part = Segments | Group
export type Line = { predicate: string; object: Part }
export type Group = {
  /** Null for a node without a name. */
  subject: Segments | null
  lines: Line[]
  /** The one statement that refers to a node without a name. */
  referred: { from: Group; predicate: string } | null
}

export const isGroup = (part: Part): part is Group => !Array.isArray(part)

/** Throws for what a template does not cover; `isToken` says whether a slot may stand inside an IRI. */
export function groupsOf(quads: readonly Quad[], mark: string, isToken: (slot: number) => boolean): Group[] {
  const groups = new Map<string, Group>()
  const groupOf = ({ termType, value }: Term): Group => {
    const name = `${termType} ${value}`
    const known = groups.get(name)
    if (known !== undefined) return known
    const subject = termType === 'BlankNode' ? null : iri(value, '')
    const made: Group = { subject, lines: [], referred: null }
    groups.set(name, made)
    return made
  }
  const iri = (value: string, end: string): Segments => {
    const pieces = segments(`<${value}>${end}`, mark)
    if (!isPlainIri(value) || pieces.some((piece) => typeof piece === 'number' && !isToken(piece)))
      throw new Error(`This address cannot stand in a template: ${value.slice(0, 200)}`)
    return pieces
  }
  const objectOf = (from: Group, predicate: string, object: Quad['object']): Part => {
    if (object.termType === 'NamedNode') return iri(object.value, ' .\n')
    if (object.termType === 'BlankNode') {
      const group = groupOf(object)
      if (group.referred !== null) throw new Error('Two statements refer to one node without a name.')
      group.referred = { from, predicate }
      return group
    }
    if (object.language !== undefined || object.datatype === undefined)
      throw new Error('Text with a language cannot stand in a template.')
    return [
      '"',
      ...segments(object.value, mark, (piece) => escapeLiteral(piece) ?? ''),
      literalEnd(object.datatype.value),
    ]
  }
  for (const { subject, predicate, object, graph } of quads) {
    if (graph.termType !== 'DefaultGraph' || predicate.termType !== 'NamedNode' || !isPlainIri(predicate.value))
      throw new Error('Only plain statements can stand in a template.')
    const group = groupOf(subject)
    const written = ` <${predicate.value}> `
    group.lines.push({ predicate: written, object: objectOf(group, written, object) })
  }
  for (const group of groups.values())
    group.lines.sort((a, b) => (a.predicate < b.predicate ? -1 : a.predicate > b.predicate ? 1 : 0))
  return [...groups.values()].filter(({ lines }) => lines.length > 0)
}

/** Whether its lines are the same whatever the slots hold: no slots, and no node that is named by a hash. */
export const isSettled = (group: Group): group is Group & { subject: readonly string[] } =>
  group.subject !== null &&
  isFixed(group.subject) &&
  group.lines.every(({ object }) => !isGroup(object) && isFixed(object))
