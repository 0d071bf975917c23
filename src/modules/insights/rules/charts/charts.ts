/** The three charts of a report, as SVG of our own; the same figures stand in a table beside each. */

import type { Ink } from '../../../catalogue/rules/emblems/emblems.ts'
import { inFigures } from '../words.ts'
import { band, drawing, INK, inkOf, put, RULE, SOFT, words } from './weave.ts'

/** Narrow enough for its words to be read on a phone */
const WIDTH = 420
const LETTER = 13
/** Of a letter, in sizes of it */
const BREADTH = 0.6

const BASE = 150
const TALLEST = 120

/** Columns side by side: what was earned in each piece of a span. */
export function columns(values: readonly { value: number; short: string }[]): string {
  const most = Math.max(1, ...values.map(({ value }) => value))
  const room = WIDTH / Math.max(1, values.length)
  const breadth = Math.min(26, room * 0.56)
  // The names of narrow columns would touch each other: every second or third is written.
  const each = Math.ceil((Math.max(...values.map(({ short }) => short.length), 1) * LETTER * BREADTH) / room)
  const written = values.every(({ value }) => inFigures(value).length * LETTER * BREADTH < room)
  const drawn = values.map(({ value, short }, place) => {
    const x = room * (place + 0.5)
    const height = (value / most) * TALLEST
    return (
      (value > 0 ? put(x, BASE, band(height, breadth, INK), -90) : '') +
      (value > 0 && written ? words(x, BASE - height - 8, inFigures(value), LETTER) : '') +
      (place % each === 0 ? words(x, BASE + 20, short, LETTER, SOFT) : '')
    )
  })
  return drawing(
    WIDTH,
    BASE + 30,
    'Micro-credentials earned over time, in columns. The table gives the figures.',
    `<path d="M0 ${BASE}H${WIDTH}" stroke="${RULE}" stroke-width="1"/>${drawn.join('')}`,
  )
}

const ROW = 36
const LEFT = 40
const RIGHT = 48

/** Bands under each other: `mark` names the row, as the table beside it does. */
export function bands(rows: readonly { mark: string; value: number; ink: Ink | null }[], says: string): string {
  const most = Math.max(1, ...rows.map(({ value }) => value))
  const drawn = rows.map(({ mark, value, ink }, place) => {
    const y = ROW * (place + 0.5)
    const length = (value / most) * (WIDTH - LEFT - RIGHT)
    return (
      words(LEFT / 2 - 5, y + 5, mark, 16, inkOf(ink)) +
      put(LEFT, y, band(length, 20, inkOf(ink))) +
      words(LEFT + length + RIGHT / 2, y + 5, inFigures(value), LETTER)
    )
  })
  return drawing(WIDTH, ROW * rows.length, `${says}, in bands. The table gives the figures.`, drawn.join(''))
}

const RULER = 68

/** A ruler with a tick for each school, and a longer one in the middle of them all. */
export function ruler(values: readonly number[], middle: number): string {
  const most = niceTop(Math.max(...values, middle, 1))
  const place = (value: number): number => 20 + (value / most) * (WIDTH - 40)
  const ticks = values.map((value) => `M${place(value).toFixed(1)} ${RULER - 22}V${RULER}`).join('')
  const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => share * most)
  const scale = steps.map((value) => words(place(value), RULER + 20, inFigures(value), LETTER, SOFT)).join('')
  const at = place(middle)
  const label = Math.min(WIDTH - 110, Math.max(110, at))
  return drawing(
    WIDTH,
    RULER + 30,
    'Hours earned for each educator: a tick for every school. The table gives the figures.',
    `<path d="M20 ${RULER}H${WIDTH - 20}" stroke="${RULE}" stroke-width="1"/>` +
      `<path d="${ticks}" stroke="${INK}" stroke-width="2.2"/>` +
      `<path d="M${at.toFixed(1)} ${RULER - 40}V${RULER}" stroke="${INK}" stroke-width="1"/>` +
      `<circle r="5" transform="translate(${at.toFixed(1)} ${RULER - 42})" fill="var(--metal,#eed9a0)" stroke="${INK}" stroke-width="1.4"/>` +
      words(label, 13, `Half of the schools have ${inFigures(Math.round(middle * 10) / 10)} or more`, LETTER) +
      scale,
  )
}

/** The end of a scale that divides by four into figures that are easily read. */
function niceTop(most: number): number {
  const size = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 8, 10].map((step) => step * size).find((top) => top >= most) ?? most
}

export const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}
