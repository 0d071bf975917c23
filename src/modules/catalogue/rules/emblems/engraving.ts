/**
 * The engraver's lathe: curves, and how they are written down as SVG.
 * Lengths are units of the drawing (a seal is 1000 across, 0,0 in its middle); angles are radians, 0 up, clockwise.
 * Nothing here throws. Everything is rounded, so that every engine writes the same text.
 */

export type Point = readonly [x: number, y: number]
export type Line = (t: number) => Point

export const TAU = 2 * Math.PI
const { sin, cos } = Math

/** Greatest common divisor of two whole numbers. */
export const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : a)

/** The greatest number up to `from` that shares no divisor with `n`. */
export const coprime = (n: number, from: number): number => (gcd(n, from) > 1 ? coprime(n, from - 1) : from)

/** The point at radius `r` and angle `a`. */
export const polar = (r: number, a: number): Point => [r * sin(a), -r * cos(a)]

/** Every hypo- and epitrochoid: an arm `a` turning m times carries an arm `b` turning k times. */
export const trochoid =
  (a: number, b: number, m: number, k: number): Line =>
  (t) => {
    const [x, y] = polar(a, m * t)
    const [p, q] = polar(b, k * t)
    return [x + p, y + q]
  }

/** q strands woven in one line: a wave of height `a` with p crests over q turns; `lean` shears it into blades. */
export const woven =
  (r: number, a: number, p: number, q: number, lean = 0): Line =>
  (t) => {
    const c = cos((p * t) / q)
    return polar(r + a * c, t + lean * c)
  }

/** The same line, turned by `angle`. */
export const turned = (line: Line, angle: number): Line => {
  const [s, c] = [sin(angle), cos(angle)]
  return (t) => {
    const [x, y] = line(t)
    return [x * c - y * s, x * s + y * c]
  }
}

/**
 * Path data of line(t), `arcs` Béziers over t from `from` to `to`. Handles are mirrored ("s"), so an arc costs four
 * small numbers, each rounded to 1/grain of a unit.
 */
export function curve(line: Line, arcs: number, to = TAU, from = 0, grain = 1): string {
  const round = (v: number) => Math.round(v * grain) / grain
  const step = (to - from) / arcs
  const slope = (t: number): Point => {
    const e = 1e-4
    const [a, b] = line(t - e)
    const [c, d] = line(t + e)
    return [((c - a) / (2 * e)) * (step / 3), ((d - b) / (2 * e)) * (step / 3)]
  }
  let [x, y] = line(from).map(round) as [number, number]
  let data = `M${pack([x, y])}c${pack(slope(from).map(round))}`
  for (let i = 1; i <= arcs; i++) {
    const t = from + i * step
    const [px, py] = line(t)
    const [vx, vy] = slope(t)
    const next = pack([round(px - vx) - x, round(py - vy) - y, round(px) - x, round(py) - y])
    data += (i === 2 ? 's' : next.startsWith('-') ? '' : ' ') + next
    x = round(px)
    y = round(py)
  }
  return data
}

/** Numbers in a row, at most two decimals, parted only where the sign does not part them. */
const pack = (list: readonly number[]): string =>
  list
    .map((v) => String(Number(v.toFixed(2))))
    .map((text, i) => (i && !text.startsWith('-') ? ' ' : '') + text)
    .join('')

/** A path of width `w`. Without `ink` it takes the stroke of its group; `fill` fills by the even-odd rule. */
export const stroke = (data: string, w: number, ink?: string, fill?: string): string =>
  `<path d="${data}"${fill ? ` fill="${fill}" fill-rule="evenodd"` : ''}${ink ? ` stroke="${ink}"` : ''} stroke-width="${Math.round(w)}"/>`

/** A circle of width `w` about the middle. Without `ink` it takes the stroke of its group; `more` is further attributes. */
export const ring = (r: number, w: number, ink?: string, fill?: string, more = ''): string =>
  `<circle r="${r}"${fill ? ` fill="${fill}"` : ''}${ink ? ` stroke="${ink}"` : ''} stroke-width="${Math.round(w)}"${more}/>`

/** A full dot. */
export const dot = (r: number, ink: string): string => `<circle r="${r}" fill="${ink}"/>`

/** A circle of dashes: lengths `dashes` (dash, gap, dash, ...), the first one starting at the top. */
export const dashed = (r: number, w: number, dashes: readonly number[], ink?: string, more = ''): string =>
  ring(
    r,
    w,
    ink,
    '',
    `${more} stroke-dasharray="${dashes.map((v) => Number(v.toFixed(2))).join(' ')}" transform="rotate(-90)"`,
  )

/** n round dots of diameter `size` on a circle of radius r, the first one at the top. */
export const dots = (n: number, r: number, size: number, ink?: string): string =>
  dashed(r, size, [0, (TAU * r) / n], ink, ' stroke-linecap="round"')

/** A woven band between r - a and r + a: p crests over q turns. */
export const band = (r: number, a: number, p: number, q: number, w: number, ink: string): string =>
  stroke(curve(woven(r, a, p, q), p * 4, TAU * q), w, ink)

/** An architect's guilloche: cords that cross between n eyes lying on radius r, each cord of two or three lines. */
export function braid(n: number, r: number, a: number, w: number, ink: string): string {
  const [turns, sides] = n % 2 ? [2, [1]] : [1, [1, -1]]
  const cord = (reach: number): Line => {
    return (t) => {
      const s = cos((n * t) / 2)
      return polar(r + reach * s * (1.4 - 0.4 * s * s), t)
    }
  }
  const reaches = w > 5 ? [a, a - w * 2.4] : [a, a - w * 2.2, a - w * 4.4]
  return reaches
    .flatMap((reach) => sides.map((side) => stroke(curve(cord(side * reach), n * 4 * turns, TAU * turns), w, ink)))
    .join('')
}

/** Inner drawing whose strokes are of one ink. */
export const group = (ink: string, inner: string): string => `<g stroke="${ink}">${inner}</g>`
/** The lower half of a drawing: what lies under the horizon. A nested svg cuts without a clip path. */
export const half = (inner: string): string =>
  `<svg x="-520" y="0" width="1040" height="520" viewBox="-520 0 1040 520">${inner}</svg>`
/** A 1040-unit drawing set about a point, `r` its half width there. */
export const at = ([x, y]: Point, r: number, inner: string): string =>
  `<svg x="${Math.round(x - r)}" y="${Math.round(y - r)}" width="${Math.round(2 * r)}" height="${Math.round(2 * r)}" viewBox="-520 -520 1040 1040">${inner}</svg>`

/** Text in the middle; more than three letters shrink to the room of three. */
export const letters = (text: string, size: number, ink: string): string => {
  const fit = Math.round(size * Math.min(1, 3 / Array.from(text).length))
  return `<text y="${Math.round(fit * 0.35)}" text-anchor="middle" font-family="var(--serif,'Libre Bodoni',Bodoni,Georgia,serif)" font-size="${fit}" fill="${ink}">${escape(text)}</text>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Text as XML: marks escaped, characters that XML forbids left out. */
const escape = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? '')

/** The whole SVG, `size` px square, 2r units across; with an empty title it is hidden from screen readers. */
export const wrap = (size: number, title: string, inner: string, r = 500): string => {
  const name = title ? `role="img"><title>${escape(title)}</title>` : 'aria-hidden="true">'
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${-r} ${-r} ${2 * r} ${2 * r}" fill="none" stroke-linejoin="round" ${name}${inner}</svg>`
}
