/**
 * Mintmark's engravings: emblem, ring of a stack, badge, medallion. Pure: the same words always give the same drawing.
 * Colours are CSS variables with printed-ink fallbacks, so one SVG serves inline, in <img>, on paper and after
 * flatten(). No ids, <style>, gradients or clip paths: a drawing may stand twice on a page under a strict CSP.
 * Every drawing takes the `size` in px it will be seen at, and a title: '' beside its name in words (aria-hidden).
 */

import { TAU, at, band, braid, dot, dots, group, half, letters, polar, ring, stroke, wrap } from './engraving.ts'
import { cutOf, edge, halves, lines, milling, sign } from './figures.ts'
import type { Figure } from './figures.ts'

export { FIGURES, cutOf, isFigure } from './figures.ts'
export type { Figure } from './figures.ts'

export type Inking = 'untouched' | 'progress' | 'earned'
export type Ink = 1 | 2 | 3 | 4 | 5
/** How a stack looks. `salt` spreads its identifiers over the counts of its figure; never change it once published. */
export type StackStyle = {
  readonly figure: Figure
  readonly ink: Ink
  readonly salt: number
  readonly numeral: string
  readonly title: string
}
/** One micro-credential in a drawing: its identifier and how far its educator is. */
export type Piece = { readonly id: string; readonly inking: Inking }
export type Ring = { readonly style: StackStyle; readonly pieces: readonly Piece[] }
export type Petal = Piece & { readonly style: StackStyle }

const { sin, sqrt, min, max, round, PI } = Math

const INKS: Readonly<Record<Ink, { ink: string; tint: string }>> = {
  1: { ink: 'var(--s1,#1c3a82)', tint: 'var(--s1-tint,#c9d5ec)' },
  2: { ink: 'var(--s2,#7f2307)', tint: 'var(--s2-tint,#f0cdbd)' },
  3: { ink: 'var(--s3,#0a746f)', tint: 'var(--s3-tint,#bfe0d9)' },
  4: { ink: 'var(--s4,#8d620c)', tint: 'var(--s4-tint,#ecdba6)' },
  5: { ink: 'var(--s5,#3d0f2b)', tint: 'var(--s5-tint,#e2c6d6)' },
}
const METAL = { face: 'var(--metal,#eed9a0)', deep: 'var(--metal-deep,#d3ac4e)', cut: 'var(--metal-cut,#4a3508)' }
const PAPER = 'var(--paper,#fbf8f1)'
const INK = 'var(--ink,#23211c)'
const SAYS: Readonly<Record<Inking, string>> = { untouched: 'not started', progress: 'in progress', earned: 'earned' }

/** The drawing without its frame, in a 1000-unit square around 0,0. */
function engrave(id: string, style: StackStyle, inking: Inking, size: number): string {
  const { figure } = style
  const { ink, tint } = INKS[style.ink]
  const { lobes: n, cut: v } = cutOf(id, style)
  const px = 1000 / size
  const small = size < 48
  const drawn = small ? [] : lines[figure](n, v, size < 72 ? 1 : size < 120 ? 2 : 4)
  const outline = edge(figure, n)
  const milled = figure === 'assessment' && !small
  const heft = milled ? 0.5 : 1 // the milling is part of the rim
  const rim = (inked: boolean) => (milled ? milling(n, size >= 240, inked, max(3, 0.6 * px), ink) : '')
  const inside = (c: string, w: number, boss: string, weave?: string) =>
    small
      ? sign(n, v, c, w)
      : group(
          c,
          drawn.map((d, i) => stroke(d, w, '', i ? '' : weave)).join('') + ring(104, w, '', boss) + dots(n, 72, 20),
        ) + dot(26 + 8 * v, c)
  const hairline = (around = stroke(outline, max(5, 0.9 * px), ink)) =>
    around + rim(false) + inside(ink, max(3, 0.6 * px), PAPER)

  if (inking === 'untouched') return hairline()
  if (inking === 'earned') {
    const w = min(64, max(30, 2.2 * px)) * (milled ? 0.75 : 1)
    // Ochre is next to metal: the graver parts them with a dark line on both sides.
    const bed = style.ink === 4 ? stroke(outline, w * 1.3, METAL.cut, METAL.face) : ''
    const enamel = bed + stroke(outline, bed ? w * 0.75 : w, ink, bed ? '' : METAL.face)
    return enamel + rim(true) + inside(METAL.cut, max(5, 0.8 * px), METAL.face, METAL.deep)
  }
  if (!small && size < 72) {
    const [upper, lower] = halves(figure, n)
    return hairline(
      stroke(lower, 2.4 * px * heft, ink, tint) + stroke(upper, 0.9 * px, ink) + (milled ? half(rim(true)) : ''),
    )
  }
  const bold = stroke(outline, min(60, max(18, 2 * px)) * heft, ink, small ? ink : PAPER)
  return hairline() + half(bold + rim(true) + inside(small ? PAPER : ink, max(7, 1.2 * px), PAPER, tint))
}

const struck = (pieces: readonly Piece[]): boolean => pieces.length > 0 && pieces.every((p) => p.inking === 'earned')
const tally = (pieces: readonly Piece[]): string =>
  `${pieces.filter((p) => p.inking === 'earned').length} of ${pieces.length} earned`

function ringParts({ style, pieces }: Ring, size: number): string {
  const { ink } = INKS[style.ink]
  const done = struck(pieces)
  const px = 1000 / size
  const n = pieces.length
  const cut = done ? METAL.cut : ink
  const w = max(4, 0.8 * px) * (done ? 1.5 : 1)
  const eye = n < 4 ? 146 : n < 7 ? 136 : round(272 * sin(PI / n))
  return (
    (n ? braid(n, 306, 172, w, ink) : '') +
    ring(122, w * 1.5, ink, done ? METAL.face : PAPER) +
    (size < 260 ? '' : band(98, 13, 31, 3, max(3, 0.5 * px), cut)) +
    letters(style.numeral, 112, cut) +
    pieces
      .map((p, i) => at(polar(306, (TAU * i) / n), eye, engrave(p.id, style, p.inking, (size * eye) / 500)))
      .join('')
  )
}

/** One micro-credential's seal. The default title speaks the identifier. */
export const emblem = (
  id: string,
  style: StackStyle,
  inking: Inking = 'untouched',
  size = 96,
  title = `${id}: ${SAYS[inking]}`,
): string => wrap(size, title, engrave(id, style, inking, size), 520)

/** A stack: its emblems (six in the founding five) in the eyes of one braid around its numeral. */
export const stackRing = (stack: Ring, size = 320, title = `${stack.style.title}: ${tally(stack.pieces)}`): string =>
  wrap(size, title, ringParts(stack, size))

/** Where a rose window of n rings has its parts: how far out and how wide the rings, the rosettes between them, the middle. */
function tracery(n: number): { out: number; wide: number; rosette: { out: number; wide: number }; middle: number } {
  if (n < 6) {
    const [far, wide] = n < 3 ? [283, 148] : n === 3 ? [338, 108] : n === 4 ? [370, 78] : [408, 46]
    return { out: 281, wide: 176, rosette: { out: far, wide }, middle: 103 }
  }
  const out = 457 / (1 + sin(PI / n))
  const wide = out * sin(PI / n)
  const small = max(20, 46 - 4 * (n - 5))
  return { out, wide, rosette: { out: 454 - small, wide: small }, middle: min(150, out - wide - 8) }
}

/** A rosette of the tracery; a wide one is woven. */
const rosette = (r: number, w: number, cut: string, face: string): string =>
  r > 50
    ? ring(r, 1.6 * w, cut, face) +
      band(0.72 * r, 0.18 * r, r > 90 ? 31 : 21, 4, 0.7 * w, cut) +
      dots(r > 90 ? 13 : 8, 0.4 * r, 9, cut) +
      ring(0.2 * r, w, cut)
    : ring(r, w, cut, face) + dots(8, round(0.7 * r), 9, cut) + ring(round(0.33 * r), w, cut)

/** The badge: its stacks' rings set in tracery like a rose window, around `monogram`; a single ring fills the window. */
export function badgeMedal(stacks: readonly Ring[], size = 640, monogram = 'PBL', title?: string): string {
  const all = stacks.flatMap((s) => s.pieces)
  const done = struck(all)
  const a = TAU / stacks.length
  const cut = done ? METAL.cut : INK
  const face = done ? METAL.face : 'none'
  const w = max(2, 600 / size)
  const window = tracery(stacks.length)
  const spot = (r: number, turn: number, inner: string) =>
    stacks
      .map(
        (_, i) =>
          `<g transform="translate(${polar(r, a * (i + turn))
            .map(round)
            .join(' ')})">${inner}</g>`,
      )
      .join('')
  const frame = ring(492, 2 * w, cut, face) + ring(460, w, cut, PAPER) + band(476, 11, 65, 4, 0.8 * w, cut)
  const named = title ?? `Badge: ${tally(all)}`
  const [only] = stacks
  if (only !== undefined && stacks.length === 1) {
    const inner = ringParts({ ...only, style: { ...only.style, numeral: monogram } }, size * 0.86)
    return wrap(size, named, frame + at([0, 0], 430, inner))
  }
  const { out, wide, middle } = window
  return wrap(
    size,
    named,
    frame +
      spot(out, 0, ring(wide, 1.6 * w, INK) + ring(wide - 7, 0.7 * w, INK)) +
      spot(window.rosette.out, 0.5, rosette(window.rosette.wide, w, cut, face)) +
      ring(middle, 1.6 * w, cut, done ? METAL.face : PAPER) +
      band(middle - 19, 12, 29, 4, 0.7 * w, cut) +
      letters(monogram, (64 * middle) / 103, cut) +
      stacks.map((s, i) => at(polar(out, a * i), wide - 4, ringParts(s, (size * (wide - 4)) / 500))).join(''),
  )
}

/** A medallion: 8-12 petals around a monogram. With fewer picks the petals still to come stand empty. */
export function medallionSeal(monogram: string, picks: readonly Petal[], size = 420, title?: string): string {
  const n = max(8, picks.length)
  const done = picks.length >= 8 && struck(picks)
  const cut = done ? METAL.cut : INK
  const w = max(3, 700 / size)
  const r = 470 / (1 + sin(PI / n))
  const eye = r * sin(PI / n)
  const petal = (e: number, line: number) => {
    const reach = r - 120
    const x = (e * sqrt(reach * reach - e * e)) / reach
    const y = -r + (e * e) / reach
    return stroke(`M0-120L${round(x)} ${round(y)}A${round(e)} ${round(e)} 0 1 0 ${round(-x)} ${round(y)}Z`, line, INK)
  }
  const drop = petal(eye + 6, w * 1.4) + petal(eye - 5, w * 0.7)
  const seats = Array.from({ length: n }, (_, i) => `<g transform="rotate(${((360 * i) / n).toFixed(1)})">${drop}</g>`)
  return wrap(
    size,
    title ?? `Medallion ${monogram}: ${tally(picks)}`,
    seats.join('') +
      picks
        .map((p, i) =>
          at(polar(r, (TAU * i) / n), eye - 12, engrave(p.id, p.style, p.inking, (size * (eye - 12)) / 500)),
        )
        .join('') +
      ring(184, w * 1.4, cut, done ? METAL.face : PAPER) +
      band(160, 16, n * 4 + 1, 4, w * 0.6, cut) +
      ring(136, w * 0.6, cut, 'none') +
      letters(monogram, Array.from(monogram).length > 2 ? 108 : 150, cut),
  )
}

/** The ink of a stack as it is printed, #rrggbb. */
export const printedInk = ({ ink }: Pick<StackStyle, 'ink'>): string => /#\w{6}/.exec(INKS[ink].ink)?.[0] ?? '#000000'

/** For makers of PDF, PNG and e-mail that know no CSS variables: `values`, or else the printed inks, in place of var(). */
export const flatten = (svg: string, values: Readonly<Record<string, string>> = {}): string =>
  svg.replace(/="var\((--[\w-]+),([^()"]*)\)"/g, (_, key: string, ink: string) => `="${values[key] ?? ink}"`)
