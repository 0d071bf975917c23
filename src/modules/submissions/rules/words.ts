/** Words as a reader counts them: runs between white space that hold a letter or a figure. */
export const countWords = (text: string): number =>
  text.split(/\s+/u).filter((run) => /[\p{Letter}\p{Number}]/u.test(run)).length

export type WordGuide = { readonly min?: number | undefined; readonly max?: number | undefined }

/** How a text stands to its guide: how many words are missing or too many; both 0 within it. */
export function wordsAgainst(guide: WordGuide | undefined, words: number): { missing: number; over: number } {
  return {
    missing: Math.max(0, (guide?.min ?? 0) - words),
    over: guide?.max === undefined ? 0 : Math.max(0, words - guide.max),
  }
}

/** "Between 40 and 100 words are asked for."; null without a guide. */
export function guideInWords(guide: WordGuide | undefined): string | null {
  if (guide?.min !== undefined && guide.max !== undefined)
    return `Between ${guide.min} and ${guide.max} words are asked for.`
  if (guide?.min !== undefined) return `At least ${guide.min} words are asked for.`
  return guide?.max === undefined ? null : `At most ${guide.max} words are asked for.`
}
