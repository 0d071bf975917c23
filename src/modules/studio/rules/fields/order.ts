import type { SectionContent } from '../sections.ts'

/** Lists whose order says nothing: a form gives them in its own, and a file keeps the one it had. */
const CHOSEN = new Set(['look_in', 'responses'])

/** The content with what was chosen before in the order it had before, so that a form changes nothing it was not told to. */
export function inOldOrder(content: SectionContent, before: SectionContent): SectionContent {
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      const old = before[key]
      if (Array.isArray(value) && Array.isArray(old))
        return [
          key,
          CHOSEN.has(key) ? sorted(value, old) : value.map((item, place) => within(item, twin(item, old, place))),
        ]
      return [key, within(value, old)]
    }),
  )
}

const isObject = (value: unknown): value is SectionContent =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const within = (value: unknown, old: unknown): unknown =>
  isObject(value) && isObject(old) ? inOldOrder(value, old) : value

/** What an item was before: what has its id, or what stood in its place where there are no ids. */
const twin = (item: unknown, old: readonly unknown[], place: number): unknown =>
  isObject(item) && 'id' in item ? old.find((each) => isObject(each) && each['id'] === item['id']) : old[place]

function sorted(value: readonly unknown[], old: readonly unknown[]): unknown[] {
  const rank = (item: unknown) => (old.includes(item) ? old.indexOf(item) : old.length)
  return value.toSorted((a, b) => rank(a) - rank(b))
}
