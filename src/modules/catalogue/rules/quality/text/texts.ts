/** Every text of a content with the place where it stands. */

export type Passage = { readonly path: readonly PropertyKey[]; readonly text: string }

/** All texts under a value, in its order; `leave` tells which places are passed over with all that is in them. */
export function textsOf(
  value: unknown,
  leave: (path: readonly PropertyKey[]) => boolean = () => false,
  path: readonly PropertyKey[] = [],
): Passage[] {
  if (leave(path)) return []
  if (typeof value === 'string') return value === '' ? [] : [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((item, place) => textsOf(item, leave, [...path, place]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, leave, [...path, key]))
}

/** Names and marks that a program reads; nobody reads them as a text. */
const MARKS = new Set(['id', 'kind', 'part', 'look_in', 'responses', 'work_order', 'scores', 'stack', 'version'])
/** Works and components are named as their owners name them. */
const OTHERS_WORDS = new Set(['research', 'resources', 'alignments', 'title', 'name', 'aliases', 'tags', 'language'])

const under = (names: ReadonlySet<string>) => (path: readonly PropertyKey[]) => names.has(String(path.at(-1) ?? ''))

export const isMark = under(MARKS)
/** Whether the words at this place are not the author's own sentences. */
export const isNoSentence = (path: readonly PropertyKey[]): boolean => isMark(path) || under(OTHERS_WORDS)(path)
