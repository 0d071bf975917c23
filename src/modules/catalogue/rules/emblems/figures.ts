/**
 * Five ways of cutting a seal. A stack chooses one; the identifier's dice choose the number of lobes `n` and one of
 * three cuts `v`. After the first release COUNTS and the curves are people's seals: never change them.
 */

import {
  TAU,
  coprime,
  curve,
  dashed,
  dot,
  dots,
  gcd,
  polar,
  ring,
  stroke,
  trochoid,
  turned,
  woven,
} from './engraving.ts'
import type { Line } from './engraving.ts'

const { cos, sqrt, ceil, PI } = Math

export const FIGURES = ['planning', 'instruction', 'assessment', 'environment', 'profession'] as const
export type Figure = (typeof FIGURES)[number]

/** Whether a text from outside names one of the five figures. */
export const isFigure = (value: unknown): value is Figure => FIGURES.some((figure) => figure === value)

/** How many lobes a figure may have. */
const COUNTS: Readonly<Record<Figure, readonly number[]>> = {
  planning: [5, 7, 8, 9, 10, 11, 12],
  instruction: [5, 6, 7, 8, 9, 10, 12],
  assessment: [5, 6, 7, 8, 9, 10, 12],
  environment: [5, 6, 7, 8, 9, 10, 12],
  profession: [5, 6, 7, 8, 9, 10, 12],
}

/** Two independent throws from a text (FNV-1a, then an avalanche), each a whole number under 2^32. */
function dice(text: string): readonly [number, number] {
  let h = 2166136261
  for (const letter of text) h = Math.imul(h ^ (letter.codePointAt(0) ?? 0), 16777619)
  const mix = (k: number) => {
    h ^= h >>> 15
    h = Math.imul(h, 2246822519 + k)
    h ^= h >>> 13
    return h >>> 0
  }
  return [mix(0), mix(2)]
}

/** What the dice say of an identifier: its number of lobes (5-12) and which of three cuts (0-2). */
export function cutOf(
  id: string,
  style: { readonly figure: Figure; readonly salt: number },
): { lobes: number; cut: number } {
  const [a, b] = dice(`${style.salt}/${id}`)
  const counts = COUNTS[style.figure]
  return { lobes: counts[a % counts.length] ?? 8, cut: b % 3 }
}

/** The first of `from` that shares no divisor with n, or 1: a line of that many strands closes only at the end. */
const strands = (n: number, ...from: readonly number[]): number => from.find((k) => gcd(k, n) === 1) ?? 1

const weave = (r: number, a: number, n: number, q: number): string => curve(woven(r, a, n, q), n * 4, TAU * q)

/** Path data of the figure's lines, outermost first: about `q` of them (1, 2 or 4). */
export const lines: Readonly<Record<Figure, (n: number, v: number, q: number) => string[]>> = {
  /** Drafted: star polygons of straight chords, their points fanning. */
  planning(n, _v, q) {
    const m = coprime(n, ceil(n / 2) - 1)
    return times(q, (i) => {
      const r = 440 - i * 34
      const b = ((r * m) / n) * (1 - i * 0.13)
      return curve(trochoid(r - b, b, m, m - n), n * 4)
    })
  },
  /** Carried outward: looped petals. */
  instruction(n, v, q) {
    return times(q, (i) => {
      const r = 440 - i * 44
      const share = 0.36 + 0.05 * v - i * 0.035
      return curve(trochoid(r * (1 - share), r * share, 1, 1 - n), n * 4)
    })
  },
  /** Gauged: concentric woven bands, perfectly round. */
  assessment(n, v, q) {
    const wide = 62 + 12 * v
    const r = 420 - 2 * wide
    return [
      weave(436 - wide, wide, n, strands(n, q + 1, q + 2, q + 3)),
      weave((r + 116) / 2, (r - 116) / 2, n, strands(n, 3, 4, 5)),
    ]
  },
  /** Gathered: a ring of overlapping circles. */
  environment(n, v, q) {
    const b = 176 + 22 * v
    return times(q, (i) => curve(trochoid(404 - b, b - i * 35, 1, n + 1), (n + 1) * 4))
  },
  /** Passed on: leaning blades that turn one way. */
  profession(n, v, q) {
    const lean = (1.5 + 0.5 * v) / n
    return times(q, (i) =>
      curve(turned(woven(292 - i * 12, 142 - i * 14, n, 1, lean), (TAU * i * 0.6) / (q * n)), n * 5),
    )
  },
}

const times = (count: number, make: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => make(i))

/** The blank's outline: it alone says the stack at 32 px. */
const EDGES: Readonly<Record<Figure, (n: number) => Line>> = {
  planning: (n) => (t) => polar(488 - (60 + 240 / n) * sqrt((1.03 - cos(n * t)) / 2.03), t),
  instruction: (n) => (t) => polar(382 + 106 * sqrt((1.05 + cos(n * t)) / 2.05), t),
  assessment: () => (t) => polar(486, t),
  environment: (n) => (t) => polar(456 + 26 * cos(n * t), t),
  profession: (n) => (t) => polar(440 + 46 * cos(n * t), t + (1.2 / n) * cos(n * t)),
}

/** How many arcs write the outline within a unit or two. */
const arcsOf = (figure: Figure, n: number): number =>
  figure === 'assessment' ? 8 : n * (figure === 'profession' ? 5 : 4)

/** Path data of the blank's outline. */
export const edge = (figure: Figure, n: number): string => curve(EDGES[figure](n), arcsOf(figure, n))

/** The same outline as two open lines that meet on the horizon: [upper, lower]. */
export function halves(figure: Figure, n: number): readonly [upper: string, lower: string] {
  const line = EDGES[figure](n)
  const arcs = Math.ceil(arcsOf(figure, n) / 2)
  const right = horizon(line, PI / 2)
  const left = horizon(line, -PI / 2)
  return [curve(line, arcs, right, left), curve(line, arcs, left + TAU, right)]
}

/** The angle near `about` at which a line crosses the horizon. */
function horizon(line: Line, about: number): number {
  const below = (t: number) => line(t)[1] > 0
  let [a, b] = [about - 0.3, about + 0.3]
  for (let i = 0; i < 24; i++) {
    const middle = (a + b) / 2
    if (below(middle) === below(a)) a = middle
    else b = middle
  }
  return (a + b) / 2
}

/**
 * The milled rim of assessment: as on the border of an engraved map, n measures alternate with n clear ones, a measure
 * standing at the top. Uncut, a measure is its two ends; inked, it is full, and from 240 px (`fine`) a row of reeds.
 * `w` is a hairline's width.
 */
export function milling(n: number, fine: boolean, inked: boolean, w: number, ink: string): string {
  const lobe = (TAU * RIM) / n
  const long = lobe * 0.56
  const cuts = fine ? Math.round(long / 20) : 1
  const reed = fine ? (inked ? 12 : 6) : inked ? long : w
  const gap = fine ? (long - reed) / (cuts - 1) - reed : long - 2 * w
  const count = fine ? cuts : inked ? 1 : 2
  const row = Array.from({ length: count * 2 - 1 }, (_, i) => (i % 2 ? gap : reed))
  const start = ` stroke-dashoffset="${Math.round(long / 2)}"`
  return dashed(RIM, 44, [...row, lobe - long], ink, start) + (inked ? '' : ring(RIM - 22, w, ink))
}
const RIM = 463

/** Under 48 px: one bold sign in the blank, its count still readable. `c` is its ink, `w` a line's width. */
export function sign(n: number, v: number, c: string, w: number): string {
  if (v === 0) return dots(n, 255, n > 9 ? 76 : 96, c) + ring(110, 1.5 * w, c)
  if (v === 1) return stroke(curve(trochoid(190, 120, 1, 1 - n), n * 4), w, c) + dot(56, c)
  const slot = (TAU * 215) / n
  return dashed(215, 150, [slot * 0.42, slot * 0.58], c) + dot(64, c)
}
