/** Engraved frames for certificates: woven sides and a rosette in each corner. Lengths are units of the frame. */

import { TAU, curve, woven } from './engraving.ts'

const fixed = (v: number): string => v.toFixed(1)

/** Path data of a wave along the x axis: `turns` crests and troughs of `lift`; phase 1 or -1 says which comes first. */
function wave(length: number, turns: number, lift: number, phase: 1 | -1): string {
  const step = length / (turns * 2)
  const hold = step / 2.75
  let data = `M0 ${phase * lift}`
  for (let i = 0; i < turns * 2; i++) {
    const rise = fixed((i % 2 ? 2 : -2) * phase * lift)
    const end = `${fixed(step - hold)} ${rise} ${fixed(step)} ${rise}`
    data += i ? `s${end}` : `c${fixed(hold)} 0 ${end}`
  }
  return data
}

const side = (length: number, turns: number, ink: string): string =>
  ([1, -1] as const)
    .flatMap((p) => [9, 5].map((lift) => `<path d="${wave(length, turns, lift, p)}" stroke="${ink}"/>`))
    .join('')

/** An SVG frame of width x height units (both over 150) with sides 18 units deep; decoration, so hidden from readers. */
export function certificateFrame(width: number, height: number, ink = 'currentColor'): string {
  const gap = 52
  const [w, h] = [width - 2 * gap, height - 2 * gap]
  const rosette =
    `<circle r="25" stroke="${ink}"/><circle r="21" stroke="${ink}" stroke-width=".5"/>` +
    `<path d="${curve(woven(13, 6.5, 16, 5), 64, TAU * 5, 0, 10)}" stroke="${ink}" stroke-width=".6"/><circle r="3" fill="${ink}"/>`
  const place = (x: number, y: number, turn: number, inner: string) =>
    `<g transform="translate(${x} ${y})${turn ? ` rotate(${turn})` : ''}">${inner}</g>`
  const run = (x: number, y: number, turn: number, length: number) =>
    place(x, y, turn, side(length, Math.round(length / 44), ink))
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none" stroke-width=".8" aria-hidden="true">` +
    `<rect x="3" y="3" width="${width - 6}" height="${height - 6}" stroke="${ink}" stroke-width="1.6"/>` +
    `<rect x="46" y="46" width="${width - 92}" height="${height - 92}" stroke="${ink}"/>` +
    run(gap, 30, 0, w) +
    run(gap, height - 30, 0, w) +
    run(30, gap, 90, h) +
    run(width - 30, gap, 90, h) +
    [30, width - 30].flatMap((x) => [30, height - 30].map((y) => place(x, y, 0, rosette))).join('') +
    '</svg>'
  )
}
