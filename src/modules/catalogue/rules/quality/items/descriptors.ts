/** The levels of a rubric: each described, and each told from the next by something that is there or is not. */

import type { Criterion, MicroCredentialContent } from '../../content.ts'
import { descriptorsOf, othersWhoSay } from '../text/neighbours.ts'
import type { Finding, Rule } from '../rule.ts'
import { countWords, inWords, plainly } from '../text/words.ts'

const SHORTEST = 15
const LONGEST = 45
const FEWEST_LEVELS = 3
const MOST_LEVELS = 6

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
/** They say how much of a quality, never which. */
const DEGREES = words(`
  very quite rather somewhat highly more most less least much many few several some all too enough well better best
  good great strong stronger strongest weak weaker clear clearer clearest full fuller partial limited basic adequate
  sufficient thorough detailed deep deeper rich richer excellent exceptional outstanding effective appropriate
  meaningful significant consistent simple advanced complex sophisticated superficial minimal extensive
  comprehensive high higher low lower poor fair satisfactory proficient general specific vague always usually often sometimes rarely seldom occasionally never nearly almost
  mostly only in a an the way manner extent with detail depth clarity`)
const NUMBERS = words('zero one two three four five six seven eight nine ten once twice single both a an at least')
const NO_ADVERBS = words('family reply apply supply rely ally assembly anomaly july italy daily weekly monthly')

const isDegree = (word: string): boolean => DEGREES.has(word) || (/..ly$/.test(word) && !NO_ADVERBS.has(word))
const isQuality = (word: string): boolean => !isDegree(word)
const isNumber = (word: string): boolean => NUMBERS.has(word) || /^\d+$/.test(word)

const without = (text: readonly string[], isLeft: (word: string) => boolean, cut = (word: string) => word): string =>
  text
    .filter((word) => !isLeft(word))
    .map(cut)
    .join(' ')

/** Whether two texts are the same but for one word: put in, left out or changed. */
function differInOneWord(some: readonly string[], others: readonly string[]): boolean {
  const [short, long] = some.length <= others.length ? [some, others] : [others, some]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start += 1
  let end = 0
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1
  return long.length - start - end === 1
}

type Pair = { path: readonly PropertyKey[]; names: string; some: string[]; others: string[] }

/** Every two levels of each criterion, with their words. The same to the letter is a misfit that checks.ts tells of. */
function pairsOf({ rubric }: MicroCredentialContent): Pair[] {
  const described = ({ levels }: Criterion) =>
    rubric.levels.slice(0, MOST_LEVELS).flatMap(({ id, name }) => {
      const text = levels[id] ?? ''
      return text === '' ? [] : [{ id, name, text, words: plainly(text).split(' ') }]
    })
  return rubric.criteria.flatMap((criterion, place) =>
    described(criterion).flatMap((other, here, all) =>
      all
        .slice(0, here)
        .filter(({ text }) => text !== other.text)
        .map((level) => ({
          path: ['rubric', 'criteria', place, 'levels', other.id],
          names: `"${level.name}" and "${other.name}" of "${criterion.title}"`,
          some: level.words,
          others: other.words,
        })),
    ),
  )
}

const singular = (word: string): string => word.replace(/(?<=..)s$/, '')

function sameButFor({ path, names, some, others }: Pair): Finding[] {
  if (some.join(' ') === others.join(' ')) return [{ path, reason: `${names} say the same.` }]
  if (without(some, isDegree) === without(others, isDegree))
    return [{ path, reason: `${names} differ only in words of degree. Say what is there that was not there before.` }]
  if (without(some, isNumber, singular) === without(others, isNumber, singular))
    return [{ path, reason: `${names} differ only in a number. Say what the added ones must show.` }]
  return []
}

/** The same descriptor under two criteria: one idea scored twice. */
function repeatedWithin(content: MicroCredentialContent): Finding[] {
  const criterionOf = new Map<string, PropertyKey | undefined>()
  return descriptorsOf(content).flatMap(({ path, text }) => {
    const words = plainly(text)
    if (!criterionOf.has(words)) criterionOf.set(words, path[2])
    return criterionOf.get(words) === path[2]
      ? []
      : [{ path, reason: 'Another criterion has the same descriptor: one idea would be scored twice.' }]
  })
}

export const DESCRIPTOR_RULES: readonly Rule[] = [
  {
    id: 'levels',
    title: 'Every level is described, and one is required',
    why: 'Educator and assessor read the same levels. One without words is scored by feeling.',
    advice: `Describe ${FEWEST_LEVELS} to ${MOST_LEVELS} levels for every criterion, and mark the one that must be reached.`,
    blocking: true,
    about: ['rubric', 'levels'],
    takes: (path) => path[0] === 'rubric' && (path[1] === 'levels' || (path[3] === 'levels' && path.length === 4)),
    find: ({ rubric: { levels } }) => {
      const path = ['rubric', 'levels']
      if (levels.length < FEWEST_LEVELS)
        return [{ path, reason: `With ${levels.length} levels nothing lies between having it and not.` }]
      return levels.length > MOST_LEVELS
        ? [{ path, reason: `Nobody tells ${levels.length} levels apart; ${MOST_LEVELS} are the most.` }]
        : []
    },
  },
  {
    id: 'distinct',
    title: 'Levels differ in what is there, not in adverbs',
    why: 'Nobody agrees on where "clearly" becomes "very clearly". Two assessors agree on whether a reason is given.',
    advice: 'For each level, name something that a stranger could point to and that the level below does not have.',
    blocking: true,
    about: ['rubric', 'criteria'],
    takes: (path) => path[0] === 'rubric' && path[3] === 'levels' && path.length > 4,
    find: (content) => [...pairsOf(content).flatMap(sameButFor), ...repeatedWithin(content)],
    look: (content) =>
      pairsOf(content)
        .filter(({ some, others }) => differInOneWord(some.filter(isQuality), others.filter(isQuality)))
        .map(({ path, names }) => ({
          path,
          reason: `${names} differ in one word. Can a stranger see the difference?`,
        })),
  },
  {
    id: 'descriptor-length',
    title: `Descriptors have ${SHORTEST} to ${LONGEST} words`,
    why: 'Shorter ones leave out what to look for; longer ones hold several questions, and not all of them are scored.',
    advice: 'Say one thing, and enough of it to be pointed to.',
    blocking: false,
    about: ['rubric', 'criteria'],
    find: (content) =>
      descriptorsOf(content)
        .map(({ path, text }) => ({ path, count: countWords(text) }))
        .filter(({ count }) => count < SHORTEST || count > LONGEST)
        .map(({ path, count }) => ({ path, reason: `It has ${count} words.` })),
  },
  {
    id: 'own-descriptors',
    title: 'No descriptor is used by another micro-credential',
    why: 'The same words in two rubrics mean that one of them is not about its own competency.',
    advice: 'Describe what this evidence shows here.',
    blocking: false,
    about: ['rubric', 'criteria'],
    find: (content, { neighbours }) =>
      descriptorsOf(content).flatMap(({ path, text }) => {
        const others = othersWhoSay(neighbours.descriptors, plainly(text), content.id)
        return others.length === 0
          ? []
          : [{ path, reason: `${inWords(others.map((id) => `"${id}"`))} has the same descriptor.` }]
      }),
  },
]
