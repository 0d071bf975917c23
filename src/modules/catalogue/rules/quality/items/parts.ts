/** The three parts: complete, open to educators without a class, and safe for students. */

import { partKinds, type Part } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'
import { countWords } from '../text/words.ts'

/** Fewer words cannot say what to do instead, or what to leave out. */
const ENOUGH = 8
/** A required prompt that takes nothing else asks for people to be seen. */
const PICTURES = new Set(['image', 'video'])

const say = (part: Part, place: number, key: 'without_a_class' | 'student_privacy', what: string): Finding[] =>
  countWords(part[key]) >= ENOUGH
    ? []
    : [{ path: ['parts', place, key], reason: `The ${part.kind} does not say in a sentence ${what}.` }]

export const PART_RULES: readonly Rule[] = [
  {
    id: 'parts',
    title: `Each of the three parts is complete`,
    why: 'An educator hands in a product, a reflection and an application. A part that asks for nothing cannot be missing, so it cannot be earned.',
    advice: `Give ${partKinds.join(', ')} a purpose, prompts of their own and at least one prompt that must be answered.`,
    blocking: true,
    about: ['parts'],
    takes: ([first, , third]) => first === 'work_order' || (first === 'parts' && third !== 'minutes'),
    find: ({ parts }) =>
      parts.flatMap((part, place) =>
        part.prompts.some(({ required }) => required)
          ? []
          : [{ path: ['parts', place, 'prompts'], reason: `Nothing in the ${part.kind} has to be answered.` }],
      ),
  },
  {
    id: 'without-a-class',
    title: 'There is a way without a class',
    why: 'Coaches, librarians and substitutes teach too, and some of them have no class of their own this year.',
    advice: 'Say in each part whose work they can use instead, so that it reaches the same rubric.',
    blocking: true,
    about: ['parts'],
    find: ({ parts }) =>
      parts.flatMap((part, place) =>
        say(part, place, 'without_a_class', 'what an educator without a class can do instead'),
      ),
  },
  {
    id: 'privacy',
    title: 'Students stay unknown',
    why: 'Evidence is read by strangers. A name, a face or a story that can be guessed harms a child who was not asked.',
    advice:
      'Say in each part what to leave out, cover or retype, and let every prompt be answered without a picture of people.',
    blocking: true,
    about: ['parts'],
    find: ({ parts }) =>
      parts.flatMap((part, place) => [
        ...say(part, place, 'student_privacy', 'what keeps students unknown'),
        ...part.prompts.flatMap(({ id, required, responses }, p) =>
          required && responses.length > 0 && responses.every((kind) => PICTURES.has(kind))
            ? [
                {
                  path: ['parts', place, 'prompts', p, 'responses'],
                  reason: `"${id}" can only be answered with a picture or a video. Let it be said in words as well.`,
                },
              ]
            : [],
        ),
      ]),
  },
]
