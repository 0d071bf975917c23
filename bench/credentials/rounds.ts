/** Ways of doing a thing, each timed in short slices by turns, so that whatever the machine does else meets all alike. */

/** Awaited only where it is a promise: to await what is none would cost time. */
export type Way = (turn: number) => unknown
/** Turns a second, round by round. */
export type Rates = Record<string, number[]>

const ROUNDS = 15
const SLICE_MS = 100
const WARM_MS = 400

export async function inRounds(ways: Record<string, Way>, rounds = ROUNDS): Promise<Rates> {
  const rates: Rates = Object.fromEntries(Object.keys(ways).map((name) => [name, []]))
  for (const way of Object.values(ways)) await rateOf(way, WARM_MS)
  for (let round = 0; round < rounds; round += 1)
    for (const [name, way] of Object.entries(ways)) rates[name]?.push(await rateOf(way, SLICE_MS))
  return rates
}

async function rateOf(way: Way, slice: number): Promise<number> {
  let turn = 0
  const first = way(turn++)
  const waits = first instanceof Promise
  if (waits) await first
  const began = performance.now()
  let counted = 0
  let passed = 0
  // The clock is read rarely enough not to count.
  for (let chunk = 1; passed < slice;) {
    for (let at = 0; at < chunk; at += 1)
      if (waits) await way(turn++)
      else void way(turn++)
    counted += chunk
    passed = performance.now() - began
    if (passed < slice / 20) chunk *= 2
  }
  return (counted / passed) * 1000
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const ratesOf = (rates: Rates, name: string): readonly number[] => {
  const found = rates[name]
  if (found === undefined) throw new Error(`Nothing was timed under the name ${name}.`)
  return found
}

/** How often the one is done in the time of the other: the median of the rounds' own ratios. */
export const ratio = (rates: Rates, of: string, to: string): number =>
  rounded(median(ratesOf(rates, of).map((rate, round) => rate / (ratesOf(rates, to)[round] ?? rate))))

export const perSecond = (rates: Rates, name: string): number => Math.round(median(ratesOf(rates, name)))

const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits))
