/** Searching the catalogue: which words stand for a micro-credential, and how what was found is narrowed and counted. */

import { isOutline, type MicroCredentialContent, type OutlineContent } from './content.ts'

/** A slash would make one word of two ("Pre/Diagnostic", "Mindset/Grit"). */
const plain = (parts: readonly string[]): string => parts.join(' . ').replaceAll(/[/_]/g, ' ')

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
    words: wordsOf(plain([title, ...aliases, ...tags])).join(' '),
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
  /** For spelling that is nearly right */
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
  return { all, begun, each: words.filter((word) => word.length > 2).slice(0, MOST_WORDS) }
}

/** What a list is narrowed to; null and an empty list narrow nothing. */
export type Filter = { stack: string | null; component: string | null; hours: readonly number[] }
export type Hit = { id: string; stack: string; hours: number; components: readonly string[] }
export type Counts = { stacks: Map<string, number>; components: Map<string, number>; hours: Map<number, number> }

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

/** What is left, in the same order, and beside each choice how many it would leave with the other filters as they are. */
export function narrow<T extends Hit>(hits: readonly T[], filter: Filter): { found: T[]; counts: Counts } {
  const inStack = ({ stack }: Hit) => filter.stack === null || stack === filter.stack
  const inComponent = ({ components }: Hit) => filter.component === null || components.includes(filter.component)
  const inHours = ({ hours }: Hit) => filter.hours.length === 0 || filter.hours.includes(hours)
  return {
    found: hits.filter((hit) => inStack(hit) && inComponent(hit) && inHours(hit)),
    counts: {
      stacks: count(hits.filter((hit) => inComponent(hit) && inHours(hit)).map(({ stack }) => stack)),
      components: count(
        hits.filter((hit) => inStack(hit) && inHours(hit)).flatMap(({ components }) => [...new Set(components)]),
      ),
      hours: count(hits.filter((hit) => inStack(hit) && inComponent(hit)).map(({ hours }) => hours)),
    },
  }
}

function count<K>(values: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
