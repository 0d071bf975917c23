/** An alignment names a component by its code, so each needs one of its own; CASE items may have none, or share one. */

type Coded = { identifier: string; humanCodingScheme?: string | undefined }

/** Enough to tell the items of one framework apart. */
const FIRST_LETTERS = 8

/**
 * The code of each item by its identifier: its own where nobody else has it. The others are made from the identifier, so
 * they stay the same when the file comes again in another order.
 */
export function codesOf(items: readonly Coded[]): { codes: Map<string, string>; made: number; doubled: number } {
  const count = new Map<string, number>()
  for (const { humanCodingScheme: own } of items) if (own !== undefined) count.set(own, (count.get(own) ?? 0) + 1)
  const taken = new Set(count.keys())
  const codes = new Map<string, string>()
  const tally = { made: 0, doubled: 0 }
  for (const { identifier, humanCodingScheme: own } of items) {
    if (own !== undefined && count.get(own) === 1) {
      codes.set(identifier, own)
      continue
    }
    tally[own === undefined ? 'made' : 'doubled'] += 1
    const before = own === undefined ? '' : `${own} `
    const code = before + identifier.slice(0, FIRST_LETTERS)
    codes.set(identifier, taken.has(code) ? before + identifier : code)
    taken.add(code)
  }
  return { codes, ...tally }
}
