/** What people ask a catalogue: made from the words it holds, as they are typed. */

import type { Asked } from '../../src/modules/catalogue/queries/search.ts'
import { componentKey } from '../../src/modules/catalogue/rules/search.ts'
import { Dice } from '../../test/factories/dice.ts'

/** What is there to be asked for. */
export type Known = {
  titles: string[]
  sentences: string[]
  stacks: string[]
  components: { framework: string; edition: string; code: string }[]
}
export type Question = { kind: string; asked: Asked }

const SIZE = 48
/** Words of nearly every text: the dearest to rank and to count. */
const COMMON = ['learners', 'work', 'assessment', 'one', 'feedback', 'they', 'what do learners say', 'the class']
const NOWHERE = ['zeppelin', 'quantum tunnelling', 'xylophone repair', 'qwertyuiop', 'habeas corpus', 'bitcoin']

/** So many questions, of every kind about as many. */
export function makeQuestions(
  { titles, sentences, stacks, components }: Known,
  count: number,
  seed: number,
): Question[] {
  const dice = new Dice(seed)
  const title = (): string[] => dice.pick(titles).match(/[\p{L}\p{N}]+/gu) ?? ['work']
  const words = (): string[] => dice.pick(sentences).match(/\p{L}{3,}/gu) ?? ['work']
  const filters = () => ({
    stack: dice.chance(0.3) ? dice.pick(stacks) : null,
    component: dice.chance(0.5) ? componentKey(dice.pick(components)) : null,
    hours: dice.chance(0.5) ? [dice.pick([1, 1.5, 2])] : [],
  })
  const part = (list: string[], most: number): string => {
    const from = dice.below(Math.max(1, list.length - most))
    return list.slice(from, from + most).join(' ')
  }
  const kinds: Record<string, () => Partial<Asked>> = {
    'one word': () => ({ text: dice.pick(dice.chance(0.5) ? title() : words()) }),
    'a common word': () => ({ text: dice.pick(COMMON) }),
    'several words': () => ({ text: part(dice.chance(0.7) ? title() : words(), 2 + dice.below(3)) }),
    'half typed': () => {
      const typed = title().join(' ')
      return { text: typed.slice(0, 2 + dice.below(typed.length)) }
    },
    quoted: () => ({ text: `"${part(dice.chance(0.7) ? title() : words().slice(2), 2)}"` }),
    'or, and not': () => ({
      text: dice.pick([
        `${dice.pick(title())} or ${dice.pick(words())}`,
        `${dice.pick(title())} -${dice.pick(title())}`,
      ]),
    }),
    misspelled: () => ({
      text: title()
        .slice(0, 3)
        .map((word) => misspelled(word, dice))
        .join(' '),
    }),
    filters: () => ({ ...filters(), page: 1 + dice.below(3) }),
    'words and filters': () => ({ ...filters(), text: dice.pick(dice.chance(0.5) ? title() : words()) }),
    'deep page': () => ({ text: dice.chance(0.5) ? '' : dice.pick(COMMON), page: 1 + dice.below(110) }),
    'nothing found': () => ({ text: dice.pick(NOWHERE) }),
  }
  const all = Object.entries(kinds)
  return Array.from({ length: count }, (_, at) => {
    const [kind, make] = all[at % all.length] ?? ['', () => ({})]
    return { kind, asked: { text: '', stack: null, component: null, hours: [], page: 1, size: SIZE, ...make() } }
  })
}

/** A letter left out, doubled, exchanged with the next or another one; short words are typed right. */
function misspelled(word: string, dice: Dice): string {
  if (word.length < 6 || dice.chance(0.3)) return word
  const at = 1 + dice.below(word.length - 2)
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
  return dice.pick([
    before + after,
    before + letter + letter + after,
    before + after.charAt(0) + letter + after.slice(1),
    before + dice.pick('aeiklnrst'.split('')) + after,
  ])
}
