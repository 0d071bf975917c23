/** How many values a document holds, objects and lists among them; null as soon as it has too many or is too deep. */
export function measure(document: object, most: { values: number; depth: number }): number | null {
  const open: { value: object; depth: number }[] = [{ value: document, depth: 1 }]
  let values = 1
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.depth > most.depth) return null
    for (const value of Object.values(at.value)) {
      values += 1
      if (values > most.values) return null
      if (typeof value === 'object' && value !== null) open.push({ value, depth: at.depth + 1 })
    }
  }
  return values
}
