import type { Bytes } from '../lines/bytes.ts'
import { hashLines, label } from '../lines/labels.ts'
import type { Digest } from '../reference.ts'
import { unsure, type Node, type Walk } from './walk.ts'

/** Writes the lines of a walk in canonical order. Throws `Unsure`, with the bytes in no state to be used. */
export function write(walked: Walk, digest: Digest, into: Bytes): void {
  const { nodes, unnamed, numbers } = walked
  for (const node of unnamed) {
    const lines = render(node, '_:a', () => '_:z')
    if (node.parent !== null) lines.push(`${node.parent.subject ?? '_:z'}${node.via}_:a .\n`)
    node.hash = hashLines(unique(lines, numbers), digest)
  }
  if (!label(unnamed)) unsure()
  for (const node of nodes) node.self = node.subject ?? node.label
  nodes.sort((a, b) => (a.self < b.self ? -1 : a.self > b.self ? 1 : 0))
  into.clear()
  for (let from = 0, to = 0; from < nodes.length; from = to) {
    const first = nodes[from] ?? unsure()
    for (to = from + 1; nodes[to]?.self === first.self;) to += 1
    into.write(to === from + 1 && !first.shared ? inOrder(first, numbers) : sorted(nodes.slice(from, to), numbers))
  }
}

/** The lines of a node whose predicates stand in order already; the values of each are put in order. */
function inOrder({ self, lines }: Node, numbers: ReadonlySet<string>): string {
  let text = ''
  for (let from = 0, to = 0; from < lines.length; from = to) {
    const predicate = lines[from] as string
    for (to = from + 2; lines[to] === predicate;) to += 2
    const start = self + predicate
    if (to === from + 2) text += start + objectOf(lines[from + 1], labelOf)
    else {
      const objects: string[] = []
      for (let at = from + 1; at < to; at += 2) objects.push(objectOf(lines[at], labelOf))
      for (const object of unique(objects, numbers)) text += start + object
    }
  }
  return text
}

/** The lines of all the nodes that share a name, or of one whose keys share a predicate. */
const sorted = (nodes: readonly Node[], numbers: ReadonlySet<string>): string =>
  unique(
    nodes.flatMap((node) => render(node, node.self, labelOf)),
    numbers,
  ).join('')

function render({ lines }: Node, self: string, other: (node: Node) => string): string[] {
  const rendered: string[] = []
  for (let at = 0; at < lines.length; at += 2)
    rendered.push(self + (lines[at] as string) + objectOf(lines[at + 1], other))
  return rendered
}

const labelOf = (node: Node): string => node.label

const objectOf = (object: string | Node | undefined, other: (node: Node) => string): string =>
  typeof object === 'object' ? `${other(object)} .\n` : (object ?? '')

/**
 * Sorted, each once: what jsonld.js does too, but by values and not by lines. They are the same, save for numbers: 5
 * and "5" can be one line and are two values.
 */
function unique(lines: string[], numbers: ReadonlySet<string>): string[] {
  lines.sort()
  return lines.filter((line, at) => {
    // Two nodes without a name look alike while they are not told apart yet.
    if (line !== lines[at - 1] || line.endsWith(' _:z .\n')) return true
    for (const number of numbers) if (line.endsWith(number)) unsure()
    return false
  })
}
