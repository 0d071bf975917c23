/** The papers that an emblem is drawn on: the page and what stands beside the work, in both schemes (ui/styles/tokens). */
const PAPERS = { light: ['#fbf8f1', '#f3eee2'], dark: ['#1b1a16', '#25231d'] } as const

/** What a drawing and large letters need to be seen. No ink could have the 4.5 of small text on light and dark paper. */
const LEAST_CONTRAST = 3

const HEX = /^#[0-9a-f]{6}$/

type Triple = readonly [number, number, number]

/** A colour as it is kept: #rrggbb in small letters. A short one is written out; null when it is no such colour. */
export function readInk(text: string): string | null {
  const hex = text.trim().toLowerCase()
  const long = /^#?[0-9a-f]{3}$/.test(hex) ? hex.replaceAll(/[0-9a-f]/g, '$&$&') : hex
  const ink = long.startsWith('#') ? long : `#${long}`
  return HEX.test(ink) ? ink : null
}

const channels = (ink: string): Triple => {
  const value = Number.parseInt(ink.slice(1), 16)
  return [linear(value >> 16), linear((value >> 8) & 255), linear(value & 255)]
}

const linear = (byte: number): number => {
  const share = byte / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const byteOf = (light: number): number => {
  const share = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
  return Math.round(Math.min(1, Math.max(0, share)) * 255)
}

const luminance = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

/** Contrast of two colours as WCAG counts it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(channels(one)) + 0.05, luminance(channels(other)) + 0.05]
  return Math.max(a, b) / Math.min(a, b)
}

/** On which paper an ink is hard to see; null where it can be seen on both. */
export function inkFault(ink: string): 'light' | 'dark' | null {
  const seen = (papers: readonly string[]) => papers.every((paper) => contrast(ink, paper) >= LEAST_CONTRAST)
  return seen(PAPERS.light) ? (seen(PAPERS.dark) ? null : 'dark') : 'light'
}

/** The colour nearest to this one, in its hue, that can be seen on both papers: itself where it can. */
export function nearestInk(ink: string): string {
  if (inkFault(ink) === null) return ink
  const [lightness, a, b] = toOklab(channels(ink))
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS)
  const nearest = steps
    .map((light) => ({ ink: inGamut(light, a, b), away: Math.abs(light - lightness) }))
    .filter((found) => inkFault(found.ink) === null)
    .reduce((best, found) => (found.away < best.away ? found : best))
  return nearest.ink
}

const STEPS = 256

/** What is wrong with an ink and which would do; null where nothing is. */
export function inkSentence(ink: string): string | null {
  const fault = inkFault(ink)
  if (fault === null) return null
  const why = fault === 'light' ? 'too light to be seen on light paper' : 'too dark to be seen on dark paper'
  return `${ink} is ${why}. The nearest colour that can be seen on both is ${nearestInk(ink)}.`
}

/* OKLab (Björn Ottosson): steps of lightness look even in it, and hue stays. */

function toOklab([red, green, blue]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

/** The colour of this lightness and hue, as strong as a screen can show it. */
function inGamut(lightness: number, a: number, b: number): string {
  const strengths = Array.from({ length: 21 }, (_, i) => 1 - i / 20)
  const shown = strengths
    .map((strength) => fromOklab([lightness, a * strength, b * strength]))
    .find((light) => light.every((channel) => channel >= -0.0005 && channel <= 1.0005))
  const [red, green, blue] = shown ?? fromOklab([lightness, 0, 0])
  return `#${[red, green, blue].map((channel) => byteOf(channel).toString(16).padStart(2, '0')).join('')}`
}
