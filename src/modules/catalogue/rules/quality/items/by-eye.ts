/** What no program can decide. It is asked each time, so that a second person has something to go by. */

import type { Rule } from '../rule.ts'

export const BY_EYE_RULES: readonly Rule[] = [
  {
    id: 'by-eye',
    title: 'Two people have read it aloud',
    why: 'Everything above can be met by a micro-credential that no teacher would want.',
    advice: 'Ask a second author, and answer these questions together.',
    blocking: false,
    look: () => [
      { path: ['competency'], reason: 'Is it one thing, unlike its neighbors, that an hour or two can show?' },
      { path: ['parts'], reason: 'Does every prompt ask for a decision, a quotation, or a before and after?' },
      { path: ['parts'], reason: 'Whom could a prompt leave out, and is the other way as demanding?' },
      { path: ['rubric', 'criteria'], reason: 'Would two strangers point to the same words for every level?' },
      { path: ['research'], reason: 'Does every note say what the work found, and where that ends?' },
      { path: ['examples', 'meets'], reason: 'Score it yourself, descriptor by descriptor. Does it meet each one?' },
    ],
  },
]
