/** How the groups of a template are written again and again. */

import { hashLines } from '../lines/labels.ts'
import { isGroup, isSettled, type Group, type Line } from './groups.ts'
import { filled, isFixed, joined, type Segments } from './segments.ts'

/** Lines that stand in one order, or objects of one predicate that have to be sorted by what the slots hold. */
export type Step = { text: Segments } | { predicate: string; objects: readonly Segments[] }
/**
 * A group on the sheet; `self` is what its lines begin with. Nodes without a name have a value too, after the slots:
 * `labels` are those that the group names where no slot touches it, and null where one does.
 */
export type Entry = { self: string; labels: readonly number[] | null } & (
  { fixed: Uint8Array } | { fixed: null; subject: Segments; steps: readonly Step[] }
)
/** A node without a name: the lines whose hash names it, or the hash itself where no slot touches them. */
export type Nameless = { hash: string; label: string; lines: readonly Segments[] | null; entry: Entry }
/** The entries that never change stand in order among each other. */
export type Plan = { entries: Entry[]; nameless: Nameless[] }

/** `slots` is how many there are: the nodes without a name are numbered after them. */
export function planOf(groups: readonly Group[], slots: number): Plan {
  const numbers = new Map(groups.filter(({ subject }) => subject === null).map((group, at) => [group, slots + at]))
  const numberOf = (group: Group): number => {
    const number = numbers.get(group)
    if (number === undefined) throw new Error('A node without a name says nothing.')
    return number
  }
  const entries = new Map(
    groups.map((group) => {
      if (isSettled(group)) return [group, settled(group)]
      const subject = group.subject ?? [numberOf(group)]
      const steps = stepsOf(group.lines, subject, numberOf)
      const named = steps.flatMap((step) => ('text' in step ? step.text : step.objects.flat())).filter(isNumber)
      const labels = named.every((number) => number >= slots) ? named : null
      return [group, { self: '', labels, fixed: null, subject, steps } satisfies Entry]
    }),
  )
  const nameless = [...numbers.keys()].map((group) => {
    const entry = entries.get(group)
    if (entry === undefined) throw new Error('A node without a name was lost.')
    const lines = linesToHash(group)
    return lines.every(isFixed)
      ? {
          hash: hashLines(
            lines.map((line) => filled(line, [])),
            'sha256',
          ),
          label: '',
          lines: null,
          entry,
        }
      : { hash: '', label: '', lines, entry }
  })
  const all = [...entries.values()]
  const settledFirst = all.filter(({ fixed }) => fixed !== null).sort((a, b) => (a.self < b.self ? -1 : 1))
  return { entries: [...settledFirst, ...all.filter(({ fixed }) => fixed === null)], nameless }
}

const isNumber = (piece: string | number): piece is number => typeof piece === 'number'

function settled(group: Group & { subject: readonly string[] }): Entry {
  const subject = filled(group.subject, [])
  const lines = group.lines.map(
    ({ predicate, object }) => subject + predicate + (isGroup(object) ? '' : filled(object, [])),
  )
  return { self: subject, labels: [], fixed: Buffer.from(lines.sort().join('')) }
}

function stepsOf(lines: readonly Line[], subject: Segments, numberOf: (group: Group) => number): Step[] {
  const steps: Step[] = []
  let text: (string | number)[] = []
  const flush = () => {
    if (text.length > 0) steps.push({ text: joined(text) })
    text = []
  }
  for (const [predicate, run] of Map.groupBy(lines, (line) => line.predicate)) {
    const objects = run.map(({ object }) => (isGroup(object) ? [numberOf(object), ' .\n'] : joined(object)))
    const decided = objects.every(isFixed)
    if (objects.length === 1 || decided) {
      if (decided) objects.sort((a, b) => (filled(a, []) < filled(b, []) ? -1 : 1))
      for (const object of objects) text.push(...subject, predicate, ...object)
    } else {
      flush()
      steps.push({ predicate, objects })
    }
  }
  flush()
  return steps
}

/** The lines that a node without a name stands in, in which it is `_:a` and any other such node `_:z`. */
function linesToHash({ lines, referred }: Group): Segments[] {
  const own = lines.map(({ predicate, object }) =>
    joined(['_:a', predicate, ...(isGroup(object) ? ['_:z .\n'] : object)]),
  )
  return referred === null
    ? own
    : [...own, joined([...(referred.from.subject ?? ['_:z']), referred.predicate, '_:a .\n'])]
}
