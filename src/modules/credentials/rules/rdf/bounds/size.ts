/** A transcript of a long life fits; work grows with the number of values, and what is deeper is a trap. */
export const MOST_VALUES = 20_000
export const DEEPEST = 100

/** How many values a document holds, objects and lists among them; null as soon as it has too many or is too deep. */
export function measure(document: object): number | null {
  const open: { value: object; depth: number }[] = [{ value: document, depth: 1 }]
  let values = 1
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.depth > DEEPEST) return null
    for (const value of Object.values(at.value)) {
      values += 1
      if (values > MOST_VALUES) return null
      if (typeof value === 'object' && value !== null) open.push({ value, depth: at.depth + 1 })
    }
  }
  return values
}
