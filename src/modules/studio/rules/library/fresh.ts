/** What a draft begins with when it is of nothing yet: its title, and what all of our catalogue has in common. */

import { slugOf } from '../../../people/rules.ts'
import { FIGURES } from '../../../catalogue/rules/emblems/emblems.ts'
import { emptySection, sectionsOf, type DraftKind, type Sections } from '../sections.ts'

const LONGEST_TITLE = 200

/** The name in its address that a title gives; null when no letter or figure is left, or the title is too long. */
export function slugOfTitle(title: string): string | null {
  const slug = slugOf(title)
  return slug === '' || title.length > LONGEST_TITLE ? null : slug
}

const TENS = ['', 'X', 'XX', 'XXX']
const ONES = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX']

/** The numeral of a stack; none beyond thirty-nine, which its author then chooses. */
const numeralOf = (number: number): string =>
  number > 0 && number < 40 ? `${TENS[Math.floor(number / 10)] ?? ''}${ONES[number % 10] ?? ''}` : ''

export type Fresh = {
  title: string
  /** The stack of a micro-credential, the badge's first stacks: none yet */
  stack?: string
  /** How many stacks there are; a new one gets the next numeral, and a figure and an ink of its own turn */
  stacks: number
  salt: number
}

export function freshSections(kind: DraftKind, { title, stack, stacks, salt }: Fresh): Sections {
  const sections: Sections = Object.fromEntries(sectionsOf(kind).map((section) => [section, emptySection(section)]))
  switch (kind) {
    case 'micro-credential': {
      const time = emptySection('time')
      return {
        ...sections,
        about: { ...sections.about, title, stack: stack ?? '' },
        time: {
          ...time,
          hours: { min: 1, max: 2, credited: 1.5 },
          assessment: {
            type: 'Assessed by a trained person against the rubric below; every criterion at Demonstrated or above',
            participation: 'Online, at your own pace, with work from your own setting',
            individual: true,
          },
        },
        rubric: { rubric: { ...(emptySection('rubric')['rubric'] as object), scoring_rules: SCORING_RULES } },
      }
    }
    case 'stack':
      return {
        stack: {
          ...sections.stack,
          title,
          numeral: numeralOf(stacks + 1),
          figure: FIGURES[stacks % FIGURES.length] ?? FIGURES[0],
          ink: (stacks % 5) + 1,
          salt,
        },
      }
    case 'badge':
      return { badge: { ...sections.badge, title } }
  }
}

const SCORING_RULES = [
  'Score each criterion only from the prompts named under look_in.',
  'Start at Demonstrated and ask whether every part of it is there. If a part is missing, go below it and choose the descriptor that fits best; when two fit equally, choose the higher.',
  'Distinguished means Demonstrated plus what is added. It is never needed to earn the micro-credential.',
  'Spelling, style, length and the medium are not scored. Nor is whether you like the topic.',
]
