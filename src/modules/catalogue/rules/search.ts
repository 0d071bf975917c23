/** Searching the catalogue: which words stand for a micro-credential, and how what was found is narrowed and counted. */

import { isOutline, type MicroCredentialContent, type OutlineContent } from './content.ts'

/** A slash would make one word of two ("Pre/Diagnostic", "Mindset/Grit"). */
const plain = (parts: readonly string[]): string => parts.join(' . ').replaceAll(/[/_]/g, ' ')

/** To be counted up whenever `searchText` says something else of the same content: then all is written anew. */
export const INDEXED_AS = '1'

/** The texts of one micro-credential by their weight; `words` are those whose spelling may be nearly right. */
export function searchText(content: MicroCredentialContent | OutlineContent) {
  const { title, aliases, competency, summary, key_method, tags, alignments, stack } = content
  const full = isOutline(content)
    ? []
    : [
        content.why_it_matters,
        ...content.key_method.steps.map((step) => `${step.name} ${step.text}`),
        ...content.parts.flatMap((part) => [part.title, ...part.prompts.map((prompt) => prompt.text)]),
        ...content.rubric.criteria.map((criterion) => criterion.title),
      ]
  const components = alignments.flatMap(({ framework, edition, code, name }) => [
    `${framework} ${edition}`,
    `${code} ${name}`,
  ])
  return {
    title: plain([title]),
    aliases: plain([...aliases, ...tags]),
    competency: plain([competency]),
    body: plain([stack.replaceAll('-', ' '), summary, key_method.name, key_method.in_short, ...components, ...full]),
    words: [...new Set(wordsOf(plain([title, ...aliases, ...tags])))],
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? []

const LONGEST = 200
const MOST_WORDS = 8

export type SearchWords = {
  /** As typed, cut to a sensible length; quotes, "or" and a leading minus keep their meaning */
  all: string
  /** The last word may be half typed; null where the last word is complete or too short to say anything */
  begun: { before: string; last: string } | null
  /** For spelling that is nearly right; what is to be left out is not among them */
  each: string[]
}

/** What somebody typed into the search; null when there is nothing to look for. */
export function searchWords(typed: string): SearchWords | null {
  const all = plain([
    typed
      .slice(0, LONGEST)
      .replaceAll(/\p{Control}/gu, ' ')
      .trim(),
  ])
  const words = wordsOf(all)
  if (words.length === 0) return null
  const found = /^(?<before>[^"]*?)(?<last>[\p{Letter}\p{Number}]{2,})$/u.exec(all)?.groups
  const begun =
    found === undefined || found['before']?.endsWith('-')
      ? null
      : { before: found['before'] ?? '', last: (found['last'] ?? '').toLowerCase() }
  const wanted = wordsOf(all.replaceAll(/(?<=^|\s)-("[^"]*"|\S+)/gu, ' '))
  return { all, begun, each: wanted.filter((word) => word.length > 2).slice(0, MOST_WORDS) }
}

/** What a list is narrowed to; null and an empty list narrow nothing. */
export type Filter = { stack: string | null; component: string | null; hours: readonly number[] }

/** One name for a component of an edition of a framework, as a filter carries it. */
export const componentKey = ({
  framework,
  edition,
  code,
}: {
  framework: string
  edition: string
  code: string
}): string => `${framework} | ${edition} | ${code}`

/** A word of the catalogue that looks like one that was typed; 1 is the same word. */
export type NearWord = { typed: string; word: string; alike: number }

/** Below this share of letters in common, words only look alike by chance. */
const NEAR = 0.45
/** Words that look like it almost as much as the best one are taken with it (rubric, rubrics). */
const AS_GOOD = 0.12

/** For each typed word the words to look for: itself, and where the catalogue has none such, those it may have meant. */
export function respell(each: readonly string[], near: readonly NearWord[]): string[][] {
  return each.map((typed) => {
    const own = near.filter((one) => one.typed === typed && one.alike >= NEAR)
    const best = Math.max(0, ...own.map(({ alike }) => alike))
    return [
      ...new Set([typed, ...own.filter(({ alike }) => alike >= best - AS_GOOD && best < 1).map(({ word }) => word)]),
    ]
  })
}
