/** Plain to read: measured where it can be, as a warning and never as praise. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Rule } from '../rule.ts'
import { isNoSentence, textsOf, type Passage } from '../text/texts.ts'
import { countWords, gradeOf } from '../text/words.ts'

const HIGHEST = 10
const HIGHEST_OF_A_PASSAGE = 12
/** One long word makes a short passage look hard; from this many on, the figure means something. */
const LONG = 40

const isEnglish = ({ language }: MicroCredentialContent): boolean => /^en(-|$)/.test(language)
const passagesOf = (content: MicroCredentialContent): Passage[] => textsOf(content, isNoSentence)
const grade = (text: string): string => gradeOf(text).toFixed(1)

export const READING_RULES: readonly Rule[] = [
  {
    id: 'reading',
    title: `It can be read at grade ${HIGHEST}`,
    why: 'Educators read it in the evening, and many in a second language. Long sentences hide what is asked.',
    advice: 'Cut long sentences in two, and use the short word where there is one.',
    blocking: false,
    about: ['summary'],
    find: (content) => {
      if (!isEnglish(content)) return []
      const passages = passagesOf(content)
      const whole = gradeOf(passages.map(({ text }) => text).join('\n'))
      return [
        ...(whole > HIGHEST ? [{ path: [], reason: `As a whole it asks for grade ${whole.toFixed(1)}.` }] : []),
        ...passages
          .filter(({ text }) => countWords(text) >= LONG && gradeOf(text) > HIGHEST_OF_A_PASSAGE)
          .map(({ path, text }) => ({
            path,
            reason: `This passage asks for grade ${grade(text)}; ${HIGHEST_OF_A_PASSAGE} is the most.`,
          })),
      ]
    },
    look: (content) =>
      isEnglish(content)
        ? []
        : [{ path: ['language'], reason: 'Reading is measured in English only. Have somebody read it who teaches.' }],
  },
]
