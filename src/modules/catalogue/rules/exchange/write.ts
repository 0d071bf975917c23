/**
 * Writes things of a catalogue as files that authors and git can read: keys in the order of the founding files, long
 * texts folded, what is short in one line. What is written reads back as the same content, to the last letter.
 */

import { Document, isMap, isScalar, isSeq, Scalar, visit } from 'yaml'
import { badgeShape, isOutline, microCredentialShape, outlineShape, stackShape } from '../content.ts'
import type { ContentFile, Thing } from './package.ts'

const WIDTH = 100
/** A list of names stands in one line up to here. */
const SHORT = 90
/** Of all three kinds, since what they share stands in the same order. */
const ORDER = `
  id title numeral figure ink salt letter aliases stack language version license status
  competency summary description source_note note why_it_matters not_assessed_here validity
  key_method research resources hours minutes minutes_note work_order assessment parts
  rubric examples common_reasons_for_not_yet alignments prerequisites helpful_before tags
  stacks micro_credentials
`
  .trim()
  .split(/\s+/)

/** The file of a thing, at its place in the layout of a catalogue. */
export function writeFile(thing: Thing): ContentFile {
  const { id } = thing.content
  const path = thing.kind === 'badge' ? 'badge.yaml' : `${thing.kind}s/${id}.yaml`
  return { path, text: yamlOf(inOrder(thing)) }
}

/** The content with its keys in the order in which authors read them; a database keeps no order. */
function inOrder({ kind, content }: Thing): Record<string, unknown> {
  if (kind === 'badge') return sorted(badgeShape.parse(content))
  if (kind === 'stack') return sorted(stackShape.parse(content))
  if (isOutline(content)) return sorted(outlineShape.parse(content))
  const full = microCredentialShape.parse(content)
  const { rubric, examples } = full
  const levels = rubric.levels.map(({ id }) => id)
  const criteria = rubric.criteria.map(({ id }) => id)
  const example = (which: 'meets' | 'not_quite') => ({
    ...examples[which],
    scores: by(criteria, examples[which].scores),
  })
  return sorted({
    ...full,
    rubric: { ...rubric, criteria: rubric.criteria.map((one) => ({ ...one, levels: by(levels, one.levels) })) },
    examples: { meets: example('meets'), not_quite: example('not_quite') },
  })
}

const sorted = (content: object): Record<string, unknown> => by(ORDER, content)

const by = (order: readonly string[], record: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => rank(order, a) - rank(order, b)),
  )
const rank = (order: readonly string[], key: string): number =>
  order.includes(key) ? order.indexOf(key) : order.length

function yamlOf(content: Record<string, unknown>): string {
  const document = new Document(content, { schema: 'core', aliasDuplicateObjects: false })
  visit(document, {
    Map(_, node) {
      node.flow = isRange(node.toJSON() as object) || isLevel(node.toJSON() as object)
    },
    Seq(_, node) {
      node.flow = isShort(node.toJSON() as unknown[])
    },
    Scalar(key, node) {
      if (typeof node.value === 'string' && key !== 'key') node.type = styleOf(node.value)
    },
  })
  // What takes several lines stands apart from what is before and after it.
  if (isMap(document.contents)) {
    const { items } = document.contents
    for (const [place, { key, value }] of items.entries())
      if (place > 0 && isScalar(key)) key.spaceBefore = takesLines(value) || takesLines(items[place - 1]?.value)
  }
  return document.toString({ lineWidth: WIDTH, flowCollectionPadding: false, doubleQuotedMinMultiLineLength: Infinity })
}

const takesLines = (node: unknown): boolean =>
  isMap(node) || isSeq(node) ? !node.flow : isScalar(node) && node.type === Scalar.BLOCK_FOLDED

const isRange = (map: object): boolean => Object.values(map).every((value) => typeof value === 'number')

const isLevel = (map: object): boolean =>
  Object.entries(map).every(
    ([key, value]) =>
      ['id', 'name', 'required'].includes(key) && (typeof value !== 'string' || styleOf(value) === Scalar.PLAIN),
  )

const isShort = (list: readonly unknown[]): boolean =>
  list.every((item) => typeof item === 'string' && /^[\w.-]+$/.test(item)) && list.join(', ').length <= SHORT

/** Letters that a folded text would not keep: tabs and line ends of other systems, spaces where a line begins or ends. */
const ODD = /[^\P{Control}\n]|[\u2028\u2029\uFEFF]|\n\s|[^\S\n]\n/u

function styleOf(text: string): Scalar.Type {
  if (ODD.test(text)) return Scalar.QUOTE_DOUBLE
  return text.length > WIDTH - 20 || text.includes('\n') ? Scalar.BLOCK_FOLDED : Scalar.PLAIN
}
