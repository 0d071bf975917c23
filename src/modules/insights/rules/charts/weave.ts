/**
 * The woven band that every chart of a report is drawn with. What it shows was earned, so its face is metal; the rim is
 * the ink of what it stands for. Lengths are units of the drawing, and it goes along the x axis from 0,0.
 */

import type { Ink } from '../../../catalogue/rules/emblems/emblems.ts'

export const INK = 'var(--ink,#23211c)'
export const SOFT = 'var(--ink-soft,#5d574a)'
export const RULE = 'var(--edge,#837b69)'
const METAL = 'var(--metal,#eed9a0)'
const CUT = 'var(--metal-cut,#4a3508)'
const STACKS: Record<Ink, string> = {
  1: 'var(--s1,#1c3a82)',
  2: 'var(--s2,#7f2307)',
  3: 'var(--s3,#0a746f)',
  4: 'var(--s4,#8d620c)',
  5: 'var(--s5,#3d0f2b)',
}

export const inkOf = (ink: Ink | null): string => (ink === null ? INK : STACKS[ink])

const fixed = (value: number): string => String(Math.round(value * 10) / 10)

/** Crests and troughs by turns; `side` says which comes first. */
function strand(length: number, lift: number, turns: number, side: 1 | -1): string {
  const step = length / turns
  const hold = step / 2.75
  let data = `M0 ${fixed(side * lift)}`
  for (let turn = 0; turn < turns; turn++) {
    const rise = fixed((turn % 2 === 0 ? -2 : 2) * side * lift)
    data += `c${fixed(hold)} 0 ${fixed(step - hold)} ${rise} ${fixed(step)} ${rise}`
  }
  return data
}

/** Too short for a strand to be seen in it */
const SHORTEST_WOVEN = 8

/** A band of this length and breadth with its middle on the axis; of nothing a hairline across, so that its place is seen. */
export function band(length: number, breadth: number, rim: string): string {
  const half = fixed(breadth / 2)
  if (length <= 0) return `<path d="M0 -${half}V${half}" stroke="${RULE}" stroke-width="1"/>`
  const face = `<rect x="0" y="-${half}" width="${fixed(length)}" height="${fixed(breadth)}" fill="${METAL}" stroke="${rim}" stroke-width="2"/>`
  if (length < SHORTEST_WOVEN) return face
  const turns = Math.max(1, Math.round(length / (breadth * 0.9)))
  const strands = ([1, -1] as const).map(
    (side) => `<path d="${strand(length, breadth / 2 - 3.5, turns, side)}" stroke="${CUT}" stroke-width="1.2"/>`,
  )
  return face + strands.join('')
}

export const put = (x: number, y: number, inner: string, turn = 0): string =>
  `<g transform="translate(${fixed(x)} ${fixed(y)})${turn === 0 ? '' : ` rotate(${turn})`}">${inner}</g>`

/** Words of our own about a point: figures, numerals and months, never what a person wrote. */
export const words = (x: number, y: number, text: string, size: number, ink = INK): string =>
  put(x, y, `<text y="0" font-size="${size}" fill="${ink}" text-anchor="middle">${text}</text>`)

export const drawing = (width: number, height: number, says: string, inner: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" fill="none" role="img"><title>${says}</title>${inner}</svg>`
