/** Two wordings side by side. */

export type Piece = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

/** Longer middles are told as one replacement: to look for every word they share would take too long. */
const MOST_STEPS = 500

/** Words, and the white space between them, so that all pieces together are the text itself. */
const tokensOf = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? []

/**
 * The words that both have, those that went and those that came, in the order of reading. What is the same and what was
 * removed makes the old text; what is the same and what was added makes the new one.
 */
export function wordsThatDiffer(before: string, after: string): Piece[] {
  const old = tokensOf(before)
  const now = tokensOf(after)
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const middle = between(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  return joined([
    ...old.slice(0, head).map((text): Piece => ({ kind: 'same', text })),
    ...middle,
    ...old.slice(old.length - tail).map((text): Piece => ({ kind: 'same', text })),
  ])
}

/** The shortest way from one list of words to another (Myers), kept step by step and then walked back. */
function between(old: readonly string[], now: readonly string[]): Piece[] {
  const replaced: Piece[] = [
    ...old.map((text): Piece => ({ kind: 'removed', text })),
    ...now.map((text): Piece => ({ kind: 'added', text })),
  ]
  if (old.length === 0 || now.length === 0) return replaced
  const farthest = new Map<number, number>([[1, 0]])
  const history: Map<number, number>[] = []
  for (let steps = 0; steps <= Math.min(old.length + now.length, MOST_STEPS); steps++) {
    history.push(new Map(farthest))
    for (let line = -steps; line <= steps; line += 2) {
      let at = goesDown(farthest, line, steps) ? reach(farthest, line + 1) : reach(farthest, line - 1) + 1
      while (at < old.length && at - line < now.length && old[at] === now[at - line]) at++
      farthest.set(line, at)
      if (at >= old.length && at - line >= now.length) return walkBack(history, old, now)
    }
  }
  return replaced
}

const reach = (farthest: ReadonlyMap<number, number>, line: number): number => farthest.get(line) ?? -1

const goesDown = (farthest: ReadonlyMap<number, number>, line: number, steps: number): boolean =>
  line === -steps || (line !== steps && reach(farthest, line - 1) < reach(farthest, line + 1))

function walkBack(history: readonly Map<number, number>[], old: readonly string[], now: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let x = old.length
  let y = now.length
  for (let steps = history.length - 1; steps >= 0; steps--) {
    const farthest = history[steps] ?? new Map<number, number>()
    const down = goesDown(farthest, x - y, steps)
    const from = reach(farthest, x - y + (down ? 1 : -1))
    const fromLine = x - y + (down ? 1 : -1)
    while (x > (down ? from : from + 1) && y > (down ? from - fromLine + 1 : from - fromLine)) {
      pieces.push({ kind: 'same', text: old[--x] ?? '' })
      y--
    }
    if (steps === 0) break
    if (down) pieces.push({ kind: 'added', text: now[--y] ?? '' })
    else pieces.push({ kind: 'removed', text: old[--x] ?? '' })
  }
  return pieces.toReversed()
}

/** Neighbours of one kind become one piece; between two changes, what went stands before what came. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed !== '') out.push({ kind: 'removed', text: removed })
    if (added !== '') out.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const [place, { kind, text }] of pieces.entries()) {
    // White space that two replaced words have in common belongs to the replacement, or every word is one of its own.
    const bridge =
      kind === 'same' && /^\s+$/u.test(text) && (removed !== '' || added !== '') && changes(pieces[place + 1])
    if (bridge) {
      removed += text
      added += text
    } else if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else {
      flush()
      const last = out.at(-1)
      if (last?.kind === 'same') out[out.length - 1] = { kind: 'same', text: last.text + text }
      else out.push({ kind: 'same', text })
    }
  }
  flush()
  return out
}

const changes = (piece: Piece | undefined): boolean => piece !== undefined && piece.kind !== 'same'

/** How much of two texts is the same, from 0 to 1, by their words whatever the order. */
export function likeness(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => tokensOf(text.toLowerCase()).filter((token) => token.trim() !== ''))
  if (left === undefined || right === undefined || left.length + right.length === 0) return 1
  const open = new Map<string, number>()
  for (const word of left) open.set(word, (open.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of right) {
    const rest = open.get(word) ?? 0
    if (rest > 0) shared++
    open.set(word, rest - 1)
  }
  return (2 * shared) / (left.length + right.length)
}

/** Whether only capitals, punctuation or white space differ: the letters and figures are the same. */
export const onlyTyping = (before: string, after: string): boolean => lettersOf(before) === lettersOf(after)

const lettersOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Around a change so many letters of what stayed the same are shown. */
const AROUND = 90

/** The same pieces, with the middles of what stayed the same left out where they are long. */
export function shortened(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, place) => {
    const { kind, text } = piece
    if (kind !== 'same' || pieces.length === 1) return piece
    const head = place === 0 ? 0 : AROUND
    const tail = place === pieces.length - 1 ? 0 : AROUND
    if (text.length <= head + tail + AROUND) return piece
    const start = head === 0 ? '' : text.slice(0, head).replace(/\S+$/u, '')
    const end = tail === 0 ? '' : text.slice(-tail).replace(/^\S+/u, '')
    return { kind, text: `${start}…${end}` }
  })
}
