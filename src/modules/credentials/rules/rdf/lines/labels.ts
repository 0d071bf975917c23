import { hash } from 'node:crypto'
import type { Digest } from '../reference.ts'

/** A node without a name, known by the hash of the lines it stands in. */
export type Unnamed = { hash: string; label: string }

/** The hash of those lines, in which the node itself is `_:a` and any other without a name is `_:z`. */
export const hashLines = (lines: readonly string[], digest: Digest): string =>
  hash(digest, lines.toSorted().join(''), 'hex')

/** Names the nodes by the rank of their hashes, in place. False when two look alike: RDFC-1.0 then has more to do. */
export function label(nodes: Unnamed[]): boolean {
  nodes.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  for (const [at, node] of nodes.entries()) {
    if (node.hash === nodes[at - 1]?.hash) return false
    node.label = `_:c14n${at}`
  }
  return true
}
