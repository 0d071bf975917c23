/** Who may say of a draft that it is ready, and what a saved change means for that. */

export const LONGEST_COMMENT = 4_000
export const LONGEST_NOTE = 2_000

export type Contribution = { readonly personId: string; readonly words: number }

/** Who wrote most of a draft; of two who wrote as much, and before anybody wrote anything, who began it. */
export function mainAuthor(contributions: readonly Contribution[], createdBy: string): string {
  const own = contributions.find(({ personId }) => personId === createdBy)?.words ?? 0
  return contributions.reduce((most, each) => (each.words > most.words ? each : most), {
    personId: createdBy,
    words: own,
  }).personId
}

/** How many words a change put in: those of the new text that the old one did not have. Moving words is not writing. */
export function wordsPutIn(before: unknown, after: unknown): number {
  const open = new Map<string, number>()
  for (const word of wordsOf(before)) open.set(word, (open.get(word) ?? 0) + 1)
  let fresh = 0
  for (const word of wordsOf(after)) {
    const rest = open.get(word) ?? 0
    if (rest === 0) fresh++
    else open.set(word, rest - 1)
  }
  return fresh
}

function wordsOf(content: unknown): string[] {
  if (typeof content === 'string') return content.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return typeof content === 'object' && content !== null ? Object.values(content).flatMap(wordsOf) : []
}

export type Word = 'ready' | 'please change'
export const isWord = (text: string | undefined): text is Word => text === 'ready' || text === 'please change'

export type Review = {
  id: string
  askedBy: { id: string; name: string }
  askedAt: Date
  note: string
  said: { word: Word; by: { id: string; name: string }; at: Date; answer: string; of: string } | null
}

/**
 * The word that lets a draft be published: the last one, said `ready` by somebody who did not write most of it, and said
 * of the text as it is now. Null when there is none.
 */
export function readyWord(
  reviews: readonly Review[],
  { fingerprint, mainAuthorId }: { fingerprint: string; mainAuthorId: string },
): NonNullable<Review['said']> | null {
  const said = reviews.findLast((review) => review.said !== null)?.said ?? null
  return said !== null && said.word === 'ready' && said.of === fingerprint && said.by.id !== mainAuthorId ? said : null
}
