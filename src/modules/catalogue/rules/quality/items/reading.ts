/** Plain to read: measured where it can be, as a warning and never as praise. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Rule } from '../rule.ts'
import { isNoSentence, textsOf, type Passage } from '../text/texts.ts'
import { countWords, gradesOf, isEnglish } from '../text/words.ts'

const HIGHEST = 10
const HIGHEST_OF_A_PASSAGE = 12
/** One long word makes a short passage look hard; from this many on, the figure means something. */
const LONG = 40

const passagesOf = (content: MicroCredentialContent): Passage[] => textsOf(content, isNoSentence)

export const READING_RULES: readonly Rule[] = [
  {
    id: 'reading',
    title: `It can be read at grade ${HIGHEST}`,
    why: 'Educators read it in the evening, and many in a second language. Long sentences hide what is asked.',
    advice: 'Cut long sentences in two, and use the short word where there is one.',
    blocking: false,
    about: ['summary'],
    find: (content) => {
      if (!isEnglish(content.language)) return []
      const passages = passagesOf(content)
      const { each, whole } = gradesOf(passages.map(({ text }) => text))
      return [
        ...(whole > HIGHEST ? [{ path: [], reason: `As a whole it asks for grade ${whole.toFixed(1)}.` }] : []),
        ...passages.flatMap(({ path, text }, place) => {
          const grade = each[place] ?? 0
          return grade > HIGHEST_OF_A_PASSAGE && countWords(text) >= LONG
            ? [{ path, reason: `It asks for grade ${grade.toFixed(1)}; ${HIGHEST_OF_A_PASSAGE} is the most.` }]
            : []
        }),
      ]
    },
    look: (content) =>
      isEnglish(content.language)
        ? []
        : [{ path: ['language'], reason: 'Reading is measured in English only. Have somebody read it who teaches.' }],
  },
]
