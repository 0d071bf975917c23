import { createHash, hash, type Hash } from 'node:crypto'
import { Bytes } from '../lines/bytes.ts'
import { hashLines, label } from '../lines/labels.ts'
import { escapeLiteral } from '../lines/nquads.ts'
import { inCodePointOrder, mayDiffer } from '../lines/order.ts'
import type { Group } from './groups.ts'
import { planOf, type Entry, type Nameless, type Plan, type Step } from './plan.ts'
import { filled } from './segments.ts'

export type SlotKind = 'token' | 'literal'

/** A token may stand inside an IRI, so it holds nothing that has a meaning there. */
const TOKEN = /^[A-Za-z0-9._:-]+$/

/** One node that differs from earner to earner takes at most as many places among the others as there are others. */
const MOST_BEGUN = 64

/** The canonical form of a document with slots. It keeps its memory from one filling to the next. */
export class Sheet {
  readonly #kinds: readonly SlotKind[]
  readonly #plan: Plan
  readonly #bytes = new Bytes()
  /** What stands in the slots, and after them the labels of the nodes without a name. */
  readonly #values: string[] = []
  /** The nodes without a name as they were ranked last. */
  readonly #ranked: Nameless[]
  /** The fixed text alone holds letters with which the orders can differ. */
  readonly #doubtful: boolean
  /** The SHA-256 of the nodes that stand first and hold no value, begun once for each way to label them. */
  readonly #begun = new Map<string, Hash>()

  constructor(groups: readonly Group[], kinds: readonly SlotKind[], fixedText: string) {
    this.#kinds = kinds
    this.#plan = planOf(groups, kinds.length)
    this.#ranked = [...this.#plan.nameless]
    this.#doubtful = mayDiffer(fixedText)
  }

  /** Null when only the reference knows; else bytes that are good until the next filling. */
  fill(given: readonly string[]): Uint8Array | null {
    const doubtful = this.#arrange(given)
    if (doubtful === null) return null
    const bytes = this.#write(0, this.#plan.entries.length)
    return doubtful && !inCodePointOrder(bytes) ? null : bytes
  }

  /** The SHA-256 of what `fill` gives, mostly without writing or reading what all fillings have in common. */
  digest(given: readonly string[]): Uint8Array | null {
    const doubtful = this.#arrange(given)
    if (doubtful === null) return null
    if (doubtful) {
      const bytes = this.#write(0, this.#plan.entries.length)
      return inCodePointOrder(bytes) ? hash('sha256', bytes, 'buffer') : null
    }
    const { entries } = this.#plan
    const first = entries.findIndex(({ labels }) => labels === null)
    const same = first < 0 ? entries.length : first
    return this.#begin(same).update(this.#write(same, entries.length)).digest()
  }

  /** Puts all in place and in order. Null when only the reference knows; else whether the order may be doubted. */
  #arrange(given: readonly string[]): boolean | null {
    const doubtful = this.#take(given)
    if (doubtful === null || !this.#label()) return null
    this.#sort()
    // Two nodes were given one name: their lines would have to be mixed.
    return this.#plan.entries.some(({ self }, at, all) => at > 0 && self === all[at - 1]?.self) ? null : doubtful
  }

  /** The lines of the nodes from one on to before another. */
  #write(from: number, to: number): Uint8Array {
    this.#bytes.clear()
    for (const entry of this.#plan.entries.slice(from, to))
      if (entry.fixed !== null) this.#bytes.copy(entry.fixed)
      else this.#bytes.write(this.#textOf(entry.steps, entry.self))
    return this.#bytes.view()
  }

  #begin(same: number): Hash {
    const labels = this.#plan.entries.slice(0, same).flatMap((entry) => entry.labels ?? [])
    const name = `${same} ${filled(labels, this.#values)}`
    const known = this.#begun.get(name)
    if (known !== undefined) return known.copy()
    const begun = createHash('sha256').update(this.#write(0, same))
    if (this.#begun.size === MOST_BEGUN) this.#begun.clear()
    this.#begun.set(name, begun)
    return begun.copy()
  }

  /** Null when a value cannot stand in its slot; else whether its letters may be sorted in two ways. */
  #take(given: readonly string[]): boolean | null {
    if (given.length !== this.#kinds.length) return null
    let doubtful = this.#doubtful
    for (let slot = 0; slot < given.length; slot += 1) {
      const value = given[slot] ?? ''
      const taken = this.#kinds[slot] === 'literal' ? escapeLiteral(value) : TOKEN.test(value) ? value : null
      if (taken === null) return null
      if (!doubtful && this.#kinds[slot] === 'literal' && mayDiffer(value)) doubtful = true
      this.#values[slot] = taken
    }
    return doubtful
  }

  /** False when two nodes without a name look alike. */
  #label(): boolean {
    const { nameless } = this.#plan
    for (const node of nameless)
      if (node.lines !== null)
        node.hash = hashLines(unique(node.lines.map((line) => filled(line, this.#values))), 'sha256')
    if (!label(this.#ranked)) return false
    for (const [at, node] of nameless.entries()) this.#values[this.#kinds.length + at] = node.label
    return true
  }

  /** By insertion: from one filling to the next nearly all stay where they are. */
  #sort(): void {
    const { entries } = this.#plan
    for (const entry of entries) if (entry.fixed === null) entry.self = filled(entry.subject, this.#values)
    for (let at = 1; at < entries.length; at += 1) {
      const entry = entries[at] as Entry
      let to = at
      // Those that never change stay in order among each other.
      if (entry.fixed !== null && (entries[at - 1] as Entry).fixed !== null) continue
      for (; to > 0 && (entries[to - 1] as Entry).self > entry.self; to -= 1) entries[to] = entries[to - 1] as Entry
      entries[to] = entry
    }
  }

  #textOf(steps: readonly Step[], subject: string): string {
    let text = ''
    for (const step of steps)
      if ('text' in step) text += filled(step.text, this.#values)
      else
        for (const object of unique(step.objects.map((pieces) => filled(pieces, this.#values)).sort()))
          text += subject + step.predicate + object
    return text
  }
}

/** Each once, save nodes without a name that are not told apart yet. */
const unique = (lines: readonly string[]): readonly string[] =>
  lines.filter((line, at) => line.endsWith(' _:z .\n') || lines.indexOf(line) === at)
